"""What a tool may be asked: its arguments as types, with their bounds.

In:      the arguments of a call
Out:     frozen values
Refuses: an argument the tool does not have, one out of bounds (Misasked, with the names of ours alone)
Source:  docs/assistants.md
Shown:   tests/faces/mcp/test_asked.py

An argument that is misspelt would widen the answer in silence: it is refused.
"""

import json
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from onrecord.faces.json_values import Day, Flag, Whole
from onrecord.questions.errors import QuestionError
from onrecord.reasoning.chaining import DEFAULT_DEPTH
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

MOST_LINES = 50
MOST_ACTORS = 200
MOST_EVENTS = 8
MOST_STEPS = 6
MOST_WAYS = 20
LONGEST_TYPED_CHARS = 2_000
MOST_TEXT_CHARS = 8_000

Asked = TypeVar("Asked", bound="ToolArguments")


class Misasked(QuestionError):
    """The arguments do not fit the tool."""


def _listed(given: object) -> object:
    """A list; some assistants send one as the text of its JSON, or a single line by itself."""
    if not isinstance(given, str):
        return given
    try:
        held = json.loads(given)
    except (ValueError, RecursionError):
        held = None
    return held if isinstance(held, list) else [given]


Name = Annotated[str, Field(min_length=1, max_length=200)]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Typed = Annotated[str, Field(min_length=1, max_length=LONGEST_TYPED_CHARS)]
Typeds = Annotated[list[Typed], BeforeValidator(_listed), Field(max_length=MOST_EVENTS)]
After = Annotated[
    str | None,
    Field(min_length=1, max_length=400, description="Go on from here: `next` of the answer before, as it was."),
]


def _limit(most: int = MOST_LINES) -> Any:
    return Field(default=min(most, 20), ge=1, le=most, description="How many lines at most.")


class By(StrEnum):
    """How words are looked for: all of them; by words and meaning together; by meaning alone."""

    WORDS = "words"
    BOTH = "both"
    MEANING = "meaning"


class Wanted(StrEnum):
    """What is asked for: that a norm is triggered, broken, released; that somebody does an action."""

    TRIGGER = "trigger"
    BREAK = "break"
    RELEASE = "release"
    DO = "do"


class ToolArguments(BaseModel):
    """Of any tool."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AskedSearch(ToolArguments):
    """Words, filters, or both."""

    query: Typed | None = Field(
        default=None, description='Words; "in quotation marks" together; a* begins so. Left out: the newest.'
    )
    by: By = Field(default=By.WORDS, description="How the words are looked for.")
    actor: Name | None = Field(default=None, description="As agent or speaker: a name or a code (Iran, RUS, NATO).")
    target: Name | None = Field(default=None, description="Whom the action befalls, or who must act: a name or a code.")
    modal: Modal | None = Field(default=None, description="What the agent says of the action.")
    mode: Mode | None = Field(default=None, description="How the action hangs on its condition.")
    kind: RecordKind | None = Field(default=None, description="Kind of record.")
    strength: Strength | None = Field(default=None, description="This strength.")
    min_strength: Strength | None = Field(default=None, description="This strength or more.")
    status: Name | None = Field(default=None, description="What became of it: overdue, triggered, breached ...")
    since: Day | None = Field(default=None, description="Said on or after this day.")
    until: Day | None = Field(default=None, description="Said on or before this day.")
    publisher: Name | None = Field(default=None, description="Who published the page, in full.")
    limit: Whole = _limit()
    after: After = None


class AskedRecord(ToolArguments):
    """An id."""

    id: Id = Field(description="Of a record, norm or statement (rec-..., norm-..., stmt-...); its beginning is enough.")


class AskedWhatIf(ToolArguments):
    """A scenario."""

    happens: Typeds = Field(default=[], description="What happens: plain English sentences.")
    event: Typeds = Field(default=[], description="What happens, as patterns: BLR.MIL ASSAULT UKR place=UKR.")
    denied: Typeds = Field(default=[], description="What does not happen: sentences or patterns.")
    now: Day | None = Field(default=None, description="The day it is asked for.")
    depth: Whole = Field(default=DEFAULT_DEPTH, ge=0, le=MOST_STEPS, description="Steps of consequences.")
    meaning: Flag = Field(default=False, description="Take words that are near in meaning for a maybe.")
    limit: Whole = _limit()
    after: After = None


class AskedWhatWould(ToolArguments):
    """An outcome."""

    outcome: Wanted = Field(description="What is to become of the norm, or: who would do it.")
    norm: Typed = Field(
        description="Id of a norm or record; with outcome=do an action: Ukraine attacks Russia, UKR ASSAULT RUS."
    )
    limit: Whole = Field(default=10, ge=1, le=MOST_WAYS, description="How many ways at most.")


class AskedTimeline(ToolArguments):
    """An actor."""

    actor: Name = Field(description="A name or a code (Iran, RUS, NATO).")
    other: Name | None = Field(default=None, description="Only between these two.")
    topic: Typed | None = Field(default=None, description="Only what has these words.")
    since: Day | None = Field(default=None, description="On or after this day.")
    until: Day | None = Field(default=None, description="On or before this day.")
    limit: Whole = Field(
        default=15, ge=1, le=MOST_LINES // 2, description="How many sayings, and how many events, at most."
    )
    after: After = None


class AskedMet(ToolArguments):
    """Days."""

    since: Day | None = Field(default=None, description="Only what was noticed on or after this day.")
    possible: Flag = Field(default=False, description="Also where it is open whether it is the action at all.")
    limit: Whole = _limit()
    after: After = None


class AskedPage(ToolArguments):
    """A page and a part of its text."""

    id: Id = Field(description="Of the page (page-...).")
    start: Whole = Field(default=0, ge=0, le=10**9, description="Where the part begins, in code points.")
    chars: Whole = Field(default=4_000, ge=1, le=MOST_TEXT_CHARS, description="How long it is at most.")


class AskedWhy(ToolArguments):
    """Words of a page."""

    page: Id = Field(description="Id of a page on record (page-...).")
    words: Typed = Field(description="Words of it, as they stand there.")


class AskedActors(ToolArguments):
    """All of them."""

    limit: Whole = Field(default=100, ge=1, le=MOST_ACTORS, description="How many lines at most.")
    after: After = None


def asked(kind: type[Asked], given: dict[str, Any]) -> Asked:
    """The arguments, where they fit."""
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        said = dict.fromkeys(_misfit(kind, e["loc"], e["type"], e["msg"]) for e in error.errors(include_input=False))
        raise Misasked(f"the arguments do not fit this tool. {' '.join(said)}") from None


def _misfit(kind: type[ToolArguments], where: tuple[int | str, ...], sort: str, message: str) -> str:
    """What does not fit; a name that is not ours is not said again."""
    known = ", ".join(kind.model_fields)
    if sort == "extra_forbidden" or not where or where[0] not in kind.model_fields:
        return f"It has no argument of another name than these: {known}."
    place = ".".join(str(part) for part in where if isinstance(part, int) or part in kind.model_fields)
    return f"{place}: {message}."

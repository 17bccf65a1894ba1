"""A norm as it is asked: in patterns, with the words it rests on where they are at hand.

In:      a norm in codes, of an entry or of the index; gold records
Out:     Rule, Cited
Refuses: a condition without a pattern, a pattern without a condition

Where a reader gives no pattern, the norm's codes make one: PLOVER type, who must act, to whom, and the words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from onrecord.reasoning.verdicts import TAKEN_BACK
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.reading_json import date_json
from onrecord.terms.records import Doer, Modal, Mode, Strength
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The evidence of one norm: every line of an answer carries it.

    sentence: the norm in words, for a person.
    words:    the record's words, each with where it stands in the text of `document_id`; one piece at least.
    speaker:  who said it, by name; None when not known. speaker_id: the code it speaks for.
    direct:   a quotation (True), a paraphrase (False), the writer's own report (None).
    headline: said by whoever wrote the headline.
    page:     title, and where it was read. report: what is one independent report with others (copies share one).
    by_hand:  who entered it by hand, when and from where, in words; None where a page was read. from_sheet: the
              words are a sheet's, which reports nothing; else they stand on a page.
    """

    record_id: str
    sentence: str
    words: tuple[tuple[Span, str], ...]
    speaker: str | None
    speaker_id: str | None
    direct: bool | None
    headline: bool
    document_id: str
    title: str | None
    address: str | None
    publisher: str | None
    report: str
    by_hand: str | None = None
    from_sheet: bool = False

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a norm without words has no evidence")

    def to_json(self, said: DateBounds | None) -> dict[str, Any]:
        """`{"words": [{"span", "words"}], "speaker", "speaker_id", "said", "direct", "headline", "entered_by_hand",
        "page"}`."""
        return {
            "words": [{"span": span.to_json(), "words": words} for span, words in self.words],
            "speaker": self.speaker,
            "speaker_id": self.speaker_id,
            "said": date_json(said) if said else None,
            "direct": self.direct,
            "headline": self.headline,
            "entered_by_hand": self.by_hand,
            "page": {
                "document_id": self.document_id,
                "title": self.title,
                "address": self.address,
                "publisher": self.publisher,
                "report": self.report,
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One norm.

    agent:    code of who is bound (who demands, who predicts); None when not said.
    strength: of its record.
    said:     when, as bounds; None when nothing bounds it.
    deadline: last day to do it; None when none was set.
    ended:    the day it was withdrawn or superseded; None while it stands.
    alternative: this is the second of two ways to read its words.
    cited:    what an answer cites, or how to fetch it by the norm's id where it is asked out of the index, which does
              not hold its words; None where it is never shown.
    """

    id: str
    agent: str | None
    modal: Modal
    mode: Mode
    action: EventPattern
    trigger: EventPattern | None
    strength: Strength
    said: DateBounds | None = None
    deadline: date | None = None
    ended: date | None = None
    alternative: bool = False
    cited: Cited | Callable[[str], Cited] | None = None

    def __post_init__(self) -> None:
        if (self.trigger is None) != (self.mode is Mode.NONE):
            raise ValueError(f"norm {self.id}: mode {self.mode.value} with trigger {self.trigger}")

    @property
    def evidence(self) -> Cited:
        """What an answer cites. ValueError where it is asked without its words."""
        if self.cited is None:
            raise ValueError(f"norm {self.id} is asked without its words: fetch its entry")
        return self.cited(self.id) if callable(self.cited) else self.cited

    @property
    def is_inferred(self) -> bool:
        """Does it only follow whose norm it is?"""
        return self.action.actor is not None and self.action.actor.inferred

    @property
    def undertakes(self) -> bool:
        """Does meeting its condition lead to its action? Only of "will" and "ready"; nothing follows from a release."""
        return self.mode is Mode.IF and self.modal.undertakes

    def evidence_json(self) -> dict[str, Any]:
        """Its words, who said them, when and where."""
        return self.evidence.to_json(self.said)


class InCodes(Protocol):
    """What a norm says in codes, whoever holds it."""

    @property
    def modal(self) -> Modal: ...
    @property
    def mode(self) -> Mode: ...
    @property
    def agent_id(self) -> str | None: ...
    @property
    def target_id(self) -> str | None: ...
    @property
    def action_event(self) -> EventType | None: ...
    @property
    def trigger_id(self) -> str | None: ...
    @property
    def trigger_event(self) -> EventType | None: ...


def rule_of_codes(
    norm: InCodes,
    *,
    id_: str,
    strength: Strength,
    action: tuple[str | None, EventPattern | None],
    trigger: tuple[str | None, EventPattern | None],
    said: DateBounds | None,
    deadline: date | None,
    status: str | None,
    cited: Cited | Callable[[str], Cited] | None = None,
) -> Rule:
    """The norm as it is asked.

    action, trigger: their words, and the pattern a reader gave; a slot it left open stays open, and is a maybe
                     wherever it is asked for.
    status: the last of its statuses; the log tells the day.
    """
    # Of a demand the target must act; whom a prediction speaks of is not told apart from whom it befalls.
    doer = {Doer.AGENT: norm.agent_id, Doer.TARGET: norm.target_id, Doer.NOBODY: None}[norm.modal.doer]
    target = None if norm.modal.of_another else norm.target_id
    coded = EventPattern(type=norm.action_event, actor=_party(doer), recipient=_party(target), words=action[0] or None)
    condition = EventPattern(type=norm.trigger_event, actor=_party(norm.trigger_id), words=trigger[0] or None)
    return Rule(
        id=id_,
        agent=norm.agent_id,
        modal=norm.modal,
        mode=norm.mode,
        action=action[1] or coded,
        trigger=None if norm.mode is Mode.NONE else trigger[1] or condition,
        strength=strength,
        said=said,
        deadline=deadline,
        ended=date.min if status in TAKEN_BACK else None,
        cited=cited,
    )


def _party(code: str | None) -> Party | None:
    return Party(code) if code and code.strip() else None

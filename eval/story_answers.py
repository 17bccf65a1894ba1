"""What onrecord answers to the stories: the one place where the scorer of the stories touches what it measures.

In:      readings, sentences, two norms
Out:     a ledger, what a sentence was understood as, the verdicts of a what-if, notices of `met`, marks of a timeline
Refuses: a sentence in which nothing is understood and a scenario that contradicts itself, as words (Understood.refused)
Source:  the same doors as the command line: `ledger.record`, `check`, `what_if`, `read_scenario`, `timeline`
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.remembered import remembering_engines
from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.changes import change
from onrecord.questions.grades import Grade
from onrecord.questions.met import check
from onrecord.questions.timelines import timeline
from onrecord.questions.what_if import what_if
from onrecord.terms.errors import OnRecordError
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode
from onrecord.walk.scenario import Heard, read_scenario

STRONG = frozenset(
    {"triggered", "released", "breached", "fulfilled", "complied", "prediction_applies", "came_true", "overdue"}
)
MAYBE = "maybe_"
ALTERNATIVE = "_alt_reading"
# Two names of one cell.
SAME_VERDICT = {"maybe_prediction_applies": "maybe_applies"}


def is_loud(verdict: str) -> bool:
    """Does something happen, or perhaps?"""
    return verdict in STRONG or verdict.startswith(MAYBE)


def quiet(modal: str, mode: str) -> str:
    """The verdict of a norm that a scenario does not touch: the last column of the table of verdicts."""
    if modal == Modal.DEMANDS:
        return "open"
    if mode == Mode.IF:
        return "dormant"
    if modal == Modal.WILL_NOT:
        return "in_force"
    if modal == Modal.WILL:
        return "in_force" if mode == Mode.UNLESS else "pending"
    return "stands"


# --- a ledger ---


@contextmanager
def empty_ledger() -> Iterator[Ledger]:
    """A ledger in a file of its own."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "stories.db") as ledger:
        yield ledger


@dataclass(frozen=True, slots=True)
class Notice:
    """A norm met by an event. grade: "certain", "likely" or "possible". address: of what the event was read from."""

    norm_id: str
    event_id: str
    verdict: str
    grade: str
    words: str
    address: str
    reasons: tuple[str, ...]


def add(ledger: Ledger, readings: Iterable[Reading], *, at: datetime) -> list[Notice]:
    """Add the readings of one page and look at what they meet, as `add` and `met` do."""
    for reading in readings:
        ledger.record(reading, recorded_at=at)
    met, _ = check(ledger, today=at.date(), recorded_at=at)
    return [
        Notice(
            norm_id=m.norm_id,
            event_id=m.event.id,
            verdict=m.verdict,
            grade=Grade(m.match).name.lower(),
            words=m.event.words,
            address=m.event.where,
            reasons=tuple(f"{slot}: {match}, {reason}" for slot, match, reason in m.reasons),
        )
        for m in met
    ]


# --- what if ---


@dataclass(frozen=True, slots=True)
class Understood:
    """The events of a question. refused: why it cannot be asked; None when it can."""

    assumed: tuple[EventPattern, ...] = ()
    denied: tuple[EventPattern, ...] = ()
    refused: str | None = None

    @property
    def lines(self) -> list[str]:
        """One line an event, for a person."""
        if self.refused is not None:
            return [f"REFUSED: {self.refused}"]
        return [f"assumed: {e}" for e in self.assumed] + [f"denied:  {e}" for e in self.denied]


def understand(assume: Iterable[str], deny: Iterable[str] = ()) -> Understood:
    """The sentences of a question, read as the command line reads them."""
    try:
        said, negated = ([heard(sentence) for sentence in sentences] for sentences in (assume, deny))
    except OnRecordError as error:
        return Understood(refused=str(error))
    assumed = [e for h in said for e in h.assumed] + [e for h in negated if h.assumed for e in h.denied]
    denied = [e for h in said for e in h.denied] + [e for h in negated for e in h.assumed or h.denied]
    return Understood(tuple(assumed), tuple(denied))


class NothingUnderstood(OnRecordError):
    """No event is understood in a sentence."""


@cache
def heard(sentence: str) -> Heard:
    """What one sentence assumes and denies, read once a run."""
    found = read_scenario(sentence, remembering_engines())
    if not found.assumed and not found.denied:
        raise NothingUnderstood(f"no event was understood in {sentence!r}")
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict of one norm. trigger, action: "yes", "maybe", "no"; None where no event touches them.

    reasons: how they were compared, slot by slot.
    """

    verdict: str
    trigger: str | None
    action: str | None
    reasons: tuple[str, ...]


def verdicts(ledger: Ledger, understood: Understood) -> dict[str, Judged] | str:
    """The verdict of every norm the scenario touches, by id; words where the scenario cannot be asked."""
    if understood.refused is not None:
        return understood.refused
    try:
        scenario = Scenario(assumed=understood.assumed, denied=understood.denied)
        answer = what_if(ledger, scenario)
    except OnRecordError as error:
        return str(error)
    return {
        j.rule.id: Judged(_verdict(j.word), _certainty(j.trigger), _certainty(j.action), _reasons(j))
        for j in answer.course.first
    }


def _certainty(found: Any) -> str | None:
    return str(found.certainty.word) if found is not None else None


def _verdict(word: str) -> str:
    plain = word.removesuffix(ALTERNATIVE)
    return SAME_VERDICT.get(plain, plain)


def _reasons(judgement: Any) -> tuple[str, ...]:
    rule = judgement.rule
    lines: list[str] = []
    for role, asked, found in (
        ("trigger", rule.trigger, judgement.trigger),
        ("action", rule.action, judgement.action),
    ):
        if found is None:
            continue
        lines.append(f"{role} {found.certainty.word}: asked {asked}")
        if found.denied is not None:
            lines.append(f"    denied: {found.denied}")
        if found.ruled_out is not None:
            lines.append(f"    {found.ruled_out}")
        lines += [f"    {s.slot}: {s.certainty.word}, {s.reason}" for s in found.match.slots]
        if found.via is not None:
            lines += [f"    through {row.id}: {row.why}" for row in found.via.rows]
    return tuple(lines)


# --- how a later norm stands to an earlier one ---


@dataclass(frozen=True, slots=True)
class Marked:
    """What a timeline says of a norm. after: the earlier norm it is compared with."""

    mark: str
    after: str | None
    reasons: tuple[str, ...]


def timeline_of(ledger: Ledger, actor: str) -> dict[str, Marked]:
    """The mark of each saying of an actor, by norm."""
    line = timeline(ledger, actor, limit=1000)
    return {s.norm.id: Marked(s.change.mark.value, s.after, s.change.reasons) for s in line.sayings}


def withdrawn(ledger: Ledger) -> set[str]:
    """Norms that a later record takes back."""
    return {s.norm_id for s in ledger.current.statuses() if s.status == "withdrawn"}


def mark_between(ledger: Ledger, earlier: str, later: str, actor: str) -> str | None:
    """The mark the later of two norms would have, if they are taken for one action; None where one is not on record."""
    held = {n.id: n for n in ledger.current.norms_of(actor)}
    if earlier not in held or later not in held:
        return None
    return change(held[earlier], held[later]).mark.value

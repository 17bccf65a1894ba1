"""What a picture of a what-if shows: boxes for events and norms, arrows with the reason each rests on.

In:      Course
Out:     Chain: boxes and arrows in the order of the steps, at most so many; how many norms are left out
Refuses: nothing; what is left out is counted
Shown:   tests/drawings/test_cascade.py

A norm and the action it leads to are one box, since an action of the chain is of one norm. An arrow is certain where it
is sure that the event meets the norm, on what is assumed and on certain rows of the table of entailments.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.drawings.event_words import event_words
from onrecord.language.code_words import status_words
from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.chaining import Course, RuleOutcome
from onrecord.reasoning.entailment import Entails
from onrecord.reasoning.verdicts import Verdict
from onrecord.reasoning.worlds import Finding
from onrecord.terms.records import Strength

MOST_BOXES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An event of the scenario, or a norm.

    words:   the event, or the norm as a sentence. pattern: the event's text form; None for a norm.
    verdict: None for an event. alternative: it rests on the second of two readings.
    so:      the action that follows from a norm in the next step; None where none does. why_not: why it is held back.
    """

    id: str
    words: str
    step: int
    pattern: str | None = None
    record_id: str | None = None
    verdict: Verdict | None = None
    alternative: bool = False
    strength: Strength | None = None
    so: str | None = None
    why_not: str | None = None

    @property
    def verdict_words(self) -> str:
        """ "may bind no longer, in the second reading"; "" for an event."""
        if self.verdict is None:
            return ""
        return status_words(self.verdict.value) + (", in the second reading" if self.alternative else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """label: how the event meets the norm, in a word or two; reasons: slot by slot, and by which rows of the table."""

    source: str
    target: str
    label: str
    reasons: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Each arrow joins two of the boxes."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    left_out: int


def chain(course: Course, *, most: int = MOST_BOXES) -> Chain:
    """The boxes of most weight: events, norms whose action follows, then strong verdicts before unsure ones, early
    steps before late."""
    denied = [
        Box(id=f"not {e}", words=f"does not happen: {event_words(e)}", step=0, pattern=str(e))
        for e in course.scenario.denied
    ]
    boxes = [*_assumed(course), *denied]
    events = len(boxes)
    arrows: list[Arrow] = []
    leads = {a.by: event_words(a.event) for step in course.steps for a in step.events if a.by is not None}
    held_back = {rule.id: why for step in course.steps for rule, why in step.held_back}
    newest: dict[str, str] = {}
    for step in course.steps:
        for judged in step.judgements:
            here = f"{judged.rule.id} at {step.number}"
            found = list(_arrows(judged, here, newest))
            if not found:
                continue
            follows = judged.verdict in (Verdict.TRIGGERED, Verdict.MAYBE_FULFILLED)
            boxes.append(
                Box(
                    id=here,
                    words=judged.rule.evidence.sentence,
                    step=step.number,
                    record_id=judged.rule.evidence.record_id,
                    verdict=judged.verdict,
                    alternative=judged.alternative,
                    strength=judged.strength,
                    so=leads.get(judged.rule.id) if follows else None,
                    why_not=held_back.get(judged.rule.id) if follows else None,
                )
            )
            arrows += found
            newest[judged.rule.id] = here
    kept = _kept(boxes[:events], boxes[events:], arrows, most)
    ids = {box.id for box in kept}
    # An event nobody's norm is met by still stands there: the scenario assumed it.
    return Chain(kept, tuple(a for a in arrows if a.source in ids and a.target in ids), len(boxes) - len(kept))


def _assumed(course: Course) -> Iterator[Box]:
    for one in course.steps[0].events:
        yield Box(id=str(one.event), words=event_words(one.event), step=0, pattern=str(one.event))


def _arrows(judged: RuleOutcome, here: str, newest: dict[str, str]) -> Iterator[Arrow]:
    """From every event that meets the norm, or may; from the norm whose action the event is, where it is of the
    chain."""
    for is_action, found in ((False, judged.trigger), (True, judged.action)):
        if found is None or found.certainty is Certainty.NO:
            continue
        if found.by is not None:
            event = str(found.by.event)
            source = newest.get(found.by.by, event) if found.by.by is not None else event
            sure_before = not found.by.alternative
        elif found.denied is not None:
            source, sure_before = f"not {found.denied}", True
        else:
            continue
        if source == here:
            continue
        yes = found.certainty is Certainty.YES
        label = ("does it" if yes else "may do it") if is_action else ("meets it" if yes else "may meet it")
        yield Arrow(
            source=source,
            target=here,
            label=label,
            reasons=_reasons(found, is_action=is_action),
            certain=yes and sure_before and not _defeasible(found) and not judged.alternative,
        )


def _reasons(found: Finding, *, is_action: bool) -> tuple[str, ...]:
    what = "the action" if is_action else "the condition"
    slots = found.match.unsure if found.certainty is Certainty.MAYBE else found.match.slots
    rows = found.via.rows if found.via else ()
    return (
        *(f"{what}, {s.slot}: {s.certainty.word}, {s.reason}" for s in slots),
        *(f"{row.force.value}: {row.why}" for row in rows),
    )


def _defeasible(found: Finding) -> bool:
    return found.via is not None and any(row.force is Entails.DEFEASIBLE for row in found.via.rows)


def _kept(events: list[Box], norms: list[Box], arrows: Iterable[Arrow], most: int) -> tuple[Box, ...]:
    leading = {a.source for a in arrows}

    def weight(box: Box) -> tuple[bool, bool, bool, int]:
        unsure = box.verdict is not None and box.verdict.unsure
        return (box.id not in leading, not (box.verdict is not None and box.verdict.strong), unsure, box.step)

    ranked = [*events, *sorted(norms, key=weight)][:most]
    wanted = {box.id for box in ranked}
    return tuple(box for box in (*events, *norms) if box.id in wanted)


def renumbered(made: Chain) -> Chain:
    """The same with short names for its boxes: "1", "2" ..., in their order."""
    name = {box.id: str(n) for n, box in enumerate(made.boxes, 1)}
    return Chain(
        tuple(replace(box, id=name[box.id]) for box in made.boxes),
        tuple(replace(a, source=name[a.source], target=name[a.target]) for a in made.arrows),
        made.left_out,
    )

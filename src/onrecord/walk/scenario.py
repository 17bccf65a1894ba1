"""A plain sentence read as a condition, by the same readers that read the conditions of pages.

In:      one sentence ("Belarusian troops invade Ukraine"), the engines
Out:     the kinds of event it tells: those of its condition, else those it reports
Refuses: an event the sentence denies, plans or threatens (NotAssumed): "Chad does not attack Mali" assumes no attack
Shown:   tests/walk/test_scenario.py

The sentence is set into a frame with a condition, so that a scenario is coded as the trigger it is compared with.
"""

from dataclasses import replace

from onrecord.terms.actors import Actor
from onrecord.terms.errors import OnRecordError
from onrecord.terms.events import Event, EventStatus
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.parses import Parse
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span
from onrecord.walk.open import Engines
from onrecord.walk.read import Walk, read, walked

# A frame counts in which the whole sentence is the condition; of such the one in which most is understood, of two alike
# the earlier: the parser takes "attacks" for a noun in one and not in another. Who answers is no state of a scenario.
FRAMES = (
    "The Red Cross said it will respond with force if {sentence}.",
    "“We will retaliate if {sentence},” the prime minister of New Zealand said.",
    "The Red Cross said that if {sentence}, it will respond with force.",
    "If {sentence}, the Red Cross will respond with force.",
)


# A scenario assumes that something happens. Of what is only conditional the frame's own "if" would say the same.
NOT_DONE = frozenset(EventStatus) - {EventStatus.HAPPENED, EventStatus.ONGOING, EventStatus.HYPOTHETICAL}
TENSED = frozenset({"VBZ", "VBP", "VBD"})


class NotAssumed(OnRecordError):
    """The sentence tells of a deed, and not that it is done."""


def read_scenario(sentence: str, engines: Engines) -> tuple[EventPattern, ...]:
    """The events, in text order, each once, without the words they were read from.

    NotAssumed where one of them is told as denied, planned, threatened, wanted, tried, asked or claimed.
    """
    plain = " ".join(sentence.split()).rstrip(".!? ")
    if not any(map(str.isalnum, plain)):
        return ()
    inside = _inside(plain, engines)
    framed = [_read(frame.format(sentence=inside), engines) for frame in FRAMES]
    readings = [[n.trigger_pattern for n in r.norms if n.trigger_pattern is not None] for r in framed]
    fullest = max(readings, key=lambda found: _understood(found, inside))
    told = walked(_page(plain + ("?" if sentence.rstrip().endswith("?") else ".")), engines)
    events = range(len(told.reading.events))
    understood = _kept(fullest) or _kept([_pattern(told.reading, n) for n in events])
    _check_done(plain, told, understood)
    return understood


def _check_done(sentence: str, told: Walk, understood: tuple[EventPattern, ...]) -> None:
    """Is every event that was understood told as done somewhere in the sentence, or not told of at all?"""
    for pattern in understood:
        same = [e for e in told.reading.events if e.type is pattern.type]
        if same and not any(_may_be_assumed(told.parse, e) for e in same):
            words = same[0].evidence[0].of(told.reading.text)
            raise NotAssumed(
                f"{sentence[:120]!r} tells of {words[:120]!r} as {same[0].status.value}, not as done: say what happens "
                "in one plain sentence, as in 'Belarus attacks Ukraine'; what does not happen goes to --not"
            )


def _may_be_assumed(parse: Parse | None, event: Event) -> bool:
    """Is it told as done? "Offers a deal" is done as an offer, though its deal is planned."""
    if event.status is EventStatus.PLANNED and event.predicate is not None and parse is not None:
        token = parse.token_at(event.predicate.start)
        return token is not None and parse.tags[token] in TENSED
    return event.status not in NOT_DONE


def _understood(found: list[EventPattern], sentence: str) -> tuple[bool, bool, int]:
    events = [p for p in found if p.type is not None]
    return bool(events), any(e.words == sentence for e in events), sum(len(e.said()) for e in _kept(events))


def _kept(found: list[EventPattern]) -> tuple[EventPattern, ...]:
    return tuple(dict.fromkeys(replace(p, words=None, happens=True) for p in found if p.type is not None))


def _inside(sentence: str, engines: Engines) -> str:
    """As it stands inside a sentence: "A soldier" begins small, "Ukraine" does not."""
    parse = engines.parser.parse(sentence, [Span(0, len(sentence))])
    return sentence[0].lower() + sentence[1:] if len(parse) and parse.pos[0] in ("DET", "PRON", "NUM") else sentence


def _read(text: str, engines: Engines) -> Reading:
    return read(_page(text), engines)


def _page(text: str) -> Page:
    return Page(
        address="-",
        body=text.encode("utf-8", "replace"),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
    )


def _pattern(reading: Reading, number: int) -> EventPattern:
    event = reading.events[number]
    actors = reading.cast.actors
    return EventPattern(
        type=event.type,
        mode=event.mode or None,
        actor=_party(actors.get(event.actor_id or "")),
        recipient=_party(actors.get(event.recipient_id or "")),
        since=event.date.first if event.date else None,
        until=event.date.last if event.date else None,
    )


def _party(actor: Actor | None) -> Party | None:
    if actor is None or actor.code is None:
        return None
    return Party(actor.code, actor.sector if actor.state else None)

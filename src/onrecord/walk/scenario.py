"""A plain sentence read as a condition, by the same readers that read the conditions of pages.

In:      one sentence ("Belarusian troops invade Ukraine"), the engines
Out:     the kinds of event it tells: those of its condition, else those it reports
Refuses: nothing; a sentence in which no event is understood gives none
Shown:   tests/walk/test_scenario.py

The sentence is set into a frame with a condition, so that a scenario is coded as the trigger it is compared with.
"""

from dataclasses import replace

from onrecord.terms.actors import Actor
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span
from onrecord.walk.open import Engines
from onrecord.walk.read import read

# A frame counts in which the whole sentence is the condition; of such the one in which most is understood, of two alike
# the earlier: the parser takes "attacks" for a noun in one and not in another. Who answers is no state of a scenario.
FRAMES = (
    "The Red Cross said it will respond with force if {sentence}.",
    "“We will retaliate if {sentence},” the prime minister of New Zealand said.",
    "The Red Cross said that if {sentence}, it will respond with force.",
    "If {sentence}, the Red Cross will respond with force.",
)


def read_scenario(sentence: str, engines: Engines) -> tuple[EventPattern, ...]:
    """The events, in text order, each once, without the words they were read from."""
    plain = " ".join(sentence.split()).rstrip(".!? ")
    if not any(map(str.isalnum, plain)):
        return ()
    inside = _inside(plain, engines)
    framed = [_read(frame.format(sentence=inside), engines) for frame in FRAMES]
    readings = [[n.trigger_pattern for n in r.norms if n.trigger_pattern is not None] for r in framed]
    fullest = max(readings, key=lambda found: _understood(found, inside))
    if _kept(fullest):
        return _kept(fullest)
    told = _read(plain + ".", engines)
    return _kept([_pattern(told, n) for n in range(len(told.events))])


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
    page = Page(
        address="-",
        body=text.encode("utf-8", "replace"),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
    )
    return read(page, engines)


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

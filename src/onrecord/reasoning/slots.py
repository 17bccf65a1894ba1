"""One slot of an event against the same slot of a pattern.

In:      what the event says and what the pattern asks; None: not said
Out:     SlotMatch; None where the pattern asks for nothing
Source:  docs/whatif.md, data/plover_types.csv
Shown:   tests/reasoning/test_matching.py

An event that does not say what the pattern asks for is a maybe, never a yes and never a no.
"""

from datetime import date
from functools import cache
from typing import Protocol

from onrecord.data import rows
from onrecord.reasoning.certainty import Certainty, SlotMatch
from onrecord.reasoning.part_of import acts_as
from onrecord.reasoning.territory import territory_of
from onrecord.terms.events import EventType
from onrecord.terms.patterns import SOMEBODY, Count, EventPattern, Party

YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO


class PhraseNearness(Protocol):
    """How near two phrases are in meaning, as an encoder sees it."""

    def nearness(self, one: str, other: str) -> float | None:
        """The cosine, when near enough that a person should look, else None. Never more than a maybe rests on it."""
        ...


def type_slot(event: EventPattern, asked: EventPattern, meaning: PhraseNearness | None = None) -> SlotMatch:
    """PLOVER type and mode; else the words: the same words are the same action, alike words may be."""
    if event.type is not None and event.type is asked.type:
        return _mode(event, asked)
    if event.words and asked.words:
        if event.type is None and asked.type is None and _plain(event.words) == _plain(asked.words):
            return SlotMatch("type", YES, f"the same words: {asked.words!r}")
        if meaning is not None and (near := _near(event.words, asked.words, meaning)):
            return SlotMatch("type", MAYBE, f"{event.words!r} and {asked.words!r} are {near}")
    if event.type is None or asked.type is None:
        return SlotMatch("type", NO, "no kind of event is known to compare")
    quads = f" (both are of quad class {quad(event.type)})" if quad(event.type) == quad(asked.type) else ""
    return SlotMatch("type", NO, f"{event.type.value} is not {asked.type.value}{quads}")


def _near(one: str, other: str, meaning: PhraseNearness) -> str | None:
    cosine = meaning.nearness(one, other)
    return f"near in meaning (cosine {cosine:.2f})" if cosine is not None else None


def _mode(event: EventPattern, asked: EventPattern) -> SlotMatch:
    kind = asked.type.value if asked.type else "?"
    if asked.mode is None or event.mode == asked.mode:
        return SlotMatch("type", YES, f"both are {kind}" + (f"/{asked.mode}" if asked.mode else ""))
    if event.mode is None:
        return SlotMatch("type", MAYBE, f"{kind} is given, and only {kind}/{asked.mode} is meant")
    return SlotMatch("type", NO, f"{kind}/{event.mode} is not {kind}/{asked.mode}")


def party_slot(slot: str, said: Party | None, asked: Party | None, *, on: date | None) -> SlotMatch | None:
    """Who acts, or to whom. A pattern that does not say who is met, for sure, only by an event that does not either."""
    if asked is None:
        return SlotMatch(slot, MAYBE, f"the norm does not say which {slot}") if said is not None else None
    if said is None:
        return SlotMatch(slot, MAYBE, f"the {slot} is not given; {asked} is meant")
    certainty, reason = acts_as(said, asked, on=on)
    return SlotMatch(slot, certainty, reason)


def partner_slot(said: Party | None, asked: Party | None, *, on: date | None) -> SlotMatch | None:
    """With whom together; doing it with somebody more is still doing it."""
    if asked is None:
        return None
    if asked == SOMEBODY:
        meant = "together with somebody is meant"
        return SlotMatch(
            "with", MAYBE if said is None else YES, meant if said is not None else f"{meant}; none is given"
        )
    if said is None or said == SOMEBODY:
        return SlotMatch("with", MAYBE, f"with whom is not given; with {asked} is meant")
    certainty, reason = acts_as(said, asked, on=on)
    return SlotMatch("with", certainty, reason)


def place_slot(slot: str, said: str | None, asked: str | None, *, joint: bool = False) -> SlotMatch | None:
    """Where. joint: the event is done with others and the pattern asks for the actor's own action: the place is the
    whole action's, and one party may take part from elsewhere."""
    if asked is None:
        return None
    if said is None:
        return SlotMatch(slot, MAYBE, f"{slot} is not given; {asked} is meant")
    certainty, reason = _inside(said, asked)
    if joint and certainty is YES:
        return SlotMatch(slot, MAYBE, f"{said} is the place of the joint action, perhaps not of each one's part")
    return SlotMatch(slot, certainty, reason)


def _inside(said: str, asked: str) -> tuple[Certainty, str]:
    if said.casefold() == asked.casefold():
        return YES, f"both are {asked}"
    here, there = territory_of(said), territory_of(asked)
    if not here.states or not there.states:
        return MAYBE, f"whether {said} lies in {asked} is not known"
    shared = set(here.states) & set(there.states)
    if not shared:
        return NO, f"{said} does not lie in {asked}"
    for place, territory in ((said, here), (asked, there)):
        if territory.disputed:
            return MAYBE, f"{place} is disputed between {' and '.join(territory.states)}"
    if asked in shared:
        return YES, f"{said} lies in {asked}"
    if said in shared:
        return MAYBE, f"{said} is given, and {asked} is only a part of it"
    return NO, f"{said} is not {asked}"


def count_slot(said: Count | None, asked: Count | None) -> SlotMatch | None:
    """How many: inside the interval, outside it, or across its edge."""
    if asked is None or (asked.low is None and asked.high is None):
        return None
    if (asked.low or 0) <= 1 and asked.high is None:
        low_enough = said is None or said.high is None or said.high >= (asked.low or 0)
        return SlotMatch("count", YES if low_enough else NO, "one is enough" if low_enough else "none is not one")
    if said is None or (said.low is None and said.high is None):
        return SlotMatch("count", MAYBE, f"how many is not given; {_range(asked)} is meant")
    if said.unit and asked.unit and _plain(said.unit) != _plain(asked.unit):
        return SlotMatch("count", MAYBE, f"{said.unit!r} and {asked.unit!r} may not be counted alike")
    low, high = said.low or 0, said.high
    if (asked.high is not None and low > asked.high) or (high is not None and high < (asked.low or 0)):
        return SlotMatch("count", NO, f"{_range(said)} is not {_range(asked)}")
    inside = low >= (asked.low or 0) and (asked.high is None or (high is not None and high <= asked.high))
    if inside:
        return SlotMatch("count", YES, f"{_range(said)} is within {_range(asked)}")
    return SlotMatch("count", MAYBE, f"{_range(said)} may be within {_range(asked)}")


def armed_slot(said: bool | None, asked: bool | None) -> SlotMatch | None:
    """Armed or not; usually unreported."""
    if asked is None:
        return None
    meant = "armed" if asked else "unarmed"
    if said is None:
        return SlotMatch("armed", MAYBE, f"whether armed is not given; {meant} is meant")
    return SlotMatch("armed", YES if said is asked else NO, meant if said is asked else f"{meant} is meant")


def intent_slot(said: str | None, asked: str | None, meaning: PhraseNearness | None = None) -> SlotMatch | None:
    """What for; usually unreported, and never a no: two wordings may be one intent."""
    if asked is None:
        return None
    if said is None:
        return SlotMatch("intent", MAYBE, f"the intent is not given; {asked!r} is meant")
    if _plain(said) == _plain(asked):
        return SlotMatch("intent", YES, f"the same intent: {asked!r}")
    near = _near(said, asked, meaning) if meaning is not None else None
    return SlotMatch("intent", MAYBE, f"{said!r} may not be {asked!r}" + (f" ({near})" if near else ""))


def days_slot(event: EventPattern, asked: EventPattern) -> SlotMatch | None:
    """The event's days within those the pattern asks for. An event without days is assumed and lies on none."""
    if asked.since is None and asked.until is None:
        return None
    if event.since is None and event.until is None:
        return SlotMatch("days", MAYBE, f"no day is given; {_days(asked)} is meant")
    if (asked.since and event.until and event.until < asked.since) or (
        asked.until and event.since and event.since > asked.until
    ):
        return SlotMatch("days", NO, f"{_days(event)} is not {_days(asked)}")
    begins = asked.since is None or (event.since is not None and event.since >= asked.since)
    ends = asked.until is None or (event.until is not None and event.until <= asked.until)
    if begins and ends:
        return SlotMatch("days", YES, f"{_days(event)} is within {_days(asked)}")
    return SlotMatch("days", MAYBE, f"{_days(event)} may be within {_days(asked)}")


@cache
def _quads() -> dict[str, int]:
    return {row["type"]: int(row["quad"]) for row in rows("plover_types.csv")}


def quad(kind: EventType) -> int:
    """PLOVER quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return _quads()[kind.value]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _range(count: Count) -> str:
    if count.low is not None and count.low == count.high:
        return f"{count.low:,}"
    if count.high is None:
        return f"at least {count.low or 0:,}"
    return f"{count.low or 0:,} to {count.high:,}"


def _days(pattern: EventPattern) -> str:
    if pattern.since == pattern.until:
        return str(pattern.since)
    return f"{pattern.since or '...'} to {pattern.until or '...'}"

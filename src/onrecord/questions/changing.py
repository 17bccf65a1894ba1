"""An event as somebody may change it, slot by slot, and the event that comes of it.

In:      EventPattern; what was typed for its slots
Out:     EventSlots, each with what it holds and why; the changed EventPattern
Refuses: names nobody has (UnknownName), what is no type, no number and no day (BadSlot)
Source:  docs/whatif.md
Shown:   tests/questions/test_changing.py

What the parse says (`does`) is compared before the codes, so both are changed together. Another kind of action is no
longer what the words say: then the kind alone is compared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from onrecord.language.actor_names import AmbiguousName, NamedActor, UnknownName, name_of
from onrecord.language.argument_words import argument_words
from onrecord.language.code_words import action_words
from onrecord.questions.errors import QuestionError
from onrecord.terms.events import EventType
from onrecord.terms.patterns import SECTOR, Count, EventPattern, Party
from onrecord.terms.predications import WHO, Argument, Predication, plain

Named = Callable[[str], NamedActor]
"""Whom a person means by what they typed."""

IN = "in"
KINDS = tuple(sorted(((t.value, action_words(t)) for t in EventType), key=lambda k: k[1]))


class BadSlot(QuestionError):
    """What was typed for a slot is nothing it can hold."""


@dataclass(frozen=True, slots=True)
class EventSlot:
    """key: of the field. value: as it is typed, "" for not said. words: for a person; None: not said.

    why: how it came to be what it is. meant: what the words may mean too, as it is typed, with words for a person;
    of a slot that holds a name, the present value first; () for other slots.
    """

    key: str
    label: str
    value: str
    words: str | None
    why: str
    meant: tuple[tuple[str, str], ...] = ()


def slots(event: EventPattern) -> tuple[EventSlot, ...]:
    """Actor, type, recipient, place, number and time, in this order."""
    low, high = (event.count.low, event.count.high) if event.count else (None, None)
    unit = f" {event.count.unit}" if event.count and event.count.unit else ""
    number = _range_words(low, high) + unit if low is not None or high is not None else None
    place = name_of(event.place) if event.place else None
    return (
        EventSlot(
            "actor",
            "who",
            _typed(event.actor),
            _party_words(event.actor),
            _why_party(event, event.actor, WHO),
            _meant_party(event, event.actor),
        ),
        EventSlot(
            "type", "kind of action", event.type.value if event.type else "", _kind_words(event), _why_kind(event)
        ),
        EventSlot(
            "recipient",
            "to whom",
            _typed(event.recipient),
            _party_words(event.recipient),
            _why_party(event, event.recipient, ""),
            _meant_party(event, event.recipient),
        ),
        EventSlot(
            "place",
            "where",
            place or "",
            place,
            "as said" if place else "not said: anywhere",
            _once([(place, place)] if place else [], _spoken_of(event)),
        ),
        EventSlot("low", "how many, at least", "" if low is None else str(low), number, _why_number(number)),
        EventSlot("high", "how many, at most", "" if high is None else str(high), number, _why_number(number)),
        EventSlot("on", "on which day", _day_typed(event), _day_words(event), _why_day(event)),
    )


def changed(event: EventPattern, typed: Mapping[str, str], named: Named) -> EventPattern:
    """The event with what was typed; a slot that was left as it is stays whole."""
    before = {slot.key: slot.value for slot in slots(event)}
    moved = {key: value.strip() for key, value in typed.items() if key in before and value.strip() != before[key]}
    if not moved:
        return event
    found = replace(event, words=None)
    if "type" in moved:
        found = replace(found, type=_kind(moved["type"]), mode=None, does=None)
    if "actor" in moved:
        party = _party(moved["actor"], named)
        found = replace(found, actor=party, does=_with_doer(found.does, party))
    if "recipient" in moved:
        party = _party(moved["recipient"], named)
        found = replace(found, recipient=party, does=_with_code(found.does, event.recipient, party))
    if "place" in moved:
        place = _place(moved["place"], named)
        found = replace(found, place=place, does=_with_place(found.does, event.place, place))
    if "low" in moved or "high" in moved:
        ends = [_whole(moved.get(key, before[key])) for key in ("low", "high")]
        found = _with_count(found, ends[0], ends[1])
    if "on" in moved:
        day = _day(moved["on"])
        found = replace(found, since=day, until=day)
    return found


def swapped(event: EventPattern) -> EventPattern | None:
    """The same action the other way round; None where one of the two is not said."""
    if event.actor is None or event.recipient is None:
        return None
    does = event.does
    if does is not None:
        one, other = event.actor.code, event.recipient.code
        turn = {one: other, other: one}
        arguments = tuple(_argument(a.role, turn[a.code]) if a.code in turn else a for a in does.arguments)
        does = replace(does, arguments=arguments)
    return replace(event, actor=event.recipient, recipient=event.actor, does=does, words=None)


def _meant_party(event: EventPattern, party: Party | None) -> tuple[tuple[str, str], ...]:
    """The party itself, the whole of its state, and whoever else the event speaks of, in their place."""
    own = [party, Party(party.code)] if party is not None else []
    return _once([(_typed(p), _party_words(p) or "") for p in own], _spoken_of(event))


def _spoken_of(event: EventPattern) -> list[tuple[str, str]]:
    codes = [p.code for p in (event.actor, event.recipient) if p is not None]
    codes += [a.code for a in event.does.arguments if a.code] if event.does else []
    names = [name_of(code) for code in (*codes, *([event.place] if event.place else ()))]
    return [(name, name) for name in names]


def _once(*lists: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(choice for choices in lists for choice in choices))


def _typed(party: Party | None) -> str:
    if party is None:
        return ""
    return name_of(party.code) + (f".{party.sector}" if party.sector else "")


def _party_words(party: Party | None) -> str | None:
    return None if party is None else name_of(party.code) + (f" ({party.sector})" if party.sector else "")


def _kind_words(event: EventPattern) -> str | None:
    if event.type is None:
        return f"“{event.does.predicate}”" if event.does else None
    return action_words(event.type) + (f", {event.mode}" if event.mode else "")


def _why_party(event: EventPattern, party: Party | None, role: str) -> str:
    if party is None:
        return "not said: whoever does it" if role == WHO else "not said"
    if party.inferred:
        return "follows from what stands beside the words, and may be wrong"
    said = [a for a in event.does.arguments if a.code == party.code] if event.does else []
    return f"read from “{argument_words(said[0])}”" if said else "as given"


def _why_kind(event: EventPattern) -> str:
    if event.does is None:
        return "as given" if event.type else "not said: any action"
    if event.type is None:
        return "no kind of action fits it: its words are compared"
    return f"what “{event.does.predicate}” is"


def _why_number(number: str | None) -> str:
    return "as said" if number else "not said"


def _why_day(event: EventPattern) -> str:
    return "as said" if event.since or event.until else "not said: after what was promised"


def _range_words(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return f"{low:,}"
    return " and ".join(f"{w} {n:,}" for w, n in (("at least", low), ("at most", high)) if n is not None)


def _day_typed(event: EventPattern) -> str:
    return event.since.isoformat() if event.since and event.since == event.until else ""


def _day_words(event: EventPattern) -> str | None:
    if event.since is None and event.until is None:
        return None
    return _day_typed(event) or f"{event.since or 'any day'} to {event.until or 'any day'}"


def _party(typed: str, named: Named) -> Party | None:
    if not typed:
        return None
    name, dot, sector = typed.rpartition(".")
    if dot and SECTOR.fullmatch(sector):
        return Party(named(name).code, sector)
    return Party(named(typed).code)


def _kind(typed: str) -> EventType | None:
    if not typed:
        return None
    try:
        return EventType(typed)
    except ValueError:
        raise BadSlot(f"{typed[:40]!r} is no kind of action: choose one of the list") from None


def _place(typed: str, named: Named) -> str | None:
    if not typed:
        return None
    try:
        return named(typed).code
    except (UnknownName, AmbiguousName):
        return typed[:200]


def _whole(typed: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 16):
        raise BadSlot(f"{typed[:40]!r} is no whole number")
    return int(typed)


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise BadSlot(f"{typed[:40]!r} is no day; write YYYY-MM-DD") from None


def _with_doer(does: Predication | None, party: Party | None) -> Predication | None:
    if does is None:
        return None
    rest = tuple(a for a in does.arguments if a.role != WHO)
    return replace(does, arguments=(_argument(WHO, party.code), *rest) if party else rest)


def _with_code(does: Predication | None, old: Party | None, party: Party | None) -> Predication | None:
    """What is done to one is done to another; where the words name nobody, the codes alone say it."""
    if does is None or old is None:
        return None if does is not None and party is not None else does
    arguments: list[Argument] = []
    for argument in does.arguments:
        if argument.role == WHO or argument.code != old.code:
            arguments.append(argument)
        elif party is not None:
            arguments.append(_argument(argument.role, party.code))
    return replace(does, arguments=tuple(arguments))


def _with_place(does: Predication | None, old: str | None, place: str | None) -> Predication | None:
    if does is None:
        return None
    rest = tuple(a for a in does.arguments if not (a.role == IN and old in (a.code, a.head)))
    return replace(does, arguments=(*rest, _argument(IN, place)) if place else rest)


def _with_count(event: EventPattern, low: int | None, high: int | None) -> EventPattern:
    if low is not None and high is not None and low > high:
        raise BadSlot(f"at least {low:,} and at most {high:,} is no number")
    old, does = event.count, event.does
    if does is not None and old is not None and old.low is not None:
        said, now = str(old.low), str(low if low is not None else high or "")
        arguments = tuple(
            replace(a, words=tuple(w for w in (now if word == said else word for word in a.words) if w))
            for a in does.arguments
        )
        does = replace(does, arguments=arguments)
    unit = old.unit if old else None
    return replace(event, count=Count(low, high, unit) if low is not None or high is not None else None, does=does)


def _argument(role: str, code: str) -> Argument:
    return Argument(role, plain(name_of(code)), code)

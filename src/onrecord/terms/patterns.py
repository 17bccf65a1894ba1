"""What kind of event is meant: by a norm's action, by its condition, by a scenario.

In:      slots read from a page, or one line of text ("BLR.MIL ASSAULT UKR place=UKR")
Out:     EventPattern, Scenario; printed and parsed again without loss
Refuses: text that is no pattern, slots that contradict each other (PatternError)
Source:  PLOVER for types and modes; the slots of docs/whatif.md
Shown:   tests/terms/test_patterns.py

    [not] ACTOR TYPE[/MODE] [RECIPIENT] [with=PARTY] [place=P] [from=P] [to=P] [count=1..] [unit=U] [armed=yes|no]
    [intent=WORDS] [order=first] [on=DAY | since=DAY until=DAY] [does=PREDICATION] [words=WORDS]

A party is a code with or without a sector (BLR, BLR.MIL), after a tilde one that is inferred (~NPL); "?" stands
for a party or a type that is not said. What holds anything but letters, digits and a few signs is written as a JSON
string ("Islamic State".MIL).
"""

import json
import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from onrecord.terms.errors import OnRecordError
from onrecord.terms.events import EventType
from onrecord.terms.predications import Predication, PredicationError


class PatternError(OnRecordError, ValueError):
    """This is no event pattern; the message says which part is wrong."""


class Order(StrEnum):
    """What the words say of the order of attacks: FIRST needs that the other side has not done the like before."""

    FIRST = "first"


SECTOR = re.compile(r"[A-Z]{3}")
_BARE = re.compile(r"[^\W_][\w&'’/-]*")
_TOKEN = re.compile(r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+|"')
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_NOT = "not"
_UNSAID = "?"


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts, or to whom it is done.

    code:   an actor's code: ISO 3166 alpha-3 of a state (BLR), else a plain short name (NATO, Hezbollah).
    sector: the part of it meant, as in `Actor.sector` (MIL, GOV, CVL ...); None when the whole is.
    inferred: the words do not say that it is this party; it follows from what stands beside them, and may be wrong.
            Written with a tilde: ~NPL.
    """

    code: str
    sector: str | None = None
    inferred: bool = False

    def __post_init__(self) -> None:
        if not self.code.strip():
            raise PatternError("a party without a code: leave the party out (None) when it is not said")
        if self.sector is not None and not SECTOR.fullmatch(self.sector):
            raise PatternError(f"sector {self.sector!r} of {self.code!r} is not three capital letters (MIL, GOV, CVL)")

    def __str__(self) -> str:
        return "~" * self.inferred + _written(self.code) + (f".{self.sector}" if self.sector else "")

    @classmethod
    def parse(cls, text: str) -> "Party":
        """`BLR`, `BLR.MIL`, `"Islamic State".MIL`, `~NPL`.

        >>> Party.parse("BLR.MIL")
        Party(code='BLR', sector='MIL', inferred=False)
        """
        inferred, text = text.startswith("~"), text.removeprefix("~")
        name, dot, sector = text.rpartition(".")
        if dot and SECTOR.fullmatch(sector):
            return cls(_word(name), sector, inferred)
        return cls(_word(text), inferred=inferred)


# With whom an action is done that is known to be another's too ("join the war"), where nobody says whose; of `with_`
# only.
SOMEBODY = Party(_UNSAID)


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `low` <= n <= `high`, whole units; None at one end is open there ("so much as one" is 1.., "several
    thousand" is 2000..). Both None: a number that exists and is not told.

    unit: what is counted, in the page's words or a plain noun ("soldiers"); None when not said.
    """

    low: int | None
    high: int | None
    unit: str | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise PatternError(f"count runs backwards: {self.low}..{self.high}")
        if (self.low or 0) < 0 or (self.high or 0) < 0:
            raise PatternError(f"count below nothing: {self.low}..{self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPattern:
    """A kind of event. Every slot may be None: not said.

    type:     PLOVER type; None when no type fits or none was found (then only `words` say what is meant).
    mode:     PLOVER mode in lower case ("troops").
    actor, recipient, with_: who does it, to whom, and with whom together.
    place:    where it happens; launched_from: where it is sent from; towards: where it leads. ISO alpha-3 of a state,
              or the name of a smaller place ("Crimea").
    armed:    True, False, or None for not said.
    intent:   what it is done for, in words ("kill BLR.CVL").
    since, until: first and last day it may lie on, both included; None is open or not said.
    does:     what the words say: the predicate and its arguments; None where they were not parsed.
    words:    the page's words for it.
    happens:  False: what is meant is that no such event happens ("if Iran does not stop").
    """

    type: EventType | None = None
    mode: str | None = None
    actor: Party | None = None
    recipient: Party | None = None
    with_: Party | None = None
    place: str | None = None
    launched_from: str | None = None
    towards: str | None = None
    count: Count | None = None
    armed: bool | None = None
    intent: str | None = None
    order: Order | None = None
    since: date | None = None
    until: date | None = None
    does: Predication | None = None
    words: str | None = None
    happens: bool = True

    def __post_init__(self) -> None:
        for slot in ("mode", "place", "launched_from", "towards", "intent", "words"):
            if getattr(self, slot) == "":
                raise PatternError(f"{slot} is empty: leave it out (None) when it is not said")
        if self.mode is not None and self.type is None:
            raise PatternError(f"mode {self.mode!r} without a type")
        if self.since and self.until and self.since > self.until:
            raise PatternError(f"days run backwards: {self.since} .. {self.until}")

    def __str__(self) -> str:
        return " ".join(_pieces(self))

    @classmethod
    def parse(cls, text: str) -> "EventPattern":
        """The pattern one line of text describes; `EventPattern.parse(str(p)) == p`.

        >>> p = EventPattern.parse("UKR.MIL ASSAULT BLR order=first")
        >>> p.actor.code, p.actor.sector, p.type.value, p.order.value
        ('UKR', 'MIL', 'ASSAULT', 'first')
        >>> print(EventPattern.parse("? MOBILIZE/troops from=BLR to=UKR count=1.. unit=soldiers"))
        ? MOBILIZE/troops from=BLR to=UKR count=1.. unit=soldiers
        """
        try:
            return _parsed(_TOKEN.findall(text))
        except PatternError as error:
            raise PatternError(
                f"{text[:120]!r} is no event pattern: {error}. Write ACTOR TYPE RECIPIENT and then slots, "
                'as in "BLR.MIL ASSAULT UKR place=UKR"; ? for what is not said'
            ) from None

    @property
    def codes(self) -> frozenset[str]:
        """Codes of everybody who has part in it."""
        return frozenset(p.code for p in (self.actor, self.recipient, self.with_) if p is not None)

    @property
    def is_exact(self) -> bool:
        """Does its code ask for more than a kind and its parties: armed, first, with whom, what for, where and how
        many?"""
        few = (self.armed, self.intent, self.order, self.with_)
        where = (self.place, self.launched_from, self.towards, self.count)
        return self.type is not None and (any(s is not None for s in few) or sum(s is not None for s in where) > 1)

    def said(self) -> tuple[str, ...]:
        """Names of the slots that are said, in the order they are written; `happens` is not one."""
        return tuple(f.name for f in fields(self) if f.name != "happens" and getattr(self, f.name) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A world to ask about: events assumed, events denied; everything else is unknown.

    now:      the day it is asked for; None: no deadline is taken to have passed.
    question: how a person put it; None when it was given in patterns.
    """

    assumed: tuple[EventPattern, ...] = ()
    denied: tuple[EventPattern, ...] = ()
    now: date | None = None
    question: str | None = None

    def __post_init__(self) -> None:
        for event in (*self.assumed, *self.denied):
            if not event.happens:
                raise PatternError(f"{event}: put an event that does not happen among the denied ones, without 'not'")


_PLACES = {"place": "place", "from": "launched_from", "to": "towards"}
_DAYS = {"since": "since", "until": "until"}
_WORDS = {"intent": "intent", "words": "words"}


def _pieces(pattern: EventPattern) -> list[str]:
    """The tokens of the text form."""
    kind = pattern.type.value if pattern.type else _UNSAID
    pieces = [] if pattern.happens else [_NOT]
    pieces += [str(pattern.actor or _UNSAID), kind + (f"/{_written(pattern.mode)}" if pattern.mode else "")]
    if pattern.recipient is not None:
        pieces.append(str(pattern.recipient))
    if pattern.with_ is not None:
        pieces.append(f"with={_UNSAID if pattern.with_ == SOMEBODY else pattern.with_}")
    pieces += [f"{key}={_written(getattr(pattern, slot))}" for key, slot in _PLACES.items() if getattr(pattern, slot)]
    if pattern.count is not None:
        pieces.append(f"count={_count_written(pattern.count)}")
        pieces += [f"unit={_written(pattern.count.unit)}"] if pattern.count.unit is not None else []
    if pattern.armed is not None:
        pieces.append(f"armed={'yes' if pattern.armed else 'no'}")
    if pattern.intent is not None:
        pieces.append(f"intent={_written(pattern.intent)}")
    if pattern.order is not None:
        pieces.append(f"order={pattern.order.value}")
    if pattern.since is not None and pattern.since == pattern.until:
        pieces.append(f"on={pattern.since}")
    else:
        pieces += [f"{key}={getattr(pattern, key)}" for key in _DAYS if getattr(pattern, key) is not None]
    if pattern.does is not None:
        pieces.append(f"does={_written(str(pattern.does))}")
    if pattern.words is not None:
        pieces.append(f"words={_written(pattern.words)}")
    return pieces


def _parsed(tokens: list[str]) -> EventPattern:
    happens = tokens[:1] != [_NOT]
    plain = tokens if happens else tokens[1:]
    head = [t for t in plain if not re.match(r"[a-z]+=", t)]
    if '"' in tokens:
        raise PatternError("its double quotation marks do not pair")
    kind, slash, mode = head[1].partition("/") if len(head) > 1 else ("", "", "")
    event = _type(kind) if kind else None
    if len(head) not in (2, 3) or plain[: len(head)] != head:
        raise PatternError("it begins with an actor, a type and perhaps a recipient")
    slots = _slots(plain[len(head) :])
    return EventPattern(
        type=event,
        mode=_word(mode) if slash else None,
        actor=_party(head[0]),
        recipient=_party(head[2]) if len(head) == 3 else None,
        with_=(_party(slots["with"]) or SOMEBODY) if "with" in slots else None,
        **{slot: _word(slots[key]) for key, slot in (_PLACES | _WORDS).items() if key in slots},
        count=_count(slots),
        armed=_yes(slots["armed"]) if "armed" in slots else None,
        order=_order(slots["order"]) if "order" in slots else None,
        since=_day(slots.get("on") or slots.get("since")),
        until=_day(slots.get("on") or slots.get("until")),
        does=_does(slots.get("does")),
        happens=happens,
    )


def _slots(tokens: list[str]) -> dict[str, str]:
    known = {"with", *_PLACES, "count", "unit", "armed", *_WORDS, "order", "on", *_DAYS, "does"}
    slots: dict[str, str] = {}
    for token in tokens:
        key, _, value = token.partition("=")
        if key not in known:
            raise PatternError(f"there is no slot {key!r} (known: {', '.join(sorted(known))})")
        if key in slots:
            raise PatternError(f"slot {key!r} is there twice")
        slots[key] = value
    if "on" in slots and ("since" in slots or "until" in slots):
        raise PatternError("on= is one day: give it alone, or since= and until=")
    if "unit" in slots and "count" not in slots:
        raise PatternError("unit= without count=")
    return slots


def _written(word: str) -> str:
    return word if _BARE.fullmatch(word) and word != _NOT else json.dumps(word, ensure_ascii=False)


def _word(token: str) -> str:
    if _QUOTED.fullmatch(token):
        try:
            return str(json.loads(token, strict=False))
        except json.JSONDecodeError as error:
            raise PatternError(f"{token} is no JSON string ({error.msg})") from None
    if not _BARE.fullmatch(token):
        raise PatternError(f"put {token!r} in double quotation marks")
    return token


def _party(token: str) -> Party | None:
    return None if token == _UNSAID else Party.parse(token)


def _type(token: str) -> EventType | None:
    if token == _UNSAID:
        return None
    try:
        return EventType(token)
    except ValueError:
        known = " ".join(t.value for t in EventType)
        raise PatternError(f"{token!r} is no PLOVER type (known: {known})") from None


def _count_written(count: Count) -> str:
    if count.low is not None and count.low == count.high:
        return str(count.low)
    return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"


def _count(slots: dict[str, str]) -> Count | None:
    if "count" not in slots:
        return None
    found = re.fullmatch(r"(\d{1,4000})|(\d{0,4000})\.\.(\d{0,4000})", slots["count"], re.ASCII)
    if found is None:
        raise PatternError(f"count {slots['count']!r} is neither a number nor a range (1.. , ..70 , 60..70)")
    one, low, high = found.groups()
    unit = _word(slots["unit"]) if "unit" in slots else None
    if one is not None:
        return Count(int(one), int(one), unit)
    return Count(int(low) if low else None, int(high) if high else None, unit)


def _does(token: str | None) -> Predication | None:
    if token is None:
        return None
    try:
        return Predication.parse(_word(token))
    except PredicationError as error:
        raise PatternError(str(error)) from None


def _yes(token: str) -> bool:
    if token not in ("yes", "no"):
        raise PatternError(f"armed={token!r}: write yes or no")
    return token == "yes"


def _order(token: str) -> Order:
    if token != Order.FIRST.value:
        raise PatternError(f"order={token!r}: the only order is 'first'")
    return Order.FIRST


def _day(token: str | None) -> date | None:
    if token is None:
        return None
    try:
        return date.fromisoformat(token)
    except ValueError:
        raise PatternError(f"{token!r} is no day; write YYYY-MM-DD") from None

"""Review: one reading at a time, for a person to say whether it is right.

In:      Ledger, who reviews, which norms, after which turn
Out:     the queue; one card, as the reader read it; how far somebody is; what they said last
Refuses: a turn that is none (NoTurn), an id that is no norm's (UnknownId)
Source:  docs/desk.md, "Review"
Shown:   tests/questions/test_review.py

A card shows the reading as its reader gave it, not as others left it: to confirm is to say that the reader is right,
and two persons who see each other's words are no two witnesses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from onrecord.language.norm_sentence import wrong_in_100
from onrecord.ledger import Entry, EntryNorm, Ledger
from onrecord.ledger.index.waiting import EVERY_NORM, LastWord, WaitingNorm, WaitingScope, WaitingTurn
from onrecord.questions.contexts import Context, contexts
from onrecord.questions.errors import QuestionError, UnknownId
from onrecord.questions.named_actors import actor_meant
from onrecord.questions.upgrades import NormRead
from onrecord.terms.actors import Actor
from onrecord.terms.documents import Document
from onrecord.terms.records import Modal, Mode

# Past this a count is said as "more than".
COUNTED_UP_TO = 1_000

# The pace of a reviewer: of so many of the last words, and without the pauses.
PACE_OF = 21
LONGEST_GAP_S = 300.0

SPANS = ("action", "trigger", "agent", "target", "deadline", "cue", "speaker")

_TURN = re.compile(r"\.".join(["([0-9]{1,9})"] * len(WaitingTurn._fields)))


class NoTurn(QuestionError):
    """What was given to go on from is no turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewProgress:
    """judged: by this reviewer, of these norms. waiting: for them; None: more than COUNTED_UP_TO.

    each_s: seconds from one word to the next, in the middle, of the last twenty; None before the second.
    """

    judged: int
    waiting: int | None
    each_s: float | None

    def to_json(self) -> dict[str, Any]:
        """`{"judged", "waiting", "each_s"}`; waiting null: more than COUNTED_UP_TO."""
        return {"judged": self.judged, "waiting": self.waiting, "each_s": self.each_s}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A norm as it was read, with the paragraphs its words stand in. actors: whom the page is known to speak of."""

    entry: Entry
    norm: EntryNorm
    document: Document
    contexts: tuple[Context, ...]
    actors: tuple[Actor, ...]

    @property
    def id(self) -> str:
        """The norm's."""
        return self.norm.id

    def to_json(self) -> dict[str, Any]:
        """The norm with its sentence, words and page, and `doubt` in words; null where it was not weighed."""
        probability = self.norm.norm.probability
        doubt = wrong_in_100(probability) if probability is not None else None
        return {**NormRead(self.entry, self.norm).to_json(), "doubt": doubt}


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A norm that waits, and its turn. pages: how many tell it, as far as the index knows."""

    read: NormRead
    turn: WaitingTurn

    def to_json(self) -> dict[str, Any]:
        """As a norm of an export, with `doubt`, `pages` and `turn`."""
        probability = self.read.norm.norm.probability
        return {
            **self.read.to_json(),
            "doubt": wrong_in_100(probability) if probability is not None else None,
            "pages": -self.turn.alone,
            "turn": turn_text(self.turn),
        }


def scope_typed(
    ledger: Ledger,
    *,
    actor: str | None = None,
    target: str | None = None,
    modal: Modal | None = None,
    mode: Mode | None = None,
    pages: Sequence[str] = (),
) -> WaitingScope:
    """Which norms somebody asks for; actors by any name."""
    code, other = (actor_meant(ledger, who).code if who is not None else None for who in (actor, target))
    return WaitingScope(actor=code, target=other, modal=modal, mode=mode, pages=frozenset(pages) if pages else None)


def queue(
    ledger: Ledger, by: str | None, scope: WaitingScope = EVERY_NORM, *, after: WaitingTurn | None = None, limit: int
) -> list[Queued]:
    """The next norms that `by` has not judged; None: that nobody has."""
    listed = ledger.current.waiting(by, scope, after=after, limit=limit)
    entries = ledger.entries_as_read([one.place for one in listed])
    return [
        Queued(read=NormRead(entry, _the_norm(entry, one.id)), turn=one.turn)
        for one, entry in zip(listed, entries, strict=True)
    ]


def next_card(
    ledger: Ledger, by: str | None, scope: WaitingScope = EVERY_NORM, *, after: WaitingTurn | None = None
) -> tuple[Card, WaitingTurn] | None:
    """The first of them in full, and its turn; None: nothing waits."""
    listed = ledger.current.waiting(by, scope, after=after, limit=1)
    return (_card(ledger, listed[0]), listed[0].turn) if listed else None


def card_of(ledger: Ledger, norm_id: str) -> Card:
    """One norm, whether it waits or not."""
    place = ledger.current.places_of_norms([norm_id]).get(norm_id)
    if place is None:
        raise UnknownId(f"no norm in the ledger is {norm_id!r}")
    return _card(ledger, WaitingNorm(norm_id, WaitingTurn(0, 0, 0, 0, 0, 0), place))


def progress(ledger: Ledger, by: str | None, scope: WaitingScope = EVERY_NORM) -> ReviewProgress:
    """How far somebody is."""
    waiting, judged = ledger.current.waiting_and_judged(by, scope, up_to=COUNTED_UP_TO + 1)
    said = ledger.current.last_words(by, limit=PACE_OF) if by is not None else []
    gaps = [(later.at - earlier.at).total_seconds() for later, earlier in pairwise(said)]
    at_work = [gap for gap in gaps if gap <= LONGEST_GAP_S]
    return ReviewProgress(
        judged=judged,
        waiting=waiting if waiting <= COUNTED_UP_TO else None,
        each_s=median(at_work) if at_work else None,
    )


def last_word(ledger: Ledger, by: str) -> LastWord | None:
    """What somebody said last and did not take back: what undo takes back."""
    return next(iter(ledger.current.last_words(by, limit=1)), None)


def turn_text(turn: WaitingTurn) -> str:
    """The turn as an address holds it.

    >>> turn_of(turn_text(WaitingTurn(0, 6, -1, -3, -4100, 2)))
    WaitingTurn(plain=0, sure=6, block=-1, alone=-3, reading=-4100, seq=2)
    """
    return ".".join(str(abs(part)) for part in turn)


def turn_of(text: str) -> WaitingTurn:
    """The turn again."""
    held = _TURN.fullmatch(text)
    if held is None:
        raise NoTurn(f"after={text[:40]!r} is no place in the queue: begin at its start")
    plain, sure, block, alone, reading, seq = map(int, held.groups())
    return WaitingTurn(plain, sure, -block, -alone, -reading, seq)


def _card(ledger: Ledger, one: WaitingNorm) -> Card:
    (entry,) = ledger.entries_as_read([one.place])
    norm = _the_norm(entry, one.id)
    reading = ledger.reading(entry.source.reading_id)
    document = reading.document
    assert document is not None  # it has a source, so it has a document
    slots = [span for name in SPANS if (span := getattr(norm.norm, name)) is not None]
    shown = contexts(document, [*entry.record.evidence, *slots])
    return Card(entry=entry, norm=norm, document=document, contexts=shown, actors=tuple(reading.cast.actors.values()))


def _the_norm(entry: Entry, norm_id: str) -> EntryNorm:
    return next(norm for norm in entry.norms if norm.id == norm_id)

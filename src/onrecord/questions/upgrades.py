"""What another reader reads otherwise: norms gained, lost and altered, and what becomes of what persons judged.

In:      Ledger, two of its readers
Out:     Upgrade: page by page the newest reading by the one against the newest by the other
Refuses: a reader that the ledger does not know, or that fits several (ReaderUnknown); two readers without a page that
         both read (NothingToCompare)
Source:  docs/ledger.md, "An upgraded reader"
Shown:   tests/questions/test_upgrades.py

Two norms are one when they are of the same action in the same sentence, by the words that judgements hang on: nothing
else stays when a page is read anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.ledger import Entry, EntryNorm, Ledger
from onrecord.ledger.judgements.anchors import fold, fold_all, same_action, same_sentence
from onrecord.ledger.judgements.values import RECORD_SLOTS, SLOTS, WORD_SLOTS
from onrecord.ledger.upkeep.carrying import Carried, Fate
from onrecord.ledger.upkeep.readers import ReaderHeld
from onrecord.questions.errors import NothingToCompare, ReaderUnknown
from onrecord.questions.wording import in_words

# What a person can correct. Not the day it was said on: it moves with the clock ("before the day it was captured").
COMPARED = tuple(slot for slot in SLOTS if slot != "stated_on")

# Read from the ledger at a time: memory does not grow with the pages, only with what differs.
PAGES_AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class NormRead:
    """One norm as its reader gave it, with its record and its page."""

    entry: Entry
    norm: EntryNorm

    def slot(self, name: str) -> str | None:
        """The words, the code or the value of a slot of `COMPARED`; None: not read."""
        if name in WORD_SLOTS:
            return self.norm.slot(name)
        value = getattr(self.entry.record if name in RECORD_SLOTS else self.norm.norm, name)
        return str(value) if value is not None else None

    def to_json(self) -> dict[str, Any]:
        """With the words, the speaker and the page."""
        entry = self.entry
        return {
            "norm": self.norm.to_json(),
            "sentence": in_words(self.norm),
            "record_id": entry.id,
            "kind": entry.record.kind.value,
            "strength": entry.record.strength.value,
            "evidence": [q.to_json() for q in entry.evidence],
            "statement": entry.statement.to_json() if entry.statement else None,
            "source": entry.source.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Altered:
    """One action in one sentence, read otherwise. slots: (name, what it was, what it is), one at least."""

    before: NormRead
    after: NormRead
    slots: tuple[tuple[str, str | None, str | None], ...]

    def to_json(self) -> dict[str, Any]:
        """`{"before", "after", "slots": {name: [was, is]}}`."""
        slots = {name: [was, now] for name, was, now in self.slots}
        return {"before": self.before.to_json(), "after": self.after.to_json(), "slots": slots}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What the later reader reads otherwise than the earlier; norms in the order of pages and of their places there.

    pages: that both read; only_earlier, only_later: that only one of them read, whose norms are in no other number.
    same:  norms that both read alike.
    """

    earlier: str
    later: str
    pages: int
    only_earlier: int
    only_later: int
    same: int
    gained: tuple[NormRead, ...]
    lost: tuple[NormRead, ...]
    altered: tuple[Altered, ...]
    judgements: tuple[Carried, ...]

    def count(self, fate: Fate) -> int:
        """How many judgements fare so."""
        return sum(one.fate is fate for one in self.judgements)

    def to_json(self) -> dict[str, Any]:
        """The totals."""
        return {
            "earlier": self.earlier,
            "later": self.later,
            "pages": {"compared": self.pages, "only_earlier": self.only_earlier, "only_later": self.only_later},
            "norms": {
                "same": self.same,
                "gained": len(self.gained),
                "lost": len(self.lost),
                "altered": len(self.altered),
            },
            "judgements": {fate.value: self.count(fate) for fate in Fate},
        }

    def lines(self, *, limit: int) -> Iterator[dict[str, Any]]:
        """At most `limit` of each kind, each `{kind: what}`, then the totals of all."""
        kinds: tuple[tuple[str, Sequence[NormRead | Altered | Carried]], ...] = (
            ("gained", self.gained),
            ("lost", self.lost),
            ("altered", self.altered),
            ("judged", self.judgements),
        )
        for kind, found in kinds:
            yield from ({kind: one.to_json()} for one in found[:limit])
        yield {"totals": self.to_json()}


def between(ledger: Ledger, earlier: str, later: str) -> Upgrade:
    """Compare two readers, each named in full or by a part that fits no other."""
    held = ledger.readers.held()
    one, other = reader_named(held, earlier), reader_named(held, later)
    before, after = ledger.readers.newest(one), ledger.readers.newest(other)
    both = [page for page in before if page in after]
    if not both:
        raise NothingToCompare(
            f"no page was read by both: {one!r} read {len(before):,}, {other!r} read {len(after):,}. "
            "`onrecord add` the pages again with the later reader; both readings are kept"
        )
    found = _Found()
    for start in range(0, len(both), PAGES_AT_A_TIME):
        some = both[start : start + PAGES_AT_A_TIME]
        read = ledger.readers.entries([before[page] for page in some])
        reread = ledger.readers.entries([after[page] for page in some])
        old, new = _by_page(read), _by_page(reread)
        for page in some:
            found.add(old.get(page, ()), new.get(page, ()))
        found.judgements += ledger.readers.carried(read, reread)
    return Upgrade(
        earlier=one,
        later=other,
        pages=len(both),
        only_earlier=len(before) - len(both),
        only_later=len(after) - len(both),
        same=found.same,
        gained=tuple(found.gained),
        lost=tuple(found.lost),
        altered=tuple(found.altered),
        judgements=tuple(found.judgements),
    )


def reader_named(held: Sequence[ReaderHeld], part: str) -> str:
    """The name that this is; else the one it ends, else the one it is a part of.

    The end in front of other parts: a reader set otherwise than by default has the default one's name and more.
    """
    names = [reader.name for reader in held]
    ways = (str.__eq__, str.endswith, str.__contains__)
    fitting = next((found for fits in ways if (found := [name for name in names if fits(name, part)])), [])
    if len(fitting) == 1:
        return fitting[0]
    if not names:
        raise ReaderUnknown("this ledger holds no reading yet: `onrecord add` pages first")
    known = "; ".join(map(repr, fitting or names))
    if fitting:
        raise ReaderUnknown(f"{part!r} fits {len(fitting)} readers: {known}. Give a whole name, or more of one")
    raise ReaderUnknown(f"{part!r} fits no reader of this ledger. It holds readings by {known}")


@dataclass(slots=True)
class _Found:
    same: int = 0
    gained: list[NormRead] = field(default_factory=list)
    lost: list[NormRead] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)
    judgements: list[Carried] = field(default_factory=list)

    def add(self, read: Sequence[Entry], reread: Sequence[Entry]) -> None:
        """One page, as the one and as the other read it."""
        old, new = _claims(read), _claims(reread)
        partners = _partners(old, new)
        for i, j in sorted(partners.items()):
            slots = old[i].otherwise(new[j])
            if slots:
                self.altered.append(Altered(old[i].read, new[j].read, slots))
            else:
                self.same += 1
        self.lost += [claim.read for i, claim in enumerate(old) if i not in partners]
        known = set(partners.values())
        self.gained += [claim.read for j, claim in enumerate(new) if j not in known]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A norm with what it is compared by. said: the value of each slot of COMPARED, words folded."""

    read: NormRead
    sentence: str
    action: str
    said: tuple[str, ...]

    def otherwise(self, other: "_Claim") -> tuple[tuple[str, str | None, str | None], ...]:
        """The slots in which they differ, with both values."""
        pairs = zip(COMPARED, self.said, other.said, strict=True)
        return tuple((name, self.read.slot(name), other.read.slot(name)) for name, was, now in pairs if was != now)

    def distance(self, other: "_Claim") -> tuple[bool, int]:
        """The same sentence first, then in how many slots they differ."""
        differing = sum(was != now for was, now in zip(self.said, other.said, strict=True))
        return self.sentence != other.sentence, differing


def _by_page(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.source.page_id].append(entry)
    return found


def _claims(entries: Sequence[Entry]) -> list[_Claim]:
    found = []
    for entry in entries:
        sentence = fold_all(q.words for q in entry.evidence)
        for norm in entry.norms:
            read = NormRead(entry, norm)
            values = [(name, read.slot(name) or "") for name in COMPARED]
            said = tuple(fold(value) if name in WORD_SLOTS else value for name, value in values)
            found.append(_Claim(read, sentence, fold(norm.slot("action") or ""), said))
    return found


def _partners(old: Sequence[_Claim], new: Sequence[_Claim]) -> dict[int, int]:
    """Which of the old is which of the new, each at most once: the nearest pair first, of two as near the earlier.

    The order is the same from either side, so that what one way is gained is the other way lost.
    """
    alike: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for j, claim in enumerate(new):
        alike[claim.sentence, claim.said].append(j)
    found: dict[int, int] = {}
    for i, claim in enumerate(old):  # nearly all of a page, and in one go
        same = alike[claim.sentence, claim.said]
        if same:
            found[i] = same.pop(0)
    left = sorted(j for places in alike.values() for j in places)
    near = [
        (old[i].distance(new[j]), min(i, j), max(i, j), i, j)
        for i in range(len(old))
        if i not in found
        for j in left
        if same_action(old[i].action, new[j].action) and same_sentence(old[i].sentence, new[j].sentence)
    ]
    taken: set[int] = set()
    for *_, i, j in sorted(near):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found

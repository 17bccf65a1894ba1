"""Relations of words that were entered by hand, and what follows from several of them.

In:      a table of rows (word, relation, other, certainty); two words, and the classes of the object where it is told
Out:     what a row between the two says; what chains of rows say
Refuses: a chain with two rows that are not certain, or of two classes of objects; where the object is not told, any
         chain with a row of a class
Source:  data/en/verb_relations_by_hand.csv, noun_relations_by_hand.csv
Shown:   tests/language/test_verb_relations.py

A row of a class of objects holds of these objects alone: "lift" is "end" of a ban, "raise" of a price. Where the object
is not told it holds, but is not certain.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.data import rows
from onrecord.language.spellings import spelling
from onrecord.language.word_relations import RelationFound, WordRelation, found

UPWARD = frozenset({"same", "narrower", "part"})
SIGNS = {"same": "=", "narrower": ">", "part": "in", "opposite": "~"}
LONGEST_UNSURE = 2  # rows, where one of them is not certain
ASIDE = 1  # rows from each of two words to those that are opposites

Classes = frozenset[str] | None  # those the object is of; None: the object is not told


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A row as it is read from one of its two words."""

    sort: str  # same, narrower, part, opposite, none
    other: str
    objects: str  # class of objects it holds of; "" for all
    certain: bool


@dataclass(frozen=True, slots=True)
class Way:
    """Rows that lead from one word to another."""

    rows: tuple[RelationRow, ...] = ()

    @property
    def certain(self) -> bool:
        """Are all of its rows, and do all speak of the same objects? ("recall" an envoy is "withdraw", no "retreat")"""
        return all(row.certain for row in self.rows) and not self.mixed

    @property
    def mixed(self) -> bool:
        """Do some rows speak of a class of objects, and others not?"""
        return len({row.objects for row in self.rows}) > 1

    @property
    def classed(self) -> bool:
        """Does it rest on what the object is?"""
        return any(row.objects for row in self.rows)

    @property
    def relation(self) -> WordRelation:
        """What the first word is to the last."""
        sorts = {row.sort for row in self.rows}
        if "opposite" in sorts:
            return WordRelation.OPPOSITE
        if "part" in sorts:
            return WordRelation.PART_OF
        return WordRelation.NARROWER if "narrower" in sorts else WordRelation.SAME

    def said_from(self, word: str) -> str:
        """ "pull back = withdraw > leave" """
        return word + "".join(f" {SIGNS[row.sort]} {row.other}" for row in self.rows)


class _Near(NamedTuple):
    """All that rows may lead to from a word, and the opposites of these, whatever the object is."""

    reached: frozenset[str]
    opposed: frozenset[str]


class RelationRows:
    """A table by hand, its rows by either word."""

    def __init__(self, name: str, first: str, *, longest: int) -> None:
        """first: the column of the first word. longest: rows in a chain."""
        self._longest = longest
        self._from: dict[str, list[RelationRow]] = defaultdict(list)
        for line in rows(name):
            one, other, sort = spelling(line[first]), spelling(line["other"]), line["relation"]
            row = RelationRow(sort, other, line.get("objects", ""), line["certainty"] == "certain")
            self._from[one].append(row)
            if sort not in {"narrower", "part"}:
                self._from[other].append(replace(row, other=one))
        self._words = frozenset(self._from) | {row.other for held in self._from.values() for row in held}
        self._reached: dict[tuple[str, Classes], Mapping[str, Way]] = {}
        self._nearby: dict[str, _Near] = {}
        self._opposed: dict[tuple[str, Classes], Mapping[str, Way]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def settled(self, one: str, other: str) -> RelationFound | None:
        """What a row between the two says of all objects; NONE where it says that they are no such pair."""
        for a, b in ((one, other), (other, one)):
            for row in self._from.get(a, ()):
                if row.other != b or row.objects:
                    continue
                if row.sort == "none":
                    return found(WordRelation.NONE, True, f"by hand: {a} is not {b}")
                said = _said(Way((row,)), a)
                return said if a == one else said.turned()
        return None

    def chained(self, one: str, other: str, classes: Classes) -> Iterator[tuple[RelationFound, bool]]:
        """(what a way between the two says, does it rest on the object?), for each way."""
        mine, theirs = self.reached(one, classes), self.reached(other, classes)
        if other in mine:
            yield _said(mine[other], one), mine[other].classed
        if one in theirs:
            yield _said(theirs[one], other).turned(), theirs[one].classed
        opposed = self.opposed(one, classes)
        for word in opposed.keys() & theirs.keys():
            way, back = opposed[word], theirs[word]
            whole = Way((*way.rows, *back.rows))
            if len(back.rows) <= ASIDE and _allowed(whole, classes):
                reason = f"by hand: {way.said_from(one)}" + (f", {back.said_from(other)}" if back.rows else "")
                yield found(WordRelation.OPPOSITE, whole.certain, reason), whole.classed

    def reached(self, word: str, classes: Classes) -> Mapping[str, Way]:
        """The words it entails or is part of, itself among them; of several ways a certain one, then the shortest."""
        known = self._reached.get((word, classes))
        if known is not None:
            return known
        ways = {word: Way()}
        front = [word]
        for _ in range(self._longest):
            after = []
            for at in front:
                for row in self._holding(at, classes):
                    way = Way((*ways[at].rows, row))
                    seen = ways.get(row.other)
                    if row.sort in UPWARD and _allowed(way, classes) and _better(way, seen):
                        ways[row.other] = way
                        after.append(row.other)
            front = after
        self._reached[word, classes] = ways
        return ways

    def may_reach(self, word: str) -> frozenset[str]:
        """All that `reached` may hold, whatever the object is."""
        found = {word}
        front = {word}
        for _ in range(self._longest):
            front = {r.other for at in front for r in self._from.get(at, ()) if r.sort in UPWARD} - found
            found |= front
        return frozenset(found)

    def may_lead(self, one: str, other: str) -> bool:
        """May `chained` find a way between the two, whatever the object is?"""
        if one not in self._words or other not in self._words:
            return False
        mine, theirs = self._near(one), self._near(other)
        return other in mine.reached or one in theirs.reached or not mine.opposed.isdisjoint(theirs.reached)

    def _near(self, word: str) -> "_Near":
        if word not in self._nearby:
            reached = self.may_reach(word)
            opposed = frozenset(r.other for at in reached for r in self._from.get(at, ()) if r.sort == "opposite")
            self._nearby[word] = _Near(reached, opposed)
        return self._nearby[word]

    def opposed(self, word: str, classes: Classes) -> Mapping[str, Way]:
        """The words that a word near it is an opposite of."""
        known = self._opposed.get((word, classes))
        if known is not None:
            return known
        ways: dict[str, Way] = {}
        for near, way in self.reached(word, classes).items():
            for row in self._holding(near, classes) if len(way.rows) <= ASIDE else ():
                whole = Way((*way.rows, row))
                if row.sort == "opposite" and _allowed(whole, classes) and _better(whole, ways.get(row.other)):
                    ways[row.other] = whole
        self._opposed[word, classes] = ways
        return ways

    def _holding(self, word: str, classes: Classes) -> Iterator[RelationRow]:
        """The rows from a word as they hold of the object: uncertain where it is not told, none of another object."""
        for row in self._from.get(word, ()):
            if not row.objects or (classes is not None and row.objects in classes):
                yield row
            elif classes is None:
                yield replace(row, certain=False)


def _better(way: Way, seen: Way | None) -> bool:
    return seen is None or (way.certain and not seen.certain)


def _allowed(way: Way, classes: Classes) -> bool:
    unsure = sum(not row.certain for row in way.rows) + way.mixed
    if unsure > 1 or (unsure and len(way.rows) > LONGEST_UNSURE):
        return False
    if len({row.objects for row in way.rows if row.objects}) > 1 or sum(row.sort == "part" for row in way.rows) > 1:
        return False
    return classes is not None or not way.classed or len(way.rows) == 1


def _said(way: Way, word: str) -> RelationFound:
    return found(way.relation, way.certain, f"by hand: {way.said_from(word)}")

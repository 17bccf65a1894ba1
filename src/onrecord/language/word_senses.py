"""The senses words have in common in WordNet: one sense, a kind of the other, a part of it, an opposite.

In:      a table of senses, two words
Out:     the sense or senses, and how usual they are for both words
Refuses: nothing; of words without a sense nothing is found
Source:  data/en: verb_synsets.csv, noun_synsets.csv, opposites.csv (WordNet 3.0, Princeton University)
Shown:   tests/language/test_verb_relations.py

How usual a sense is: hundredths of the uses counted of the word, of the two words the fewer.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows


@dataclass(frozen=True, slots=True)
class SenseLink:
    """A sense of the one word, and the sense of the other it is linked with.

    usual: hundredths of a word's uses, the fewer of the two. levels: how far the other is above; 0 for one sense.
    """

    usual: int
    levels: int
    sense: str
    other: str


class Senses:
    """A table of senses, by word."""

    def __init__(self, name: str, *, letter: str, levels: int, beside: str) -> None:
        """letter: of the part of speech. levels: how far up kinds are followed. beside: the column of other links."""
        self._letter = letter
        self._levels = levels
        self._words: dict[str, dict[str, int]] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        self._beside: dict[str, tuple[str, ...]] = {}
        self._senses: dict[str, dict[str, int]] = defaultdict(dict)
        for row in rows(name):
            sense = row["synset"]
            self._above[sense] = tuple(row["above"].split())
            if row[beside]:
                self._beside[sense] = tuple(row[beside].split())
            held = self._words[sense] = {}
            for pair in row["words"].split():
                word, _, share = pair.rpartition(":")
                word = word.replace("_", " ")
                held[word] = self._senses[word][sense] = int(share)

    def __contains__(self, word: str) -> bool:
        return word in self._senses

    def said(self, sense: str) -> str:
        """ "cancel.v.01" for "cancel.1" """
        word, _, number = sense.rpartition(".")
        return f"{word}.{self._letter}.{int(number):02d}"

    def first_word(self, sense: str) -> str:
        """ "cancel" for "cancel.1" """
        return sense.rpartition(".")[0].replace("_", " ")

    def usual(self, word: str, least: int) -> list[str]:
        """The senses that make at least so many hundredths of its uses."""
        return [sense for sense, share in self._of(word).items() if share >= least]

    def shared(self, one: str, other: str) -> SenseLink | None:
        """The sense that both words have, the most usual one."""
        mine, theirs = self._of(one), self._of(other)
        links = (SenseLink(min(mine[s], theirs[s]), 0, s, s) for s in mine.keys() & theirs.keys())
        return max(links, key=lambda link: (link.usual, link.sense), default=None)

    def kind_of(self, one: str, other: str, *, usual: int) -> SenseLink | None:
        """The sense of the one that is a kind of one of the other: of those usual enough the nearest."""
        theirs = self._of(other)
        links = []
        for sense, share in self._of(one).items() if theirs else ():
            front, seen = {sense}, {sense}
            for level in range(1, self._levels + 1):
                front = {up for s in front for up in self._above.get(s, ())} - seen
                seen |= front
                links += [SenseLink(min(share, theirs[up]), level, sense, up) for up in front if up in theirs]
        return min(links, key=lambda k: (k.usual < usual, k.levels, -k.usual, k.sense), default=None)

    def beside(self, one: str, other: str) -> SenseLink | None:
        """The sense of the one that the table puts beside one of the other: what an action takes, what a part is of."""
        theirs = self._of(other)
        links = (
            SenseLink(min(share, theirs[to]), 1, sense, to)
            for sense, share in self._of(one).items()
            for to in self._beside.get(sense, ())
            if to in theirs
        )
        return max(links, key=lambda link: (link.usual, link.sense), default=None)

    def sisters(self, one: str, other: str, *, usual: int) -> str | None:
        """The sense that usual senses of both words are kinds of."""
        mine, theirs = (
            {up for sense in self.usual(word, usual) for up in self._above.get(sense, ())} for word in (one, other)
        )
        return min(mine & theirs, default=None)

    def words_above(self, word: str, *, usual: int) -> frozenset[str]:
        """The words with a usual sense that a usual sense of the word is, or is a kind of; itself not."""
        front = set(self.usual(word, usual))
        seen = set(front)
        for _ in range(self._levels):
            front = {up for s in front for up in self._above.get(s, ())} - seen
            seen |= front
        return frozenset(w for s in seen for w, share in self._words.get(s, {}).items() if share >= usual) - {word}

    def near(self, word: str) -> tuple[frozenset[str], frozenset[str]]:
        """(its senses, these and all that `kind_of` and `beside` may find for it): two words of which neither's near
        senses hold one of the other's are linked by none of the questions above but `sisters`."""
        own = frozenset(self._of(word))
        front = set(own)
        seen = set(own).union(*(self._beside.get(s, ()) for s in own))
        for _ in range(self._levels):
            front = {up for s in front for up in self._above.get(s, ())} - seen
            seen |= front
        return own, frozenset(seen)

    def _of(self, word: str) -> dict[str, int]:
        return self._senses.get(word, {})


@cache
def opposites(part_of_speech: str) -> dict[frozenset[str], tuple[str, bool]]:
    """(sense, is it certain?) by two words, "verb" or "noun"."""
    return {
        frozenset({row["one"].replace("_", " "), row["other"].replace("_", " ")}): (
            row["synset"],
            row["certainty"] == "certain",
        )
        for row in rows("en/opposites.csv")
        if row["part_of_speech"] == part_of_speech
    }

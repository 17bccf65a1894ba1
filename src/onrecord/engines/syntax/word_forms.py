"""Base form and part of speech of words, worked out once for each word in each use.

In:      parsed spaCy Docs that have tags and a tree; the pipes that make forms of them, attribute_ruler and lemmatizer
Out:     a WordForm a word, as the pipes would give it
Refuses: a ruler that looks at more of a word than its letters, tag and place in the tree
Source:  spaCy 3.8, `pipeline/attributeruler.py`, `pipeline/lemmatizer.py`
Shown:   tests/engines/test_spacy_alone.py

All but eight of the ruler's 179 rules look at one word, and the lemmatizer at its letters, part of speech and features,
which the ruler sets: so both give a word with one tag in one place one form. A text with a word that one of the eight
begins with ("gonna", "let's", "there is") goes through the pipes itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.tokens import Doc

from onrecord.engines.syntax.other_model import OtherModel

LOOKS_AT = {"TAG", "LOWER", "DEP", "IS_SPACE"}

# Uses of words kept, some 30 MB. A page brings a hundred new ones, a long run ever fewer.
MOST_KEPT = 100_000

Use = tuple[int, int, int, int]
"""(letters, the same in lower case, tag, label of the arc to its head), as numbers of the string store."""
Ruled = tuple[int, int, int, int, int]
"""(part of speech, features, lemma or 0, tag, label) as the ruler leaves them, as numbers of the string store."""


class WordForm(NamedTuple):
    """What is stored of a word. opens: a rule of several words may begin with it."""

    lemma: str
    pos: str
    tag: str
    dep: str
    opens: bool


class WordForms:
    """The forms of a pipeline's words."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler, self._lemmatizer, self._vocab = ruler, lemmatizer, ruler.vocab
        rules = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        seen = {attribute for pattern in rules for word in pattern for attribute in word}
        if not seen <= LOOKS_AT or lemmatizer.mode != "rule":
            raise OtherModel(
                f"rules for words look at {sorted(seen - LOOKS_AT)}, lemmas are made by {lemmatizer.mode}: "
                "read with en_core_web_sm"
            )
        self._named = SoughtForms(rule for rule, *more in rules if not more)
        firsts = [first for first, *more in rules if more]
        if unclear := [first for first in firsts if "LOWER" not in first and not isinstance(first.get("DEP"), str)]:
            raise OtherModel(f"rules of several words begin with {unclear}: read with en_core_web_sm")
        self._opening = SoughtForms(firsts)
        self._kept: dict[Use, WordForm] = {}
        self._ruled: dict[tuple[int, int, int], Ruled] = {}
        known = lemmatizer.lookups.get_table("lemma_index")
        for part in known:
            # Lists as they come, searched through for every form of every word: 57,528 nouns.
            known[part] = frozenset(known[part])

    def of(self, doc: Any) -> Sequence[WordForm]:
        """A form a word of the Doc, white space too."""
        kept = self._kept
        if len(kept) > MOST_KEPT:
            kept.clear()
        uses: list[Use] = list(map(tuple, doc.to_array([ORTH, LOWER, TAG, DEP]).tolist()))
        if new := [use for use in dict.fromkeys(uses) if use not in kept]:
            kept.update(zip(new, self._worked_out(new), strict=True))
        forms = [kept[use] for use in uses]
        if not any(form.opens for form in forms):
            return forms
        self._lemmatizer(self._ruler(doc))
        strings = self._vocab.strings
        rows = doc.to_array([LEMMA, POS, TAG, DEP]).tolist()
        return [WordForm(strings[a], strings[b], strings[c], strings[d], opens=False) for a, b, c, d in rows]

    def _worked_out(self, uses: Sequence[Use]) -> Iterator[WordForm]:
        """The words one after another, as if they were a text: no rule of one word sees its neighbours."""
        strings = self._vocab.strings
        words = [strings[word] for word, _, _, _ in uses]
        tags, deps = [strings[tag] for _, _, tag, _ in uses], [strings[dep] for _, _, _, dep in uses]
        some = Doc(self._vocab, words=words, tags=tags, heads=list(range(len(uses))), deps=deps)
        ruled = [self._by_rules(word, use) for word, use in zip(words, uses, strict=True)]
        columns: Any = np.array([row[:3] for row in ruled], dtype=np.uint64)
        some.from_array([POS, MORPH, LEMMA], columns)
        self._lemmatizer(some)
        for i, (pos, _, _, tag, dep) in enumerate(ruled):
            opens = self._opening.holds(words[i], deps[i])
            yield WordForm(some[i].lemma_, strings[pos], strings[tag], strings[dep], opens)

    def _by_rules(self, word: str, use: Use) -> Ruled:
        """What the ruler makes of a word; of all whose letters no rule looks for, with one tag and arc, the same."""
        _, lower, tag, dep = use
        key = (lower if self._named.holds(word) else 0, tag, dep)
        if key not in self._ruled:
            strings = self._vocab.strings
            alone = self._ruler(Doc(self._vocab, words=[word], tags=[strings[tag]], heads=[0], deps=[strings[dep]]))
            [row] = alone.to_array([POS, MORPH, LEMMA, TAG, DEP]).tolist()
            self._ruled[key] = tuple(row)
        return self._ruled[key]


class SoughtForms:
    """The words that rules look for by their letters; of a rule that looks for none, the labels it looks for.

    >>> sought = SoughtForms([{"LOWER": {"IN": ["gon", "got"]}}, {"LOWER": {"REGEX": "^y'?$"}}, {"DEP": "expl"}])
    >>> [sought.holds("Got"), sought.holds("Y'"), sought.holds("There", "expl"), sought.holds("There", "advmod")]
    [True, True, True, False]
    """

    def __init__(self, rules: Iterable[Mapping[str, Any]]) -> None:
        self._words: set[str] = set()
        self._deps: set[str] = set()
        self._patterns: list[re.Pattern[str]] = []
        for rule in rules:
            match rule.get("LOWER"), rule.get("DEP"):
                case str(word), _:
                    self._words.add(word)
                case {"IN": list(words), **others}, _ if not others:
                    self._words.update(words)
                case {"REGEX": str(pattern), **others}, _ if not others:
                    self._patterns.append(re.compile(pattern))
                case None, str(dep):
                    self._deps.add(dep)
                case None, _:
                    # Of tags or arcs alone, or of white space.
                    pass
                case other, _:
                    raise OtherModel(f"a rule for words looks for {other}: read with en_core_web_sm")

    def holds(self, word: str, dep: str | None = None) -> bool:
        """May a rule look for the word, hung by this label? White space is always sought."""
        lower = word.lower()
        return (
            lower in self._words
            or dep in self._deps
            or word.isspace()
            or any(pattern.search(lower) for pattern in self._patterns)
        )

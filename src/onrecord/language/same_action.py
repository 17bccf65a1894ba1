"""When two wordings speak of one action: one answer for the words of a page and for words that were stored.

In:      the words of actions and conditions, and the PLOVER types of actions
Out:     Wording: the words they are compared by; the share two have in common; is it one action? are these two people?
Refuses: likeness in light words alone ("do it", "take part"), and between different names or numbers
Source:  docs/semantics.md, Matching; data/en/words.csv, aliases.csv; the share was set on the train half
Shown:   tests/language/test_same_action.py, tests/commitments/test_relations.py

Nothing here asks a parser, so that a ledger that holds only the words answers as the page did.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from onrecord.language.base_forms import bare_form, base_form
from onrecord.language.numbers import number_in, number_words
from onrecord.language.phrases import Phrases
from onrecord.language.state_names import STATE_FORMS, state_aliases
from onrecord.language.words import word_list
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

# Share of content words two wordings have in common to be one undertaking, of the shorter; set on the train half.
SAME_WORDS = 0.6

# A number with its commas; a word with its hyphens and apostrophes. Of a number written out, its words one by one.
_WORD = re.compile(r"\d[\d,.]*(?<![,.])|[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_NUMERAL = re.compile(r"\d[\d,.]*(?<![,.])|[^\W\d_]+|[-–—]")
_INSIDE = re.compile(r"[-‐‑'’]")

LONGEST_NUMBER = 8  # words: "two million five hundred and fifty thousand"
TITLED_LETTERS = 4  # the shortest word that every style of title writes with a capital


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that tell what is spoken of, each once, in text order.

    words: base forms in lower case; names with a capital, a state's as its code (an adjective's in lower case); numbers
           in figures. Words without content ("the", "of", "immediately") are left out.

    >>> wording("immediately send two thousand of its troops to Iraqi ports near Kuwait").words
    ('send', '2000', 'troop', 'irq', 'port', 'near', 'KWT')
    """

    words: tuple[str, ...]

    @property
    def head(self) -> str:
        """The first word, the verb of an action; "" when there is none."""
        return self.words[0] if self.words else ""

    @property
    def content(self) -> frozenset[str]:
        """All of the words, capitals folded."""
        return frozenset(w.casefold() for w in self.words)

    @property
    def names(self) -> frozenset[str]:
        """Those that name somebody or something, capitals folded."""
        return frozenset(w.casefold() for w in self.words if w[0].isupper())

    @property
    def numbers(self) -> frozenset[str]:
        """Those that are numbers."""
        return frozenset(w for w in self.words if w[0].isdigit())


@dataclass(frozen=True, slots=True)
class WordedAction:
    """What is done, in words, and its PLOVER type, None where none is known."""

    words: Wording
    type: EventType | None


@lru_cache(maxsize=65_536)
def wording(text: str) -> Wording:
    """What the words are compared by."""
    return Wording(tuple(dict.fromkeys(_telling(text))))


def wording_of(parse: Parse, words: Span) -> Wording:
    """What words of a page are compared by."""
    return wording(words.of(parse.text))


def alike(one: Wording, other: Wording) -> float:
    """Share of the words of the shorter wording that stand in the other, in [0, 1]; 0 without words."""
    a, b = one.content, other.content
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def alike_in(parse: Parse, one: Span, other: Span) -> float:
    """The share for two stretches of a page."""
    return alike(wording_of(parse, one), wording_of(parse, other))


def same_action(one: WordedAction, other: WordedAction) -> bool:
    """Is it one action, told twice?

    The verbs are one or the types are; most words are shared, and more than one, unless the shorter has but its verb
    ("resign"); and no name or number of the one stands against those of the other. Two types tell no two actions apart:
    what is refused has another type than what is promised.
    """
    one_verb = one.words.head == other.words.head
    if not one_verb and (one.type is None or one.type is not other.type):
        return False
    a, b = one.words.content, other.words.content
    shared, shorter = a & b, min(len(a), len(b))
    if not shared - _light() or len(shared) < SAME_WORDS * shorter:
        return False
    if len(shared) == 1 and not (one_verb and shorter == 1):
        return False
    return not _stand_against(one.words, other.words)


def two_people(parse: Parse, one: Span | None, other: Span | None) -> bool:
    """Do the words name two different people? A state and its leader are one, and a pronoun may be either."""
    if one is None or other is None:
        return False
    a, b = ({parse.lower(t) for t in parse.tokens_in(s) if parse.pos[t] == "PROPN"} for s in (one, other))
    if not a or not b or not a.isdisjoint(b):
        return False
    return all(any(parse.entities[t] == "PERSON" for t in parse.tokens_in(s)) for s in (one, other))


def _stand_against(one: Wording, other: Wording) -> bool:
    """Other names, none of which the other wording holds as an adjective either; or other numbers."""
    if one.names and other.names and one.names.isdisjoint(other.content) and other.names.isdisjoint(one.content):
        return True
    return bool(one.numbers and other.numbers) and one.numbers.isdisjoint(other.numbers)


def _telling(text: str) -> Iterator[str]:
    titled = _is_title(text)
    at = 0
    while (found := _WORD.search(text, at)) is not None:
        start, at = found.span()
        state = _states().at(text, start) if text[start].isupper() else None
        if state is not None and len(set(state[1])) == 1:
            at = state[0] + (2 if text[state[0] : state[0] + 2] in {"'s", "’s"} else 0)
            yield state[1][0]
            continue
        number = _number(text, start)
        if number is not None:
            at, figures = number
            yield figures
            continue
        word = found.group().lower().replace("’", "'").removesuffix("'s")
        if word in word_list("empty") or (word.endswith("ly") and word not in word_list("no adverb in -ly")):
            continue
        word = _INSIDE.sub("", word)
        if text[start].isupper() and not titled:
            # The first word may have its capital from its place; a name has no endings to take off.
            yield bare_form(word).capitalize() if start else bare_form(word)
        else:
            yield base_form(word)


def _is_title(text: str) -> bool:
    """Is it written as titles are, so that a capital tells no name?"""
    long = [w for w in _WORD.findall(text) if len(w) >= TITLED_LETTERS and not w[0].isdigit()]
    return len(long) > 1 and text[:1].isupper() and all(w[0].isupper() for w in long)


def _number(text: str, start: int) -> tuple[int, str] | None:
    """(end, figures) of the number written there; None for words that are none."""
    words = list(islice(_NUMERAL.finditer(text, start), LONGEST_NUMBER))
    first = words[0].group().lower()
    if not first[0].isdigit() and number_words().get(first, ("", None))[0] not in {"unit", "ten", "scale"}:
        return None
    number = number_in([w.group().lower() for w in words])
    if number is None:
        return None
    taken, low, high = number
    figures = f"{low:.12g}" if low == high else f"{low:.12g}.." + (f"{high:.12g}" if high is not None else "")
    return words[taken - 1].end(), figures


@cache
def _states() -> Phrases[str]:
    """Code by name of a state, and by adjective in lower case; names that wait for a clue are left as they are."""
    return Phrases(
        (alias.alias, alias.code if alias.form == "name" else alias.code.lower())
        for alias in state_aliases()
        if alias.form in STATE_FORMS and not alias.clues
    )


@cache
def _light() -> frozenset[str]:
    return frozenset(map(base_form, word_list("light")))

"""How many: the number that words or digits say, as an interval. The one reader of numbers.

In:      words ("three", "twenty-four", "2 1/2", "several thousand"); a Parse and tokens of it
Out:     Number, with its ends and its tokens; SpokenCount for the grammar of time
Refuses: words that say no number (None)
Source:  data/en/number_words.csv, vague_counts.csv; the lists "comparator", "comparator behind", "range from" and
         "range to" of words.csv
Shown:   tests/language/test_numbers.py, tests/language/agreement.csv
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.data import rows
from onrecord.language.words import any_of, phrase_at, word_list
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?", re.ASCII)
DASHES = frozenset({"-", "–", "—", "--"})
CURRENCIES = frozenset({"$", "€", "£"})
HUNDRED = 100

# Which part of a number may stand behind which: "twenty five hundred", never "five twenty".
FOLLOWS = {
    "unit": {"", "ten", "scale"},
    "ten": {"", "scale"},
    "scale": {"", "unit", "ten", "digits", "half", "scale"},
}

# Tokens a comparator may have ("so much as a single").
LONGEST_COMPARATOR = 5


@cache
def number_words() -> dict[str, tuple[str, int | None]]:
    """Kind of number word ("unit", "ten", "scale", "vague" ...) and its number, None for a vague one."""
    return {
        row["word"]: (row["kind"], int(row["number"]) if row["number"] else None) for row in rows("en/number_words.csv")
    }


@cache
def _vague() -> tuple[tuple[tuple[str, ...], int], ...]:
    """Vague counts ("tens of thousands") and the least they say, the longest first."""
    held = [(tuple(row["words"].split()), int(row["at_least"])) for row in rows("en/vague_counts.csv")]
    return tuple(sorted(held, key=lambda row: -len(row[0])))


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands.

    first, last: its tokens, those of its comparator included; at: the token the number itself begins at.
    low, high:   low <= n <= high as the bare number has it, None open; `ends` minds the comparator.
    compared:    "", "exact" ("a total of"), "low" (at least), "above", "high" (at most) or "below".
    """

    first: int
    at: int
    last: int
    low: float
    high: float | None
    compared: str

    def ends(self, *, whole: bool) -> tuple[float | None, float | None]:
        """The interval with its comparator: of what is counted in whole units "more than 90" begins at 91."""
        step = 1 if whole else 0
        top = self.low if self.high is None else self.high
        return {
            "": (self.low, self.high),
            "exact": (self.low, self.high),
            "low": (self.low, None),
            "above": (self.low + step, None),
            "high": (None, top),
            "below": (None, top - step),
        }[self.compared]


def numbers_in(parse: Parse, tokens: range) -> Iterator[Number]:
    """Every number that begins in these tokens, in text order; what is only an article is none."""
    at = tokens.start
    while at < tokens.stop:
        found = number_at(parse, at, stop=tokens.stop)
        if found is None:
            at += 1
            continue
        last, low, high = found
        first, compared = _compared(parse, at, tokens.start)
        behind = phrase_at(parse, "comparator behind", last + 1) if last + 1 < tokens.stop else None
        if compared == "" and behind is not None:
            yield Number(first, at, behind[0], low, high, behind[1])
            at = behind[0] + 1
            continue
        yield Number(first, at, last, low, high, compared)
        at = last + 1


def number_at(parse: Parse, token: int, *, stop: int | None = None) -> tuple[int, float, float | None] | None:
    """(last token, low, high) of the number that begins at the token; high None for an open one ("several").

    A range is one number: "60,000-70,000", "three to five", "between 60 and 70 thousand" from its "60" on.
    """
    if not _may_begin(parse.lower(token)):
        return None
    end = len(parse) if stop is None else stop
    end = min(end, parse.sentence_of(token).stop)
    words = [parse.lower(t) for t in range(token, min(end, token + 16))]
    if token > 0 and parse.word(token - 1) == "-" and parse.ends[token - 1] == parse.starts[token]:
        return None  # the second half of a word or a range: "T-72"
    between = token > 0 and parse.lower(token - 1) in word_list("range from")
    found = number_in(words, between=between)
    return None if found is None else (token + found[0] - 1, found[1], found[2])


@cache
def _first_words() -> frozenset[str]:
    return frozenset({"a", "an", "the", "half", *number_words(), *(phrase[0] for phrase, _ in _vague())})


def _may_begin(word: str) -> bool:
    """Most words begin no number, and one look tells."""
    return word[0].isdigit() or word in _first_words()


def _compared(parse: Parse, number: int, start: int) -> tuple[int, str]:
    """First token of the comparator that ends before the number, and its value; the number and "" without one."""
    before = number - 1 if number > start and parse.word(number - 1) in CURRENCIES else number
    if before > start and parse.lower(before - 1) in word_list("range from"):
        return before - 1, ""
    for first in range(max(start, before - LONGEST_COMPARATOR), before):
        found = phrase_at(parse, "comparator", first)
        if found is not None and found[0] == before - 1 and found[1] != "one":
            return first, found[1]
    return before, ""


def number_in(words: Sequence[str], *, between: bool = False) -> tuple[int, float, float | None] | None:
    """(words taken, low, high) of the number the words begin with; high None for an open one.

    words:   lower case; "twenty-five" as three.
    between: do "between" or "from" go before, so that "and" joins the ends of a range?

    >>> number_in(["twenty", "-", "five", "ships"])
    (3, 25, 25)
    >>> number_in(["several", "thousand", "men"])
    (2, 2000, None)
    >>> number_in(["60", "and", "70", "thousand"], between=True)
    (4, 60000, 70000)
    """
    vague = _vague_in(words)
    if vague is not None:
        return vague
    one = _cardinal(words, may_join=not between)
    if one is None:
        return None
    taken, low, scale = one
    if taken < len(words) and (words[taken] in DASHES or words[taken] in word_list("range to")):
        joins = words[taken] != "and" or between
        other = _cardinal(words[taken + 1 :], may_join=True) if joins else None
        if other is not None:
            more, high, shared = other
            if scale == 1 and low * shared < high:
                low *= shared  # "two to three million"
            if low < high:
                return taken + 1 + more, _whole(low), _whole(high)
    return taken, _whole(low), _whole(low)


def _vague_in(words: Sequence[str]) -> tuple[int, float, None] | None:
    for phrase, least in _vague():
        if tuple(words[: len(phrase)]) == phrase:
            after = words[len(phrase)] if len(phrase) < len(words) else ""
            kind, number = number_words().get(after, ("", None))
            if kind == "scale" and number is not None:
                return len(phrase) + 1, least * number, None  # "a few dozen", "several hundred"
            return len(phrase), least, None
    return None


def _cardinal(words: Sequence[str], *, may_join: bool) -> tuple[int, float, int] | None:
    """(words taken, value, the scale its last part stands on); may_join: does "and" join hundreds and units?"""
    half = _half(words)
    if half is not None:
        return half
    at, total, current, scale, kind = 0, 0.0, None, 1, ""
    if words and words[0] in {"a", "an"}:
        if not _is_scale(words, 1):
            return None
        at, current, kind = 1, 1.0, "unit"
    while at < len(words):
        step = _step(words, at, kind, may_join=may_join)
        if step is None:
            break
        at, number, found = step
        if found == "scale":
            value = (1.0 if current is None else current) * number
            scale = int(number)
            if number > HUNDRED:
                total, current = total + value, None
            else:
                current = value
        else:
            current = (current or 0.0) + number
            scale = 1
        kind = found
    if kind == "":
        return None
    return at, total + (current or 0.0), scale


def _step(words: Sequence[str], at: int, before: str, *, may_join: bool) -> tuple[int, float, str] | None:
    """(one past the next part of the number, its value, its kind); None where the number ends."""
    word = words[at]
    if word == "and" and before in {"scale", "unit", "digits"}:
        if list(words[at + 1 : at + 3]) == ["a", "half"]:
            return at + 3, 0.5, "half"
        joined = _step(words, at + 1, before, may_join=False) if may_join and at + 1 < len(words) else None
        return joined if before == "scale" and joined is not None and joined[2] in {"unit", "ten"} else None
    if word in DASHES and before == "ten":
        joined = _step(words, at + 1, before, may_join=False) if at + 1 < len(words) else None
        return joined if joined is not None and joined[2] == "unit" else None
    if word == "1/2" and before in {"", "digits"}:
        return at + 1, 0.5, "half"
    if DIGITS.fullmatch(word):
        return (at + 1, float(word.replace(",", "")), "digits") if before in {"", "scale"} else None
    kind, number = number_words().get(word, ("", None))
    if number is None or kind not in {"unit", "ten", "scale"}:
        return None
    return (at + 1, float(number), kind) if before in FOLLOWS[kind] else None


def _half(words: Sequence[str]) -> tuple[int, float, int] | None:
    """ "half a million", "a half million", "half a dozen"; "a couple of" is two."""
    for lead in (("half", "a"), ("half", "an"), ("a", "half")):
        if tuple(words[:2]) == lead and _is_scale(words, 2):
            scale = number_words()[words[2]][1] or 1
            return 3, scale / 2, scale
    start = 1 if words[:1] in (["a"], ["the"]) else 0
    if words[start : start + 1] and number_words().get(words[start], ("", None))[0] == "pair":
        return start + (2 if words[start + 1 : start + 2] == ["of"] else 1), 2.0, 1
    return None


def _is_scale(words: Sequence[str], at: int) -> bool:
    return at < len(words) and number_words().get(words[at], ("", None))[0] == "scale"


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def number_span(parse: Parse, number: Number) -> Span:
    """The words of the number, its comparator included."""
    return parse.span(number.first, number.last)


@dataclass(frozen=True, slots=True)
class SpokenCount:
    """whole: None for a vague number ("several"); half: is there a half beside it?"""

    whole: int | None
    half: bool = False


def count_of(text: str) -> SpokenCount | None:
    """The number the words say and nothing else; None when they say none, or no whole or half one.

    >>> count_of("twenty-four"), count_of("2 1/2"), count_of("several")
    (SpokenCount(whole=24, half=False), SpokenCount(whole=2, half=True), SpokenCount(whole=None, half=False))
    """
    words = [w for w in text.lower().replace("-", " ").split() if w != "of"]
    if words in (["a"], ["an"]):
        return SpokenCount(1)
    if words and number_words().get(words[-1], ("", None))[0] == "vague":
        return SpokenCount(None)
    found = _cardinal(words, may_join=True)
    if found is None or found[0] != len(words) or found[1] % 0.5:
        return None
    return SpokenCount(int(found[1]), half=found[1] % 1 == 0.5)


_KINDS = {kind: any_of(w for w, (k, _) in number_words().items() if k == kind) for kind in ("scale", "vague", "pair")}
_PLAIN = any_of(w for w, (k, _) in number_words().items() if k in ("unit", "ten", "scale"))
NUMBER = (
    r"(?:"
    r"(?:\d[\d,]{0,15}(?:\.\d{1,6})?(?:\s+1/2)?"
    rf"|\b(?:{_PLAIN})(?:(?:\s+|-|\s+and\s+)(?:{_PLAIN})){{0,6}}\b"
    rf"|\b(?:an?\s+)?(?:{_KINDS['vague']}|(?:{_KINDS['pair']})(?:\s+of)?|{_KINDS['scale']})\b"
    r"|\ban?\b)"
    r"(?:\s+and\s+a\s+half)?)"
)

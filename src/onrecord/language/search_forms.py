"""What words are searched by: one form for "U.S." and "United States", "cease-fire" and "ceasefire", "Kiev" and "Kyiv".

In:      the words of a page, or the words somebody looks for
Out:     Forms: the forms of a text, each with its place in it; Sought: what was asked, each with the forms it may have
Refuses: nothing; what no table knows is its own form, without case, accents, dots and apostrophes
Source:  data/en/same_words.csv, aliases.csv, organisations.csv, irregular_forms.csv, plover_nouns.csv (noun and verb),
         not_actors.csv; docs/ledger.md, Search
Shown:   tests/language/test_search_forms.py

Regular endings are not taken off here: the full-text index does that (porter), for forms as for words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.data import rows
from onrecord.language.numbers import number_in, number_words
from onrecord.language.state_names import STATE_FORMS, state_aliases
from onrecord.language.words import word_list
from onrecord.terms.spans import Span

# A number with its commas; letters with a dot behind each; a word with its apostrophes.
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?(?![^\W_])|(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])|[^\W_]+(?:['’`][^\W_]+)*")
_HYPHEN = re.compile("[-‐‑]")
_SPACE = re.compile(r"\s")
# What may stand inside a name or a compound; a full stop after "St" only.
_INSIDE = re.compile(r"[^\S\n]{1,3}|[-‐‑–]|(?<=\b[Ss]t)\.\s")
# Letters that Unicode does not take apart, as English writes them without their marks.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})

LONGEST_NUMBER = 8  # words: "two million five hundred and fifty thousand"
LONGEST_NAME = 8  # words: "Organization for Security and Co-operation in Europe"
LONGEST_SHOUT = 3  # letters: "US" is the state, "Us" and "us" are not
ENDINGS = ("s", "ed", "ing")

# The "-ise" of Oxford's table and the "-ize" beside it. "Promise" turns too, on either side.
_ISE = re.compile(r"(?<=[a-z]{3})(is|ys)(?=(?:e|ed|es|er|ers|ing|ation|ations)$)")

# Words that hold a state's name and mean no state: "Latin America" is not the US.
NO_STATE = frozenset({"continent", "people of no state", "region", "sea"})
# Rows of same_words.csv that name somebody or something: on a page with a capital.
NAMES = frozenset({"name", "place", "person"})


@dataclass(frozen=True, slots=True)
class Form:
    """One form and the words that have it; several words may have one ("United States")."""

    form: str
    span: Span


@dataclass(frozen=True, slots=True)
class Forms:
    """forms: of all words, in text order. also: what the same words are found by too: the single words of a name, the
    parts of a word with hyphens as one ("peacekeeping" of "peace-keeping")."""

    forms: tuple[Form, ...]
    also: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """One word, name or phrase asked for.

    ways:   the forms it may have, each one or several in a row; any is enough.
    quoted: the words as they were typed; None where they were not quoted together.
    empty:  it says nothing by itself ("the", "who").
    """

    ways: tuple[str, ...]
    quoted: str | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """Words of a table, folded, with the form they have; no form: they are left as they are.

    capitals: how many of the first letters must be capitals on a page ("all": shouted, "one", "none").
    """

    words: tuple[str, ...]
    form: str | None
    capitals: str


def code_form(code: str) -> str:
    """The form of an actor's code; a figure ends it, so that no word of a page is one.

    >>> code_form("IRN"), code_form("Arab League")
    ('irn0', 'arableague0')
    """
    return "".join(c for c in folded(code) if c.isalnum()) + "0"


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word without case, accents, dots, apostrophes and "'s".

    >>> [folded(w) for w in ("U.N.", "Iran’s", "Sana'a", "Erdoğan", "Wałęsa")]
    ['un', 'iran', 'sanaa', 'erdogan', 'walesa']
    """
    bare = word.replace("’", "'").casefold().removesuffix("'s")
    if not word.isascii():
        bare = unicodedata.normalize("NFKD", bare.translate(_LETTERS))
    return "".join(filter(str.isalnum, bare)) or word


def forms_of(text: str) -> Forms:
    """The forms of a text.

    >>> [f.form for f in forms_of("Kiev withdrew five hundred U.S. troops, a cease-fire held").forms]
    ['kyiv', 'withdraw', '500', 'usa0', 'troops', 'a', 'ceasefire', 'hold']
    """
    found, also = [], []
    words = list(_WORD.finditer(text))
    for first, last, form in _read(text, words, asked=False):
        span = Span(words[first].start(), words[last].end())
        found.append(Form(form, span))
        if first != last and not form.isdigit():
            also += [Form(_single(folded(w.group())), Span(*w.span())) for w in words[first : last + 1]]
    held = {f.span for f in found}
    return Forms(tuple(found), (*also, *(f for f in _joined(text, words) if f.span not in held)))


def sought(terms: Iterable[str]) -> tuple[Sought, ...]:
    """What is asked for in each term: words in any letter case. A term of several words is a phrase.

    >>> [s.ways for s in sought(("north", "Korea", "cease-fire"))]
    [('prk0',), ('ceasefire',)]
    """
    found: list[Sought] = []
    run: list[str] = []
    for term in terms:
        if " " in term:
            found += _asked_words(" ".join(run))
            run = []
            found.append(_phrase(term))
        else:
            run.append(term)
    return (*found, *_asked_words(" ".join(run)))


def _asked_words(text: str) -> Iterator[Sought]:
    """Word by word, names of several words as one. What is joined by hyphens, dots or slashes is a phrase."""
    words = list(_WORD.finditer(text))
    read = list(_read(text, words, asked=True))
    at = 0
    while at < len(read):
        last = _name_end(words, read, at)
        if last is None:
            last = at
            while last + 1 < len(read) and not _SPACE.search(
                text, words[read[last][1]].end(), words[read[last + 1][0]].start()
            ):
                last += 1
        asked = text[words[read[at][0]].start() : words[read[last][1]].end()]
        forms = " ".join(form for _, _, form in read[at : last + 1])
        yield Sought(tuple(dict.fromkeys(_ways(asked, forms))), empty=_is_empty(asked, forms))
        at = last + 1


def _name_end(words: list[re.Match[str]], read: list[tuple[int, int, str]], at: int) -> int | None:
    """The last of what was read that belongs to a name with a code; the longest name wins; None for no name."""
    key, end = "", None
    for last in range(at, min(len(read), at + LONGEST_NAME)):
        more = " ".join(folded(words[i].group()) for i in range(read[last][0], read[last][1] + 1))
        key = f"{key} {more}" if key else more
        if key in _codes():
            end = last
    return end


def _ways(text: str, forms: str) -> Iterator[str]:
    written = forms_of(text)
    as_written = " ".join(f.form for f in written.forms)
    # "us" says nothing as a pronoun: whoever looks for it means the state.
    if not _is_empty(text, as_written):
        yield as_written
    yield forms
    yield from (f.form for f in _joined(text, list(_WORD.finditer(text))))
    yield from _codes().get(_key(text), ())


def _phrase(term: str) -> Sought:
    words = list(_WORD.finditer(term))
    read = (" ".join(form for _, _, form in _read(term, words, asked=asked)) for asked in (False, True))
    return Sought(tuple(dict.fromkeys(read)), quoted=term)


def _is_empty(word: str, form: str) -> bool:
    """Does it say nothing by itself? "WHO" and "US" in capitals name somebody."""
    if form != folded(word) or form not in word_list("empty") or form in word_list("no empty word in a search"):
        return False
    return not (word.isupper() and form in _codes())


def _read(text: str, words: list[re.Match[str]], *, asked: bool) -> Iterator[tuple[int, int, str]]:
    """(first word, last word, form), in order, each word once."""
    at = 0
    while at < len(words):
        word = words[at].group()
        key = folded(word)
        known = _known_at(text, words, at, key, asked=asked) if key in _known() else None
        if known is not None:
            last = at + len(known.words) - 1
            if known.form is None:
                yield from ((i, i, _single(folded(words[i].group()))) for i in range(at, last + 1))
            else:
                yield at, last, known.form
        elif (word[0].isdigit() or key in _first_of_numbers()) and (number := _number(text, words, at)) is not None:
            last, form = number
            yield at, last, form
        else:
            last = at
            yield at, at, _single(key)
        at = last + 1


def _known_at(text: str, words: list[re.Match[str]], at: int, key: str, *, asked: bool) -> _Known | None:
    """The longest entry of the tables that stands here."""
    for entry in _known()[key]:
        end = at + len(entry.words)
        if end > len(words) or any(folded(words[at + i].group()) != w for i, w in enumerate(entry.words)):
            continue
        if any(not _INSIDE.fullmatch(text, words[i].end(), words[i + 1].start()) for i in range(at, end - 1)):
            continue
        if asked or _written(entry, [w.group() for w in words[at:end]]):
            return entry
    return None


def _written(entry: _Known, words: list[str]) -> bool:
    match entry.capitals:
        case "all":
            return all(w.removesuffix("'s").removesuffix("’s").isupper() for w in words)
        case "one":
            return any(w[0].isupper() for w in words)
        case _:
            return True


def _number(text: str, words: list[re.Match[str]], at: int) -> tuple[int, str] | None:
    """(last word, figures) of the number that is written here; None for an open one ("several hundred")."""
    parts: list[str] = []
    of: list[int] = []
    for i in range(at, min(len(words), at + LONGEST_NUMBER)):
        if i > at:
            between = text[words[i - 1].end() : words[i].start()]
            if _HYPHEN.fullmatch(between):
                parts, of = [*parts, "-"], [*of, i]
            elif not between.isspace():
                break
        parts.append(words[i].group().lower())
        of.append(i)
    found = number_in(parts)
    if found is None or found[1] != found[2]:
        # The ends of a range ("60-70") and what a count is vague about stand for themselves.
        one = number_in(parts[:1])
        if one is None or one[1] != one[2]:
            return None
        found = one
    taken, figure, _ = found
    return of[taken - 1], str(figure).replace(".", "point")


def _joined(text: str, words: list[re.Match[str]]) -> Iterator[Form]:
    """Each word with hyphens as one word: "peacekeeping" of "peace-keeping"."""
    first = 0
    while first < len(words):
        last = first
        while last + 1 < len(words) and _HYPHEN.fullmatch(text, words[last].end(), words[last + 1].start()):
            last += 1
        parts = [words[i].group() for i in range(first, last + 1)]
        if last > first and all(p[0].isalpha() for p in parts):
            joined = "".join(map(folded, parts))
            yield Form(_single(joined), Span(words[first].start(), words[last].end()))
        first = last + 1


@lru_cache(maxsize=65_536)
def _single(word: str) -> str:
    """The form of one word, folded."""
    held = _same_words()
    for ending in ("", *ENDINGS):
        base = word.removesuffix(ending)
        if (not ending or base != word) and base in held:
            return _ISE.sub(_zed, held[base] + ending)
    return _ISE.sub(_zed, word)


def _zed(found: re.Match[str]) -> str:
    return found.group()[0] + "z"


@cache
def _same_words() -> dict[str, str]:
    """Form by word: other spellings, irregular inflections, nouns of an action. Earlier tables win."""
    held: dict[str, str] = {}
    for table, word, form in (
        ("en/same_words.csv", "words", "same_as"),
        ("en/irregular_forms.csv", "form", "base"),
        ("en/plover_nouns.csv", "lemma", "verb"),
    ):
        for row in rows(table):
            if row[form] and row[word] not in held and " " not in row[word]:
                held[row[word]] = row[form]
    return held


@cache
def _known() -> dict[str, tuple[_Known, ...]]:
    """Entries of the tables that are more than one word, or the name of a state, by their first word; longest first."""
    held: dict[str, list[_Known]] = {}

    def add(words: str, form: str | None, capitals: str) -> None:
        parts = tuple(folded(w.group()) for w in _WORD.finditer(words))
        held.setdefault(parts[0], []).append(_Known(parts, form, capitals))

    for row in rows("en/not_actors.csv"):
        if row["what"] in NO_STATE:
            add(row["phrase"], None, "one")
    for alias in state_aliases():
        if alias.form in STATE_FORMS and not alias.clues:
            add(alias.alias, code_form(alias.code), _capitals(alias.alias))
    for row in rows("en/same_words.csv"):
        if " " in row["words"]:
            capitals = "one" if row["kind"] in NAMES else "none"
            add(row["words"], row["same_as"], capitals)
            if row["kind"] == "compound":
                add(row["words"] + "s", row["same_as"] + "s", capitals)
    return {first: tuple(sorted(some, key=lambda k: -len(k.words))) for first, some in held.items()}


def _capitals(alias: str) -> str:
    letters = folded(alias)
    return "all" if len(letters) <= LONGEST_SHOUT and alias.isupper() else "one"


@cache
def _first_of_numbers() -> frozenset[str]:
    """What a number written out begins with; "hundred" alone may be a part of "several hundred"."""
    return frozenset(w for w, (kind, _) in number_words().items() if kind in {"unit", "ten"})


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Forms of codes by name: what norms are found by whose parties are named otherwise in the words.

    A name that waits for a clue on a page counts here: whoever types "Georgia" may mean the state. A capital or a seat
    does not: "Tehran" is looked for as it stands.
    """
    held: dict[str, list[str]] = {}
    for alias in state_aliases():
        if alias.form in STATE_FORMS:
            held.setdefault(_key(alias.alias), []).append(code_form(alias.code))
    for row in rows("en/organisations.csv"):
        if row["form"] == "name":
            held.setdefault(_key(row["alias"]), []).append(code_form(row["name"]))
    return {key: tuple(dict.fromkeys(codes)) for key, codes in held.items()}


def _key(text: str) -> str:
    return " ".join(folded(w.group()) for w in _WORD.finditer(text))

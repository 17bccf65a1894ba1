"""Organisations no table knows: the entity tagger's ORG spans, and the short names pages give them in brackets.

In:      PlainText, the names already found
Out:     Naming for each; "the National Renewal Movement (NRM)" is named NRM there and wherever NRM stands alone
Refuses: spans that hold a known organisation, a title or an organ of a state
"""

import re

from onrecord.actors.names import Naming, entity_at
from onrecord.actors.officeholders import is_known
from onrecord.actors.plain_text import PlainText
from onrecord.actors.tables import NotAnActor, OrganisationName, names, offices, role_nouns
from onrecord.language.words import word_list, word_values
from onrecord.terms.parses import Parse

# Words that alone make no name: "the Defense Ministry" is that of the state the page speaks of.
GENERIC = word_list("makes no name alone")
SAYING = word_list("verb of saying")
QUOTES = frozenset("\"'“”‘’")
LONGEST_ACRONYM = 9
ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9&/-]*")


def find_organisations(wording: PlainText, known: tuple[Naming, ...]) -> tuple[Naming, ...]:
    """Namings of organisations by their own words."""
    parse = wording.parse
    taken = {token: naming for naming in known for token in range(naming.first, naming.last + 1)}
    surnames, firms = _surnames(wording), _firms(wording)
    short_for: dict[str, str] = {}
    spans: list[tuple[int, int, str]] = []
    token, size = 0, len(parse)
    while token < size:
        if parse.entities[token] != "ORG":
            token += 1
            continue
        first, end = entity_at(parse, token)
        token = max(end, token + 1)
        first, last = _trimmed(wording, first, end - 1)
        if first > last or _belongs_elsewhere(wording, first, last, taken, firms):
            continue
        words = wording.text[parse.starts[first] : parse.ends[last]]
        if words in surnames or is_known(words):  # a person the tagger took for an organisation
            continue
        short = _short_name_after(wording, last)
        if short:
            short_for[words] = short
        spans.append((first, last, words))
    spans += _acronyms(wording, taken, spans)
    spans += _called(wording, taken, spans)
    return tuple(
        Naming(first, last, OrganisationName(short_for.get(words, words), "organisation", None, "name", ()))
        for first, last, words in spans
    )


def _surnames(wording: PlainText) -> frozenset[str]:
    """The last words of the names the tagger takes for persons'."""
    parse = wording.parse
    last = len(parse) - 1
    return frozenset(
        wording.word(i)
        for i in range(len(parse))
        if parse.entities[i] == "PERSON" and (i == last or parse.entities[i + 1] != "PERSON")
    )


def _trimmed(wording: PlainText, first: int, last: int) -> tuple[int, int]:
    """Without articles, brackets, marks and the possessive at the edges."""
    parse = wording.parse
    while first <= last and (parse.pos[first] in {"DET", "PUNCT", "PART", "ADP"} or wording.word(first) in "([\"'"):
        first += 1
    while last >= first and (parse.pos[last] in {"PUNCT", "PART", "ADP"} or wording.word(last) in ")]\"'"):
        last -= 1
    return first, last


def _firms(wording: PlainText) -> frozenset[str]:
    """Single words the tagger takes for an organisation also where they say nothing: "Microsoft's browser"."""
    parse = wording.parse
    return frozenset(
        wording.word(i)
        for i in range(len(parse))
        if parse.entities[i] == "ORG" and parse.entity_starts[i] and not _says(parse, i)
    )


def _says(parse: Parse, token: int) -> bool:
    return parse.deps[token] == "nsubj" and parse.lemmas[parse.heads[token]] in SAYING


def _belongs_elsewhere(
    wording: PlainText, first: int, last: int, taken: dict[int, Naming], firms: frozenset[str]
) -> bool:
    parse = wording.parse
    held = {taken[i] for i in range(first, last + 1) if i in taken}
    if any((n.first <= first and last <= n.last) or isinstance(n.named, OrganisationName) for n in held):
        return True
    if all(i in taken or wording.word(i).lower() in GENERIC for i in range(first, last + 1)):
        return True
    # "Russian Foreign Ministry", "Nigerian Air Force": an organ of the state named, or of one the page names.
    if parse.lemmas[last].lower() in role_nouns() and (held or last == first):
        return True
    if last == first and offices().at(wording.lower, parse.starts[first]):
        return True
    # "Clarke said": one capitalised word that says something is a person more often than a firm.
    known = names().at(wording.text, parse.starts[first])
    if known is not None and known[0] >= parse.ends[last] and any(isinstance(v, NotAnActor) for v in known[1]):
        return True
    # "NATO spokeswoman Karin Voss": two capitalised words after a title are a person.
    titled = first > 0 and last == first + 1 and offices().at(wording.lower, parse.starts[first - 1])
    if titled and titled[0] >= parse.ends[first - 1] and all(wording.word(i).istitle() for i in (first, last)):
        return True
    alone = first == last and wording.word(first).istitle()
    if alone and _says(parse, first) and wording.word(first) not in firms:
        return True
    return not wording.word(last)[:1].isupper() and not wording.word(first)[:1].isupper()


def _short_name_after(wording: PlainText, last: int) -> str | None:
    """The short name in brackets right after: "(NRM)", also after a possessive "'s"."""
    parse = wording.parse
    token = last + 1
    if token < len(parse) and parse.tags[token] == "POS":
        token += 1
    if token + 2 < len(parse) and wording.word(token) == "(" and wording.word(token + 2) == ")":
        word = wording.word(token + 1)
        return word if ACRONYM.fullmatch(word) else None
    return None


def _called(
    wording: PlainText, taken: dict[int, Naming], found: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """'the group "Azul"', 'the "Clean River" initiative', "a militia called Northern Dawn": a name beside a noun for an
    organisation, where the tagger saw nothing or a thing; and the same words wherever they stand alone later."""
    parse = wording.parse
    covered = {i for first, last, _ in found for i in range(first, last + 1)} | taken.keys()
    more, bare = [], set()
    for token in range(len(parse)):
        noun = parse.pos[token] == "NOUN" and word_values("epithet").get(parse.lower(token)) == "organisation"
        for first, last in (_quoted_before(wording, token), _quoted_after(wording, token)) if noun else ():
            if first <= last and not any(i in covered or parse.entities[i] == "PERSON" for i in range(first, last + 1)):
                words = wording.text[parse.starts[first] : parse.ends[last]]
                more.append((first, last, words))
                covered |= set(range(first, last + 1))
                if first == last:
                    bare.add(words)
    later = (i for i in range(len(parse)) if i not in covered and parse.pos[i] == "PROPN" and wording.word(i) in bare)
    return [*more, *((i, i, wording.word(i)) for i in later)]


def _quoted_before(wording: PlainText, noun: int) -> tuple[int, int]:
    """First and last of the capitalised words in quotation marks before the noun; an empty range without any."""
    last = noun - 2
    if last < 1 or wording.word(noun - 1) not in QUOTES:
        return 0, -1
    first = last
    while first > 0 and _is_capital(wording, first - 1):
        first -= 1
    opened = first > 0 and wording.word(first - 1) in QUOTES and _is_capital(wording, last)
    return (first, last) if opened else (0, -1)


def _quoted_after(wording: PlainText, noun: int) -> tuple[int, int]:
    """First and last of the capitalised words after the noun that quotation marks, "called" or "named" set off."""
    first = noun + 1
    while first < len(wording.parse) and wording.word(first).lower() in {"called", "named", "the", *QUOTES}:
        first += 1
    last = first - 1
    while last + 1 < len(wording.parse) and _is_capital(wording, last + 1):
        last += 1
    return (first, last) if first > noun + 1 and wording.word(first - 1).lower() != "the" else (0, -1)


def _is_capital(wording: PlainText, token: int) -> bool:
    return wording.parse.pos[token] == "PROPN" and wording.word(token)[:1].isupper()


def _acronyms(
    wording: PlainText, taken: dict[int, Naming], found: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """ "the FFSA" where the tagger saw nothing: capitals only, with an article before them."""
    parse = wording.parse
    covered = {i for first, last, _ in found for i in range(first, last + 1)}
    more = []
    for token in range(1, len(parse)):
        if parse.pos[token] != "PROPN":
            continue
        word = parse.word(token)
        if not 3 <= len(word) <= LONGEST_ACRONYM or not (
            word.isupper() and word.isalpha() and word == wording.word(token)
        ):
            continue
        if word.lower() in role_nouns() or offices().at(wording.lower, parse.starts[token]):  # "THE PRESIDENT:"
            continue
        if token in covered or token in taken or parse.lower(token - 1) != "the":
            continue
        if parse.heads[token - 1] == token:
            more.append((token, token, word))
    return more

"""Where persons' names stand.

In:      PlainText, the tokens already taken by other names, titles
Out:     first and last token of each name, in text order
Refuses: capitalised words that neither the tagger nor a title beside them shows to be a person's
"""

from collections.abc import Iterator

from onrecord.actors.names import entity_at
from onrecord.actors.officeholders import first_name_gender, is_known
from onrecord.actors.plain_text import PlainText
from onrecord.actors.titles import Titles

NAME_LENGTH = 6


def person_names(wording: PlainText, taken: set[int], titles: Titles) -> Iterator[tuple[int, int]]:
    """First and last token of every name: PERSON entities, and capitalised words a title stands beside."""
    parse = wording.parse
    token, size = 0, len(parse)
    while token < size:
        entity = parse.entities[token]
        if not entity and parse.pos[token] != "PROPN":
            token += 1
            continue
        first, end = entity_at(parse, token) if entity else (token, token)
        if entity == "PERSON" or (first == token < end and is_known(words_of(wording, first, end - 1))):
            start, last = _trimmed(wording, first, end - 1, taken, titles)
            token = max(end, last + 1, token + 1)
            if start <= last and wording.word(last)[:1].isupper() and parse.pos[last] not in {"VERB", "AUX"}:
                yield start, last
        elif _begins_name(wording, token, taken, titles):
            last = token
            while last + 1 < size and last - token < NAME_LENGTH:
                if not _begins_name(wording, last + 1, taken, titles) and parse.entities[last + 1] != "PERSON":
                    break
                last += 1
            if _title_beside(token, last, titles):
                yield token, last
                token = last + 1
            else:  # "Minister of Education Paola Rossi": the name may begin further on
                token = next((i for i in range(token + 1, last + 1) if parse.entities[i] == "PERSON"), last + 1)
        else:
            token += 1


def _trimmed(wording: PlainText, first: int, last: int, taken: set[int], titles: Titles) -> tuple[int, int]:
    """The name inside a PERSON entity: after any title or state's name, before a possessive, and with the surname the
    tagger left out ("JOHN" of "JOHN ARKWRIGHT")."""
    parse = wording.parse
    start = first
    for i in range(first, last + 1):
        hyphen = first < i < last and wording.word(i) == "-" and parse.ends[i - 1] == parse.starts[i]
        if hyphen and parse.pos[i - 1] == "PROPN":  # "Jean-Marc Dunn" is one name
            continue
        a_name = start < i == last and first_name_gender(words_of(wording, start, last))  # "Mary Pope" is no pope
        if i in taken or (i in titles.ending and not a_name) or parse.pos[i] in {"DET", "PUNCT"}:
            start = i + 1
    while last >= start and (parse.pos[last] in {"PUNCT", "PART"} or parse.tags[last] == "POS"):
        last -= 1
    while last >= start and parse.deps[last] == "compound" and parse.heads[last] == last + 1:
        if not _begins_name(wording, last + 1, taken, titles):
            break
        last += 1
    return start, last


def _title_beside(first: int, last: int, titles: Titles) -> bool:
    """Does a title stand right before these capitalised words, or set off by a comma before or after two of them?"""
    # "Deputy Emergency Situations Minister ...": what goes before a second title is no name.
    if last + 1 in titles.starting:
        return False
    if first - 1 in titles.ending:
        return True
    return last > first and (titles.before(first) is not None or titles.after(last) is not None)


def _begins_name(wording: PlainText, token: int, taken: set[int], titles: Titles) -> bool:
    """May this word be one of a name: capitalised, and neither a title nor the name of something else?"""
    if token in taken or token in titles.starting or token in titles.ending:
        return False
    return wording.parse.pos[token] == "PROPN" and wording.word(token)[:1].isupper()


def words_of(wording: PlainText, first: int, last: int) -> str:
    """The words, single spaces."""
    return " ".join(wording.text[wording.parse.starts[first] : wording.parse.ends[last]].split())

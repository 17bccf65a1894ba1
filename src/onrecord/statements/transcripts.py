"""Transcripts: "VLADIMIR PUTIN: Good afternoon ..." at the beginning of a paragraph.

In:      the stretches of a document, and the drafts of each
Out:     one draft a paragraph that a name and a colon open; its own words are not searched for attributions
Source:  the layout of transcripts (en.kremlin.ru, broadcasters): a speaker's name in capitals, or bold, then a colon;
         posts, which the reader of the page gives in that layout
Shown:   tests/statements/test_transcripts.py
"""

from itertools import groupby

from onrecord.language.words import word_list
from onrecord.statements.drafts import StatementDraft
from onrecord.statements.segments import SpeechLayout, SpeechSegment
from onrecord.statements.sources import Tokens
from onrecord.terms.documents import BlockRole
from onrecord.terms.parses import Parse

MAX_NAME_TOKENS = 7
TITLES = word_list("small word of a name") | frozenset(",()-.")
QUESTIONERS = word_list("label of a question or an answer")


def read_transcript(parse: Parse, layout: SpeechLayout, drafts: list[list[StatementDraft]]) -> None:
    """Give each paragraph that a speaker's name opens to that speaker, in place."""
    for _, numbered in groupby(enumerate(layout.stretches), key=lambda pair: pair[1].block):
        held = list(numbered)
        number, first = held[0]
        colon = colon_of_post(parse, first) if first.role is BlockRole.POST else colon_after_name(parse, layout, first)
        last = held[-1][1].last
        if colon is None or colon >= last or first.role is BlockRole.HEADLINE:
            continue
        for i, _ in held:
            drafts[i] = []
        name: Tokens = (first.first, colon - 1)
        drafts[number] = [StatementDraft(colon, (name,), ((colon, colon),), [(colon + 1, last)], verbatim=True)]


def colon_of_post(parse: Parse, stretch: SpeechSegment) -> int | None:
    """The first colon of a post: what stands before it is its author, whatever it is called."""
    return next((i for i in range(stretch.first + 1, stretch.last) if parse.word(i) == ":"), None)


def colon_after_name(parse: Parse, layout: SpeechLayout, stretch: SpeechSegment) -> int | None:
    """The colon that ends a speaker's name at the start of a stretch; None when something else stands there."""
    for i in range(stretch.first, min(stretch.first + MAX_NAME_TOKENS + 1, stretch.last)):
        word = parse.word(i)
        if word == ":" and i > stretch.first and layout.quoted[i + 1] < 0:
            return i if is_speaker(parse, (stretch.first, i - 1)) else None
        if layout.quoted[i] >= 0 or not (word[0].isupper() or word.lower() in TITLES):
            return None
    return None


def is_speaker(parse: Parse, tokens: Tokens) -> bool:
    """Is it a name in capitals, a person's name, or "Question"?"""
    held = range(tokens[0], tokens[1] + 1)
    capitals = all(parse.word(i).isupper() for i in held if parse.word(i)[0].isalpha())
    if len(held) == 1 and parse.lower(tokens[0]) in QUESTIONERS:
        return True
    if capitals:
        return any(len(parse.word(i)) > 2 for i in held) and parse.word(tokens[0])[0].isalpha()
    return parse.entities[tokens[1]] == "PERSON"

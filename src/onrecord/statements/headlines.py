"""Headlines that say who said it with a colon or a dash instead of a verb.

In:      a stretch of a heading
Out:     StatementDraft, or None for a heading that is read like any sentence
Refuses: a topic before the colon ("Ukraine war: ..."): only who can speak is a source
Source:  headline English: "Nation will not yield - Minister", "Minister: we will respond"; data/en/words.csv
Shown:   tests/statements/test_headlines.py
"""

from onrecord.language.pronouns import FIRST_PERSON
from onrecord.language.words import word_list
from onrecord.statements.cues import is_cue
from onrecord.statements.drafts import StatementDraft
from onrecord.statements.segments import SpeechLayout, SpeechSegment
from onrecord.statements.sources import Tokens
from onrecord.terms.documents import BlockRole
from onrecord.terms.parses import Parse
from onrecord.terms.statements import StatementFlag

MAX_NAME_TOKENS = 8
DASHES = frozenset({"-", "–", "—", "--"})
SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})


def is_headline(stretch: SpeechSegment) -> bool:
    """Does the stretch stand in a heading?"""
    return stretch.role in (BlockRole.HEADLINE, BlockRole.SUBHEADING)


def headline_draft(parse: Parse, layout: SpeechLayout, stretch: SpeechSegment) -> StatementDraft | None:
    """ "Name: content", "Content - Name" or "Name “content”"; None when none of these."""
    for i in range(stretch.first + 1, stretch.last):
        if layout.quoted[i] >= 0:
            continue
        before, behind = (stretch.first, i - 1), (i + 1, stretch.last)
        if parse.word(i) == ":":
            if is_source(parse, before, own_words(parse, layout, i + 1)) and not said_inside(parse, behind):
                return StatementDraft(i, (before,), ((i, i),), [behind], {StatementFlag.HEADLINE})
            return None
        if parse.word(i) in DASHES and i - stretch.first >= 3 and is_source(parse, behind, own_words=True):
            if any(parse.pos[t] in ("VERB", "AUX") for t in range(stretch.first, i)):
                return StatementDraft(i, (behind,), ((i, i),), [before], {StatementFlag.HEADLINE})
            return None
    if stretch.pieces and stretch.pieces[-1][1] >= stretch.last - 1:
        before = (stretch.first, stretch.pieces[0][0] - 1)
        if before[0] <= before[1] and is_source(parse, before, own_words=True):
            return StatementDraft(None, (before,), (), [stretch.pieces[0]], {StatementFlag.HEADLINE})
    return None


def own_words(parse: Parse, layout: SpeechLayout, token: int) -> bool:
    """Does a quotation or the first person follow, so that even a country's name is a source?"""
    return layout.quoted[token] >= 0 or parse.lower(token) in FIRST_PERSON


def is_source(parse: Parse, tokens: Tokens, own_words: bool) -> bool:
    """Can a short phrase without a verb name who speaks? own_words: also a country's name, or any name."""
    held = range(tokens[0], tokens[1] + 1)
    if not 0 < len(held) <= MAX_NAME_TOKENS or any(parse.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in held):
        return False
    last = tokens[1]
    if parse.lemmas[last].lower() in word_list("headline source") or parse.entities[last] in SPEAKERS:
        return True
    names = all(parse.word(i)[0].isupper() for i in held)
    return names and (
        own_words or (parse.pos[last] == "PROPN" and parse.entities[last] not in ("GPE", "DATE", "EVENT"))
    )


def said_inside(parse: Parse, tokens: Tokens) -> bool:
    """Is the first finite verb one of saying, with its own subject ("Belarus: leader says ...")?"""
    for i in range(tokens[0], tokens[1] + 1):
        if parse.tags[i] in ("VBD", "VBZ", "VBP", "MD"):
            return is_cue(parse.lemmas[i].lower(), "that") and parse.lower(tokens[0]) not in FIRST_PERSON
    return False

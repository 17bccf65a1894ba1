"""Attributions a tagger read, made into statements, and joined with what marks and syntax find beside them.

In:      attributions in words, the statements of the rules
Out:     statements in text order: the tagger's, and those of the rules' that it missed
Source:  measured on PolNeAR dev, docs/evaluation.md: the tagger is better but for quotations without a clause of speech
Shown:   tests/statements/test_learned.py
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.language.clauses import auxiliaries
from onrecord.statements.boundaries import as_annotated
from onrecord.statements.drafts import StatementDraft, statement_of
from onrecord.statements.headlines import is_headline
from onrecord.statements.segments import SpeechLayout
from onrecord.statements.sources import Tokens
from onrecord.terms.attributions import Attribution
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement, StatementFlag

WORD = re.compile(r"\w+")

# Two contents are about the same speech when they share this much of the shorter one's words.
SAME_SHARE = 0.3

# What the rules alone see of a statement: said of the whole, not of its extent.
LENT_FLAGS = frozenset(
    {StatementFlag.HEADLINE, StatementFlag.CARRIED_OVER, StatementFlag.UNCLOSED, StatementFlag.NARRATED}
)


def with_learned(
    document_id: str,
    parse: Parse,
    layout: SpeechLayout,
    ruled: Sequence[Statement],
    attributions: Sequence[Attribution],
) -> list[Statement]:
    """The tagger's statements with the flags the rules saw, and what the rules found that it has no part of.

    A content in shreds is a reading that failed, and so is one that another statement has word for word ("A said that
    C, according to B" tells two things): where the rules read the same cue, theirs stands instead. Headlines ("Name: we
    will", "We will - Name") are the rules' too: the tagger was not taught them.
    """
    text = parse.text
    by_cue = {word: s for s in ruled for word in words_of(text, s.cue)}
    headed = {i for stretch in layout.stretches if is_headline(stretch) for i in range(stretch.first, stretch.last + 1)}
    drafts = [draft for a in attributions if (draft := draft_of(parse, a)).content]
    for draft in drafts:
        if draft.content[0][0] in headed:
            draft.flags.add(StatementFlag.HEADLINE)
    found = [statement_of(document_id, parse, layout, d) for d in as_annotated(parse, layout, drafts)]
    headlines = words_of(text, [span for s in ruled if StatementFlag.HEADLINE in s.flags for span in s.content])
    learned = [s for s in found if s is not None and not headlines & words_of(text, s.content)]
    said = Counter(words_said(text, s) for s in learned)
    for number, statement in enumerate(learned):
        if in_shreds(parse, statement) or said[words_said(text, statement)] > 1:
            twin = next((by_cue[w] for w in sorted(words_of(text, statement.cue)) if w in by_cue), None)
            learned[number] = twin or statement
    learned = led_to_quotations(parse, layout, ruled, learned)
    contents = [words_of(text, s.content) for s in learned]
    holders: dict[int, list[int]] = {}
    for number, words in enumerate(contents):
        for word in words:
            holders.setdefault(word, []).append(number)
    cues = {word for statement in learned for word in words_of(text, statement.cue)}
    flags: list[set[StatementFlag]] = [set() for _ in learned]
    added: list[Statement] = []
    for statement in ruled:
        same = twins(text, statement, contents, holders)
        for number in same:
            flags[number] |= statement.flags & LENT_FLAGS
        if same:
            left = rest_of(text, statement, holders)
        else:
            left = None if cues & words_of(text, statement.cue) else statement
        if left is not None:
            added.append(left)
    return [replace(s, flags=s.flags | f) for s, f in zip(learned, flags, strict=True)] + added


def led_to_quotations(
    parse: Parse, layout: SpeechLayout, ruled: Sequence[Statement], learned: list[Statement]
) -> list[Statement]:
    """The learned statements; in place of one with nothing but the clause that leads to the next paragraph's quotation,
    or nothing but that quotation, the rules' that has both."""
    text = parse.text
    blocks = {i: s.block for s in layout.stretches for i in range(s.first, s.last + 1)}
    leading = [
        (words_of(text, s.cue), words_of(text, s.content), s)
        for s in ruled
        if s.cue and begins_in(parse, blocks, s.cue[0]) < begins_in(parse, blocks, s.content[-1])
    ]
    held = []
    for statement in learned:
        cue, content = words_of(text, statement.cue), words_of(text, statement.content)
        for led_cue, led_content, led in leading:
            without_quotation = cue & led_cue and not content & led_content
            without_clause = not statement.source and not cue and content & led_content
            if without_quotation or without_clause:
                statement = led
        held.append(statement)
    return list(dict.fromkeys(held))


def begins_in(parse: Parse, blocks: dict[int, int], span: Span) -> int:
    """The number of the block that a span begins in."""
    return blocks.get(parse.tokens_in(span).start, 0)


def words_said(text: str, statement: Statement) -> frozenset[int]:
    """The words of the content, the "that" before it left out."""
    words = words_of(text, statement.content)
    first = min(words)
    return frozenset(words - {first} if text.startswith(("that ", "That "), first) else words)


def in_shreds(parse: Parse, statement: Statement) -> bool:
    """Do words that are neither source nor cue part the content, does it begin in the middle of a pair ("and Y"), or is
    a piece of it the source's own title?"""
    text = parse.text
    first = parse.token_at(statement.content[0].start)
    if first is not None and parse.deps[first] == "cc" and first != parse.sentence_of(first)[0]:
        return True
    own = words_of(text, (*statement.source, *statement.cue))
    for piece, following in pairwise(statement.content):
        gap = words_of(text, (Span(piece.end, following.start),)) if piece.end < following.start else set()
        if gap and not own & gap:
            return True
    for source in statement.source:
        head = parse.head_of(source)
        if head is not None:
            title = parse.subtree_span(head).start
            if any(title <= piece.start and piece.end <= source.start for piece in statement.content):
                return True
    return False


def draft_of(parse: Parse, attribution: Attribution) -> StatementDraft:
    """The attribution in tokens; told without a clause of speech, it is narrated."""
    source, cue, content = (
        tuple(t for span in role if (t := tokens_of(parse, span)) is not None)
        for role in (attribution.source, attribution.cue, attribution.content)
    )
    draft = StatementDraft(cue[0][0] if cue else None, source, cue, list(content))
    if content and not any(is_clause(parse, piece) for piece in content):
        draft.flags.add(StatementFlag.NARRATED)
    return draft


def tokens_of(parse: Parse, span: Span) -> Tokens | None:
    """(first, last) token that begins in the span, or holds its beginning; None without any."""
    held = parse.tokens_in(span)
    first = parse.token_at(span.start)
    if not held:
        return (first, first) if first is not None else None
    return (first if first is not None else held[0], held[-1])


def is_clause(parse: Parse, tokens: Tokens) -> bool:
    """Does a finite verb govern the words? "that it would stay" does; "to stay" and "a ceasefire" do not."""
    head = parse.head_of(parse.span(*tokens))
    if head is None or parse.pos[head] not in {"VERB", "AUX"}:
        return False
    below = parse.children[head]
    infinitive = any(parse.tags[i] == "TO" for i in below)
    return not infinitive and (parse.tags[head] != "VBG" or bool(auxiliaries(parse, head)))


def words_of(text: str, spans: Sequence[Span]) -> set[int]:
    """Where each word of the spans begins."""
    return {m.start() for span in spans for m in WORD.finditer(text, span.start, span.end)}


def twins(text: str, statement: Statement, contents: Sequence[set[int]], holders: dict[int, list[int]]) -> list[int]:
    """The learned statements of the same speech, by number."""
    shared: dict[int, int] = {}
    words = words_of(text, statement.content)
    for word in words:
        for number in holders.get(word, ()):
            shared[number] = shared.get(number, 0) + 1
    return [number for number, count in shared.items() if count > SAME_SHARE * min(len(words), len(contents[number]))]


def rest_of(text: str, statement: Statement, holders: dict[int, list[int]]) -> Statement | None:
    """The pieces of a running quotation that no learned statement holds a word of; None when there is none."""
    pieces = tuple(
        piece for piece in statement.content if not any(word in holders for word in words_of(text, (piece,)))
    )
    return replace(statement, content=pieces) if pieces and len(pieces) < len(statement.content) else None

"""One statement while it is put together, in token ranges, and its last step: spans, directness, flags.

In:      token ranges of source, cue and content
Out:     Statement
Refuses: a content without a word (no statement)
Source:  PolNeAR annotation (Newell et al. 2018) for what belongs to a span; scorers count words only
Shown:   tests/statements/test_speeches.py
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.statements.segments import SpeechLayout
from onrecord.statements.sources import Tokens
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span, trimmed
from onrecord.terms.statements import Directness, Statement, StatementFlag

DROP = " \t\r\n\xa0,;:—–-“”\"„«»'’‘`"  # never the first or last character of a content
DIRECT_SHARE = 0.9  # share of words in quotation marks from which a content is direct, as in the attribution scorer


@dataclass(slots=True)
class StatementDraft:
    """A statement under construction; trigger: the cue word, None for one without a cue; verbatim:
    the speaker's own words although no marks say so."""

    trigger: int | None
    source: tuple[Tokens, ...]
    cue: tuple[Tokens, ...]
    content: list[Tokens]
    flags: set[StatementFlag] = field(default_factory=set)
    verbatim: bool = False

    def covers(self, tokens: Tokens) -> bool:
        """Does one piece of the content hold all these tokens?"""
        return any(first <= tokens[0] and tokens[1] <= last for first, last in self.content)


def united(ranges: Iterable[Tokens]) -> list[Tokens]:
    """The ranges in text order, those that share a token made one.

    >>> united([(5, 9), (1, 2), (2, 3), (6, 7)])
    [(1, 3), (5, 9)]
    """
    held: list[Tokens] = []
    for first, last in sorted(ranges):
        if held and first <= held[-1][1]:
            held[-1] = (held[-1][0], max(last, held[-1][1]))
        else:
            held.append((first, last))
    return held


def spans_of(parse: Parse, ranges: Iterable[Tokens], drop: str) -> tuple[Span, ...]:
    """Spans in text order, trimmed; a range without a letter or digit gives none."""
    trims = (trimmed(parse.text, parse.starts[first], parse.ends[last], drop=drop) for first, last in united(ranges))
    return tuple(span for span in trims if span is not None and any(c.isalnum() for c in span.of(parse.text)))


def content_spans(parse: Parse, layout: SpeechLayout, ranges: Iterable[Tokens]) -> tuple[Span, ...]:
    """Spans of a content: without marks around it, but with both marks of a quotation that is only part of it."""
    return tuple(with_marks(parse, layout, span) for span in spans_of(parse, ranges, DROP))


def with_marks(parse: Parse, layout: SpeechLayout, span: Span) -> Span:
    """The span, longer by the mark of a quotation that only begins or only ends at its edge."""
    held = parse.tokens_in(span)
    if not held or layout.quoted[held[0]] == layout.quoted[held[-1]]:
        return span
    start, end = span.start, span.end
    before, after = held[0] - 1, held[-1] + 1
    if before >= 0 and layout.quoted[held[0]] == layout.quoted[before] >= 0:
        start = parse.starts[before]
    while after < len(parse) and layout.quoted[held[-1]] == layout.quoted[after] >= 0:
        if parse.word(after)[0].isalnum():
            return Span(start, span.end)  # the quotation goes on beyond the content
        end = parse.ends[after]
        after += 1
    return Span(start, end)


def directness_of(parse: Parse, layout: SpeechLayout, content: Iterable[Tokens]) -> Directness:
    """From the share of words that stand in quotation marks."""
    quoted = total = 0
    for first, last in content:
        for i in range(first, last + 1):
            if parse.word(i)[0].isalnum():
                total += 1
                quoted += layout.quoted[i] >= 0
    if not quoted:
        return Directness.INDIRECT
    return Directness.DIRECT if quoted >= DIRECT_SHARE * total else Directness.MIXED


def statement_of(document_id: str, parse: Parse, layout: SpeechLayout, draft: StatementDraft) -> Statement | None:
    """The finished statement; None when no word is left in its content."""
    content = content_spans(parse, layout, draft.content)
    if not content:
        return None
    directness = Directness.DIRECT if draft.verbatim else directness_of(parse, layout, draft.content)
    flags = set(draft.flags)
    if directness is not Directness.INDIRECT and any(has_insertion(parse, layout, part) for part in draft.content):
        flags.add(StatementFlag.INSERTION)
    return Statement(
        document_id=document_id,
        source=spans_of(parse, draft.source, DROP),
        cue=tuple(parse.span(first, last) for first, last in united(draft.cue)),
        content=content,
        directness=directness,
        flags=frozenset(flags),
    )


def has_insertion(parse: Parse, layout: SpeechLayout, tokens: Tokens) -> bool:
    """Do brackets stand inside quotation marks? Round ones count only around a capital: an editor's "(Ukraine)"."""
    for i in range(tokens[0], tokens[1] + 1):
        if layout.quoted[i] >= 0:
            word = parse.word(i)
            if "[" in word or (word == "(" and i < tokens[1] and parse.word(i + 1)[0].isupper()):
                return True
    return False

"""Pairs of quotation marks, and the words between them.

In:      the text and blocks of a Document
Out:     Quotation, outermost marks only, in text order; a Refusal for each mark without a partner
Refuses: a closing mark that nothing opened, an opening one that another follows (the mark, never the block)
Source:  Chicago Manual of Style 13.30-13.32 (paragraphs of one quotation: each opens, only the last closes)
Shown:   tests/statements/test_quotations.py
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language.words import word_list
from onrecord.terms.documents import Block, Document
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span, trimmed

OPENING = frozenset("“„«‟")
CLOSING = frozenset("”»")
EITHER = frozenset('"＂')
SINGLES = frozenset("‘’'`")
# What may stand before an opening mark and after a closing one, beside white space and the edge of a block.
BEFORE_OPENING = frozenset("([{—–-/:…“‘\"'")
AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…”’\"'")
SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z])")
# Short forms whose first letter gives way to an apostrophe: never an opening single mark.
CLIPPED = word_list("clipped word")


@dataclass(frozen=True, slots=True)
class QuotationMark:
    """A quotation mark: its place, how many characters it takes, and whether it may open or close."""

    start: int
    length: int
    opens: bool
    closes: bool
    single: bool


@dataclass(frozen=True, slots=True)
class QuotationPiece:
    """The words of a quotation in one block. inside: without the marks, None when nothing is between them;
    outside: with the marks."""

    outside: Span
    inside: Span | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """Outermost quotation: one piece a block. unclosed: its last piece has no closing mark and ends with the block."""

    pieces: tuple[QuotationPiece, ...]
    unclosed: bool


def find_quotations(document: Document) -> tuple[tuple[Quotation, ...], tuple[Refusal, ...]]:
    """All quotations of a document, and the marks that pair with nothing.

    A piece without a closing mark goes on in the next block when that one begins with an opening mark.
    """
    quotations: list[Quotation] = []
    refusals: list[Refusal] = []
    running: list[QuotationPiece] = []
    for block in document.blocks:
        pieces, lone = read_block(document.text, block)
        refusals.extend(unpaired(document.text, mark) for mark in lone)
        if running and not (pieces and pieces[0].outside.start == block.span.start):
            quotations.append(Quotation(tuple(running), unclosed=True))
            running = []
        for piece in pieces:
            running.append(piece)
            if piece.closed:
                quotations.append(Quotation(tuple(running), unclosed=False))
                running = []
    if running:
        quotations.append(Quotation(tuple(running), unclosed=True))
    return tuple(quotations), tuple(refusals)


def unpaired(text: str, mark: QuotationMark) -> Refusal:
    """The refusal of a mark without a partner."""
    span = Span(mark.start, mark.start + mark.length)
    reason = (
        f"the quotation mark {span.of(text)!r} at {mark.start} has no partner in its paragraph; "
        "the words beside it were read as the writer's own: compare the page"
    )
    return Refusal(room="statements", code="unpaired-quotation", reason=reason, span=span)


def read_block(text: str, block: Block) -> tuple[list[QuotationPiece], list[QuotationMark]]:
    """The outermost quotations of one block, and its unpaired marks. Only the last piece may be unclosed."""
    pieces: list[QuotationPiece] = []
    lone: list[QuotationMark] = []
    opened: list[QuotationMark] = []
    marks = list(marks_of(text, block.span))
    for i, mark in enumerate(marks):
        if mark.single and not opened and not (mark.opens and closes_later(marks, i)):
            continue  # an apostrophe
        if mark.single and opened and mark.closes and possessive(text, marks, i, opened[-1]):
            continue
        if opened and mark.closes and opened[-1].single == mark.single:
            last = opened.pop()
            if not opened:
                pieces.append(piece_of(text, last, mark.start, mark.start + mark.length, closed=True))
        elif mark.single:
            if mark.opens and not (opened and opened[-1].single) and closes_later(marks, i):
                opened.append(mark)
        elif opened and opened[-1].single and mark.closes:
            # The double mark outside closes, so the single one inside was an apostrophe.
            opened.pop()
            if opened:
                last = opened.pop()
                pieces.append(piece_of(text, last, mark.start, mark.start + mark.length, closed=True))
        elif mark.opens and opened and not nests(marks, i):
            lone.append(opened.pop())  # the one before was never closed, and this one begins anew
            opened.append(mark)
        elif mark.opens and len(opened) < 2:
            opened.append(mark)
        elif mark.closes and not mark.opens and not is_measure(text, mark):
            lone.append(mark)
    if opened:
        end = unclosed_end(text, opened[0], block.span.end)
        pieces.append(piece_of(text, opened[0], end, end, closed=False))
    return pieces, lone


def unclosed_end(text: str, opening: QuotationMark, block_end: int) -> int:
    """Where a quotation without a closing mark ends: with its paragraph; with its sentence when it began inside one."""
    first = opening.start + opening.length
    if text[first : first + 1].islower() and (stop := SENTENCE_END.search(text, first, block_end)):
        return stop.start() + 1
    return block_end


def nests(marks: list[QuotationMark], i: int) -> bool:
    """Does an opening mark inside a quotation open one within it: are the next two double marks closing ones?"""
    following = [m for m in marks[i + 1 : i + 13] if not m.single][:2]
    return len(following) == 2 and all(m.closes and not m.opens for m in following)


def closes_later(marks: list[QuotationMark], i: int) -> bool:
    """Does one of the next marks close a single quotation? Only a dozen are looked at, to stay linear."""
    return any(later.single and later.closes for later in marks[i + 1 : i + 13])


def possessive(text: str, marks: list[QuotationMark], i: int, opening: QuotationMark) -> bool:
    """Is a single mark behind an "s" an apostrophe (the boys’ war), a later mark being the one that closes?

    Not when it would close a quotation of a word or two (a ‘headquarters’ in ...).
    """
    if text[marks[i].start - 1].lower() != "s":
        return False
    if opening.single and len(text[opening.start : marks[i].start].split(maxsplit=2)) <= 2:
        return False
    for later in marks[i + 1 : i + 5]:
        if later.single and later.opens:
            return False
        if later.single and later.closes:
            return True
    return False


def is_measure(text: str, mark: QuotationMark) -> bool:
    """Inches or seconds: a straight mark right behind a digit."""
    return text[mark.start] in EITHER and mark.start > 0 and text[mark.start - 1].isdigit()


def piece_of(text: str, opening: QuotationMark, inner_end: int, outer_end: int, *, closed: bool) -> QuotationPiece:
    """The piece from an opening mark to the given end."""
    inside = trimmed(text, opening.start + opening.length, inner_end)
    return QuotationPiece(outside=Span(opening.start, outer_end), inside=inside, closed=closed)


def marks_of(text: str, span: Span) -> Iterator[QuotationMark]:
    """Every character of the span that may be a quotation mark, with what its neighbours allow it to be."""
    i = span.start
    while i < span.end:
        letter = text[i]
        if letter in OPENING or letter in CLOSING or letter in EITHER or letter in SINGLES:
            doubled = letter in "'`’‘" and i + 1 < span.end and text[i + 1] == letter
            length = 2 if doubled else 1
            before = text[i - 1] if i > span.start else " "
            after = text[i + length] if i + length < span.end else " "
            mark = mark_at(letter, i, length, before, after)
            if not (mark.single and clipped(text, i, span.end)):
                yield mark
            i += length
        else:
            i += 1


def mark_at(letter: str, start: int, length: int, before: str, after: str) -> QuotationMark:
    """What a mark can be, from its shape first and its neighbours second."""
    single = length == 1 and letter in SINGLES
    may_open = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
    may_close = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
    if single:
        if letter == "‘":
            return QuotationMark(start, length, may_open, False, True)
        return QuotationMark(start, length, may_open and letter != "’", may_close, True)
    if letter in OPENING:
        # “like this“: the same shape at both ends
        turned = may_close and not may_open
        return QuotationMark(start, length, not turned, turned, False)
    if letter in CLOSING:
        return QuotationMark(start, length, False, True, False)
    if may_open != may_close:
        return QuotationMark(start, length, may_open, may_close, False)
    return QuotationMark(start, length, True, True, False)


def clipped(text: str, start: int, end: int) -> bool:
    """Does the mark stand for letters left out ('em, '90s)?"""
    rest = text[start + 1 : min(end, start + 8)].lower()
    if rest[:1].isdigit():
        return True
    word = ""
    for letter in rest:
        if not letter.isalpha():
            break
        word += letter
    return word in CLIPPED

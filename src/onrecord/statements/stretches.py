"""Sentences as a reader of speech needs them: a quotation is never cut, however many sentences it holds.

In:      a Document, its Parse, its quotations
Out:     Layout: for each token the quotation it stands in, and the stretches of text between full stops
Source:  the parser ends sentences inside quotations and before "he said"; full stops outside quotations do not
Shown:   tests/statements/test_stretches.py
"""

from dataclasses import dataclass

from onrecord.statements.quotations import Quotation
from onrecord.statements.sources import Tokens
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.parses import Parse

ENDS = frozenset({".", "!", "?", ";", "...", "…"})
LOOK_AHEAD = 14  # tokens in which a clause of speech after “...?” or “...!” must end


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `first` to `last`, both included; pieces: (first, last) of each quotation in it, marks included."""

    first: int
    last: int
    pieces: tuple[Tokens, ...]
    block: int
    role: BlockRole

    @property
    def is_quotation(self) -> bool:
        """Nothing but one quotation."""
        return bool(self.pieces) and self.pieces[0][0] <= self.first and self.pieces[-1][1] >= self.last - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """quoted[i]: number of the quotation that holds token `i`, marks included; -1 outside."""

    quoted: tuple[int, ...]
    stretches: tuple[Stretch, ...]


def lay_out(document: Document, parse: Parse, quotations: tuple[Quotation, ...]) -> Layout:
    """Quotations and stretches in token numbers; linear in the text."""
    quoted = [-1] * len(parse)
    pieces: list[Tokens] = []
    for number, quotation in enumerate(quotations):
        for piece in quotation.pieces:
            held = parse.tokens_in(piece.outside)
            if held:
                pieces.append((held[0], held[-1]))
                quoted[held[0] : held[-1] + 1] = [number] * len(held)
    starts = {first for first, _ in parse.sentences}
    stretches: list[Stretch] = []
    at = 0
    for number, block in enumerate(document.blocks):
        held = parse.tokens_in(block.span)
        first = held.start
        for i in held:
            if i == held[-1] or ends_stretch(parse, quoted, starts, i, held.stop):
                inside = []
                while at < len(pieces) and pieces[at][0] <= i:
                    inside.append(pieces[at])
                    at += 1
                stretches.append(Stretch(first, i, tuple(inside), number, block.role))
                first = i + 1
    return Layout(tuple(quoted), tuple(stretches))


def ends_stretch(parse: Parse, quoted: list[int], starts: set[int], i: int, stop: int) -> bool:
    """Does a stretch end after token `i`, which is not the last of its block?"""
    if quoted[i] >= 0:
        if quoted[i + 1] == quoted[i]:
            return False
        last = parse.text[parse.ends[i - 1] - 1] if i else ""
        if last == "." or last in "…":
            return not parse.word(i + 1)[0].islower()
        if last in "?!":
            return not (parse.word(i + 1)[0].islower() or short_clause(parse, quoted, i + 1, stop))
        return False
    if parse.word(i) in ENDS:
        return True
    return i + 1 in starts and parse.text[parse.ends[i] - 1] == "." and parse.deps[i + 1] != "punct"


def short_clause(parse: Parse, quoted: list[int], first: int, stop: int) -> bool:
    """Does a short clause with a finite verb end soon, so that it may belong to the question before it?"""
    verb = False
    for i in range(first, min(first + LOOK_AHEAD, stop)):
        if quoted[i] >= 0 or parse.word(i) in ENDS or parse.word(i) == ",":
            return verb
        verb = verb or parse.tags[i] in ("VBD", "VBZ", "VBP")
    return False

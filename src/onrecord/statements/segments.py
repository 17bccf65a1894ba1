"""Sentences as a reader of speech needs them: a quotation is never cut, however many sentences it holds.

In:      a Document, its Parse, its quotations
Out:     SpeechLayout: for each token the quotation it stands in, and the stretches of text between full stops
Source:  the parser ends sentences inside quotations and before "he said"; full stops outside quotations do not
Shown:   tests/statements/test_direct.py
"""

from dataclasses import dataclass
from itertools import pairwise

from onrecord.statements.quotations import Quotation
from onrecord.statements.sources import Tokens
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.parses import Parse

ENDS = frozenset({".", "!", "?", ";", "...", "…"})
DATELINE_TOKENS = 10  # in which the dash of a dateline must come
# A sentence of more tokens, each quotation counted as one, is a list or a broken page: cut, so that time stays linear.
MAX_PLAIN_TOKENS = 300
LOOK_AHEAD = 14  # tokens in which a clause of speech after “...?” or “...!” must end


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    """Tokens `first` to `last`, both included; pieces: (first, last) of each quotation in it, marks included."""

    first: int
    last: int
    pieces: tuple[Tokens, ...]
    block: int
    role: BlockRole

    @property
    def is_quotation(self) -> bool:
        """Nothing but a quotation, give or take a word before it (“Instead, ...”) and a full stop behind it."""
        held = self.pieces
        one = all(later[0] == earlier[1] + 1 for earlier, later in pairwise(held))
        return bool(held) and one and held[0][0] <= self.first + 2 and held[-1][1] >= self.last - 1


@dataclass(frozen=True, slots=True)
class SpeechLayout:
    """quoted[i]: number of the quotation that holds token `i`, marks included; -1 outside."""

    quoted: tuple[int, ...]
    stretches: tuple[SpeechSegment, ...]


def lay_out(document: Document, parse: Parse, quotations: tuple[Quotation, ...]) -> SpeechLayout:
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
    stretches: list[SpeechSegment] = []
    at = 0
    for number, block in enumerate(document.blocks):
        held = parse.tokens_in(block.span)
        first = after_dateline(parse, held)
        plain = 0
        for i in held:
            plain += quoted[i] < 0 or quoted[i] != quoted[i - 1]
            too_long = plain >= MAX_PLAIN_TOKENS and i + 1 < held.stop and (quoted[i] < 0 or quoted[i + 1] != quoted[i])
            if i == held[-1] or too_long or ends_stretch(parse, quoted, starts, i, held.stop):
                plain = 0
                inside = []
                while at < len(pieces) and pieces[at][0] <= i:
                    inside.append(pieces[at])
                    at += 1
                stretches.append(SpeechSegment(first, i, tuple(inside), number, block.role))
                first = i + 1
    return SpeechLayout(tuple(quoted), tuple(stretches))


def after_dateline(parse: Parse, held: range) -> int:
    """Where the text of a block begins behind its dateline: "WASHINGTON (Reuters) - The army ..."."""
    for i in held[:DATELINE_TOKENS]:
        if parse.word(i) in ("-", "–", "—", "--") and i + 1 < held.stop:
            agency = parse.word(i - 1) == ")" and i > held.start
            capitals = i > held.start and all(
                parse.word(k).isupper() or parse.word(k) in ",." for k in held[: i - held.start]
            )
            return i + 1 if agency or capitals else held.start
    return held.start


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

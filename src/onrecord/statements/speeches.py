"""Quotations that no clause in their own sentence introduces: led to by the paragraph before, continued, or carried
over.

In:      the quotations of a document and the drafts of each stretch
Out:     drafts completed in place, and new ones for quotations that stand alone
Source:  news style: the speaker is named once, and the quotation goes on; docs/statements.md
Shown:   tests/statements/test_speeches.py
"""

from onrecord.language.subtree_edges import Edges
from onrecord.statements.cues import is_cue
from onrecord.statements.direct import clause_before
from onrecord.statements.drafts import StatementDraft
from onrecord.statements.headlines import is_headline
from onrecord.statements.quotations import Quotation
from onrecord.statements.segments import SpeechLayout, SpeechSegment
from onrecord.statements.sources import Tokens
from onrecord.terms.parses import Parse
from onrecord.terms.statements import StatementFlag

SCARE_WORDS = 3  # a quotation of so few words inside a sentence is a word held at a distance


def attach_quotations(
    parse: Parse,
    layout: SpeechLayout,
    quotations: tuple[Quotation, ...],
    drafts: list[list[StatementDraft]],
    edges: Edges,
) -> None:
    """Give every quotation a draft: the one that holds it, leads to it or goes on in it, or one of its own."""
    holder: dict[int, StatementDraft] = {}
    last: StatementDraft | None = None
    last_block = -1
    for number, stretch in enumerate(layout.stretches):
        held = drafts[number]
        whole = stretch.is_quotation
        for piece in stretch.pieces:
            quotation = layout.quoted[piece[0]]
            owner = next((d for d in held if d.covers(piece)), None)
            if owner is None:
                owner = holder.get(quotation)
                if owner is not None:
                    owner.content.append(piece)
            if owner is None and whole and number:
                owner = led_to(parse, layout, edges, layout.stretches[number - 1], piece, drafts[number - 1])
                if owner is not None:
                    last, last_block = owner, stretch.block
            if owner is None and whole:
                owner = continued(stretch, piece, last, last_block, held)
            if owner is None:
                owner = alone(parse, piece)
                if owner is not None:
                    held.append(owner)
            if owner is not None and is_headline(stretch):
                owner.flags.add(StatementFlag.HEADLINE)
            if owner is not None:
                holder[quotation] = owner
                if quotations[quotation].unclosed:
                    owner.flags.add(StatementFlag.UNCLOSED)
        speaking = [d for d in held if StatementFlag.SCARE_QUOTES not in d.flags]
        if speaking:
            # What goes on is the quotation, not what else the sentence reports ("...," he said, noting that ...).
            last = max(speaking, key=lambda d: (holds_quotation(layout, d), sum(b - a for a, b in d.content)))
            last_block = stretch.block


def holds_quotation(layout: SpeechLayout, draft: StatementDraft) -> bool:
    """Does a content begin or end with a quotation?"""
    return any(layout.quoted[first] >= 0 or layout.quoted[last] >= 0 for first, last in draft.content)


def led_to(
    parse: Parse, layout: SpeechLayout, edges: Edges, before: SpeechSegment, piece: Tokens, held: list[StatementDraft]
) -> StatementDraft | None:
    """The draft of the clause of speech that ends the paragraph before with a colon: "The message said, in part:"."""
    if parse.word(before.last) != ":" or before.last + 1 != piece[0] or layout.quoted[before.last] >= 0:
        return None
    led = clause_before(parse, edges, layout, before, piece, is_cue)
    if led is None:
        return None
    owner = next((d for d in held if d.trigger == led.trigger), None)
    if owner is not None:
        owner.content.append(piece)
        return owner
    draft = StatementDraft(led.trigger, led.source, led.cue, list(led.content))
    held.append(draft)
    return draft


def continued(
    stretch: SpeechSegment, piece: Tokens, last: StatementDraft | None, last_block: int, held: list[StatementDraft]
) -> StatementDraft:
    """The draft of a quotation that is a whole sentence: the last one of its paragraph, or a new one, to which the
    paragraph before may lend its speaker."""
    if last is not None and last_block == stretch.block:
        last.content.append((stretch.first, piece[1]))
        return last
    carried = last is not None and last_block >= stretch.block - 1
    draft = StatementDraft(None, (), (), [piece], {StatementFlag.CARRIED_OVER} if carried else set())
    held.append(draft)
    return draft


def alone(parse: Parse, piece: Tokens) -> StatementDraft | None:
    """A quotation inside a sentence that attributes it to nobody: scare quotes when short, else nobody's speech."""
    words = sum(parse.word(i)[0].isalnum() for i in range(piece[0], piece[1] + 1))
    if not words:
        return None
    flags = {StatementFlag.SCARE_QUOTES} if words <= SCARE_WORDS else set()
    return StatementDraft(None, (), (), [piece], flags)

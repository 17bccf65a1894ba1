"""Quotations that no clause in their own sentence introduces: continued, led to, or carried over.

In:      the quotations of a document and the drafts of each stretch
Out:     drafts completed in place, and new ones for quotations that stand alone
Source:  news style: the speaker is named once, and the quotation goes on; counts on PolNeAR train in docs/statements.md
Shown:   tests/statements/test_speeches.py
"""

from onrecord.statements.attempts import cue_of
from onrecord.statements.cues import is_cue
from onrecord.statements.drafts import Draft
from onrecord.statements.edges import Edges
from onrecord.statements.headlines import is_headline
from onrecord.statements.quotations import Quotation
from onrecord.statements.sources import Tokens, source_of
from onrecord.statements.stretches import Layout, Stretch
from onrecord.terms.parses import Parse
from onrecord.terms.statements import StatementFlag

SCARE_WORDS = 3  # a quotation of so few words inside a sentence is a word held at a distance


def attach_quotations(
    parse: Parse,
    edges: Edges,
    layout: Layout,
    quotations: tuple[Quotation, ...],
    drafts: list[list[Draft]],
) -> None:
    """Give every quotation a draft: the one that holds it, the one it continues, or one of its own."""
    holder: dict[int, Draft] = {}
    last: Draft | None = None
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
            elif quotation in holder and holder[quotation] is not owner:
                merge(holder[quotation], owner, drafts, number)
            if owner is None and whole:
                owner = continued(parse, edges, layout, stretch, piece, last, last_block, drafts, number)
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


def holds_quotation(layout: Layout, draft: Draft) -> bool:
    """Does a content begin or end with a quotation?"""
    return any(layout.quoted[first] >= 0 or layout.quoted[last] >= 0 for first, last in draft.content)


def merge(earlier: Draft, owner: Draft, drafts: list[list[Draft]], number: int) -> None:
    """A running quotation whose clause of speech comes with a later paragraph takes the earlier pieces to it."""
    if earlier.trigger is None:
        owner.content[:0] = earlier.content
        for held in drafts[: number + 1][::-1]:
            if earlier in held:
                held.remove(earlier)
                return


def continued(
    parse: Parse,
    edges: Edges,
    layout: Layout,
    stretch: Stretch,
    piece: Tokens,
    last: Draft | None,
    last_block: int,
    drafts: list[list[Draft]],
    number: int,
) -> Draft | None:
    """The draft of a quotation that is a whole sentence: the last one of its paragraph, or a new one that the
    paragraph before leads to or lends its speaker."""
    if last is not None and last_block == stretch.block:
        last.content.append((stretch.first, piece[1]))
        return last
    before = layout.stretches[number - 1] if number else None
    if before is not None and parse.word(before.last) == ":":
        led = led_from(parse, edges, before, piece)
        if led is not None:
            drafts[number - 1][:] = [d for d in drafts[number - 1] if d.trigger != led.trigger]
            drafts[number].append(led)
            return led
    flags = {StatementFlag.CARRIED_OVER} if last is not None and last_block >= stretch.block - 1 else set()
    draft = Draft(None, (), (), [piece], flags)
    drafts[number].append(draft)
    return draft


def led_from(parse: Parse, edges: Edges, before: Stretch, piece: Tokens) -> Draft | None:
    """A quotation after a paragraph that ends with a colon: its last verb of saying, else its main verb."""
    verbs = [i for i in range(before.last, before.first - 1, -1) if parse.pos[i] == "VERB"]
    saying = next((v for v in verbs if is_cue(parse.lemmas[v].lower(), "VERB", "before")), None)
    verb = saying if saying is not None else (verbs[-1] if verbs else None)
    if verb is None:
        return None
    source = source_of(parse, edges, verb)
    cue = cue_of(parse, verb) if saying is not None else (before.last, before.last)
    return Draft(verb, source, (cue,), [piece])


def alone(parse: Parse, piece: Tokens) -> Draft | None:
    """A quotation inside a sentence that attributes it to nobody: scare quotes when short, else nobody's speech."""
    words = sum(parse.word(i)[0].isalnum() for i in range(piece[0], piece[1] + 1))
    if not words:
        return None
    flags = {StatementFlag.SCARE_QUOTES} if words <= SCARE_WORDS else set()
    return Draft(None, (), (), [piece], flags)

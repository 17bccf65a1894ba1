"""What the tagger read, cut as annotators cut it: the last word on where its cue and content begin and end.

In:      drafts of one page, as the tagger read them
Out:     drafts: some longer, some shorter, those without a word of speech gone
Source:  PolNeAR train; data/en/cue_prepositions.csv counts its cues. docs/statements.md
Shown:   tests/statements/test_habits.py

The tagger decides word by word: the parse knows what an auxiliary belongs to, and the marks where a quotation ends.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.language.messages import message_to
from onrecord.statements.drafts import StatementDraft, united
from onrecord.statements.segments import SpeechLayout
from onrecord.statements.sources import Tokens
from onrecord.statements.tables import cue_prepositions
from onrecord.terms.parses import Parse

EMPTY = frozenset({"AUX", "PART", "ADV"})  # "has been", "not to", "actually": no speech without its verb
ADVERBS_BETWEEN = 2  # between an auxiliary and its verb

# A content is a quotation's when it holds this share of its words; else it names a word of it.
MOST_OF_A_QUOTATION = 0.5


def as_annotated(parse: Parse, layout: SpeechLayout, drafts: Sequence[StatementDraft]) -> Iterator[StatementDraft]:
    """The drafts, put right in place; each quotation is looked at once a draft that begins or ends in it."""
    pieces = pieces_of(layout)
    blocks = {i: s.block for s in layout.stretches for i in range(s.first, s.last + 1)}
    holders = Counter(token for draft in drafts for token in tokens_of(draft))
    for draft in drafts:
        stay_in_block(blocks, draft)
        take_verb(parse, draft)
        if is_empty(parse, draft):
            continue
        take_message(parse, draft)
        if not draft.content:
            continue
        take_preposition(parse, draft)
        take_quotation(parse, layout, draft, pieces, holders)
        yield draft


def pieces_of(layout: SpeechLayout) -> dict[int, list[Tokens]]:
    """The pieces of each quotation, by its number."""
    pieces: dict[int, list[Tokens]] = {}
    for stretch in layout.stretches:
        for piece in stretch.pieces:
            pieces.setdefault(layout.quoted[piece[0]], []).append(piece)
    return pieces


def tokens_of(draft: StatementDraft) -> set[int]:
    """All tokens of a draft."""
    return {i for first, last in (*draft.source, *draft.cue, *draft.content) for i in range(first, last + 1)}


def words_in(parse: Parse, ranges: Iterable[Tokens]) -> set[int]:
    """The tokens with a letter or digit."""
    return {i for first, last in ranges for i in range(first, last + 1) if parse.word(i)[0].isalnum()}


def stay_in_block(blocks: dict[int, int], draft: StatementDraft) -> None:
    """What is said in the paragraph of its cue does not go on in a later one: a quotation there is carried over to, by
    `speeches`, and says so."""
    if draft.cue:
        here = blocks.get(draft.cue[0][0])
        near = [piece for piece in draft.content if blocks.get(piece[0]) == here]
        if near:
            draft.content = near


def is_empty(parse: Parse, draft: StatementDraft) -> bool:
    """Is the cue nothing but auxiliaries, particles and adverbs? A draft without a cue is not empty."""
    words = words_in(parse, draft.cue)
    return bool(words) and all(parse.pos[i] in EMPTY for i in words)


def move_edge(draft: StatementDraft, last: int) -> None:
    """The cue goes on to `last`, and the content begins behind it."""
    draft.cue = (*draft.cue[:-1], (draft.cue[-1][0], last))
    draft.content[0] = (last + 1, draft.content[0][1])


def touches(draft: StatementDraft) -> bool:
    """Does a content of two tokens or more begin right behind the cue?"""
    return bool(draft.cue) and draft.cue[-1][1] + 1 == draft.content[0][0] < draft.content[0][1]


def take_verb(parse: Parse, draft: StatementDraft) -> None:
    """ "has been | investigating the firm": the verb that the auxiliaries of a cue belong to is part of it."""
    if not touches(draft) or not is_empty(parse, draft):
        return
    verb, last = draft.content[0]
    for _ in range(ADVERBS_BETWEEN):
        if parse.pos[verb] == "ADV" and verb < last:
            verb += 1
    governed = any(parse.heads[i] == verb for i in words_in(parse, draft.cue))
    if verb < last and governed and parse.pos[verb] in ("VERB", "ADJ"):
        move_edge(draft, verb)


def take_preposition(parse: Parse, draft: StatementDraft) -> None:
    """ "called | for a truce": the preposition belongs to the cue; "to" before a verb does not."""
    if touches(draft):
        first = draft.content[0][0]
        if parse.lower(first) in cue_prepositions() and parse.tags[first] != "TO":
            move_edge(draft, first)


def take_message(parse: Parse, draft: StatementDraft) -> None:
    """ "Mr Putin's message to Mr Bush said": the source is the whole phrase, not whom the message went to."""
    head = parse.head_of(parse.span(*draft.source[0])) if len(draft.source) == 1 else None
    message = message_to(parse, head) if head is not None else None
    if head is None or message is None or parse.deps[message] != "nsubj" or parse.heads[parse.heads[head]] != message:
        return
    first, last = min(parse.subtree(message)), draft.source[0][1]
    if first < draft.source[0][0]:
        draft.source = ((first, last),)
        draft.content = [piece for piece in draft.content if piece[1] < first or piece[0] > last]


def take_quotation(
    parse: Parse, layout: SpeechLayout, draft: StatementDraft, pieces: dict[int, list[Tokens]], holders: Counter[int]
) -> None:
    """A content that begins or ends in a quotation, and holds most of it, is all of it; not where its cue stands in
    it, or another attribution does."""
    edges = {layout.quoted[i] for first, last in (draft.content[0], draft.content[-1]) for i in (first, last)}
    whole = [piece for number in edges for piece in pieces.get(number, ())]
    added = words_in(parse, whole) - words_in(parse, draft.content)
    if not added or words_in(parse, whole) & words_in(parse, draft.cue) or any(holders[i] for i in added):
        return
    ranges = united([*draft.content, *whole])
    if len(words_in(parse, draft.content)) >= MOST_OF_A_QUOTATION * len(words_in(parse, ranges)):
        draft.content = ranges

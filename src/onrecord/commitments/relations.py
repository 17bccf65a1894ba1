"""How the records of one page stand to each other.

In:      Drafts in text order, with their codes
Out:     for each draft the relation it has to an earlier or stronger one; which norms say the same twice
Source:  DESIGN 2 (never merge silently; prefer the quotation and the body, show the loser)
Shown:   tests/commitments/test_records.py
"""

from dataclasses import dataclass

from onrecord.commitments.draft import Draft
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.records import Mode, RelationType
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness

# Share of content words two wordings have in common to be one undertaking, of the shorter; set on the train half.
SAME_WORDS = 0.6

# Sentences between a paraphrase and the quotation it stands beside.
BESIDE = 2

# How far apart, in norms, two may stand to be compared; keeps a long page linear.
NEAR = 60

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A draft and the PLOVER types of its deed and trigger."""

    draft: Draft
    deed: EventType | None
    trigger: EventType | None
    is_headline: bool


def said_twice(parse: Parse, norms: tuple[Coded, ...]) -> frozenset[int]:
    """Places in `norms` of those that another says more fully: not written as norms, kept as records.

    A headline yields to the body whenever it speaks of the same deed, even where it names nobody.
    """
    dropped: set[int] = set()
    for i, one in enumerate(norms):
        for j in range(max(0, i - NEAR), min(len(norms), i + NEAR + 1)):
            if j not in dropped | {i} and _gives_way(parse, one, norms[j], is_later=j < i):
                dropped.add(i)
    return frozenset(dropped)


def _gives_way(parse: Parse, one: Coded, other: Coded, *, is_later: bool) -> bool:
    """Does `one` say no more than `other`, which says it in more words or, of two equally long, said it first?"""
    if one.draft.extends is not None or other.draft.extends is not None:
        return False
    if one.is_headline and not other.is_headline:
        return _yields(parse, one, other)
    if other.is_headline or not _says_same(parse, one, other):
        return False
    length, mine = (c.draft.action.end - c.draft.action.start for c in (other, one))
    return length > mine or (length == mine and is_later)


def _yields(parse: Parse, headline: Coded, body: Coded) -> bool:
    same_agent = headline.draft.agent.code in {None, body.draft.agent.code}
    words = alike(parse, headline.draft.action, body.draft.action) >= SAME_WORDS / 2
    return same_agent and (words or (headline.deed is not None and headline.deed is body.deed))


def _says_same(parse: Parse, one: Coded, other: Coded) -> bool:
    a, b = one.draft, other.draft
    if (a.modal, a.mode, a.agent.code) != (b.modal, b.mode, b.agent.code) or a.deed.head == b.deed.head:
        return False
    if alike(parse, a.action, b.action) < SAME_WORDS:
        return False
    if a.trigger is None or b.trigger is None:
        return a.trigger is b.trigger
    return alike(parse, a.trigger, b.trigger) >= SAME_WORDS


def relation(parse: Parse, one: Coded, other: Coded) -> RelationType | None:
    """How `one` stands to `other`; None when it does not. At most one of the two directions holds."""
    a, b = one.draft, other.draft
    if a.extends is not None:
        return RelationType.EXTENDS if a.extends.deed == b.deed and b.extends is None else None
    if b.extends is not None or a.deed.head == b.deed.head or (a.agent.code is None and not one.is_headline):
        return None
    if one.is_headline != other.is_headline:
        return RelationType.PARAPHRASES if one.is_headline and _yields(parse, one, other) else None
    if a.agent.code != b.agent.code or a.modal is not b.modal:
        return None
    if _qualifies(parse, one, other):
        return RelationType.QUALIFIES
    if a.mode is not b.mode or not _same_undertaking(parse, one, other):
        return None
    if _is_quoted(a) != _is_quoted(b):
        return None if _is_quoted(a) else RelationType.PARAPHRASES
    return RelationType.REPEATS if a.deed.head > b.deed.head else None


def _qualifies(parse: Parse, one: Coded, other: Coded) -> bool:
    """A conditional norm limits the same one said without a condition."""
    conditional = one.draft.mode in {Mode.IF, Mode.UNLESS} and other.draft.mode is Mode.NONE
    return conditional and (
        alike(parse, one.draft.action, other.draft.action) >= SAME_WORDS
        or (one.deed is not None and one.deed is other.deed)
    )


def _same_undertaking(parse: Parse, one: Coded, other: Coded) -> bool:
    if _says_same(parse, one, other):
        return True
    sentences = [parse.sentence_index(c.draft.deed.head) for c in (one, other)]
    coded = one.deed is not None and one.deed is other.deed and one.draft.mode is not Mode.NONE
    triggers_fit = one.trigger is None or other.trigger is None or one.trigger is other.trigger
    return coded and triggers_fit and abs(sentences[0] - sentences[1]) <= BESIDE


def _is_quoted(draft: Draft) -> bool:
    return draft.voice.statement is not None and draft.voice.statement.directness is Directness.DIRECT


def alike(parse: Parse, one: Span, other: Span) -> float:
    """Share of the content words of the shorter wording that stand in the other, in [0, 1]; 0 without such words."""
    a, b = ({parse.lemmas[t].lower() for t in parse.tokens_in(s) if parse.pos[t] in CONTENT} for s in (one, other))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0

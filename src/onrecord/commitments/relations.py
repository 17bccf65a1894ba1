"""How the records of one page stand to each other.

In:      NormDrafts in text order, with their codes
Out:     for each draft the relation it has to an earlier or stronger one; which norms say the same twice
Refuses: a relation between different agents; a likeness of types alone, but for a paraphrase beside its quotation
Source:  docs/semantics.md, Norms (nothing is merged in silence); docs/codebook.md 6
Shown:   tests/commitments/test_relations.py
"""

from dataclasses import dataclass

from onrecord.commitments.draft import NormDraft
from onrecord.language.same_action import SAME_WORDS, WordedAction, alike_in, same_action, two_people, wording_of
from onrecord.language.words import word_values
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Modal, Mode, RelationType
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness
from onrecord.terms.thresholds import Threshold

# Sentences between a paraphrase and the quotation it stands beside.
BESIDE = 2

# How far apart, in norms, two may stand to be compared; keeps a long page linear.
NEAR = 60

# Types that mean armed force: "will join the offensive only if" qualifies "will not send its forces".
FORCE = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE})

DOING = frozenset({Modal.WILL, Modal.READY})


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedDraft:
    """A draft, the PLOVER types of its action and trigger, and what its words ask of an event."""

    draft: NormDraft
    action: EventType | None
    trigger: EventType | None
    is_headline: bool
    asked: tuple[Threshold, ...]
    action_pattern: EventPattern
    trigger_pattern: EventPattern | None


def said_twice(parse: Parse, norms: tuple[CodedDraft, ...]) -> frozenset[int]:
    """Places in `norms` of those that another says more fully: not written as norms, kept as records.

    A headline yields to the body whenever it speaks of the same action, even where it names nobody.
    """
    dropped: set[int] = set()
    for i, one in enumerate(norms):
        for j in range(max(0, i - NEAR), min(len(norms), i + NEAR + 1)):
            if j not in dropped | {i} and _gives_way(parse, one, norms[j], is_later=j < i):
                dropped.add(i)
    return frozenset(dropped)


def _gives_way(parse: Parse, one: CodedDraft, other: CodedDraft, *, is_later: bool) -> bool:
    """Does `one` say no more than `other`, which says it in more words or, of two equally long, said it first?"""
    if one.draft.extends is not None or other.draft.extends is not None:
        return False
    if one.is_headline and not other.is_headline:
        return _yields(parse, one, other)
    if other.is_headline or not _says_same(parse, one, other):
        return False
    length, mine = (c.draft.action.end - c.draft.action.start for c in (other, one))
    return length > mine or (length == mine and is_later)


def _yields(parse: Parse, headline: CodedDraft, body: CodedDraft) -> bool:
    same_agent = headline.draft.agent.code in {None, body.draft.agent.code}
    words = alike_in(parse, headline.draft.action, body.draft.action) >= SAME_WORDS / 2
    return same_agent and (words or (headline.action is not None and headline.action is body.action))


def _says_same(parse: Parse, one: CodedDraft, other: CodedDraft) -> bool:
    a, b = one.draft, other.draft
    if (a.modal, a.mode, a.agent.code) != (b.modal, b.mode, b.agent.code) or a.governed.head == b.governed.head:
        return False
    if two_people(parse, named_agent(parse, a), named_agent(parse, b)):
        return False
    if alike_in(parse, a.action, b.action) < SAME_WORDS:
        return False
    if a.trigger is None or b.trigger is None:
        return a.trigger is b.trigger
    return alike_in(parse, a.trigger, b.trigger) >= SAME_WORDS


def relation(parse: Parse, one: CodedDraft, other: CodedDraft) -> RelationType | None:
    """How `one` stands to `other`; None when it does not. At most one of the two directions holds."""
    a, b = one.draft, other.draft
    if a.extends is not None:
        return RelationType.EXTENDS if a.extends.governed == b.governed and b.extends is None else None
    if b.extends is not None or (a.agent.code is None and not one.is_headline):
        return None
    if parse.sentence_index(a.governed.head) == parse.sentence_index(b.governed.head):
        return None  # two halves of one saying
    if one.is_headline != other.is_headline:
        return RelationType.PARAPHRASES if one.is_headline and _heads(parse, one, other) else None
    if a.agent.code != b.agent.code or _others(parse, a, b):
        return None
    if a.modal is not b.modal:
        return RelationType.SUPERSEDES if _supersedes(parse, one, other) else None
    if _qualifies(parse, one, other):
        return RelationType.QUALIFIES
    if a.mode is not b.mode:
        return None
    if _is_quoted(a) != _is_quoted(b):
        told_twice = _same_undertaking(parse, one, other) or _beside(parse, one, other)
        return RelationType.PARAPHRASES if told_twice and not _is_quoted(a) else None
    return RelationType.REPEATS if a.governed.head > b.governed.head and _same_undertaking(parse, one, other) else None


def named_agent(parse: Parse, draft: NormDraft) -> Span | None:
    """The words that name the agent; where they are a pronoun or missing, those that name the speaker."""
    words = draft.agent.words
    named = words is not None and any(parse.pos[t] == "PROPN" for t in parse.tokens_in(words))
    return words if named else draft.speaker.words


def _others(parse: Parse, a: NormDraft, b: NormDraft) -> bool:
    """Two people of one state ("Cruz", "Rubio"), or something said of two different parties."""
    if two_people(parse, named_agent(parse, a), named_agent(parse, b)):
        return True
    if two_people(parse, a.target.words, b.target.words):
        return True
    if not a.modal.of_another or a.modal is not b.modal:
        return False
    if a.target.code is not None and b.target.code is not None:
        return a.target.code != b.target.code
    words, words2 = a.target.words, b.target.words
    return words is not None and words2 is not None and alike_in(parse, words, words2) < SAME_WORDS


def _heads(parse: Parse, headline: CodedDraft, body: CodedDraft) -> bool:
    """Is the headline about this record: most of its words, or fewer under a trigger of the same type?"""
    if headline.draft.agent.code not in {None, body.draft.agent.code}:
        return False
    shared = alike_in(parse, headline.draft.action, body.draft.action)
    typed = headline.action is not None and headline.action is body.action
    conditional = headline.trigger is not None and headline.trigger is body.trigger
    return shared >= SAME_WORDS or (conditional and (typed or shared >= SAME_WORDS / 2))


def _same_undertaking(parse: Parse, one: CodedDraft, other: CodedDraft) -> bool:
    """The same action under the same condition."""
    a, b = one.draft, other.draft
    if not _one_action(parse, one, other):
        return False
    if a.trigger is None or b.trigger is None:
        return a.trigger is b.trigger
    typed = one.trigger is not None and one.trigger is other.trigger and a.trigger_id == b.trigger_id
    return typed or alike_in(parse, a.trigger, b.trigger) >= SAME_WORDS


def _one_action(parse: Parse, one: CodedDraft, other: CodedDraft) -> bool:
    a, b = wording_of(parse, one.draft.action), wording_of(parse, other.draft.action)
    return same_action(WordedAction(a, one.action), WordedAction(b, other.action))


def _beside(parse: Parse, one: CodedDraft, other: CodedDraft) -> bool:
    """A conditional paraphrase beside its quotation may share types alone: "join the offensive if attacked"."""
    sentences = [parse.sentence_index(c.draft.governed.head) for c in (one, other)]
    if one.draft.mode is Mode.NONE or abs(sentences[0] - sentences[1]) > BESIDE:
        return False
    actions = one.action is not None and one.action is other.action
    triggers = one.trigger is not None and one.trigger is other.trigger
    actors = None in {one.draft.trigger_id, other.draft.trigger_id} or one.draft.trigger_id == other.draft.trigger_id
    return actions and triggers and actors


def _qualifies(parse: Parse, one: CodedDraft, other: CodedDraft) -> bool:
    """A conditional norm limits the same one said without a condition; armed force, armed force in the same place."""
    if one.draft.mode not in {Mode.IF, Mode.UNLESS} or other.draft.mode is not Mode.NONE:
        return False
    forces = {one.action, other.action} <= FORCE and one.draft.modal is Modal.WILL_NOT
    return _one_action(parse, one, other) or (forces and bool(_where(one) & _where(other)))


def _where(one: CodedDraft) -> frozenset[str]:
    """Against whom and where."""
    pattern = one.action_pattern
    named = {pattern.recipient.code if pattern.recipient else None, pattern.place, pattern.towards}
    return frozenset(code for code in named if code is not None)


def _supersedes(parse: Parse, one: CodedDraft, other: CodedDraft) -> bool:
    """The opposite of the same action, in words that say it was otherwise before ("no longer", "after all")."""
    a, b = one.draft, other.draft
    if {a.modal, b.modal} - DOING != {Modal.WILL_NOT}:
        return False
    sentence = parse.sentence_span(parse.sentence_index(a.governed.head)).of(parse.text).lower()
    return any(words in sentence for words in word_values("now otherwise")) and _one_action(parse, one, other)


def _is_quoted(draft: NormDraft) -> bool:
    return draft.context.statement is not None and draft.context.statement.directness is Directness.DIRECT

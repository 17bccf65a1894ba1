"""Commitments: what is undertaken, refused, demanded and foreseen, and under which condition.

In:      Document, Parse, Statements, Cast, TimeExpressions, an ActionCoder
Out:     Records and their Norms; Refusals
Refuses: a condition whose end cannot be seen
Source:  docs/codebook.md
Shown:   tests/commitments/
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.commitments.binding import Binder
from onrecord.commitments.draft import NormDraft
from onrecord.commitments.idle_words import idle_words as idle_words
from onrecord.commitments.joining import joined
from onrecord.commitments.learned import LearnedDrafter
from onrecord.commitments.norms import Drafter
from onrecord.commitments.parties import Parties
from onrecord.commitments.party_scoring import LinearPartyScorer as LinearPartyScorer
from onrecord.commitments.passing import UNREAD, passed_over
from onrecord.commitments.records import write_records
from onrecord.commitments.scoring import TreeNormScorer as TreeNormScorer
from onrecord.commitments.speaker_context import SpeakerContexts
from onrecord.terms.actors import Cast
from onrecord.terms.considered import PassedOver
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import ActionCoder, NormScorer, PartyScorer
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Norm, Record
from onrecord.terms.refusals import Refusal
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression

# Drafts a sentence may look back on: more than any sentence yields.
NEARBY = 8


@dataclass(frozen=True, slots=True)
class Commitments:
    """What a page commits to, and what was looked at and makes no norm."""

    records: tuple[Record, ...]
    norms: tuple[Norm, ...]
    refusals: tuple[Refusal, ...]
    passed: tuple[PassedOver, ...]


def find_commitments(
    document: Document,
    parse: Parse,
    statements: tuple[Statement, ...],
    cast: Cast,
    times: tuple[TimeExpression, ...],
    *,
    coder: ActionCoder,
    judge: NormScorer | None = None,
    read: tuple[ReadNorm, ...] | None = None,
    parties_judge: PartyScorer | None = None,
) -> Commitments:
    """The commitments of a page, in text order, and every action that was looked at and passed over.

    judge: with none, every norm is kept and none has a probability. read: what a model reads, in text order; None: no
    model is asked, and the rules read alone.
    parties_judge: with none, the parties are those that grammar alone gives.
    """
    contexts = SpeakerContexts(parse, statements, cast)
    parties = Parties(parse, cast)
    drafter, learned = Drafter(parse, contexts, parties, times), LearnedDrafter(parse, contexts, parties, times)
    by_sentence = _by_sentence(parse, read or ())
    drafts: list[NormDraft] = []
    refusals: list[Refusal] = []
    unread: list[NormDraft] = []
    for index in range(len(parse.sentences)):
        found, refused = drafter.sentence(index, tuple(drafts[-NEARBY:]))
        if read is not None:
            drafted, unsaid = learned.sentence(index, by_sentence[index])
            found, alone = joined(parse, found, drafted)
            unread.extend(alone)
            refused = (*refused, *unsaid)
        drafts.extend(found)
        refusals.extend(_once(refused))
    if parties_judge is not None:
        binder = Binder(parse, cast, contexts, parties, parties_judge)
        drafts = [binder.bind(d) for d in drafts]
    records, norms, unlikely = write_records(document, parse, contexts, parties, tuple(drafts), times, coder, judge)
    passed = (*drafter.passed, *(passed_over(parse, d.governed, UNREAD) for d in unread))
    kept = tuple(p for p in passed if not any(n.action.start == p.action.start for n in norms))
    return Commitments(records, norms, (*refusals, *unlikely), tuple(sorted(kept, key=lambda p: p.action)))


def _by_sentence(parse: Parse, read: tuple[ReadNorm, ...]) -> defaultdict[int, tuple[ReadNorm, ...]]:
    """What the model reads, by the sentence of its action."""
    held: defaultdict[int, tuple[ReadNorm, ...]] = defaultdict(tuple)
    for one in read:
        tokens = parse.tokens_in(one.action)
        if tokens:
            held[parse.sentence_index(tokens[0])] += (one,)
    return held


def _once(refusals: tuple[Refusal, ...]) -> Iterator[Refusal]:
    """One refusal for each place and reason: rules and model may both meet it."""
    seen = set()
    for refusal in refusals:
        if (refusal.code, refusal.span) not in seen:
            seen.add((refusal.code, refusal.span))
            yield refusal

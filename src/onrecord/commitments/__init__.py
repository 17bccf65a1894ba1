"""Commitments: what is undertaken, refused, demanded and foreseen, and under which condition.

In:      Document, Parse, Statements, Cast, TimeExpressions, a DeedCoder
Out:     Records and their Norms; Refusals
Refuses: a condition whose end cannot be seen
Source:  docs/codebook.md
Shown:   tests/commitments/
"""

from dataclasses import dataclass

from onrecord.commitments.draft import Draft
from onrecord.commitments.idle_words import idle_words as idle_words
from onrecord.commitments.judging import SignJudge as SignJudge
from onrecord.commitments.norms import Drafter
from onrecord.commitments.parties import Parties
from onrecord.commitments.passing import UNPOLITICAL, passed_over
from onrecord.commitments.politics import political
from onrecord.commitments.records import write_records
from onrecord.commitments.voices import Voices
from onrecord.terms.actors import Cast
from onrecord.terms.considered import PassedOver
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import DeedCoder, NormJudge
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
    coder: DeedCoder,
    judge: NormJudge | None = None,
) -> Commitments:
    """The commitments of a page, in text order, and every deed that was looked at and passed over.

    judge: with none, every norm is kept and none has a probability.
    """
    voices = Voices(parse, statements, cast)
    parties = Parties(parse, cast)
    drafter = Drafter(parse, voices, parties, times)
    drafts: list[Draft] = []
    refusals: list[Refusal] = []
    for index in range(len(parse.sentences)):
        found, refused = drafter.sentence(index, tuple(drafts[-NEARBY:]))
        drafts.extend(found)
        refusals.extend(refused)
    kept = political(document, parse, cast, tuple(drafts))
    passed = [*drafter.passed, *(passed_over(parse, d.deed, UNPOLITICAL) for d in drafts if d not in kept)]
    records, norms, unlikely = write_records(document, parse, voices, parties, kept, times, coder, judge)
    return Commitments(records, norms, (*refusals, *unlikely), tuple(sorted(passed, key=lambda p: p.deed)))

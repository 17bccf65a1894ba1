"""Who judged what, and how far each two agree: beside the agreement of all, what a paper says of its coders.

In:      Ledger; Agreement
Out:     Coder, one a person; the slots of each two persons
Refuses: nothing
Source:  docs/agreement.md
Shown:   tests/questions/test_coders.py
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Ledger
from onrecord.questions.agreement import (
    COLUMNS,
    COMPARED,
    Agreement,
    SlotAgreement,
    last_words,
    pairs_of,
    slot_agreement,
    table_rows,
)
from onrecord.terms.judgements import JudgementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """A person, by the last word on each norm. judged: norms; shared: of these, those that another judged too."""

    name: str
    judged: int
    confirmed: int
    corrected: int
    rejected: int
    shared: int

    def to_json(self) -> dict[str, Any]:
        """`{"name", "judged", "confirmed", "corrected", "rejected", "shared"}`."""
        return {name: getattr(self, name) for name in CODER_COLUMNS}


CODER_COLUMNS = ("name", "judged", "confirmed", "corrected", "rejected", "shared")
PAIR_COLUMNS = ("persons", *COLUMNS)


def coders(ledger: Ledger) -> tuple[Coder, ...]:
    """Everybody who judged a norm, by name."""
    said: dict[str, Counter[JudgementKind]] = defaultdict(Counter)
    shared: Counter[str] = Counter()
    for words in last_words(ledger):
        for person, judgement in words.items():
            said[person][judgement.verdict] += 1
            shared[person] += len(words) > 1
    return tuple(
        Coder(
            name=person,
            judged=verdicts.total(),
            confirmed=verdicts[JudgementKind.CONFIRM],
            corrected=verdicts[JudgementKind.CORRECT],
            rejected=verdicts[JudgementKind.WRONG],
            shared=shared[person],
        )
        for person, verdicts in sorted(said.items())
    )


def by_pairs(found: Agreement) -> Iterator[tuple[tuple[str, str], tuple[SlotAgreement, ...]]]:
    """Each two of the persons, with each slot as these two alone agree on it."""
    for pair in pairs_of(found.persons):
        norms = [norm for norm in found.norms if {word.by for word in norm.said} >= set(pair)]
        yield pair, tuple(slot_agreement(slot, norms, pair) for slot in COMPARED)


def pair_rows(found: Agreement) -> list[tuple[object, ...]]:
    """The rows of all, then those of each two, under PAIR_COLUMNS; of two persons only those of both."""
    rows = [(", ".join(found.persons), *row) for row in table_rows(found.slots)]
    if len(found.persons) > 2:
        rows += [(", ".join(pair), *row) for pair, slots in by_pairs(found) for row in table_rows(slots)]
    return rows

"""One digest of what a ledger holds: the same for the same, however it came in, and another for anything else."""

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.schema.imported import imported_refusals
from onrecord.ledger.upkeep.content import CONTENT
from onrecord.ledger.upkeep.log import LOG
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.pages import RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.terms.remarks import RemarkKind

READINGS = [make_reading(n, reader=reader, statements=2, filler=2) for n in range(5) for reader in ("one", "two")]
REFUSED = [RefusedPage(f"https://example.org/{n}", Refusal("pages", "http", "404")) for n in range(3)]

# What hangs on a row whose id or digest is told, and what is of this file alone (content.py says why).
HANGS = {
    "documents", "actors", "mentions", "statements", "records", "norms", "thresholds", "events", "times", "refusals",
    "relations", "evidence", "signatures", "signature_keys", "signature_paragraphs", "withdrawn_rows", "withdrawn_ids",
}  # fmt: skip
OF_THIS_FILE = {"commits", "statuses", "encounters", "checked"}


def test_every_table_of_the_log_is_told_or_hangs_on_one_that_is() -> None:
    told = {columns[0].table.name for columns in CONTENT} | {imported_refusals.name}
    assert {t.name for t in LOG} == told | HANGS | OF_THIS_FILE
    assert not told & (HANGS | OF_THIS_FILE)


@settings(max_examples=examples(15), deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 7))
def test_order_batches_repetition_and_moments_change_nothing(rng: random.Random, batch: int) -> None:
    shuffled: list[Reading | RefusedPage] = [*READINGS, *REFUSED, *READINGS[:3], *REFUSED[:1]]
    rng.shuffle(shuffled)
    with open_ledger(None) as one, open_ledger(None) as other:
        one.record_many([*READINGS, *REFUSED], recorded_at=NOON)
        for start in range(0, len(shuffled), 5):
            at = NOON + timedelta(hours=start)
            other.record_many(shuffled[start : start + 5], recorded_at=at, batch=batch)
        assert one.content_digest() == other.content_digest()
        assert one.head() != other.head()  # the chain, by contrast, tells the order


def _judged(ledger: Ledger) -> None:
    ledger.judge(READINGS[0].norms[0].id, JudgementKind.CONFIRM, by="Ada", at=NOON)


def _remarked(ledger: Ledger) -> None:
    ledger.remark(READINGS[0].page.id, RemarkKind.TAG, "border", by="Ada", at=NOON)


def _forgotten(ledger: Ledger) -> None:
    ledger.forget(READINGS[0].page.id, reason="asked", author="Ada", day=NOON.date(), recorded_at=NOON)


def _read_more(ledger: Ledger) -> None:
    ledger.record(make_reading(9), recorded_at=NOON)


def _read_otherwise(ledger: Ledger) -> None:
    ledger.record(make_reading(0, reader="three", statements=2, filler=2), recorded_at=NOON)


def _refused(ledger: Ledger) -> None:
    ledger.record_refused(RefusedPage("https://example.org/0", Refusal("pages", "http", "500")), recorded_at=NOON)


@pytest.mark.parametrize("change", [_judged, _remarked, _forgotten, _read_more, _read_otherwise, _refused])
def test_anything_else_is_another(change: object) -> None:
    with open_ledger(None) as ledger:
        ledger.record_many([*READINGS, *REFUSED], recorded_at=NOON)
        before = ledger.content_digest()
        change(ledger)  # type: ignore[operator]
        assert ledger.content_digest() != before
        again = ledger.content_digest()
        ledger.rebuild_index()
        assert ledger.content_digest() == again  # the index is no part of it


def test_the_digest_of_nothing_is_told_too() -> None:
    with open_ledger(None) as one, open_ledger(None) as other:
        assert one.content_digest() == other.content_digest()
        assert len(one.content_digest()) == 64

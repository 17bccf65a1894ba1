"""Copies found by their signatures alone."""

import sqlite3
from pathlib import Path

import pytest
from tests.ledger.factory import NOON
from tests.ledger.stories import paragraph, story

from onrecord.ledger import Ledger, Report, open_ledger
from onrecord.ledger.entries.copies import Joined, are_copies, copies_among
from onrecord.ledger.rows.signatures import BANDS, band_keys
from onrecord.terms.copy_signature import CopySignature
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span

WIRE = [paragraph(n) for n in range(1, 9)]
OTHER = [paragraph(n) for n in range(11, 19)]
NOTICE = paragraph(99)


def signature(reading: Reading) -> CopySignature:
    assert reading.document is not None
    assert reading.document.signature is not None
    return reading.document.signature


@pytest.mark.parametrize(
    "paragraphs, copy",
    [
        (WIRE, True),
        ([NOTICE, *WIRE], True),
        (WIRE[:5], True),
        (WIRE[1::2], True),  # half of it
        ([w.replace("ferry", "boat", 1) for w in WIRE], True),
        (OTHER, False),
        ([*OTHER, NOTICE], False),
        ([WIRE[0], *OTHER], False),  # one paragraph quoted
        (WIRE[:2], False),  # a quarter of it
        ([], False),
    ],
)
def test_what_is_a_copy(paragraphs: list[str], copy: bool) -> None:
    one, other = signature(story("a", WIRE)), signature(story("b", paragraphs))
    assert are_copies(one, other) is are_copies(other, one) is copy


def test_a_digest_of_many_stories_makes_no_copies_of_them() -> None:
    stories = [[paragraph(100 * n + k) for k in range(4)] for n in range(1, 6)]
    everything = [p for s in stories for p in s]
    signed = dict(enumerate(signature(story(str(n), s)) for n, s in enumerate([*stories, everything])))
    assert copies_among(signed) == []


def test_boilerplate_of_a_whole_site_joins_nothing() -> None:
    signed = {n: signature(story(str(n), [NOTICE, NOTICE + " again", paragraph(1000 + n, 6)])) for n in range(150)}
    signed |= {
        n + 500: signature(story(str(n), [NOTICE, *(paragraph(n * 50 + k) for k in range(5))])) for n in range(120)
    }
    assert not [pair for pair in copies_among(signed) if pair[1] >= 500]


def test_band_keys_are_of_the_method() -> None:
    made = signature(story("a", WIRE))
    assert len(band_keys(made)) == BANDS
    other = CopySignature(method="other", words=made.words, exact=made.exact, sketch=made.sketch, paragraphs=())
    assert not band_keys(made) & band_keys(other)


def test_sets_grow_together() -> None:
    joined = Joined(6)
    for pair in ((4, 5), (1, 4), (0, 3)):
        joined.join(*pair)
    assert joined.groups() == ((0, 3), (1, 4, 5), (2,))


@pytest.fixture
def ledger() -> Ledger:
    return open_ledger(None)


def report(ledger: Ledger, number: int) -> Report:
    reading_id = list(ledger.reading_ids())[number]
    return Report(reading_id, ledger.reading(reading_id).records[0].evidence)


def test_a_signature_comes_back_with_its_reading(ledger: Ledger) -> None:
    readings = [story("a", WIRE), story("b", OTHER, signed=False)]
    ledger.record_many(readings, recorded_at=NOON)
    assert [ledger.reading(i).document for i in ledger.reading_ids()] == [r.document for r in readings]


def test_reports_are_grouped_by_document_and_by_the_paragraph_they_stand_in(ledger: Ledger) -> None:
    readings = [
        story("wire", WIRE, evidence=2),
        story("paper", [NOTICE, *WIRE[:6]], evidence=3),
        story("own", OTHER, evidence=0),
        story("quotes one paragraph", [*(paragraph(n) for n in range(50, 55)), WIRE[2]], evidence=5),
        story("quotes another paragraph", [paragraph(n) for n in range(60, 70)] + [WIRE[5]], evidence=0),
        story("unsigned", WIRE, evidence=2, signed=False),
    ]
    ledger.record_many(readings, recorded_at=NOON)
    reports = [report(ledger, n) for n in range(len(readings))]
    assert ledger.copies.groups(reports) == ((0, 1, 3), (2,), (4,), (5,))
    assert ledger.copies.groups([reports[2], reports[2], reports[1]]) == ((0, 1), (2,))
    assert ledger.copies.groups([]) == ()
    ids = list(ledger.reading_ids())
    assert ledger.copies.of(reports[0]) == (ids[1], ids[3])
    assert ledger.copies.of(reports[4]) == ()
    assert ledger.copies.of(Report(ids[4], ())) == ()
    assert ledger.copies.of(reports[5]) == ()
    with pytest.raises(KeyError):
        ledger.copies.groups([Report("reading-none", (Span(0, 1),))])


def test_a_text_that_is_not_held_has_its_copies_too(ledger: Ledger) -> None:
    ledger.record_many([story("wire", WIRE), story("own", OTHER)], recorded_at=NOON)
    wire, _ = ledger.reading_ids()
    assert ledger.copies.like(signature(story("paper", [NOTICE, *WIRE]))) == (wire,)
    assert ledger.copies.like(signature(story("elsewhere", [paragraph(n) for n in range(70, 75)]))) == ()


def test_signatures_are_only_added_to(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        for _ in range(2):
            ledger.record(story("a", WIRE), recorded_at=NOON)
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT count(*) FROM signature_keys").fetchone() == (BANDS,)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("UPDATE signatures SET words = 1")
    raw.close()

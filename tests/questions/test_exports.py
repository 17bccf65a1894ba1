"""Each format is checked against its schema, or read back by a library that is not ours."""

import csv
import io
import json
import tomllib
from collections.abc import Iterator
from datetime import date

import feedparser
import jsonschema
import pytest
from tests.ledger.factory import NOON, make_reading
from tests.questions.world import happened, said
from tools.write_exports_table import PAGE, exports_page

from onrecord.faces.cli.export import FORMATS
from onrecord.ledger import Filters, JudgementKind, Ledger, open_ledger
from onrecord.questions.exports import EXPORTS, annotations, calendar, polecat, provenance, rows
from onrecord.questions.exports.how import How
from onrecord.questions.met import check
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode

# The parts of the Web Annotation model that we write, by its sections 3.1, 3.2 and 4.2.
SELECTORS = {
    "type": "array",
    "prefixItems": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
            "required": ["type", "start", "end"],
        },
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                **{k: {"type": "string"} for k in ("exact", "prefix", "suffix")},
            },
            "required": ["type", "exact"],
        },
    ],
    "minItems": 2,
}
ANNOTATION_PAGE = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["@context", "id", "type", "target"],
                "properties": {
                    "type": {"const": "Annotation"},
                    "id": {"type": "string", "format": "uri"},
                    "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT[\d:.]+Z$"},
                    "motivation": {"enum": ["describing"]},
                    "body": {
                        "type": "array",
                        "items": {
                            "required": ["type", "value", "purpose"],
                            "properties": {
                                "type": {"const": "TextualBody"},
                                "purpose": {"enum": ["describing", "tagging"]},
                            },
                        },
                    },
                    "target": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "required": ["source", "selector"],
                            "properties": {"type": {"const": "SpecificResource"}, "selector": SELECTORS},
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Odd characters, a deadline, a met condition, a judgement."""
    with open_ledger(None) as ledger:
        ledger.record_many(
            [make_reading(i, extra=e) for i, e in enumerate(("", " 😀 é", ' \x00\ud800 <&> "x", =1'))], recorded_at=NOON
        )
        trigger = {"mode": Mode.IF, "trigger": "Poland attacks", "trigger_pattern": "POL ASSAULT BLR"}
        day = date(2021, 3, 1)
        ledger.record(said(day, "BLR", Modal.WILL, "send troops", due=date(2021, 9, 1), **trigger), recorded_at=NOON)  # type: ignore[arg-type]
        ledger.record(happened(date(2021, 4, 1), "POL", EventType.ASSAULT, "BLR"), recorded_at=NOON)
        check(ledger, today=date(2021, 5, 1), recorded_at=NOON)
        first = next(n for e in ledger.entries() for n in e.norms)
        ledger.judge(first.id, JudgementKind.CONFIRM, by="Ada", at=NOON)
        yield ledger


def test_web_annotations_fit_the_model_and_point_at_their_words(ledger: Ledger) -> None:
    pairs = [(e, ledger.text(e.source.document_id)) for e in ledger.entries()]
    page = json.loads(json.dumps(annotations.collection(pairs)))
    jsonschema.Draft202012Validator(ANNOTATION_PAGE).validate(page)
    assert len(page["items"]) == ledger.count()
    for (_, text), item in zip(pairs, page["items"], strict=True):
        for target in item["target"]:
            place, quote = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_csv_is_one_row_a_norm(ledger: Ledger) -> None:
    read = list(csv.DictReader(io.StringIO(rows.as_csv(ledger.entries()), newline="")))
    norms = {n.id: n for e in ledger.entries() for n in e.norms}
    assert {r["norm_id"] for r in read} == set(norms)
    assert all(r["action"] == norms[r["norm_id"]].slot("action") for r in read)
    assert [r["judged"] for r in read].count("confirm") == 1


def test_parquet_is_read_back_by_arrow(ledger: Ledger) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    table = pq.read_table(io.BytesIO(rows.as_parquet(ledger.entries())))
    assert table.column_names == list(rows.COLUMNS)
    assert set(table["norm_id"].to_pylist()) == {n.id for e in ledger.entries() for n in e.norms}
    assert table.schema.field("start").type == "int64"


def test_prov_is_read_back_by_prov(ledger: Ledger) -> None:
    model = pytest.importorskip("prov.model")
    told = json.dumps(provenance.provenance(ledger.entries()))
    document = model.ProvDocument.deserialize(content=told, format="json")
    norms = [n.id for e in ledger.entries() for n in e.norms]
    names = {str(r.identifier) for r in document.get_records(model.ProvEntity)}
    assert {f"onr:{id_}" for id_ in norms} <= names
    assert len(list(document.get_records(model.ProvAttribution))) == 1


def test_polecat_has_its_40_columns_in_every_line(ledger: Ledger) -> None:
    told = polecat.header() + "".join(polecat.rows(ledger.reading(id_)) for id_ in ledger.current.reading_ids())
    lines = told.splitlines()
    assert {len(line.split("\t")) for line in lines} == {40}
    assert len(lines) == 1 + 4
    read = [dict(zip(polecat.COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]
    assert [r["Actor Country"] for r in read if r["Event Type"] == "ASSAULT"] == ["POL"]


def test_a_calendar_is_read_back(ledger: Ledger) -> None:
    icalendar = pytest.importorskip("icalendar")
    read = icalendar.Calendar.from_ical(calendar.as_ics(calendar.dated_entries(ledger)))
    mine = [e for e in read.walk("VEVENT") if "send troops" in str(e["SUMMARY"]) and "Poland" in str(e["SUMMARY"])]
    events = {str(e["SUMMARY"]).split(":")[0]: e for e in mine}
    assert set(events) == {"Last day", "triggered"}
    assert events["Last day"].decoded("DTSTART") == date(2021, 9, 1)
    assert "send troops" in str(events["triggered"]["DESCRIPTION"])


def test_a_feed_is_read_back(ledger: Ledger) -> None:
    read = feedparser.parse(calendar.as_rss(calendar.dated_entries(ledger), built=NOON))
    assert not read.bozo
    mine = [e for e in read.entries if "Poland attacks" in e.title]
    assert [e.title.split(":")[0] for e in mine] == ["Last day", "triggered"]
    assert all("Belarus" in e.description for e in mine)
    assert len({e.id for e in read.entries}) == len(read.entries)


def test_the_command_offers_every_export_and_each_is_written_by_its_row() -> None:
    assert list(EXPORTS) == list(FORMATS)
    book = open_ledger(None)
    book.record(make_reading(1), recorded_at=NOON)
    for name, export in EXPORTS.items():
        if name == "redlines":
            continue  # it writes sheets that were imported: test_redlines.py
        data = export.write(book, Filters(), How(built=NOON))
        assert data, name
        assert export.suffix.startswith(".")


def test_the_extra_that_an_export_needs_is_one_of_ours() -> None:
    extras = tomllib.loads((PAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {e.needs for e in EXPORTS.values() if e.needs} <= set(extras["optional-dependencies"])


def test_the_table_of_the_documentation_is_written_from_the_rows() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert exports_page(page) == page, "python -m tools.write_exports_table"

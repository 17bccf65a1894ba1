"""What a person corrected shows wherever the read value would: every slot, every face that has it."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import unescape

import pytest
from rich.console import Console
from starlette.testclient import TestClient

from onrecord.faces.cli.printed import print_basis
from onrecord.faces.mcp.lines import Lines
from onrecord.ledger import Entry, Ledger, open_ledger
from onrecord.ledger.judgements.values import SLOTS
from onrecord.questions.citing import citation
from onrecord.questions.entry_rules import rules_of
from onrecord.questions.exports.annotations import annotation
from onrecord.questions.exports.rows import as_csv
from onrecord.terms.dates import DateBounds
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression, TimexType
from tests.faces.web.conftest import MARCH, OpenDesk, desk_behind, page_of
from tests.ledger.factory import NOON
from tests.questions.world import said

# Belarus said it will send troops to the border by Friday if Poland attacks Ukraine.
SAID = said(
    MARCH,
    "BLR",
    Modal.WILL,
    "send troops to the border by Friday",
    mode=Mode.IF,
    trigger="Poland attacks Ukraine",
    target="UKR",
)


def at(words: str) -> Span:
    return Span(SAID.text.index(words), SAID.text.index(words) + len(words))


FRIDAY = TimeExpression(
    span=at("Friday"), type=TimexType.DATE, value="2026-03-06", bounds=DateBounds.day(date(2026, 3, 6))
)
# The reader took the page itself for who speaks, and no deadline.
UNSAID = replace(
    SAID,
    statements=(),
    records=(replace(SAID.records[0], statement_id=None),),
    norms=(replace(SAID.norms[0], speaker=None, speaker_id=None),),
    times=(FRIDAY,),
)
UNSAID = replace(UNSAID, norms=(replace(UNSAID.norms[0], record_id=UNSAID.records[0].id),))


@dataclass(frozen=True)
class Shown:
    """slot: as the command names it. cells: of the CSV; on_record: words of the view, "" where it never has it."""

    slot: str
    value: str
    json: str
    cells: tuple[tuple[str, str], ...]
    on_record: str


EVERY = (
    Shown("modal", "ready", "ready", (("modal", "ready"),), "Belarus is ready to"),
    Shown("mode", "unless", "unless", (("mode", "unless"),), "with an exception"),
    Shown("agent_id", "FIN", "FIN", (("agent_id", "FIN"),), ""),
    Shown("target_id", "POL", "POL", (("target_id", "POL"),), ""),
    Shown("trigger_id", "FIN", "FIN", (("trigger_id", "FIN"),), ""),
    Shown("speaker_id", "FIN", "FIN", (("speaker_id", "FIN"), ("speaker", "Finland")), "Finland (FIN)"),
    Shown("action_event", "THREATEN", "THREATEN", (("action_event", "THREATEN"),), ""),
    Shown("trigger_event", "PROTEST", "PROTEST", (("trigger_event", "PROTEST"),), ""),
    Shown("agent", "it", "it", (), "who it"),
    Shown("action", "send troops", "send troops", (("action", "send troops"),), "“send troops”"),
    Shown("target", "Ukraine", "Ukraine", (), "to or of whom Ukraine"),
    Shown("trigger", "attacks Ukraine", "attacks Ukraine", (("trigger", "attacks Ukraine"),), "“attacks Ukraine”"),
    Shown("cue", "if", "if", (), ""),
    Shown("speaker", "Poland", "Poland", (("speaker", "Poland"),), "Poland, “Poland” on the page"),
    Shown("deadline", "by Friday", "by Friday", (("deadline", "by Friday"), ("due", "2026-03-06")), "2026-03-06"),
    Shown("kind", "plan", "plan", (("kind", "plan"),), "plan, said 2026-03-01"),
    Shown("strength", "ready", "ready", (("strength", "ready"),), "strength: ready (R)"),
    Shown("stated_on", "2026-02-27", "2026-02-27", (("stated_from", "2026-02-27"),), "said 2026-02-27"),
)


def test_no_slot_is_left_out() -> None:
    assert {one.slot for one in EVERY} == set(SLOTS)


def corrected(desk: TestClient, *slots: str) -> str:
    norm = UNSAID.norms[0].id
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        book.judge(norm, JudgementKind.CORRECT, by="ana", at=NOON, slots=slots)
    return norm


def slot_in(told: dict[str, object], slot: str) -> object:
    """Of a record's JSON: the slot, of the record or of its norm; words in front of their span."""
    (norm,) = told["norms"]  # type: ignore[misc]
    if slot in ("kind", "strength"):
        return told[slot]
    if slot == "stated_on":
        return told[slot]["from"]  # type: ignore[index]
    return (
        norm["words"].get(slot)
        if slot in ("agent", "action", "target", "trigger", "cue", "speaker", "deadline")
        else norm[slot]
    )


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.slot)
def test_a_corrected_slot_shows_in_every_face_that_has_it(open_desk: OpenDesk, one: Shown) -> None:
    desk = open_desk(UNSAID)
    norm = UNSAID.norms[0].id

    def faces() -> tuple[object, object, dict[str, str], str]:
        with open_ledger(desk_behind(desk).settings.ledger) as book:
            (row,) = csv.DictReader(io.StringIO(as_csv(book.entries())))
        told = desk.get(f"/record/{norm}.json").json()
        found = json.loads(desk.get("/search.json?q=troops").text.splitlines()[0])
        words = unescape(page_of(desk.get(f"/record/{norm}").text)).partition("Before and after")[0]
        return slot_in(told["entry"], one.slot), slot_in(found["entry"], one.slot), row, words

    record, found, row, words = faces()
    assert one.json not in (record, found)
    assert all(row[column] != cell for column, cell in one.cells)
    corrected(desk, f"{one.slot}={one.value}")
    record, found, row, words = faces()
    assert record == found == one.json
    assert {column: row[column] for column, _ in one.cells} == dict(one.cells)
    assert one.on_record in words


FACES: dict[str, Callable[[Ledger, Entry], str]] = {
    "CSV": lambda _book, entry: as_csv([entry]),
    "a citation": lambda _book, entry: citation(entry, sha256="0", link="").as_text(),
    "what if": lambda _book, entry: str([rule.evidence.speaker for rule in rules_of([entry])]),
    "an annotation": lambda book, entry: json.dumps(annotation(entry, book.text(entry.source.document_id))),
    "a card": lambda _book, entry: entry._repr_html_(),
    "an assistant": lambda _book, entry: json.dumps(Lines().record(entry)),
    "the command": lambda _book, entry: printed(entry),
    "JSON": lambda _book, entry: json.dumps(entry.to_json()["speaker"]),
}


def printed(entry: Entry) -> str:
    out = Console(record=True, width=200, file=io.StringIO())
    print_basis(out, entry)
    return out.export_text()


@pytest.mark.parametrize("face", FACES)
def test_a_speaker_where_none_was_read_shows(face: str) -> None:
    book = held(UNSAID)
    assert "Finland" not in FACES[face](book, next(iter(book.entries())))
    book.judge(UNSAID.norms[0].id, JudgementKind.CORRECT, by="ana", at=NOON, slots=("speaker_id=FIN",))
    assert "Finland" in FACES[face](book, next(iter(book.entries())))


def held(reading: Reading) -> Ledger:
    book = open_ledger(None)
    book.record(reading, recorded_at=NOON)
    return book


def test_words_and_code_of_a_speaker_stand_together(open_desk: OpenDesk) -> None:
    desk = open_desk(UNSAID)
    norm = corrected(desk, "speaker=Poland", "speaker_id=USA")
    words = page_of(desk.get(f"/record/{norm}").text)
    assert "Poland (USA), “Poland” on the page, as a person corrected it" in words
    assert "no speaker was read" not in words
    for path in ("/actor?who=Belarus", "/actor.csv?who=Belarus"):
        assert "Poland" in desk.get(path).text.replace("Poland attacks", "")
    assert "Finland" not in words


def test_a_speaker_that_was_read_gives_way_and_may_be_taken_out() -> None:
    book = held(SAID)
    norm = SAID.norms[0].id
    book.judge(norm, JudgementKind.CORRECT, by="ana", at=NOON, slots=("speaker_id=POL",))
    (entry,) = book.entries()
    assert (entry.speaker and entry.speaker.named, entry.norms[0].speaker) == ("Poland (POL)", entry.speaker)
    book.judge(norm, JudgementKind.CORRECT, by="ana", at=NOON + timedelta(1), slots=("speaker_id=", "speaker="))
    (entry,) = book.entries()
    assert entry.speaker is None


def test_a_day_taken_out_leaves_the_day_the_page_was_published(open_desk: OpenDesk) -> None:
    book = held(replace(SAID, records=(replace(SAID.records[0], stated_on=DateBounds.day(date(2026, 1, 2))),)))
    norm = SAID.norms[0].id
    book.judge(norm, JudgementKind.CORRECT, by="ana", at=NOON, slots=("stated_on=",))
    current = book.current.norm(norm)
    assert current is not None
    assert current.last == MARCH


def test_a_deadline_taken_out_sets_no_last_day() -> None:
    read = replace(
        UNSAID.norms[0], deadline=at("by Friday"), due=DateBounds.day(date(2026, 3, 6)), record_id=UNSAID.records[0].id
    )
    book = held(replace(UNSAID, norms=(read,)))
    assert [norm.id for norm in book.current.due()] == [read.id]
    book.judge(read.id, JudgementKind.CORRECT, by="ana", at=NOON, slots=("deadline=",))
    (entry,) = book.entries()
    assert entry.norms[0].norm.due is None
    assert book.current.due() == []


def test_a_page_marks_the_words_a_person_set(open_desk: OpenDesk) -> None:
    desk = open_desk(UNSAID)
    corrected(desk, "action=send troops")
    html = desk.get(f"/page/{UNSAID.page.id}").text
    marked = re.findall(r'<span class="m deed[^"]*"[^>]*>([^<]*)', html)
    assert marked == ["send troops"]

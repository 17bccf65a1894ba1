"""A row of a sheet as a reading: its record, its norms, the cells they rest on."""

from datetime import date

import pytest
from tests.walk.sheets import engines_of

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.imports.red_lines import HowToRead, read_red_line
from onrecord.imports.sheets import SheetRawRow
from onrecord.ledger.rows.reading import rows_of_reading
from onrecord.terms.by_hand import ByHand
from onrecord.terms.pages import PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.red_lines import SheetSlot
from onrecord.terms.sheets import SheetRow
from onrecord.terms.statements import Directness
from onrecord.walk.red_lines import LONGEST_PARSED_CHARS, EnteredRow, read_row

COLUMNS = {slot: n for n, slot in enumerate(SheetSlot)}
HEADINGS = tuple(f"{slot.title()} col" for slot in SheetSlot)
ADA = ByHand(by="Ada", on=date(2026, 3, 2), version=1, sheet="lines.csv", row=7)


@pytest.fixture(scope="module")
def read(parser: SpacyParser):  # type: ignore[no-untyped-def]
    """Reads a row given by its cells."""
    engines = engines_of(parser)

    def of(**cells: str) -> Reading:
        held = tuple(cells.get(slot, "") for slot in SheetSlot)
        how = HowToRead(columns=COLUMNS, days=None, latest=date(2030, 1, 1))
        row = SheetRow(sheet="lines.csv", headings=HEADINGS, cells=held)
        line = read_red_line(SheetRawRow(7, held), how, headings=len(held))
        page = row.page(row=ADA.address, key="RL-7")
        reading = read_row(EnteredRow(page=page, row=row, columns=COLUMNS, line=line, by=ADA), engines)
        rows_of_reading(reading)  # every span and id holds together
        return reading

    return of


def norms(reading: Reading) -> list[tuple[str, str | None, str, str, str | None]]:
    """Modal, agent's code, action, mode, condition of each."""
    text = reading.text
    return [
        (n.modal.value, n.agent_id, n.action.of(text), n.mode.value, n.trigger.of(text) if n.trigger else None)
        for n in reading.norms
    ]


CELLS = {"agent": "Belarus", "deed": "open its border", "trigger": "a soldier crosses the border"}


@pytest.mark.parametrize(
    "modal, mode, expected, kind",
    [
        ("ready", "only if", [("will_not", "unless"), ("ready", "if")], RecordKind.RESTRICTION),
        ("will", "only if", [("will_not", "unless")], RecordKind.RESTRICTION),
        ("will", "if and only if", [("will", "if"), ("will_not", "unless")], RecordKind.RESTRICTION),
        ("will", "if", [("will", "if")], RecordKind.PROMISE),
        ("will not", "unless", [("will_not", "unless")], RecordKind.RESTRICTION),
        ("will not", "until", [("will_not", "unless")], RecordKind.RESTRICTION),
        ("will", "until", [("will", "unless")], RecordKind.PROMISE),
        ("will not", "even if", [("will_not", "even_if")], RecordKind.REFUSAL),
        ("may", "if", [("ready", "if")], RecordKind.READINESS),
        ("predicts", "if", [("predicts", "if")], RecordKind.PREDICTION),
        ("demands", "until", [("demands", "unless")], RecordKind.DEMAND),
    ],
)
def test_modal_and_mode_make_norms_as_the_codebook_says(read, modal, mode, expected, kind) -> None:  # type: ignore[no-untyped-def]
    reading = read(**CELLS, modal=modal, mode=mode)
    assert [(n.modal.value, n.mode.value) for n in reading.norms] == expected
    assert {n[1] for n in norms(reading)} == {"BLR"}
    assert {n[2] for n in norms(reading)} == {"open its border"}
    (record,) = reading.records
    assert record.kind is kind


def test_the_text_is_the_rows_sentence_and_every_other_cell_behind_it(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(**CELLS, modal="will", mode="if", quotation="We will join.", day="2026-03-01", note=" seen\n twice ")
    assert reading.text == (
        "Belarus will open its border if a soldier crosses the border\n\n"
        "Day col: 2026-03-01\n\nQuotation col: We will join.\n\nNote col: seen\n twice"
    )
    (record,) = reading.records
    assert [s.of(reading.text) for s in record.evidence] == [
        "Belarus will open its border if a soldier crosses the border"
    ]
    assert (reading.page.kind, reading.reader) == (PageKind.SHEET_ROW, ADA.reader)
    assert reading.document is not None
    assert reading.document.title == "Entered by hand by Ada on 2026-03-02, from lines.csv row 7"
    source = reading.page.body.decode()
    for run in reading.document.source_map.runs:
        assert source[run.source_start :].startswith(reading.text[run.start : run.end])


def test_who_must_not_is_told_so_by_the_speaker(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(agent="Russia", modal="must not", deed="cross the Dnieper", speaker="Ukraine")
    assert norms(reading) == [("demands", "UKR", "not cross the Dnieper", "none", None)]
    (norm,) = reading.norms
    assert (norm.target_id, norm.speaker_id) == ("RUS", "UKR")
    assert norm.action_pattern is not None
    assert not norm.action_pattern.happens
    assert str(norm.action_pattern.actor) == "RUS"
    same = read(agent="Russia", deed="must not cross the Dnieper", speaker="Ukraine")
    assert norms(same) == norms(reading)


def test_a_demand_without_a_speaker_has_nobody_who_demands(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(agent="Russia", modal="must", deed="withdraw its troops")
    assert norms(reading) == [("demands", None, "withdraw its troops", "none", None)]


def test_action_and_condition_ask_what_they_would_on_a_page(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(
        agent="Belarus",
        modal="ready",
        deed="fight together with the Russians",
        mode="only if",
        trigger="so much as one Ukrainian soldier comes to our territory",
    )
    norm = reading.norms[1]
    assert str(norm.action_pattern).startswith("BLR ASSAULT UKR with=RUS does=")
    assert str(norm.trigger_pattern).startswith("UKR.MIL ? count=1.. unit=soldier does=")
    assert [t.span.of(reading.text) for t in norm.thresholds] == [
        "together with the Russians",
        "so much as one Ukrainian soldier",
    ]


def test_words_that_say_no_action_are_kept_as_words(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(agent="Belarus", deed="???", trigger="…")
    (norm,) = reading.norms
    assert (norm.action_pattern, norm.trigger_pattern) == (None, None)
    assert norm.trigger is not None
    assert norm.trigger.of(reading.text) == "…"


def test_a_speaker_is_told_never_quoted(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(**CELLS, speaker="Jane Doe", quotation="We will join.")
    (statement,) = reading.statements
    assert statement.directness is Directness.INDIRECT
    actor = reading.cast.actors[statement.speaker_id or ""]
    assert (actor.name, actor.code) == ("Jane Doe", None)
    assert reading.records[0].statement_id == statement.id


def test_a_refused_row_is_a_reading_refused_as_a_whole(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(agent="", deed="x")
    assert reading.document is None
    assert [(r.room, r.code) for r in reading.refusals] == [("imports", "no-agent")]


def test_notes_stand_on_their_cells(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(**{**CELLS, "agent": "Belrus"}, day="soon")
    told = {r.code: r.span.of(reading.text) for r in reading.refusals if r.span}
    assert told == {"actor-unknown": "Belrus", "day-unread": "soon"}
    assert reading.norms[0].agent_id == "Belrus"
    assert reading.records[0].stated_on is None
    assert (reading.records[0].strength, reading.norms[0].modal) == (Strength.FIRM, Modal.WILL)
    assert reading.norms[0].mode is Mode.IF


@pytest.mark.parametrize(
    "deed, pattern",
    [
        ("to withdraw its troops", "BLR RETREAT TWN does="),
        ("sanctions on Chinese banks", "BLR SANCTION CHN does="),
        ("strikes on Iranian nuclear sites", "BLR ? IRN does="),
    ],
)
def test_an_action_may_be_a_noun_or_begin_with_to(read, deed: str, pattern: str) -> None:  # type: ignore[no-untyped-def]
    reading = read(agent="Belarus", modal="ready", deed=deed, trigger="an invasion of Taiwan")
    (norm,) = reading.norms
    assert norm.action.of(reading.text) == deed.removeprefix("to ")
    assert str(norm.action_pattern).startswith(pattern)
    assert 'does="invade; what:Taiwan:TWN:"' in str(norm.trigger_pattern)


def test_a_condition_may_begin_with_its_own_connective(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(agent="Iran", modal="will", deed="close the strait", trigger="unless the ships leave")
    (norm,) = reading.norms
    assert norm.cue is not None
    assert (norm.cue.of(reading.text), norm.trigger.of(reading.text)) == ("unless", "the ships leave")


def test_an_action_of_very_many_words_is_kept_as_words(read) -> None:  # type: ignore[no-untyped-def]
    reading = read(agent="Iran", modal="will", deed="close the strait and " + "the next strait and " * 400 + "the last")
    assert reading.refusals == ()
    assert len(reading.norms[0].action.of(reading.text)) > LONGEST_PARSED_CHARS
    assert reading.norms[0].action_pattern is None

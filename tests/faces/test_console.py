"""What a page says reaches the terminal as words, and nothing of it as commands."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from onrecord.faces.cli.console import plain_json
from onrecord.faces.cli.plain_console import PlainConsole
from onrecord.faces.cli.read import json_line
from onrecord.faces.cli.reading_view import reading_view
from onrecord.faces.cli.steering import STEERING, plain
from onrecord.questions.exports.rows import as_csv
from onrecord.terms.reading_json import reading_json
from tests.ledger.factory import make_reading

OWNED = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevig\u2066\x7f\r"


def printed(*shown: object) -> str:
    out = io.StringIO()
    console = PlainConsole(file=out, width=200, highlight=False)
    for one in shown:
        console.print(one)
    return out.getvalue()


def test_escapes_of_a_page_reach_no_terminal() -> None:
    """Seen: `read` and `list` handed a page's ESC ] 0 ; ... BEL to the terminal, which took it for its title."""
    table = Table("a")
    table.add_row(Text(OWNED))
    for shown in (Text(OWNED), OWNED, table, reading_view(make_reading(1, extra=OWNED))):
        text = printed(shown)
        assert not STEERING.search(text), repr(text)
        assert "]0;owned[2J31mevig" in text


def test_colours_of_ours_stay() -> None:
    out = io.StringIO()
    PlainConsole(file=out, force_terminal=True, color_system="standard").print(Text("Russia", style="red"))
    assert out.getvalue() == "\x1b[31mRussia\x1b[0m\n"


@given(st.text(alphabet=st.characters(max_codepoint=0x206F)))
def test_all_that_is_text_stays(text: str) -> None:
    assert not STEERING.search(plain(text))
    assert plain(plain(text)) == plain(text)
    assert json.loads(plain_json(json.dumps(text, ensure_ascii=False))) == text


def test_json_lines_hold_the_value_and_steer_nothing() -> None:
    reading = make_reading(1, extra=OWNED)
    line = json_line(reading)
    assert not STEERING.search(line)
    assert json.loads(line) == json.loads(json.dumps(reading_json(reading)))


def test_a_reader_that_leaves_is_no_fault() -> None:
    with pytest.raises(BrokenPipeError):
        PlainConsole().on_broken_pipe()


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    from dataclasses import replace

    from onrecord.ledger import open_ledger
    from tests.ledger.factory import NOON

    reading = make_reading(1, statements=1)
    assert reading.document is not None
    reading = replace(reading, document=replace(reading.document, title=cell + OWNED))
    with open_ledger(None) as ledger:
        ledger.record(reading, recorded_at=NOON)
        safe, raw = (as_csv(ledger.entries(), raw=raw) for raw in (False, True))
    assert f"'{cell}" in safe
    assert "owned" in safe
    assert not STEERING.search(safe.replace("\r", ""))
    assert cell + OWNED in raw

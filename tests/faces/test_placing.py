"""`search --meaning` at the terminal: what waits is placed in pieces, with a word, and a stop keeps what was done."""

from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.faces.cli import placing
from onrecord.faces.cli.console import console
from onrecord.ledger import LedgerBusy, open_ledger
from onrecord.questions import nearness
from tests.ledger.factory import NOON, make_reading


class Counting:
    """Stops, as Ctrl-C does, at a piece."""

    name = "by hand 1"

    def __init__(self, *, stops_at: int | None = None) -> None:
        self.stops_at = stops_at
        self.asked: list[int] = []

    def vectors(self, texts: Sequence[str]) -> tuple["array[float]", ...]:
        if len(self.asked) == self.stops_at:
            raise KeyboardInterrupt
        self.asked.append(len(texts))
        return tuple(array("f", [1.0]) for _ in texts)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(nearness, "PASSAGES_AT_A_TIME", 4)
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.record_many((make_reading(n) for n in range(5)), recorded_at=NOON)
    return tmp_path / "l.db"


def waiting(path: Path) -> int:
    with open_ledger(path) as ledger:
        return ledger.meanings.how_many_missing(Counting.name)


def test_pieces_are_small_and_each_passage_is_placed_once(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many, encoder = waiting(path), Counting()
    placing.place_told(path, encoder, console(stderr=True))
    assert (sum(encoder.asked), max(encoder.asked)) == (many, 4)
    assert capsys.readouterr().err == f"placed {many} passages by meaning\n"
    again = Counting()
    placing.place_told(path, again, console(stderr=True))
    assert (again.asked, capsys.readouterr().err) == ([], "")


def test_a_ledger_that_cannot_be_written_is_searched_as_it_is(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise LedgerBusy("somebody else writes")

    monkeypatch.setattr(placing, "place_in_pieces", busy)
    placing.place_told(path, Counting(), console(stderr=True))
    told = " ".join(capsys.readouterr().err.split())
    assert told == "only what was placed by meaning before is searched: somebody else writes"


def test_a_stop_keeps_what_was_placed_and_the_next_goes_on(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "TOLD_FROM", 5)
    many = waiting(path)
    placing.place_told(path, Counting(stops_at=2), console(stderr=True))
    told = " ".join(capsys.readouterr().err.split())
    assert told.startswith(f"placing {many} passages by meaning, about 1 minute, once. Ctrl-C searches what is placed")
    assert told.endswith("stopped placed 8 passages by meaning")
    assert waiting(path) == many - 8
    encoder = Counting()
    placing.place_told(path, encoder, console(stderr=True))
    assert sum(encoder.asked) == many - 8

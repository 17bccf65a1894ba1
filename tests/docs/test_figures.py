"""The figures of the documentation are the committed ones: what `python -m eval --docs` would write stands there."""

import doctest
from pathlib import Path

import pytest
from eval import docs
from eval.figures import read_committed
from eval.readers import READERS, figures_file
from tools import generated

from tests.docs.pages import PAGES, name_of

ON_PAGES = [part for page in PAGES for part in docs.BEGINS.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_has_the_committed_figures(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == docs.renewed(text), "run `python -m eval --docs`"


def test_every_figure_of_every_reader_stands_in_the_evaluation() -> None:
    page = docs.evaluated("readers")
    for reader in READERS:
        section = page.split(f"### {reader.name}\n")[1].split("\n### ")[0]
        for value in read_committed(figures_file(reader)).figures.values():
            assert f" {docs.told(value)} " in section, reader.name


def test_a_figure_that_moves_makes_its_page_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    page = docs.evaluated("readers")
    file = figures_file(next(r for r in READERS if r.name == "times"))
    moved = read_committed(file)
    moved.figures["value_f1"] = 0.1234
    monkeypatch.setattr(docs, "read_committed", lambda asked: moved if asked == file else read_committed(asked))
    assert "| value_f1 | .123" not in page
    assert docs.evaluated("readers").count("| value_f1 | .123") == 1


def test_the_figures_of_readers_stand_on_one_page() -> None:
    assert [name for _, kind, name in ON_PAGES if kind == "eval"] == ["readers"]


def test_every_table_that_was_measured_stands_on_one_page_with_its_day_and_command() -> None:
    measured = sorted(name for _, kind, name in ON_PAGES if kind == "measured")
    files = sorted(path.stem for path in docs.MEASURED.glob("*.csv") if path.stem != "tables")
    assert measured == files == sorted(docs.index())
    for row in docs.index().values():
        assert all(row.values()), row
    for name in files:
        head, *rows = docs.read_rows(name)
        assert rows
        assert {len(row) for row in rows} == {len(head)}, name


def test_a_mark_of_no_part_is_refused() -> None:
    with pytest.raises(ValueError, match="no part named 'no-such'"):
        docs.renewed("<!-- eval no-such: begin -->\n<!-- eval no-such: end -->")
    with pytest.raises(ValueError, match="no table named 'no-such'"):
        docs.renewed("<!-- measured no-such: begin -->\n<!-- measured no-such: end -->")
    with pytest.raises(ValueError, match="has not one"):
        generated.between("no marks", "eval times", "new")


@pytest.mark.parametrize("module", [docs, generated], ids=lambda module: module.__name__)
def test_the_examples_in_docstrings_hold(module: object) -> None:
    run = doctest.testmod(module)  # type: ignore[arg-type]
    assert (run.attempted > 0, run.failed) == (True, 0)

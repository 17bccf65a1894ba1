"""The figures of the documentation are the committed ones: what `python -m eval --docs` would write stands there."""

import doctest
from pathlib import Path

import pytest
from eval import doc_tables, docs
from eval.figures import read_committed
from eval.readers import READERS, figures_file
from tools import generated

from tests.docs.pages import PAGES, name_of

ON_PAGES = [part for page in PAGES for part in docs.BEGINS.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_has_the_committed_figures(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == docs.renewed(text), "run `python -m eval --docs`"


def test_every_figure_of_every_reader_stands_on_the_page_or_is_left_out_by_name() -> None:
    page = docs.evaluated("readers")
    for reader in READERS:
        committed, worded = read_committed(figures_file(reader)), docs.in_words(reader)
        assert not worded & {name for name in committed.figures if docs.left_out(reader, name)}, reader.name
        assert f"| [{reader.name}](#{reader.name}) |" in page
        own = page.split(f"### {reader.name}\n")[1].split("\n### ")[0]
        here = {name: value for name, value in committed.figures.items() if not docs.left_out(reader, name)}
        assert [name for name, value in here.items() if f" {docs.told(value)} " not in own] == [], reader.name


def test_a_pattern_of_figures_left_out_leaves_some_out() -> None:
    for reader in READERS:
        if reader.name in doc_tables.LEFT_OUT:
            assert any(docs.left_out(reader, name) for name in read_committed(figures_file(reader)).figures), (
                reader.name
            )
    assert doc_tables.LEFT_OUT.keys() <= {reader.name for reader in READERS}


def test_a_figure_that_moves_makes_its_page_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    page = docs.evaluated("readers")
    file = figures_file(next(r for r in READERS if r.name == "times"))
    moved = read_committed(file)
    moved.figures["value_f1"] = 0.1234
    monkeypatch.setattr(docs, "read_committed", lambda asked: moved if asked == file else read_committed(asked))
    assert docs.evaluated("readers").count(" .123 ") == page.count(" .123 ") + 1


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


def test_what_is_not_committed_cannot_be_shown() -> None:
    with pytest.raises(ValueError, match="times has no figure for 'x'"):
        docs.laid_out(doc_tables.Layout("times", {"x": "no_such_figure"}, {"": ""}))
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

"""docs/README.md lists every page once, under its kind, and says which version the pages describe."""

import re
import tomllib
from importlib.metadata import version

import pytest
from tools.write_docs_index import DOCS, INDEX, KINDS, ROOT, first_sentence, index, kinds_of


def test_the_front_page_is_as_the_tool_writes_it() -> None:
    page = INDEX.read_text(encoding="utf-8")
    assert page == index(page), "run `python -m tools.write_docs_index`"


def test_every_page_is_listed_once() -> None:
    rows = re.findall(r"^\| \[[^\]]+\]\(([^)]+)\) \| \S", INDEX.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(page.name for page in DOCS.glob("*.md") if page != INDEX)


def test_it_says_which_version_the_pages_describe() -> None:
    held = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"These pages describe onrecord {held}," in INDEX.read_text(encoding="utf-8")
    assert held == version("onrecord"), "what is installed is of another version: install it again"


@pytest.mark.parametrize(
    "rows, pages, said",
    [
        ([], ["new.md"], "give new.md a row"),
        ([("a.md", "how-to"), ("a.md", "reference")], ["a.md"], "a.md stands in two rows"),
        ([("gone.md", "how-to")], [], "there is no docs/gone.md"),
        ([("a.md", "essay")], ["a.md"], "'essay' is none of the kinds"),
    ],
)
def test_a_page_that_is_missing_or_listed_twice_is_refused(
    rows: list[tuple[str, str]], pages: list[str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        kinds_of(rows, pages)


def test_pages_keep_the_order_of_the_table_within_their_kind() -> None:
    rows = [("b.md", "how-to"), ("t.md", "tutorial"), ("a.md", "how-to")]
    found = kinds_of(rows, ["a.md", "b.md", "t.md"])
    assert list(found) == list(KINDS)
    assert (found["how-to"], found["tutorial"]) == (["b.md", "a.md"], ["t.md"])


@pytest.mark.parametrize(
    "lines, sentence",
    [
        (["", "    onrecord batch", "", "Reads. Then it ends."], "Reads."),
        (["", "Version 3.8 of [it](a.md) holds. More."], "Version 3.8 of it holds."),
        (["", "One of two | three."], "One of two \\| three."),
    ],
)
def test_a_page_is_told_by_its_first_sentence(lines: list[str], sentence: str) -> None:
    assert first_sentence(lines) == sentence

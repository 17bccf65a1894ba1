"""What code and tables cite is there: pages, their sections, and files of the repository.

A module's `Source:` and a row's `source` name a page of docs as `docs/semantics.md, Verdicts` or `docs/ledger.md, "Kept
whole"`, and the codebook by the number of its section: `codebook 2`.
"""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.docs.pages import PACKAGE, PAGES, ROOT, name_of, sections

CITED = re.compile(r'docs/([\w/-]+\.md)(?:,? ("[^"]+"|\d+\b)|, ([A-Z]\w+))?')
FIELD = re.compile(r"\n(?=[A-Z][a-z]+: )")
# The house's own papers are not part of the project: what rules stands in docs.
UNPUBLISHED = re.compile(r"\b(?:RE)?DESIGN(?:\.md)?\b|\bHOUSE-STYLE\b")
IN_CODE = [
    path
    for folder in ("src", "eval", "tools", "bench", "training")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "scorers" not in path.parts
]
TABLES = sorted((PACKAGE / "data").rglob("*.csv"))
RULES = [*sorted((PACKAGE / "data").rglob("*.lp")), *sorted((PACKAGE / "data").rglob("*.sql"))]


def cited(path: Path) -> Iterator[tuple[str, str | None]]:
    """(page, section or None) of each citation in a module's docstrings, a table's sources or a file of rules."""
    for text in _texts(path):
        for field in FIELD.split(text):
            for page, quoted, word in CITED.findall(" ".join(field.split())):
                yield page, quoted.strip('"') or word or None


@cache
def _texts(path: Path) -> tuple[str, ...]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        return tuple({row["source"] for row in csv.DictReader(text.splitlines())})
    if path.suffix == ".py":
        nodes = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.Module, ast.ClassDef, ast.FunctionDef))]
        return tuple(docstring for node in nodes if (docstring := ast.get_docstring(node)))
    return (text,)


def test_a_page_that_is_cited_has_the_section() -> None:
    def has(page: Path, section: str | None) -> bool:
        return page.is_file() and (section is None or any(held.startswith(section) for held in sections(page)))

    missing = [
        (path.relative_to(ROOT).as_posix(), page, section)
        for path in (*IN_CODE, *TABLES, *RULES)
        for page, section in cited(path)
        if not has(ROOT / "docs" / page, section)
    ]
    assert missing == []


def test_the_codebook_is_cited_by_a_number_that_it_has() -> None:
    number = re.compile(r"\bcodebook,? (?:section )?(\d+)\b(?!\.\d)")
    cites = {n for path in (*IN_CODE, *TABLES, *RULES) for text in _texts(path) for n in number.findall(text)}
    assert cites
    assert cites - sections(ROOT / "docs" / "codebook.md") == set()


def test_nothing_cites_a_paper_that_is_not_published() -> None:
    cites = [
        path.relative_to(ROOT).as_posix()
        for path in (*IN_CODE, *TABLES, *RULES, *PAGES)
        if UNPUBLISHED.search(path.read_text(encoding="utf-8"))
    ]
    assert cites == []


def test_citations_are_found() -> None:
    semantics = {section for path in IN_CODE for page, section in cited(path) if page == "semantics.md"}
    assert {"Norms", "Verdicts", "Matching", "Readings", "Dates", None} <= semantics
    assert {("codebook.md", "3"), ("semantics.md", "Matching")} <= set(cited(PACKAGE / "commitments/event_patterns.py"))
    assert ("ledger.md", "Kept whole") in {one for path in IN_CODE for one in cited(path)}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|tests|eval|tools|bench|training|examples|systemd)/[\w/.-]+?)/?`", text)
    modules = re.findall(r"python -m ((?:tests|eval|tools|bench|training)(?:\.\w+)*)", text)
    files = [ROOT / name.split("::")[0] for name in named]
    missing = [str(file.relative_to(ROOT)) for file in files if not file.exists() and "READER" not in file.name]
    unknown = [
        name
        for name in modules
        if not (at := ROOT / name.replace(".", "/")).with_suffix(".py").exists() and not (at / "__main__.py").exists()
    ]
    assert (missing, unknown) == ([], [])


def test_what_a_module_names_as_shown_is_there() -> None:
    for path in IN_CODE:
        shown = "\n".join(text.partition("Shown:")[2] for text in _texts(path))
        for place in re.findall(r"(?:tests|eval)/[\w/]+(?:\.\w+)?", shown):
            assert (ROOT / place).exists(), f"{path.name} names {place}"

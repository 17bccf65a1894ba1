"""What docs/contributing.md names is there: every `file: function`, every path, every test, every tool."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "contributing.md"
PACKAGE = ROOT / "src" / "onrecord"
TEXT = PAGE.read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py):\s+([\w.]+)`", TEXT)))
# NNNN stands for a number; what ends a name may be an option or a list behind it.
PATHS = sorted(
    {
        path
        for path in re.findall(r"(?<![\w/.])(?:[a-z_]+/)+[\w.-]*[\w/]", TEXT)
        if "NNNN" not in path and not path.startswith(("data/xx", "en/"))
    }
)


def names_of(tree: ast.AST) -> set[str]:
    """Functions, classes and the methods of these, "Class.method"."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
            if isinstance(node, ast.ClassDef):
                found |= {f"{node.name}.{name}" for name in names_of(node)}
    return found


@pytest.mark.parametrize("file, name", NAMED, ids=[f"{file}:{name}" for file, name in NAMED])
def test_each_function_that_is_named_is_there(file: str, name: str) -> None:
    path = PACKAGE / file if (PACKAGE / file).exists() else ROOT / file
    assert name in names_of(ast.parse(path.read_text(encoding="utf-8")))


def test_the_walk_is_named_from_its_first_step_to_its_last() -> None:
    assert len(NAMED) > 30
    rooms = {file.split("/")[0] for file, _ in NAMED}
    assert rooms >= {
        "pages",
        "documents",
        "engines",
        "actors",
        "statements",
        "times",
        "events",
        "commitments",
        "ledger",
    }
    assert rooms >= {"reasoning", "questions", "faces", "language", "terms", "walk"}


@pytest.mark.parametrize("path", PATHS)
def test_each_path_that_is_named_is_there(path: str) -> None:
    assert any((root / path).exists() for root in (PACKAGE, ROOT)), path


def test_each_tool_that_is_named_is_there() -> None:
    tools = set(re.findall(r"\b(?:tools\.)?(write_\w+)", TEXT)) - {"write_records"}
    assert sorted(name for name in tools if not (ROOT / "tools" / f"{name}.py").exists()) == []

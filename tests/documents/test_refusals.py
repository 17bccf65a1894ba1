"""Every code with which a page or a part of it is refused stands in docs/refusals.md, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "onrecord"
DOCS = (ROOT / "docs" / "refusals.md").read_text(encoding="utf-8")


def codes_in(room: str) -> set[str]:
    """Codes that the room's files give to Refusal or CaptureError."""
    return {
        code for path in (PACKAGE / room).rglob("*.py") for code in _codes(ast.parse(path.read_text(encoding="utf-8")))
    }


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        at = {"Refusal": 1, "CaptureError": 0, "_PassingError": 0}.get(node.func.id)
        if at is not None and len(node.args) > at:
            values = [n.value for n in ast.walk(node.args[at]) if isinstance(n, ast.Constant)]
            yield from (value for value in values if isinstance(value, str))


def codes_told(room: str) -> set[str]:
    """Codes in the first column of the room's table."""
    section = DOCS.split(f"(`{room}`)")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {code for cell in rows for code in re.findall(r"`([a-z0-9-]+)`", cell)}


@pytest.mark.parametrize("room", ["pages", "documents", "walk", "watching"])
def test_the_table_names_every_code(room: str) -> None:
    assert codes_told(room) == codes_in(room)

"""Walls that import-linter cannot see: what terms stand on, and names that say nothing."""

import ast
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "onrecord"
MODULES = sorted(PACKAGE.rglob("*.py"))
assert len(MODULES) > 500


def imported(path: Path) -> set[str]:
    """Top-level names a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_terms_stand_on_the_standard_library() -> None:
    outside = {
        (path, name)
        for path in (PACKAGE / "terms").rglob("*.py")
        for name in imported(path)
        if not name.startswith("onrecord.terms") and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert outside == set()


def test_no_module_is_named_for_nothing() -> None:
    for_nothing = {"utils", "util", "helpers", "helper", "common", "misc", "base"}
    assert [path for path in MODULES if path.stem in for_nothing] == []


def test_the_clock_and_the_environment_are_read_in_faces_only() -> None:
    calls = ("os.environ", "getenv(", "datetime.now(", "date.today(", "datetime.utcnow(", "time.time(")
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES if not path.is_relative_to(PACKAGE / "faces")}
    assert [(path, call) for path, text in texts.items() for call in calls if call in text] == []


def test_every_module_says_what_it_is() -> None:
    assert [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


def test_a_class_name_stands_for_one_thing() -> None:
    """What tools and API say outside has names of its own there: they are part of two published documents."""
    said_outside = (PACKAGE / "faces" / "mcp", PACKAGE / "faces" / "web" / "api")
    held: dict[str, list[str]] = {}
    for path in MODULES:
        if any(path.is_relative_to(folder) for folder in said_outside):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                held.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))
    assert len(held) > 900
    assert {name: paths for name, paths in held.items() if len(paths) > 1} == {}

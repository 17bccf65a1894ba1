"""The codes with which the program refuses something: those of its source, whatever has a code and a reason, and those
that docs/refusals.md tells."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tests.docs.pages import PACKAGE, read_page

REASONS = {"reason", "why"}


def told() -> dict[str, set[str]]:
    """By heading of docs/refusals.md the codes in the first column of its tables."""
    found: dict[str, set[str]] = {}
    for section in re.split(r"^## ", read_page("docs/refusals.md"), flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        cells = [line.split("|")[1] for line in body.splitlines() if line.startswith("| `")]
        found[heading] = {code for cell in cells for code in re.findall(r"`([a-z0-9-]+)`", cell)}
    return found


@cache
def codes() -> dict[str, set[str]]:
    """Of each room the codes that its files give to a value or an error that has a code and a reason."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    nodes = {
        path: [n for n in ast.walk(tree) if isinstance(n, (ast.ClassDef, ast.Call))] for path, tree in trees.items()
    }
    at = {name: place for some in nodes.values() for name, place in _coded(some)}
    named = {name: value for tree in trees.values() for name, value in _constants(tree)}
    held: dict[str, set[str]] = {}
    for path, some in nodes.items():
        room = path.relative_to(PACKAGE).parts[0]
        held.setdefault(room, set()).update(_given(some, at, named))
    return {room: found for room, found in held.items() if found}


def _coded(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, int]]:
    """Classes that are made of a code and a reason, and which argument the code is."""
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            arguments = _arguments(node)
            if "code" in arguments and REASONS & set(arguments):
                yield node.name, arguments.index("code")


def _arguments(node: ast.ClassDef) -> list[str]:
    for member in node.body:
        if isinstance(member, ast.FunctionDef) and member.name == "__init__":
            return [argument.arg for argument in member.args.args[1:]]
    return [m.target.id for m in node.body if isinstance(m, ast.AnnAssign) and isinstance(m.target, ast.Name)]


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """NAME = "code", and several of them in one line."""
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for name, value in zip(names, values, strict=False):
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield name.id, value.value


def _given(nodes: Iterable[ast.AST], at: Mapping[str, int], named: Mapping[str, str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in at:
            for value in _code_of(node, at[node.func.id]):
                yield from _strings(value, named)


def _code_of(call: ast.Call, place: int) -> Iterator[ast.expr]:
    if len(call.args) > place:
        yield call.args[place]
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "code")


def _strings(value: ast.expr, named: Mapping[str, str]) -> Iterator[str]:
    """Constants it may be: "a" if x else "b", NAME. What is put together or handed on names none."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.Name) and value.id in named:
        yield named[value.id]
    elif isinstance(value, ast.IfExp):
        yield from _strings(value.body, named)
        yield from _strings(value.orelse, named)
    elif isinstance(value, ast.BoolOp):
        for one in value.values:
            yield from _strings(one, named)

"""The list of words in docs/semantics.md: each once, with a type that is there."""

import ast
import re

import pytest

from tests.docs.pages import PACKAGE, ROOT

SECTION = (ROOT / "docs" / "semantics.md").read_text(encoding="utf-8").partition("## Words\n")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| ([a-z]+) \| (.+) \| `([\w/]+\.py): ([\w.]+)` \|$", SECTION, re.MULTILINE)


def test_each_word_stands_once() -> None:
    words = [word for word, *_ in ROWS]
    assert len(words) == SECTION.count("\n| ") - 2  # the heading and its rule
    assert len(set(words)) == len(words)
    assert {"norm", "trigger", "event", "encounter", "notice", "status", "verdict", "judgement", "remark"} <= set(words)


@pytest.mark.parametrize("file, name", [(file, name) for *_, file, name in ROWS], ids=[word for word, *_ in ROWS])
def test_the_type_of_a_word_is_there(file: str, name: str) -> None:
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
    of, _, field = name.partition(".")
    (type_,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == of)
    fields = [
        node.target.id for node in type_.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]
    assert not field or field in fields

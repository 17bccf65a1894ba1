"""Every variable of the environment that the program reads is named in the documentation."""

import ast
import re
from functools import cache

from tests.docs.pages import PACKAGE, PAGES

# Set by others, and read to behave as they expect.
OF_OTHERS = {
    "COLUMNS",  # the width that a completion is written for: set, and not read
    "PYSPARK_PYTHON",  # Spark's own, set where nobody has
    "SPARK_LOCAL_IP",
    "_ONRECORD_COMPLETE",  # between a shell and the completion that Typer wrote into it
}


@cache
def variables() -> frozenset[str]:
    """Names that are looked up in `os.environ` or handed to it, and all that begin as ours do."""
    found: set[str] = set()
    texts = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    for text in (text for text in texts if "environ" in text or "ONRECORD_" in text):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if re.fullmatch(r"_?ONRECORD_[A-Z_]+", node.value):
                    found.add(node.value)
            elif isinstance(node, (ast.Subscript, ast.Call)) and "os.environ" in ast.unparse(node).split("(")[0]:
                found |= set(re.findall(r"os\.environ(?:\.\w+)?[\[(]'([A-Z_]+)'", ast.unparse(node)))
    return frozenset(found)


def test_a_variable_is_named_on_some_page() -> None:
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    ours = variables() - OF_OTHERS
    assert {"ONRECORD_LEDGER", "ONRECORD_CONFIG", "ONRECORD_LOG"} <= ours
    assert [name for name in sorted(ours) if f"`{name}`" not in told and f"{name}=" not in told] == []


def test_what_is_of_others_is_still_read() -> None:
    assert OF_OTHERS - variables() == set()

"""Writes docs/README.md: which version the pages describe, and what each is about, in its own first sentence.

python -m tools.write_docs_index

In:      pyproject.toml, docs/*.md
Out:     docs/README.md
Refuses: a page without a title or a first sentence (ValueError)
Shown:   tests/release/test_pages.py
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"

HEAD = """\
# The documentation of onrecord {version}

These pages lie in the source of the version they describe, and their examples are run with it: of another version read
the pages that came with it. `onrecord --version` prints which one is installed; [CHANGELOG.md](../CHANGELOG.md) says
what changed in between. Written by `python -m tools.write_docs_index`.

| page | begins |
| --- | --- |
"""

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
# A sentence ends where the next begins: "3.8" and "e.g." do not end one.
ENDS = re.compile(r"""(?<=[.:!?])\s+(?=[A-Z`\[("“])|:$""")


def index() -> str:
    """The page as it should stand."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    rows = (_row(page) for page in sorted(DOCS.glob("*.md")) if page != INDEX)
    return HEAD.format(version=version) + "".join(rows)


def _row(page: Path) -> str:
    lines = page.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith("# "):
        raise ValueError(f"{page}: its first line is no title")
    return f"| [{lines[0][2:]}]({page.name}) | {first_sentence(lines[1:])} |\n"


def first_sentence(lines: list[str]) -> str:
    """Of the first paragraph, its links as their words.

    >>> first_sentence(["", "A [desk](desk.md) in a", "browser. It needs nothing."])
    'A desk in a browser.'
    """
    paragraph: list[str] = []
    for line in lines:
        plain = line.strip()
        if not plain and paragraph:
            break
        if not paragraph and line.startswith("    "):
            continue  # a command
        if plain and not paragraph and plain.startswith(("#", "|", "```", "<!--", "- ", "![")):
            continue
        if plain:
            paragraph.append(plain)
    if not paragraph:
        raise ValueError("no paragraph to begin with")
    return ENDS.split(LINK.sub(r"\1", " ".join(paragraph)), maxsplit=1)[0].replace("|", "\\|")


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8")
    print(f"wrote {INDEX}")

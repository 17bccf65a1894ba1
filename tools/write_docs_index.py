"""Writes the lists of pages in docs/README.md: by kind, each with its own first sentence.

python -m tools.write_docs_index

In:      tools/docs_pages.csv (page, kind; in the order in which the pages are listed), docs/*.md, pyproject.toml
Out:     docs/README.md, between its two marks; what stands outside them is kept
Refuses: a page that is in no row, or in two; a row without its page; a kind that is none; a page without a title or a
         first sentence; a front page without its marks (ValueError)
Source:  the kinds are those of Diataxis, https://diataxis.fr
Shown:   tests/docs/test_front_page.py
"""

import csv
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from tools.generated import between

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
PAGES = Path(__file__).with_name("docs_pages.csv")

KINDS = {
    "tutorial": "Tutorial: begin here",
    "how-to": "How-to: one task each",
    "reference": "Reference: all of it, to look up",
    "explanation": "Explanation: how it works, and why so",
}

VERSION = """\
These pages describe onrecord {version}, whose source they lie in; their examples are run with it. `onrecord --version`
prints which one is installed, and [CHANGELOG.md](../CHANGELOG.md) says what changed in between.
"""

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
# A sentence ends where the next begins: "3.8" and "e.g." do not end one.
ENDS = re.compile(r"""(?<=[.:!?])\s+(?=[A-Z`\[("“])|:$""")


def index(page: str) -> str:
    """The front page with the lists as they should stand there."""
    kinds = kinds_of(_rows(), {path.name for path in DOCS.glob("*.md")} - {INDEX.name})
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    lists = "".join([VERSION.format(version=version), *map(_list, kinds.items())])
    return between(page, "pages", lists.removesuffix("\n"))


def kinds_of(rows: Iterable[tuple[str, str]], pages: Iterable[str]) -> dict[str, list[str]]:
    """The pages of each kind, in the order of the rows, if every page stands in one row and every row has its page.

    >>> kinds_of([("a.md", "tutorial")], ["a.md", "b.md"])
    Traceback (most recent call last):
    ...
    ValueError: docs_pages.csv: give b.md a row (page, kind: tutorial, how-to, reference or explanation)
    """
    kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
    listed: set[str] = set()
    left = set(pages)
    for page, kind in rows:
        if kind not in kinds:
            raise ValueError(f"{PAGES.name}: {page}: {kind!r} is none of the kinds {', '.join(KINDS)}")
        if page in listed:
            raise ValueError(f"{PAGES.name}: {page} stands in two rows")
        if page not in left:
            raise ValueError(f"{PAGES.name}: there is no docs/{page}")
        listed.add(page)
        left.remove(page)
        kinds[kind].append(page)
    if left:
        raise ValueError(
            f"{PAGES.name}: give {min(left)} a row (page, kind: tutorial, how-to, reference or explanation)"
        )
    return kinds


def _rows() -> list[tuple[str, str]]:
    with PAGES.open(encoding="utf-8", newline="") as file:
        return [(row["page"], row["kind"]) for row in csv.DictReader(file)]


def _list(kind_and_pages: tuple[str, list[str]]) -> str:
    kind, pages = kind_and_pages
    return f"\n## {KINDS[kind]}\n\n| page | |\n| --- | --- |\n" + "".join(_row(DOCS / page) for page in pages)


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
    INDEX.write_text(index(INDEX.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {INDEX}")

"""The pages of the documentation, as tests read them."""

import re
from functools import cache
from pathlib import Path

from tools.generated import by_hand

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
PACKAGE = ROOT / "src" / "onrecord"

BLOCK = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
NUMBER = re.compile(r"(\d+)\. +")
BEGUN = re.compile(r"^(?:[-*] +|\d+\. +)?\*{1,2}([^*\n]+?)[.:]?\*{1,2}", re.MULTILINE)


def name_of(page: Path) -> str:
    """As tests print it: "docs/sql.md"."""
    return page.relative_to(ROOT).as_posix()


def read_page(name: str) -> str:
    """The text of a page by that name."""
    return (ROOT / name).read_text(encoding="utf-8")


def hand_written() -> str:
    """All pages, without the parts that commands write: a registry that lists itself tells nobody what it is for."""
    return "\n".join(by_hand(page.read_text(encoding="utf-8")) for page in PAGES)


def without_blocks(text: str) -> str:
    """The text of a page without its blocks of code: a comment there is no heading, and no link leads anywhere."""
    return BLOCK.sub("", text)


@cache
def headings(page: Path) -> tuple[str, ...]:
    """The headings of the page as they stand, in order."""
    return tuple(HEADING.findall(without_blocks(page.read_text(encoding="utf-8"))))


@cache
def sections(page: Path) -> frozenset[str]:
    """What of the page may be cited: its headings, with and without their number, the numbers, and the words in
    emphasis that a paragraph begins with."""
    found = set(headings(page)) | set(BEGUN.findall(without_blocks(page.read_text(encoding="utf-8"))))
    for heading in headings(page):
        if number := NUMBER.match(heading):
            found |= {number[1], heading[number.end() :]}
    return frozenset(found)


@cache
def anchors(page: Path) -> frozenset[str]:
    """All anchors of the page; a heading that stands twice has "-1" behind it the second time."""
    found: dict[str, int] = {}
    for heading in headings(page):
        name = anchor(heading)
        found[name] = found.get(name, -1) + 1
    return frozenset(f"{name}-{n}" if n else name for name, times in found.items() for n in range(times + 1))


def anchor(heading: str) -> str:
    """The heading as the host of the source writes it behind a `#`.

    >>> anchor("What holds of `every` column, now")
    'what-holds-of-every-column-now'
    """
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")

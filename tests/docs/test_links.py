"""Every link in the pages leads somewhere, and so does every page and heading that code names as its source.

A relative link must lead to a file of this tree, and what stands behind its `#` to a heading there. Where code, a table
or a setting says `docs/PAGE.md`, the page must be there; where it says `docs/PAGE.md, "Words"`, they must be a heading
of it, or the words in bold that a paragraph begins with.
"""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, anchors, sections, without_blocks

ROOMS = ("src", "tools", "tests", "eval", "training", "bench", "systemd")
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "examples" / "SOURCES.md",
    *(page for room in ROOMS for page in sorted((ROOT / room).rglob("*.md"))),
]
NAMED_BY = [
    ROOT / "pyproject.toml",
    ROOT / "Containerfile",
    ROOT / ".importlinter",
    *(path for room in ROOMS for kind in ("py", "csv", "service") for path in sorted((ROOT / room).rglob(f"*.{kind}"))),
]

INLINE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
NAMED = re.compile(r"docs/([a-z-]+\.md)((?:,\s+\"\"?[^\"\n]+\"\"?)*)")


def without_code(page: str) -> str:
    """The page without its blocks and words of code: what looks like a link or a heading there is none."""
    return INLINE.sub("``", without_blocks(page))


def broken(page: Path) -> list[str]:
    """The links of the page that lead nowhere."""
    found = []
    for link in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue  # of another place
        path, _, name = link.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists() or (name and target.suffix == ".md" and name not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def named_amiss(text: str) -> list[str]:
    """What the text says of a page of docs/ that is not so."""
    found = []
    for name, headings in NAMED.findall(text):
        page = ROOT / "docs" / name
        if not page.exists():
            found.append(f"docs/{name}")
            continue
        held = sections(page)
        found += [f'docs/{name}, "{said}"' for said in re.findall(r"\"+([^\"\n]+)\"+", headings) if said not in held]
    return found


def test_code_names_pages_and_headings_that_are_there() -> None:
    amiss = {}
    for path in NAMED_BY:
        if Path(__file__).parent in path.parents:
            continue  # what these tests invent
        if said := named_amiss(path.read_text(encoding="utf-8", errors="replace")):
            amiss[str(path.relative_to(ROOT))] = said
    assert amiss == {}


def test_what_is_amiss_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One thing\n\n[a](page.md#one-thing) [b](#one) [c](gone.md) [d](https://x.test) `[e](f)`\n")
    assert broken(page) == ["#one", "gone.md"]
    assert named_amiss('docs/gone.md; docs/walk.md, "Walls", "No such wall"') == [
        "docs/gone.md",
        'docs/walk.md, "No such wall"',
    ]

"""The pages of the documentation, as tests read them."""

from pathlib import Path

from tools.generated import by_hand

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
PACKAGE = ROOT / "src" / "onrecord"


def name_of(page: Path) -> str:
    """As tests print it: "docs/sql.md"."""
    return page.relative_to(ROOT).as_posix()


def read_page(name: str) -> str:
    """The text of a page by that name."""
    return (ROOT / name).read_text(encoding="utf-8")


def hand_written() -> str:
    """All pages, without the parts that commands write: a registry that lists itself tells nobody what it is for."""
    return "\n".join(by_hand(page.read_text(encoding="utf-8")) for page in PAGES)

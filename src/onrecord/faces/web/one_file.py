"""Pages with every reading over their text, as one HTML file that opens anywhere and asks nothing from anywhere.

In:      readings
Out:     HTML: style in the file, no script, nothing to fetch
Shown:   tests/faces/web/test_one_file.py
"""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from onrecord.faces.web.answering import HERE, environment
from onrecord.faces.web.views.page import LayerKind, PageShown, page_shown
from onrecord.ledger import open_ledger
from onrecord.terms.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown:
    """What the template shows. style: the desk's own file, which alone goes in as it stands."""

    title: str
    style: Markup
    pages: tuple[PageShown, ...]


@dataclass(frozen=True, slots=True)
class NoFrame:
    """What stands round a page that no desk serves: nothing."""

    as_of: None = None


def one_file(readings: tuple[Reading, ...], *, at: datetime) -> str:
    """The file. at: when it was read."""
    with open_ledger(None) as book:
        book.record_many(readings, recorded_at=at)
        pages = tuple(page_shown(book, r.page.id, kinds=frozenset(LayerKind), path="") for r in readings)
    title = pages[0].heading if len(pages) == 1 else f"{len(pages)} pages"
    style = Markup((HERE / "static" / "desk.css").read_text(encoding="utf-8"))
    view = FileShown(title=title, style=style, pages=pages)
    return environment().get_template("one_file.html").render(view=view, frame=NoFrame())

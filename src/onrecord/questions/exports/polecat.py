"""Events as rows in POLECAT's layout: 40 tab-separated columns.

Source:  the POLECAT data files, https://doi.org/10.7910/DVN/AJGVIT; what we do not know is left empty
"""

import csv
import io

from onrecord.ledger import Filters, Ledger
from onrecord.questions.exports.how import How
from onrecord.terms.actors import Actor
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
    "Story Locations", "Language", "Version",
)  # fmt: skip

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(ledger: Ledger, _filters: Filters, _how: How) -> bytes:
    """The events of every current reading: filters are on norms, and no event is one."""
    told = (rows(ledger.reading(reading_id)) for reading_id in ledger.current.reading_ids())
    return "".join((header(), *told)).encode("utf-8", "backslashreplace")


def header() -> str:
    """The line of names."""
    return _line(COLUMNS)


def rows(reading: Reading) -> str:
    """A line for each event of the reading that happened; what is not so, or of no type, has no place here.

    The day is the last it may have been: its own, else the page's.
    """
    document = reading.document
    if document is None:
        return ""
    published = document.published.bounds.last if document.published else None
    lines = []
    for event in reading.events:
        if not event.status.is_so or event.type is None:
            continue
        day = event.date.last if event.date else published
        lines.append(
            _line(
                (
                    event.id,
                    day.isoformat() if day else "",
                    event.type.value,
                    event.mode or "",
                    "",
                    QUADS.get(event.quad or 0, ""),
                    "",
                    *_party(reading, event.actor_id, event.actor),
                    *_party(reading, event.recipient_id, event.recipient),
                    *[""] * 8,
                    event.place.of(reading.text) if event.place else "",
                    "",
                    document.publisher or "",
                    published.isoformat() if published else "",
                    *[""] * 3,
                    document.language or "",
                    "onrecord",
                )
            )
        )
    return "".join(lines)


def _party(reading: Reading, actor_id: str | None, span: Span | None) -> tuple[str, ...]:
    actor: Actor | None = reading.cast.actors.get(actor_id or "")
    raw = span.of(reading.text) if span else ""
    if actor is None:
        return ("", "", "", "", "", "", raw, "")
    sector = actor.sector or ""
    return (actor.name, actor.state or "", "", sector, sector, actor.office or "", raw, "")


def _line(cells: tuple[str, ...]) -> str:
    # The layout has no quoting that all its readers share, so that a cell holds neither tab nor line break.
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None).writerow(
        [" ".join(cell.split()) for cell in cells]
    )
    return out.getvalue()

"""Tables of imported events: the files, their rows, the rows that were refused. All three are log: only added to.

Source: docs/imports.md
"""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from onrecord.ledger.schema.columns import ExactText, Instant, Large, Packed
from onrecord.ledger.schema.tables import metadata

imported_files = Table(
    "imported_files",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", ExactText, nullable=False),
    Column("format", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("encoding", String, nullable=False),
    Column("encoding_basis", String, nullable=False),
    Column("columns", Packed, nullable=False),
    Column("notes", Packed, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)


def _party(side: str) -> tuple[Column, ...]:  # type: ignore[type-arg]
    """An ImportedParty in six columns; code NULL: nobody."""
    return (
        Column(f"{side}_code", ExactText),
        Column(f"{side}_name", ExactText),
        Column(f"{side}_country", ExactText),
        Column(f"{side}_state", String),
        Column(f"{side}_organisation", ExactText),
        Column(f"{side}_sector", String),
    )


# file and line: where it was first met. cells: the row as it stood there. day_*: ordinals.
imported_events = Table(
    "imported_events",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("file", Integer, ForeignKey("imported_files.n"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("cells", Packed, nullable=False),
    Column("format", String, nullable=False),
    Column("row_id", ExactText),
    Column("series", ExactText),
    Column("version", Integer, nullable=False),
    Column("code", ExactText, nullable=False),
    Column("type", String),
    Column("mode", String),
    Column("quad", Integer),
    *_party("actor"),
    *_party("recipient"),
    Column("directed", Boolean, nullable=False),
    Column("day_first", Integer, nullable=False),
    Column("day_last", Integer, nullable=False),
    Column("precision", String, nullable=False),
    Column("place", ExactText),
    Column("place_state", String),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("deaths", Large),
    Column("words", ExactText),
    Column("url", ExactText),
    Column("publisher", ExactText),
    Index("imported_events_day", "day_last"),
    Index("imported_events_type", "type", "day_last"),
    Index("imported_events_actor", "actor_code", "day_last"),
    Index("imported_events_recipient", "recipient_code", "day_last"),
    Index("imported_events_series", "series", "version"),
)

imported_refusals = Table(
    "imported_refusals",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("file", Integer, ForeignKey("imported_files.n"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("reason", ExactText, nullable=False),
    Column("text", ExactText, nullable=False),
    UniqueConstraint("file", "line", "code"),
)

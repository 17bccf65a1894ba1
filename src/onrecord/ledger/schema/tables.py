"""The ledger's tables.

Two kinds. The log (pages, sightings, readings and all that hangs on a reading) is only ever added to; in SQLite,
triggers hold us to that. The index (current_readings, passages and the full-text index over them) says nothing the log
does not say: it follows the newest readings of each page and can be rebuilt.

Keys:   `id` comes from content and means the same everywhere; `n` and (reading, seq) are this file's own small numbers.
        seq is the place of an item in its tuple of the Reading, so that a reading comes back in its own order.
Source: docs/ledger.md
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from onrecord.ledger.schema.columns import Body, ExactText, Instant, Large, Packed

metadata = MetaData()


def _of_reading(name: str, *columns: Column | Index | UniqueConstraint) -> Table:  # type: ignore[type-arg]
    """A log table whose rows belong to one reading, in the reading's order."""
    return Table(
        name,
        metadata,
        Column("reading", Integer, ForeignKey("readings.n"), nullable=False),
        Column("seq", Integer, nullable=False),
        *columns,
        PrimaryKeyConstraint("reading", "seq"),
    )


def _bounds(prefix: str) -> tuple[Column, ...]:  # type: ignore[type-arg]
    """A DateBounds in four columns; precision NULL: no date."""
    return (
        Column(f"{prefix}_first", Date),
        Column(f"{prefix}_last", Date),
        Column(f"{prefix}_precision", String),
        Column(f"{prefix}_weekday", Integer),
    )


# What a page is: exactly what its id is made from.
pages = Table(
    "pages",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("sha256", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("given_id", ExactText, index=True),
    Column("given_date", Date),
    Column("body", Body, nullable=False),
)

# Where a page was seen. One row for a page and an address; it keeps the moment it was first fetched there.
sightings = Table(
    "sightings",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("page", Integer, ForeignKey("pages.n"), nullable=False, index=True),
    Column("address", ExactText, nullable=False),
    Column("url", ExactText),
    Column("encoding", String, nullable=False),
    Column("encoding_basis", String, nullable=False),
    Column("content_type", ExactText),
    Column("fetched_at", Instant),
    Column("headers", Packed, nullable=False),
)

# Which reader read which page when. digest: of all that was read, to tell a reader that says two things of one page.
readings = Table(
    "readings",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("page", Integer, ForeignKey("pages.n"), nullable=False),
    Column("sighting", Integer, ForeignKey("sightings.n"), nullable=False),
    Column("reader", ExactText, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("digest", String, nullable=False),
    Index("readings_newest", "page", "recorded_at", "reader"),
)

texts = Table(
    "texts",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("document_id", String, nullable=False, unique=True),
    Column("text", Body, nullable=False),  # UTF-8, surrogates passed
)

documents = Table(
    "documents",
    metadata,
    Column("reading", Integer, ForeignKey("readings.n"), primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("text", Integer, ForeignKey("texts.n"), nullable=False),
    Column("title", ExactText),
    Column("publisher", ExactText),
    Column("author", ExactText),
    Column("credit", ExactText),
    Column("language", String),
    *_bounds("published"),
    Column("published_basis", String),
    Column("layout", Packed, nullable=False),  # {"blocks": [[role, start, end]], "source_map": [[start, end, source]]}
    Column("refused", Packed, nullable=False),  # the document's own refusals
)

actors = _of_reading(
    "actors",
    Column("id", String, nullable=False),
    Column("name", ExactText, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String),
    Column("organisation", ExactText),
    Column("office", ExactText),
    Column("sector", String),
    Column("basis", ExactText, nullable=False),
    Index("actors_id", "id", "reading"),  # one actor is on thousands of pages
)

mentions = _of_reading(
    "mentions",
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("actor_id", String),
)

statements = _of_reading(
    "statements",
    Column("id", String, nullable=False, index=True),
    Column("directness", String, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("speaker_id", String),
)

# statement: seq of the statement in the same reading; NULL when the writer reports it as fact.
records = _of_reading(
    "records",
    Column("id", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("strength", Integer, nullable=False),  # rank: 0 none ... 6 categorical
    Column("statement", Integer),
    *_bounds("stated"),
    # Who entered it by hand on a page, and on which day; NULL where a program read it.
    Column("entered_by", ExactText),
    Column("entered_on", Date),
)

# record: seq of the record in the same reading.
norms = _of_reading(
    "norms",
    Column("id", String, nullable=False, index=True),
    Column("record", Integer, nullable=False),
    Column("modal", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("agent_id", ExactText),
    Column("action_event", String),
    Column("target_id", ExactText),
    Column("trigger_id", ExactText),
    Column("trigger_event", String),
    Column("speaker_id", ExactText),
    Column("probability", Float),
    *_bounds("due"),
    Column("action_pattern", ExactText),  # EventPattern in its text form
    Column("trigger_pattern", ExactText),
    Index("norms_record", "reading", "record"),
    Index("norms_agent", "agent_id", "modal", "mode", "reading", "record"),
    Index("norms_speaker", "speaker_id", "modal", "mode", "reading", "record"),
    Index("norms_modal", "modal", "mode", "reading", "record"),
)

# norm: seq of the norm in the same reading.
thresholds = _of_reading(
    "thresholds",
    Column("norm", Integer, nullable=False),
    Column("slot", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("unit", ExactText),
    Column("value", ExactText),
    Index("thresholds_norm", "reading", "norm"),
)

# reported_by: as the event says it, an id: it may be a statement of another page.
events = _of_reading(
    "events",
    Column("id", String, nullable=False, index=True),
    Column("type", String, nullable=False),  # "" where no type fits
    Column("mode", String),
    Column("quad", Integer),
    Column("actor_id", ExactText),
    Column("recipient_id", ExactText),
    Column("status", String, nullable=False),
    *_bounds("date"),
    Column("counted", Boolean, nullable=False),  # has a quantity, whose bounds may both be open
    Column("quantity_low", Large),
    Column("quantity_high", Large),
    Column("quantity_unit", ExactText),
    Column("reported_by", String),
    Column("probability", Float),
    Column("said_by_id", String),
    Column("does", ExactText),
    Index("events_type", "type", "actor_id"),
)

times = _of_reading(
    "times",
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("value", ExactText),
    *_bounds("date"),
)

refusals = _of_reading(
    "refusals",
    Column("room", String, nullable=False),
    Column("code", String, nullable=False),
    Column("reason", ExactText, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
)

# "the record `from_id` TYPE the record `to_id`", as this reading says; `to_id` may be on another page.
relations = _of_reading(
    "relations",
    Column("record", Integer, nullable=False),
    Column("from_id", String, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("to_id", String, nullable=False, index=True),
)

# Every span that something rests on, with its words: quote == text[start:end], checked before it is written.
# owner and owner_seq name the row it belongs to; piece counts where a role has several spans.
evidence = Table(
    "evidence",
    metadata,
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False),
    Column("owner", String, nullable=False),
    Column("owner_seq", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("piece", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", ExactText, nullable=False),
    PrimaryKeyConstraint("reading", "owner", "owner_seq", "role", "piece"),
)

refused_pages = Table(
    "refused_pages",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("address", ExactText, nullable=False),
    Column("room", String, nullable=False),
    Column("code", String, nullable=False),
    Column("reason", ExactText, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

# --- the index: follows the log, says nothing of its own ---

# Of each page the newest reading by a program, and the newest of each person who entered norms there. hand: whose;
# '' for a program's.
current_readings = Table(
    "current_readings",
    metadata,
    Column("page", Integer, ForeignKey("pages.n"), primary_key=True),
    Column("hand", ExactText, primary_key=True),
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False, unique=True),
    Index("current_readings_hand", "hand"),
)

# One row for each record of a current reading, and for each statement no record rests on (record NULL).
# day_first, day_last: proleptic ordinals of the days it may have been said, else published, open ends wide; both NULL
# when nothing is known. newest: minus the last bounded day (0: unknown), so that ascending is newest first. forms,
# also: what the words are searched by (language.search_forms), a space between; `also` ends with the codes of the
# parties of its norms. searched: its number in the full-text index, from sqlite.NORMS_FROM on where norms rest on it.
passages = Table(
    "passages",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False),
    Column("record", Integer),
    Column("statement", Integer),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String),  # NULL for a statement
    Column("strength", Integer),
    Column("day_first", Integer),
    Column("day_last", Integer),
    Column("newest", Integer, nullable=False),
    Column("document_id", String, nullable=False),
    Column("publisher", String),  # casefolded
    Column("words", String, nullable=False),  # the evidence, pieces joined by a line break, what cannot be stored blank
    Column("who", String, nullable=False),  # forms of the name of the speaker, "" when not known
    Column("holds", String, nullable=False),  # "norm", "record" (without a norm), "statement"
    Column("forms", String, nullable=False),
    Column("also", String, nullable=False),
    Column("searched", Large),
    Index("passages_newest", "newest", "document_id", "record"),
    Index("passages_of_reading", "reading", "record"),
    Index("passages_searched", "searched", unique=True),
)

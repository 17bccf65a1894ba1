"""Tables of what tells copies: one signature a reading, its keys to look others up by, its paragraphs. All log.

Source: docs/copies.md
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, PrimaryKeyConstraint, String, Table

from onrecord.ledger.schema.tables import metadata

signatures = Table(
    "signatures",
    metadata,
    Column("reading", Integer, ForeignKey("readings.n"), primary_key=True),
    Column("method", String, nullable=False),
    Column("words", Integer, nullable=False),
    Column("exact", String, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
)

# One row a band of the sketch: two documents that share a key may be copies.
signature_keys = Table(
    "signature_keys",
    metadata,
    Column("key", BigInteger, nullable=False),
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False, index=True),
    PrimaryKeyConstraint("key", "reading"),
)

signature_paragraphs = Table(
    "signature_paragraphs",
    metadata,
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("key", BigInteger, nullable=False, index=True),
    Column("words", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    PrimaryKeyConstraint("reading", "seq"),
)

"""Tables of what makes a changed past visible: the chain over commits, and the pages that were withdrawn. All log.

Source: docs/ledger.md, "Kept whole"
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from onrecord.ledger.schema.columns import ExactText, Instant
from onrecord.ledger.schema.tables import metadata

# One row a commit that added to the log. marks: JSON, the last number of each table then held; digest: over the rows
# it added; hash: over the hash before it, the marks and the digest.
commits = Table(
    "commits",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("marks", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("hash", String, nullable=False),
)

# A page whose words were taken out of the ledger: why, by whom, on which day.
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("page_id", String, nullable=False, index=True),
    Column("reason", ExactText, nullable=False),
    Column("author", ExactText, nullable=False),
    Column("day", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)


def _of_withdrawal(name: str, *columns: Column | Index) -> Table:  # type: ignore[type-arg]
    keys = [c.name for c in columns if isinstance(c, Column) and c.name != "leaf"]
    return Table(
        name,
        metadata,
        Column("withdrawal", Integer, ForeignKey("withdrawals.n"), nullable=False),
        *columns,
        PrimaryKeyConstraint("withdrawal", *keys),
    )


# What stands in the chain for a row that was emptied: its digest before.
withdrawn_rows = _of_withdrawal(
    "withdrawn_rows",
    Column("of_table", String, nullable=False),
    Column("row", Integer, nullable=False),
    Column("leaf", String, nullable=False),
)

# The ids that named something on the page: of its document, statements, records, norms, events.
withdrawn_ids = _of_withdrawal("withdrawn_ids", Column("id", String, nullable=False, index=True))

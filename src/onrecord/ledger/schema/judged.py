"""Tables of the index that the views of SQL show beside the log: norms as persons judged them, names of states.

Source: docs/ledger.md, "What is kept"; docs/sql.md

A view can join tables and cannot apply a judgement: of the few norms that somebody judged, the words that stand are
kept.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from onrecord.ledger.schema.columns import ExactText
from onrecord.ledger.schema.tables import metadata

# One row for each norm of current_norms that a person judged. verdict: the last; corrected: it does not stand as it was
# read, and judged_words has its words; speaker: by name, where a person said who speaks.
judged_norms = Table(
    "judged_norms",
    metadata,
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("record", Integer, nullable=False),
    Column("verdict", String, nullable=False),
    Column("corrected", Boolean, nullable=False),
    Column("speaker", ExactText),
    PrimaryKeyConstraint("reading", "seq"),
    Index("judged_norms_record", "reading", "record"),
)

# Of a corrected norm the words of each slot as it stands, also of those nobody changed; as `evidence` has them as read.
judged_words = Table(
    "judged_words",
    metadata,
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", ExactText, nullable=False),
    PrimaryKeyConstraint("reading", "seq", "role"),
)

# The name to show for a code of a state; of any other code the code is the name.
state_names = Table(
    "state_names",
    metadata,
    Column("code", String, primary_key=True),
    Column("name", String, nullable=False),
)

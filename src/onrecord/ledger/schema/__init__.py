"""Every table of the ledger, its columns' types, and the steps from an empty file to today's.

Out:     tables
Source:  docs/ledger.md, "What is kept"
Shown:   tests/ledger/test_recording.py
"""

# Whoever sees one table sees all, in this order, whatever was imported first: `upkeep.log` counts on it.
from onrecord.ledger.schema import tables, copies, chain, later_tables, imported  # noqa: F401, I001

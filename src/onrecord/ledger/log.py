"""Which tables are the log, only ever added to, and which the index, which says nothing the log does not.

In:      the tables of the ledger
Out:     LOG, INDEX
Source:  docs/ledger.md, "What is kept"
Shown:   tests/ledger/test_recording.py
"""

from onrecord.ledger import copy_tables, imported_tables  # noqa: F401 - adds their tables to the metadata
from onrecord.ledger.later_tables import current_events, current_norms
from onrecord.ledger.meanings import meanings
from onrecord.ledger.norm_keys import norm_keys
from onrecord.ledger.tables import current_readings, metadata, passages

INDEX = (current_readings, passages, current_norms, current_events, norm_keys, meanings)

LOG = tuple(t for t in metadata.tables.values() if t not in INDEX)

"""Which tables are the log, only ever added to, and which the index, which says nothing the log does not.

In:      the tables of the ledger
Out:     LOG, INDEX
Source:  docs/ledger.md, "What is kept"
Shown:   tests/ledger/test_recording.py
"""

from onrecord.ledger.index.norm_asks import norm_asks
from onrecord.ledger.index.norm_keys import norm_keys
from onrecord.ledger.index.vectors import meanings
from onrecord.ledger.schema.judged import judged_norms, judged_words, state_names
from onrecord.ledger.schema.later_tables import current_events, current_norms, not_met
from onrecord.ledger.schema.tables import current_readings, metadata, passages

INDEX = (
    *(current_readings, passages, current_norms, current_events, norm_keys, norm_asks, not_met, meanings),
    *(judged_norms, judged_words, state_names),
)

LOG = tuple(t for t in metadata.tables.values() if t not in INDEX)

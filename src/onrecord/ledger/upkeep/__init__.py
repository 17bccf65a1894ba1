"""A ledger looked after: its chain, inspected, repaired, backed up, forgotten from, read anew by a later reader.

Source:  docs/ledger.md, "Kept whole"
Shown:   tests/ledger/
"""

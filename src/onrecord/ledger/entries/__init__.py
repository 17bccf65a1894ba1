"""What a ledger is asked for: entries with their words, speaker, page and date, as read and as persons judged them.

In:      places, ids, Filters
Out:     Entry and the values under it
Shown:   tests/ledger/
"""

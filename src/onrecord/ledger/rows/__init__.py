"""A reading as rows of the log, and the rows as a reading again.

In:      Reading; rows
Out:     rows; Reading, equal to what was recorded
Shown:   tests/ledger/
"""

"""The ledger in the formats others read.

In:      entries, readings, statuses
Out:     text or bytes of one file
Source:  docs/questions.md names each format's specification
Shown:   tests/questions/test_exports.py
"""

"""Releases: a ledger, and the tables a study is made from, in a folder that can be cited, checked and made again.

In:      a ledger; what is wished; the day and the versions, which faces know
Out:     a folder; what does not fit in one
Source:  docs/releases.md
Shown:   tests/releases/
"""

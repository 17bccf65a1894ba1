"""Watching: feeds that are read as they come, and what is told of it.

In:      a ledger, feeds, what somebody watches
Out:     pages in the ledger; alerts, each once
Source:  docs/watching.md
"""

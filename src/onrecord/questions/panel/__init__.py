"""Panels: an actor, or one actor towards another, by month, counted.

In:      a ledger, what to count by, which months
Out:     rows for statistics, their codebook, and what could not be put into a month
Source:  docs/panel.md
Shown:   tests/questions/test_panel.py
"""

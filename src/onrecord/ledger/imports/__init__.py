"""Events imported from files, in and out of the log.

Out:     ImportedEntry
Source:  docs/imports.md
Shown:   tests/ledger/test_imported.py
"""

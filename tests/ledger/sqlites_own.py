"""Tests of the ledger that only SQLite can pass, and why: by file, or by file and name."""

SQLITES_OWN: dict[str, str] = {}

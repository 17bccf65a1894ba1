"""The ledger as SQL shows it: views with one documented set of columns, on every database alike.

`columns` what a view is made of, `dialects` what databases say in different words, `making` puts the views into a
ledger and reads them out. What is in them: docs/sql.md, written from here.
"""

"""Imports: events other people coded, from files a user has, as candidates for the ledger.

In:      paths to POLECAT, ACLED, GDELT and ICEWS files
Out:     OpenedFile with ImportedRow and RefusedRow; RefusedFile
Source:  docs/imports.md
"""

from onrecord.imports.reading import OpenedFile, RefusedFile, open_files

__all__ = ["OpenedFile", "RefusedFile", "open_files"]

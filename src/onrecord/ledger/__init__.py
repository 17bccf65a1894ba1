"""The ledger: readings go in and stay; entries come out, each with its words, speaker, page and date.

In:      Reading, RefusedPage
Out:     Entry and the values under it
Refuses: see `errors`
Source:  docs/ledger.md
Shown:   tests/ledger/
"""

from onrecord.ledger.copies import Copies, Report
from onrecord.ledger.entries import Entry, EntryNorm, EntryStatement, Quote, Source, actor_json
from onrecord.ledger.errors import (
    JudgementUnsound,
    LedgerBusy,
    LedgerCorrupted,
    LedgerError,
    LedgerFull,
    LedgerMissing,
    LedgerNewer,
    LedgerNotWritable,
    LedgerOlder,
    NotALedger,
    ReadingUnsound,
)
from onrecord.ledger.fetching import Place
from onrecord.ledger.filters import Filters
from onrecord.ledger.imported import FileHeld, Imported, ImportedEntry, ImportedFilters, ImportTally
from onrecord.ledger.judgements import Judgement
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.looking import Found, HeldReading, PageHeld, Sighting, StoredRelation
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.searching import Match
from onrecord.ledger.storing import Recorded, Tally
from onrecord.terms.judgements import Verdict

__all__ = [
    "Copies",
    "Entry",
    "EntryNorm",
    "EntryStatement",
    "FileHeld",
    "Filters",
    "Found",
    "HeldReading",
    "ImportTally",
    "Imported",
    "ImportedEntry",
    "ImportedFilters",
    "Judgement",
    "JudgementUnsound",
    "Ledger",
    "LedgerBusy",
    "LedgerCorrupted",
    "LedgerError",
    "LedgerFull",
    "LedgerMissing",
    "LedgerNewer",
    "LedgerNotWritable",
    "LedgerOlder",
    "Match",
    "NotALedger",
    "PageHeld",
    "Place",
    "Quote",
    "ReadingUnsound",
    "Recorded",
    "Report",
    "Sighting",
    "Source",
    "StoredRelation",
    "Tally",
    "Verdict",
    "actor_json",
    "open_ledger",
]

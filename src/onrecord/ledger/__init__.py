"""The ledger: readings go in and stay; entries come out, each with its words, speaker, page and date.

In:      Reading, RefusedPage
Out:     Entry and the values under it
Refuses: see `errors`
Source:  docs/ledger.md
Shown:   tests/ledger/
"""

from onrecord.ledger.entries.copies import Copies, Report
from onrecord.ledger.entries.fetch import Place, Turn
from onrecord.ledger.entries.filters import Filters
from onrecord.ledger.entries.lookup import Found, HeldReading, PageHeld, Sighting, StoredRelation
from onrecord.ledger.entries.remarked import Named, Remarks, Standing
from onrecord.ledger.entries.values import Entry, EntryNorm, EntryStatement, Quote, Source, actor_json
from onrecord.ledger.errors import (
    Amiss,
    EvidenceDamaged,
    JudgementUnsound,
    LedgerAway,
    LedgerBusy,
    LedgerCorrupted,
    LedgerError,
    LedgerFull,
    LedgerMissing,
    LedgerNewer,
    LedgerNotWritable,
    LedgerOlder,
    NotALedger,
    NotHeld,
    PageWithdrawn,
    PlaceTaken,
    ReadingUnsound,
    RemarkUnsound,
    ShardRefused,
    WithdrawalUnsound,
)
from onrecord.ledger.imports.events import FileHeld, Imported, ImportedEntry, ImportedFilters, ImportTally
from onrecord.ledger.index.full_text import Match
from onrecord.ledger.judgements.remarks import Remark
from onrecord.ledger.judgements.values import Judgement
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.opening import open_as, open_ledger
from onrecord.ledger.rows.withdrawals import Withdrawal
from onrecord.ledger.upkeep.copying import CopiedLedger
from onrecord.ledger.upkeep.inspecting import Finding, Inspection
from onrecord.ledger.upkeep.kept_whole import repair, restore
from onrecord.ledger.upkeep.read_before import ReadBefore
from onrecord.ledger.upkeep.repairing import Repaired
from onrecord.ledger.upkeep.safekeeping import Copied
from onrecord.ledger.write import Recorded, Tally
from onrecord.terms.judgements import Verdict

__all__ = [
    "Amiss",
    "Copied",
    "CopiedLedger",
    "Copies",
    "Entry",
    "EntryNorm",
    "EntryStatement",
    "EvidenceDamaged",
    "FileHeld",
    "Filters",
    "Finding",
    "Found",
    "HeldReading",
    "ImportTally",
    "Imported",
    "ImportedEntry",
    "ImportedFilters",
    "Inspection",
    "Judgement",
    "JudgementUnsound",
    "Ledger",
    "LedgerAway",
    "LedgerBusy",
    "LedgerCorrupted",
    "LedgerError",
    "LedgerFull",
    "LedgerMissing",
    "LedgerNewer",
    "LedgerNotWritable",
    "LedgerOlder",
    "Match",
    "Named",
    "NotALedger",
    "NotHeld",
    "PageHeld",
    "PageWithdrawn",
    "Place",
    "PlaceTaken",
    "Quote",
    "ReadBefore",
    "ReadingUnsound",
    "Recorded",
    "Remark",
    "RemarkUnsound",
    "Remarks",
    "Repaired",
    "Report",
    "ShardRefused",
    "Sighting",
    "Source",
    "Standing",
    "StoredRelation",
    "Tally",
    "Turn",
    "Verdict",
    "Withdrawal",
    "WithdrawalUnsound",
    "actor_json",
    "open_as",
    "open_ledger",
    "repair",
    "restore",
]

"""The ledger: readings go in and stay; entries come out, each with its words, speaker, page and date.

In:      Reading, RefusedPage
Out:     Entry and the values under it
Refuses: see `errors`
Source:  docs/ledger.md
Shown:   tests/ledger/
"""

from onrecord.ledger.entries.copies import Copies, Report
from onrecord.ledger.entries.fetch import RowKey, Turn
from onrecord.ledger.entries.filters import Filters
from onrecord.ledger.entries.lookup import FoundId, HeldReading, PageHeld, PageSighting, StoredRelation
from onrecord.ledger.entries.remarked import NamedRemark, RemarkInForce, Remarks
from onrecord.ledger.entries.values import Entry, EntryNorm, EntrySource, EntryStatement, Quote, actor_json
from onrecord.ledger.errors import (
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
    ShardFault,
    ShardRefused,
    WithdrawalUnsound,
)
from onrecord.ledger.imports.events import FileHeld, Imported, ImportedEntry, ImportedFilters, ImportTally
from onrecord.ledger.index.full_text import PassageMatch
from onrecord.ledger.judgements.remarks import Remark
from onrecord.ledger.judgements.values import Judgement
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.opening import open_as, open_ledger
from onrecord.ledger.rows.withdrawals import Withdrawal
from onrecord.ledger.upkeep.copying import CopiedLedger
from onrecord.ledger.upkeep.inspecting import Inspection, LedgerFinding
from onrecord.ledger.upkeep.kept_whole import repair, restore
from onrecord.ledger.upkeep.read_before import ReadBefore
from onrecord.ledger.upkeep.repairing import Repaired
from onrecord.ledger.upkeep.safekeeping import Copied
from onrecord.ledger.write import Recorded, Tally
from onrecord.terms.judgements import JudgementKind

__all__ = [
    "Copied",
    "CopiedLedger",
    "Copies",
    "Entry",
    "EntryNorm",
    "EntrySource",
    "EntryStatement",
    "EvidenceDamaged",
    "FileHeld",
    "Filters",
    "FoundId",
    "HeldReading",
    "ImportTally",
    "Imported",
    "ImportedEntry",
    "ImportedFilters",
    "Inspection",
    "Judgement",
    "JudgementKind",
    "JudgementUnsound",
    "Ledger",
    "LedgerAway",
    "LedgerBusy",
    "LedgerCorrupted",
    "LedgerError",
    "LedgerFinding",
    "LedgerFull",
    "LedgerMissing",
    "LedgerNewer",
    "LedgerNotWritable",
    "LedgerOlder",
    "NamedRemark",
    "NotALedger",
    "NotHeld",
    "PageHeld",
    "PageSighting",
    "PageWithdrawn",
    "PassageMatch",
    "PlaceTaken",
    "Quote",
    "ReadBefore",
    "ReadingUnsound",
    "Recorded",
    "Remark",
    "RemarkInForce",
    "RemarkUnsound",
    "Remarks",
    "Repaired",
    "Report",
    "RowKey",
    "ShardFault",
    "ShardRefused",
    "StoredRelation",
    "Tally",
    "Turn",
    "Withdrawal",
    "WithdrawalUnsound",
    "actor_json",
    "open_as",
    "open_ledger",
    "repair",
    "restore",
]

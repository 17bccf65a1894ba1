"""What can be wrong with a ledger, each under its own name, each with what to do next."""

import zlib
from enum import StrEnum
from pathlib import Path

from onrecord.terms.errors import OnRecordError

# What a row raises on its way back when its bytes are no longer those that were written.
SENSELESS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, zlib.error)


class LedgerError(OnRecordError):
    """Base of every error of the ledger."""


class LedgerMissing(LedgerError):
    """No file there, and none was to be made."""


class NotALedger(LedgerError):
    """The file is something else: it is left as it is."""


class LedgerNewer(LedgerError):
    """The file was written by a later version of this package."""


class LedgerOlder(LedgerError):
    """The file is of an earlier version and was opened for reading only, so that it cannot be brought forward."""


class LedgerCorrupted(LedgerError):
    """The file is damaged."""


class LedgerFull(LedgerError):
    """No room left on the disk; nothing of the transaction was kept."""


class LedgerBusy(LedgerError):
    """Another process is writing and did not finish in time."""


class LedgerAway(LedgerError):
    """The server that has the ledger does not answer, or does not let us in."""


class LedgerNotWritable(LedgerError):
    """The file or its folder cannot be written."""


class ReadingUnsound(LedgerError):
    """A reading whose spans or ids do not hold together: it is not recorded."""


class JudgementUnsound(LedgerError):
    """A judgement of nothing we hold, or a correction that does not fit its slot or its page."""


class RemarkUnsound(LedgerError):
    """A remark on nothing we hold, or a name or note that is none."""


class NotHeld(LedgerError, KeyError):
    """An id that nothing in the ledger has."""

    def __str__(self) -> str:
        return f"{self.args[0]}: nothing in the ledger has this id"


class VectorsDiffer(LedgerError, ValueError):
    """Vectors of one encoder that are not of one length."""


class PageWithdrawn(NotHeld):
    """The page was held, and its words were taken out; the message says when, by whom and why."""

    def __str__(self) -> str:
        return str(self.args[0])


class WithdrawalUnsound(LedgerError):
    """A withdrawal that does not say why, or by whom."""


class PlaceTaken(LedgerError):
    """A file stands where one was to be written, and nobody said to replace it."""


class EvidenceDamaged(LedgerError):
    """What is damaged is the log: nothing can make it anew."""


class ShardFault(StrEnum):
    """What is wrong with a shard.

    DIFFERS: it is not what its marker says. OPEN: it was written to since, or is. HOLDS_MORE: what no batch makes.
    UNSOUND: rows of it do not fit together.
    """

    DIFFERS = "differs"
    OPEN = "open"
    NO_LEDGER = "no-ledger"
    DAMAGED = "damaged"
    OLDER = "older"
    NEWER = "newer"
    HOLDS_MORE = "holds-more"
    UNSOUND = "unsound"


class ShardRefused(LedgerError):
    """A shard that is not taken; of a row of it that came before, all is as it was."""

    def __init__(self, amiss: ShardFault, why: str) -> None:
        super().__init__(why)
        self.amiss = amiss


def unsound_shard(path: Path, seen: str) -> ShardRefused:
    """The error for one whose rows can be read and do not fit together."""
    return ShardRefused(
        ShardFault.UNSOUND,
        f"{path}: its rows do not fit together ({seen}). Remove it with its marker, and it is made again.",
    )

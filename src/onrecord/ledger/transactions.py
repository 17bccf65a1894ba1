"""What each part of an open ledger is handed to ask and to write with.

In:      the two transactions of a ledger
Out:     InTransactions, on which its parts stand: `ledger.current`, `ledger.imported`, `ledger.copies` ...
Refuses: nothing
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy.engine import Connection

Transaction = Callable[[], AbstractContextManager[Connection]]


class InTransactions:
    """A part of an open ledger. read, write: give the connection of a transaction; what was written is sealed into the
    chain when it ends."""

    def __init__(self, read: Transaction, write: Transaction) -> None:
        self._read_transaction = read
        self._write_transaction = write

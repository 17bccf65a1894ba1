"""What passages mean, as vectors: kept once for each passage and encoder, and the nearest found by comparing all.

In:      unit vectors of 32-bit floats, made by whoever holds an encoder
Out:     the passages that have none yet; the nearest passages, each with its cosine
Refuses: an encoder whose vectors are not of one length (VectorsDiffer, a ValueError)
Source:  docs/ledger.md, "Meaning"
Shown:   tests/ledger/test_meanings.py

A vector follows from the words of its passage, whose id follows from them too: so a vector stays true when a page is
read anew, and none is ever changed. Vectors of passages that are no longer listed stay and are not compared.
"""

from array import array
from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from sqlalchemy import Column, Exists, Integer, LargeBinary, String, Table, UniqueConstraint, and_, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from onrecord.ledger.entries.fetch import RowKey
from onrecord.ledger.entries.filters import EVERYTHING, Filters, conditions
from onrecord.ledger.errors import VectorsDiffer
from onrecord.ledger.index.full_text import PassageMatch
from onrecord.ledger.schema.columns import Large
from onrecord.ledger.schema.tables import metadata, passages
from onrecord.ledger.transactions import InTransactions

# id: of the passage, a record's or a statement's. vector: 16-bit floats, little-endian: a cosine is true to .001.
# crc: over id, encoder and vector, since nothing else in the ledger would tell a damaged vector; NULL: an older row.
meanings = Table(
    "meanings",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("encoder", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("crc", Large),
    UniqueConstraint("id", "encoder"),
)
STORED = np.dtype("<f2")

# So many vectors are compared at once: what they take as 32-bit floats stays in the processor's cache.
COMPARED_AT_ONCE = 4096


class Meanings(InTransactions):
    """`ledger.meanings`: vectors of one ledger's passages."""

    def missing(self, encoder: str, *, limit: int, after: int = 0) -> tuple[list[tuple[str, str]], int]:
        """(id, words) of passages that this encoder has not placed yet, at most `limit`, and where they end.

        after: where an earlier look ended, so that whoever goes through all of them looks at none twice; 0: the first.
        """
        with self._read_transaction() as connection:
            rows = connection.execute(
                select(passages.c.n, passages.c.id, passages.c.words)
                .where(passages.c.n > after, ~_placed(encoder))
                .order_by(passages.c.n)
                .limit(limit)
            ).all()
        return [(row.id, row.words) for row in rows], rows[-1].n if rows else after

    def how_many_missing(self, encoder: str) -> int:
        """How many passages this encoder has not placed yet."""
        query = select(func.count()).select_from(passages).where(~_placed(encoder))
        with self._read_transaction() as connection:
            return int(connection.execute(query).scalar_one())

    def keep(self, encoder: str, placed: Iterable[tuple[str, "array[float]"]]) -> None:
        """Keep the vectors of these ids; of an id that has one already, nothing changes."""
        rows = []
        for id_, vector in placed:
            stored = np.asarray(vector, dtype=STORED).tobytes()
            rows.append({"id": id_, "encoder": encoder, "vector": stored, "crc": crc_of(id_, encoder, stored)})
        if not rows:
            return
        with self._write_transaction() as connection:
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            connection.execute(insert(meanings).on_conflict_do_nothing(index_elements=["id", "encoder"]), rows)

    def nearest(
        self, encoder: str, vector: "array[float]", filters: Filters = EVERYTHING, *, limit: int = 20
    ) -> list[PassageMatch]:
        """The `limit` passages nearest in meaning among what the filters keep, the score of each its cosine; of two
        as near the earlier recorded. Passages without a vector of this encoder are left out."""
        sought = np.asarray(vector, dtype=np.float32)
        compared = (
            select(passages.c.n, meanings.c.vector)
            .join(meanings, and_(meanings.c.id == passages.c.id, meanings.c.encoder == encoder))
            .where(*conditions(filters))
            .order_by(passages.c.n)
        )
        with self._read_transaction() as connection:
            numbers: list[int] = []
            cosines = [np.empty(0, dtype=np.float32)]
            for rows in connection.execute(compared).partitions(COMPARED_AT_ONCE):
                numbers.extend(row[0] for row in rows)
                held = np.frombuffer(b"".join(row[1] for row in rows), dtype=STORED)
                if len(held) != len(rows) * len(sought):
                    raise VectorsDiffer(f"{encoder}: vectors are kept that are not of {len(sought)} numbers each")
                cosines.append(held.reshape(len(rows), len(sought)).astype(np.float32) @ sought)
            every = np.concatenate(cosines)
            best = [int(i) for i in np.argsort(-every, kind="stable")[:limit]]
            return _matches(connection, [(numbers[i], float(every[i])) for i in best])


def _placed(encoder: str) -> Exists:
    """Has the passage a vector of this encoder?"""
    return select(meanings.c.n).where(meanings.c.id == passages.c.id, meanings.c.encoder == encoder).exists()


def last_vector(connection: Connection) -> int:
    """The number of the vector kept last; 0: there is none. Vectors are no part of the chain."""
    return int(connection.execute(select(func.max(meanings.c.n))).scalar() or 0)


def crc_of(id_: str, encoder: str, vector: bytes) -> int:
    """The check sum of a row, 32 bits."""
    return crc32(b"\0".join((id_.encode(), encoder.encode(), vector)))


def _matches(connection: Connection, best: Sequence[tuple[int, float]]) -> list[PassageMatch]:
    p = passages.c
    query = select(p.n, p.id, p.reading, p.record, p.statement).where(p.n.in_([number for number, _ in best]))
    rows = {row.n: row for row in connection.execute(query)}
    return [
        PassageMatch(
            id=rows[number].id,
            is_record=rows[number].record is not None,
            place=RowKey(
                rows[number].reading,
                rows[number].record if rows[number].record is not None else rows[number].statement,
            ),
            score=cosine,
            found=(),
        )
        for number, cosine in best
    ]

"""Signatures as rows, and back.

In:      CopySignature
Out:     rows of the tables of `schema.copies`, without the reading's number; the signature of a reading
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.schema.copies import signature_keys, signature_paragraphs, signatures
from onrecord.terms.copy_signature import CopySignature, ParagraphMark
from onrecord.terms.spans import Span

# 16 bands of 8 numbers each: two texts that share three quarters of their runs of words share a band with
# probability .81, with nine tenths of them .9999.
BANDS = 16


def signature_rows(signature: CopySignature) -> dict[Table, list[dict[str, Any]]]:
    """Its rows by table."""
    marks = signature.paragraphs
    return {
        signatures: [
            {
                "method": signature.method,
                "words": signature.words,
                "exact": signature.exact,
                "sketch": signature.sketch,
            }
        ],
        signature_keys: [{"key": key} for key in sorted(band_keys(signature))],
        signature_paragraphs: [
            {"seq": seq, "key": mark.key, "words": mark.words, "start": mark.span.start, "end": mark.span.end}
            for seq, mark in enumerate(marks)
        ],
    }


def band_keys(signature: CopySignature) -> set[int]:
    """A key of 63 bits for each band; none for a text without words, which is like every other."""
    if not signature.words:
        return set()
    size = len(signature.sketch) // BANDS
    return {
        int.from_bytes(
            hashlib.blake2b(
                b"%s %d " % (signature.method.encode(), band) + signature.sketch[band * size : (band + 1) * size],
                digest_size=8,
            ).digest(),
            "big",
        )
        >> 1
        for band in range(BANDS)
    }


def signatures_of(connection: Connection, readings: Sequence[int]) -> dict[int, CopySignature]:
    """The signatures of these readings; those that have none are left out."""
    found: dict[int, CopySignature] = {}
    for some in in_shares(readings):
        marks: dict[int, list[ParagraphMark]] = {}
        p = signature_paragraphs.c
        for row in connection.execute(select(signature_paragraphs).where(p.reading.in_(some)).order_by(p.seq)):
            marks.setdefault(row.reading, []).append(ParagraphMark(Span(row.start, row.end), row.words, row.key))
        for row in connection.execute(select(signatures).where(signatures.c.reading.in_(some))):
            found[row.reading] = CopySignature(
                method=row.method,
                words=row.words,
                exact=row.exact,
                sketch=row.sketch,
                paragraphs=tuple(marks.get(row.reading, ())),
            )
    return found

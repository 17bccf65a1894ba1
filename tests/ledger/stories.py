"""Readings of stories: a headline, paragraphs, a day, and a record whose evidence is one paragraph."""

from dataclasses import replace
from datetime import date

from tests.ledger.factory import make_page

from onrecord.documents.copy_signature import copy_signature
from onrecord.terms.actors import Cast
from onrecord.terms.dates import Basis, DateBounds, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.reading import Reading
from onrecord.terms.records import Record, RecordKind, Strength
from onrecord.terms.spans import SourceMap, Span

WORDS = (
    "harbour",
    "ferry",
    "crew",
    "timetable",
    "union",
    "notice",
    "lake",
    "monday",
    "strike",
    "office",
    "shore",
    "sail",
)


def paragraph(number: int, length: int = 20) -> str:
    """A paragraph of its own."""
    return f"In {number} " + " ".join(
        WORDS[(number * 7 + i * (number % 11 + 1)) % 12] + str(i * number) for i in range(length)
    )


def story(
    address: str, paragraphs: list[str], *, evidence: int = 0, day: date | None = None, signed: bool = True
) -> Reading:
    """The reading of one page; evidence: which paragraph the record rests on."""
    text, blocks = "", []
    for n, words in enumerate([f"Headline of {address}", *paragraphs]):
        role = BlockRole.BODY if n else BlockRole.HEADLINE
        blocks.append(Block(role, Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    page = make_page(text, address=address)
    document = Document(
        page_id=page.id,
        text=text,
        blocks=tuple(blocks),
        source_map=SourceMap.identity(len(text)),
        published=PublishedDate(DateBounds.day(day), Basis.META_TAG) if day else None,
        language="en",
    )
    if signed:
        document = replace(document, signature=copy_signature(document))
    record = Record(
        document_id=document.id,
        kind=next(iter(RecordKind)),
        strength=next(iter(Strength)),
        statement_id=None,
        stated_on=None,
        evidence=(blocks[min(evidence + 1, len(blocks) - 1)].span,),
        relations=(),
    )
    return Reading(
        page=page,
        document=document,
        cast=Cast((), ()),
        statements=(),
        records=(record,),
        norms=(),
        events=(),
        times=(),
        refusals=(),
        reader="reader 1",
    )

"""The walk a page takes through the rooms: the one file that knows the order.

In:      a captured Page and the engines
Out:     Reading
Refuses: a text of more than a million characters, or of 250,000 words and marks; a page a room refuses comes out as a
         Reading without a document
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from onrecord.actors import name_speakers, resolve
from onrecord.commitments import find_commitments
from onrecord.documents import read_page
from onrecord.events import code_events
from onrecord.statements import find_statements
from onrecord.terms.considered import PassedOver
from onrecord.terms.pages import Page
from onrecord.terms.parses import Parse
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.times import find_times
from onrecord.walk.open import Engines

# A book of 170,000 words. Reading takes memory and time in proportion to the text, and memory most to its words and
# marks: a million characters of single letters would take five times what prose does (docs/profile.md).
LONGEST_CHARS = 1_000_000
MOST_WORDS = 250_000
WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")


class Stop(Enum):
    """Where on the walk a page is, in words."""

    WAITING = "waiting for a free reader, or for the models to be loaded"
    DOCUMENTS = "finding the text on the page"
    PARSES = "taking its sentences apart"
    ACTORS = "finding who is who"
    STATEMENTS = "finding who said what"
    TIMES = "finding days and times"
    EVENTS = "finding what happened"
    COMMITMENTS = "finding who commits to what"


Told = Callable[[Stop], None]
"""Hears of each stop as the page gets there."""


def unheard(_stop: Stop) -> None:
    """For a walk nobody follows."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A reading and what it came by; parse None for a page that was refused as a whole."""

    reading: Reading
    parse: Parse | None
    passed: tuple[PassedOver, ...]


def read(page: Page, engines: Engines, *, told: Told = unheard) -> Reading:
    """Read one page."""
    return walked(page, engines, told=told).reading


def walked(page: Page, engines: Engines, *, told: Told = unheard) -> Walk:
    """Read one page and keep what was considered on the way."""
    told(Stop.DOCUMENTS)
    document = read_page(page)
    if not isinstance(document, Refusal):
        document = too_long(document.text) or document
    if isinstance(document, Refusal):
        return Walk(Reading.refused(page, document, reader=engines.name), None, ())
    blocks = [b.span for b in document.blocks]
    told(Stop.PARSES)
    parse = engines.parser.parse(document.text, blocks)
    scan = engines.scanner.read(document.text, blocks)
    told(Stop.ACTORS)
    cast = resolve(document, parse)
    told(Stop.STATEMENTS)
    found, unread = find_statements(document, parse, scan.attributions())
    statements, cast = name_speakers(document, parse, found, cast)
    told(Stop.TIMES)
    times = find_times(document, parse)
    told(Stop.EVENTS)
    events = code_events(document, parse, statements, cast, times, typer=scan)
    sentences = [parse.sentence_span(i) for i in range(len(parse.sentences))]
    told(Stop.COMMITMENTS)
    committed = find_commitments(
        document,
        parse,
        statements,
        cast,
        times,
        coder=engines.action_coder,
        judge=engines.norm_judge,
        read=engines.norm_reader.read(document.text, sentences, scan.norm_odds(sentences)),
        parties_judge=engines.party_judge,
    )
    reading = Reading(
        page=page,
        document=document,
        cast=cast,
        statements=statements,
        records=committed.records,
        norms=committed.norms,
        events=events,
        times=times,
        refusals=(*document.refusals, *unread, *committed.refusals),
        reader=engines.name,
    )
    return Walk(reading, parse, committed.passed)


def too_long(text: str) -> Refusal | None:
    """Why a text is not read; None: it is short enough.

    >>> too_long("We will sue.") is None
    True
    >>> too_long("( " * 400_000).reason
    '400,000 words and marks are more than are read as one page (250,000): cut it into several'
    """
    if len(text) > LONGEST_CHARS:
        why = f"{len(text):,} characters of text are more than is read as one page ({LONGEST_CHARS:,})"
    elif (words := sum(1 for _ in WORD_OR_MARK.finditer(text))) > MOST_WORDS:
        why = f"{words:,} words and marks are more than are read as one page ({MOST_WORDS:,})"
    else:
        return None
    return Refusal("walk", "too-long", f"{why}: cut it into several")

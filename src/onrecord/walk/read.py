"""The walk a page takes through the rooms: the one file that knows the order.

In:      a captured Page and the engines
Out:     Reading
Refuses: a text of more than a million characters; a page a room refuses comes out as a Reading without a document
"""

from dataclasses import dataclass

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

# A book of 170,000 words. Reading takes memory and time in proportion to the text.
LONGEST_CHARS = 1_000_000


@dataclass(frozen=True, slots=True)
class Walk:
    """A reading and what it came by; parse None for a page that was refused as a whole."""

    reading: Reading
    parse: Parse | None
    passed: tuple[PassedOver, ...]


def read(page: Page, engines: Engines) -> Reading:
    """Read one page."""
    return walked(page, engines).reading


def walked(page: Page, engines: Engines) -> Walk:
    """Read one page and keep what was considered on the way."""
    document = read_page(page)
    if not isinstance(document, Refusal) and len(document.text) > LONGEST_CHARS:
        length = f"{len(document.text):,} characters"
        why = f"{length} of text are more than is read as one page ({LONGEST_CHARS:,}): cut it into several"
        document = Refusal("walk", "too-long", why)
    if isinstance(document, Refusal):
        return Walk(Reading.refused(page, document, reader=engines.name), None, ())
    blocks = [b.span for b in document.blocks]
    parse = engines.parser.parse(document.text, blocks)
    scan = engines.scanner.read(document.text, blocks)
    cast = resolve(document, parse)
    found, unread = find_statements(document, parse, scan.attributions())
    statements, cast = name_speakers(document, parse, found, cast)
    times = find_times(document, parse)
    events = code_events(document, parse, statements, cast, times, typer=scan)
    sentences = [parse.sentence_span(i) for i in range(len(parse.sentences))]
    committed = find_commitments(
        document,
        parse,
        statements,
        cast,
        times,
        coder=engines.deed_coder,
        judge=engines.norm_judge,
        read=engines.norm_reader.read(document.text, sentences),
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

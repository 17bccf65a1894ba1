"""Page: the text in its blocks with every reading laid over it, what was refused and why, the list of all of it.

In:      a page's id; which kinds of reading to show
Out:     the view; JSON as `onrecord show --json` prints it; CSV, a line a reading; the capture as a file; what was left
         out of the text; why words of it gave a norm or none
Refuses: a page that is not held or was withdrawn; words that do not stand in its text
Shown:   tests/faces/web/test_page.py
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_csv, as_json, attachment, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, typed
from onrecord.faces.web.desk import desk_of
from onrecord.faces.web.frame import frame_of
from onrecord.faces.web.guard import POLICY
from onrecord.faces.web.looks import DIRECTNESS, SLOTS, quoted
from onrecord.faces.web.marking import TextMark, TextPiece, pieces
from onrecord.faces.web.views.remarks import RemarkShown, remarks_shown
from onrecord.language.code_words import action_words, refusal_words
from onrecord.language.norm_sentence import wrong_in_100
from onrecord.ledger import Entry, EntryNorm, HeldReading, Ledger, PageSighting
from onrecord.questions import ShownPage, in_words, show
from onrecord.questions.errors import UnknownId
from onrecord.questions.wording import JUDGED, date_words, plural, published_words
from onrecord.terms.by_hand import reader_words
from onrecord.terms.events import Event
from onrecord.terms.pages import PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Norm
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression
from onrecord.walk.why import SentenceLooked
from onrecord.walk.why_words import considered_words, nothing_words, speaker_words

router = APIRouter(include_in_schema=False)


class LayerKind(StrEnum):
    """What may be laid over the text."""

    NORMS = "norms"
    RECORDS = "records"
    REFUSALS = "refusals"
    EVENTS = "events"
    STATEMENTS = "statements"
    DATES = "dates"


# What is marked where nobody says what: all else is one click away.
AT_FIRST = frozenset({LayerKind.NORMS, LayerKind.REFUSALS})

# What a mark of each kind is called, in the list; several of them, in the legend.
NAMES = {
    LayerKind.NORMS: "norm",
    LayerKind.RECORDS: "record without a norm",
    LayerKind.REFUSALS: "refusal",
    LayerKind.EVENTS: "event",
    LayerKind.STATEMENTS: "statement",
    LayerKind.DATES: "date",
}
SEVERAL = {kind: kind.value for kind in LayerKind} | {LayerKind.RECORDS: "records without a norm"}


# Of what was left out, so many blocks and so much of each are shown.
BLOCKS_SHOWN = 200
LONGEST_BLOCK_CHARS = 300

# A long paragraph; why is asked sentence by sentence.
LONGEST_STRETCH_CHARS = 20_000

# Whose underline is drawn nearer to the words, after the slots of norms: a paragraph may hold more than can be drawn.
NEAREST = (
    LayerKind.NORMS,
    LayerKind.RECORDS,
    LayerKind.REFUSALS,
    LayerKind.DATES,
    LayerKind.EVENTS,
    LayerKind.STATEMENTS,
)
RANKS = {kind: n for n, kind in enumerate(NEAREST, start=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageItem:
    """One reading in the list. spans: where it stands, () for what concerns the page as a whole.

    record: the id its record has, None where it has none of its own. rejected: a person judged it wrong.
    beside: it stands on the words of the item with this key, and is not marked once more; None: on its own.
    elsewhere: its words stand in an earlier text of the page, which counts them otherwise: they are not marked here.
    """

    key: str
    kind: LayerKind
    says: str
    note: str
    spans: tuple[Span, ...]
    record: str | None = None
    rejected: bool = False
    beside: str | None = None
    elsewhere: bool = False

    @property
    def name(self) -> str:
        """What it is."""
        return NAMES[self.kind]

    @property
    def anchor(self) -> str:
        """The words it stands on, as the end of the page's address; "" for the page as a whole."""
        return f"#w={self.stretch}" if self.spans and not self.elsewhere else ""

    @property
    def stretch(self) -> str:
        """The same as part of an address."""
        return f"{self.spans[0].start}-{self.spans[-1].end}" if self.spans else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockShown:
    """A paragraph, heading or list item, cut where readings begin and end. refused: reasons, for the margin."""

    role: str
    span: Span
    pieces: tuple[TextPiece, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShown:
    """What the template shows. blocks: () for a page that was refused as a whole.

    filters: (kind, its name, how many, shown?). path: the page's own address, "" where it is not kept yet.
    other: the other view of it, (what it shows, kinds); None where this one shows all there is from the start.
    entered: by hand, so that no reader can tell why. remarks: what hangs on it; () in a file, and where it is not kept
    yet. enters: may a person put on record here what was not found?
    """

    id: str
    heading: str
    path: str
    facts: tuple[tuple[str, str | None], ...]
    blocks: tuple[BlockShown, ...]
    items: tuple[PageItem, ...]
    whole: tuple[PageItem, ...]
    filters: tuple[tuple[str, str, int, bool], ...]
    other: tuple[str, tuple[str, ...]] | None
    counted: str
    readers: tuple[str, ...]
    entered: bool = False
    remarks: tuple[RemarkShown, ...] = ()
    enters: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyShown:
    """asked: words somebody gave, or ""."""

    page_id: str
    title: str
    asked: str
    sentences: tuple["SentenceShown", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceShown:
    """speaker: who is taken to speak. stretch: where it stands in the text that is kept; None: it does not.

    considered: (what of it, where the words stand that were looked at; None for what is no action that was refused).
    """

    words: str
    speaker: str
    stretch: str | None
    considered: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutShown:
    """blocks: (words, what they are for, or None), the first of them. note: said where they are not known, or cut."""

    page_id: str
    title: str
    heading: str
    blocks: tuple[tuple[str, str | None], ...]
    note: str | None


@router.get("/page/{page_id}.json")
def page_json(page_id: str, ledger: AskedLedger) -> Response:
    """As `onrecord show ID --json`."""
    return as_json(_held(ledger, page_id).to_json())


@router.get("/page/{page_id}.csv")
def page_csv(page_id: str, ledger: AskedLedger) -> Response:
    """A line a reading, in the order of the text."""
    shown = page_shown(ledger, page_id, kinds=frozenset(LayerKind))
    rows = (
        (
            i.name,
            i.spans[0].start if i.spans else "",
            i.spans[-1].end if i.spans else "",
            i.says,
            i.note,
            i.record or "",
        )
        for i in (*shown.whole, *shown.items)
    )
    return as_csv(shown.id, ("kind", "start", "end", "says", "note", "record"), rows)


@router.get("/page/{page_id}/capture")
def capture_file(page_id: str, ledger: AskedLedger) -> Response:
    """The bytes as they were captured: a file to keep, never a page to show."""
    held = _held(ledger, page_id)
    reading = ledger.reading(held.page.readings[0].id)
    return Response(
        reading.page.body,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": attachment(f"{held.page.id}.capture"),
            "Content-Security-Policy": f"{POLICY}; sandbox",
        },
    )


@router.get("/page/{page_id}/why")
def why_none(page_id: str, request: Request, ledger: AskedLedger) -> Response:
    """Why sentences gave a norm, or none: those of a stretch (`w`: characters of the text, as in 752-1111), or those
    that hold some `words`."""
    held = _held(ledger, page_id)
    reading = ledger.reading(held.page.current.id)
    words = typed(request, "words")
    if words is None:
        words = stretch_asked(typed(request, "w"), len(reading.text)).of(reading.text)
    answer = desk_of(request).readers.why(reading.page, words)
    # As the reader of today cuts the text; words can be marked where the text that is kept is the same.
    same = answer.reading.text == reading.text
    sentences = tuple(_sentence_shown(s, answer.reading.text, same=same) for s in answer.sentences)
    return page(
        request,
        "why.html",
        WhyShown(
            page_id=held.page.id,
            title=title_of(reading),
            asked=typed(request, "words") or "",
            sentences=sentences,
        ),
    )


def _sentence_shown(sentence: SentenceLooked, text: str, *, same: bool) -> SentenceShown:
    looked = tuple(
        (considered_words(text, one), _stretch_text(one.action) if same and one.outcome != "norm" else None)
        for one in sentence.looked
    )
    return SentenceShown(
        words=sentence.words,
        speaker=speaker_words(sentence),
        stretch=_stretch_text(sentence.span) if same else None,
        considered=looked or ((nothing_words(sentence), None),),
    )


def _stretch_text(span: Span) -> str:
    return f"{span.start}-{span.end}"


@router.get("/page/{page_id}/left-out")
def left_out_view(page_id: str, request: Request, ledger: AskedLedger) -> Response:
    """What of the page is not in its text, looked up in the capture when somebody asks."""
    held = _held(ledger, page_id)
    reading = ledger.reading(held.page.current.id)
    found = None
    if reading.document is not None:
        found = desk_of(request).readers.left_out(reading.page, reading.document)
    more = len(found or ()) - BLOCKS_SHOWN
    note = f"{more:,} more are not shown: the capture has them." if more > 0 else None
    if found is None:
        heading = "What was left out is not known"
        note = (
            "The page was refused as a whole: nothing of it is in a text."
            if reading.document is None
            else "An article that came as data has no frame: what was not read of it is among the refusals."
        )
    else:
        heading = f"{plural(len(found), 'block')} left out of the text"
    return page(
        request,
        "left_out.html",
        LeftOutShown(
            page_id=held.page.id,
            title=title_of(reading),
            heading=heading,
            blocks=tuple((_cut(one.words), one.kind) for one in (found or ())[:BLOCKS_SHOWN]),
            note=note,
        ),
    )


@router.get("/page/{page_id}")
def page_view(page_id: str, request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    held = _held(ledger, page_id)
    shown = page_shown(ledger, held.page.id, kinds=kinds_asked(request))
    may_enter = not shown.entered and not desk_of(request).settings.read_only and request.state.as_of is None
    remarks = remarks_shown(held.remarks, frame_of(request))
    return page(request, "page.html", replace(shown, enters=may_enter and bool(shown.blocks), remarks=remarks))


def kinds_asked(request: Request) -> frozenset[LayerKind]:
    """What to show; norms and refusals where nothing is said."""
    given = request.query_params.getlist("show")
    unknown = [k for k in given if k not in list(LayerKind)]
    if unknown:
        raise BadQuestion(f"show: {unknown[0][:40]!r} is none of {', '.join(LayerKind)}")
    return frozenset(map(LayerKind, given)) or AT_FIRST


def page_shown(ledger: Ledger, page_id: str, *, kinds: frozenset[LayerKind], path: str | None = None) -> PageShown:
    """Everything the page view says. path: where the page is shown; None: under its id; "": in a file."""
    held = _held(ledger, page_id)
    reading = ledger.reading(held.page.current.id)
    document = reading.document
    entries = _entries(ledger, held, reading)
    every = sorted(items_of(reading, entries), key=_turn)
    kept = [i for i in every if i.kind in kinds]
    where = path if path is not None else f"/page/{held.page.id}"
    counts = {kind: sum(1 for i in every if i.kind is kind) for kind in LayerKind}
    return PageShown(
        id=held.page.id,
        heading=title_of(reading),
        path=where,
        facts=_facts(held, reading),
        blocks=_blocks(reading, entries, kept, kept_already=path is None) if document is not None else (),
        items=tuple(i for i in kept if i.spans),
        whole=tuple(i for i in every if not i.spans),
        filters=tuple((k.value, SEVERAL[k], counts[k], k in kinds) for k in LayerKind if _is_told(k, counts)),
        other=_other(kinds, counts),
        counted=_counted(counts),
        readers=tuple(
            f"{reader_words(r.reader)} on {r.recorded_at:%Y-%m-%d %H:%M} UTC{_how_shown(r, held.page.current)}"
            for r in held.page.readings
        ),
        entered=reading.page.kind in (PageKind.SHEET, PageKind.SHEET_ROW),
    )


def _entries(ledger: Ledger, held: ShownPage, reading: Reading) -> list[Entry]:
    """Every record of the reading and of what persons entered, also those a person rejected, which no list has."""
    listed = {entry.id: entry for entry in held.entries}
    readings = (reading, *(ledger.reading(r.id) for r in held.page.by_hand))
    others = [r.id for one in readings for r in one.records if r.id not in listed]
    found = [f.place for id_ in others for f in ledger.find(id_, limit=1) if f.id == id_ and f.place]
    return [*listed.values(), *ledger.entries_at(found)]


def _how_shown(read: HeldReading, shown: HeldReading) -> str:
    if read.id == shown.id:
        return ", the reading shown"
    return ", shown beside it" if read.current else ""


def items_of(reading: Reading, entries: Iterable[Entry]) -> list[PageItem]:
    """Every norm, refusal, event, statement and date of the reading; norms as persons left them."""
    found: list[PageItem] = []
    document_id = reading.document.id if reading.document is not None else None
    for entry in entries:
        norms = (*entry.norms, *entry.rejected)
        # The norms of a record rest on the same words.
        first = norms[0].id if norms else None
        mine = [_norm_item(entry, n, beside=first if n.id != first else None) for n in norms] or [_bare_item(entry)]
        elsewhere = entry.source.document_id != document_id
        found += [replace(item, elsewhere=elsewhere) for item in mine]
    text = reading.text
    # Add shows several pages at once: a key is of its page.
    page_key = reading.page.id.removeprefix("page-")[:6]
    found += [_refusal_item(f"{page_key}-{n}", refusal) for n, refusal in enumerate(reading.refusals)]
    found += [_event_item(f"{page_key}-{n}", event, text) for n, event in enumerate(reading.events)]
    entered = reading.page.kind is PageKind.SHEET_ROW
    found += [_statement_item(f"{page_key}-{n}", one, text, entered) for n, one in enumerate(reading.statements)]
    found += [_date_item(f"{page_key}-{n}", time, text) for n, time in enumerate(reading.times)]
    return found


def _turn(item: PageItem) -> tuple[tuple[Span, ...], int, str]:
    return (item.spans[:1], list(LayerKind).index(item.kind), item.key)


def _row(item: PageItem) -> tuple[object, ...]:
    ends = (item.spans[0].start, item.spans[-1].end) if item.spans else ("", "")
    return (item.name, *ends, item.says, item.note, item.record or "")


def _words(text: str, spans: Iterable[Span]) -> str:
    return " […] ".join(" ".join(span.of(text).split()) for span in spans)


def _refusal_item(n: str, refusal: Refusal) -> PageItem:
    says = refusal_words(refusal.code) or refusal.code
    spans = (refusal.span,) if refusal.span else ()
    return PageItem(key=f"refusal-{n}", kind=LayerKind.REFUSALS, says=says, note=refusal.reason, spans=spans)


def _event_item(n: str, event: Event, text: str) -> PageItem:
    spans = tuple(sorted(event.evidence))
    kind = f"{action_words(event.type)}: " if event.type is not None else ""
    says = f"{kind}{quoted(_words(text, spans))}"
    note = "told as a fact" if event.status.is_so else event.status.value
    return PageItem(key=f"event-{n}", kind=LayerKind.EVENTS, says=says, note=note, spans=spans)


def _statement_item(n: str, statement: Statement, text: str, entered: bool) -> PageItem:
    spans = tuple(sorted(statement.content))
    says = f"{_words(text, statement.source) or 'speaker not read'}: {quoted(_words(text, spans))}"
    note = "as the sheet says" if entered else DIRECTNESS[statement.directness]
    return PageItem(key=f"statement-{n}", kind=LayerKind.STATEMENTS, says=says, note=note, spans=spans)


def _date_item(n: str, time: TimeExpression, text: str) -> PageItem:
    note = date_words(time.bounds) if time.bounds else "no day follows from it"
    says = f"“{_words(text, (time.span,))}”"
    return PageItem(key=f"date-{n}", kind=LayerKind.DATES, says=says, note=note, spans=(time.span,))


def _norm_item(entry: Entry, held: EntryNorm, *, beside: str | None) -> PageItem:
    judged = f"{JUDGED[held.judgements[-1].verdict]} by {held.judgements[-1].author}" if held.judgements else ""
    entered = str(entry.source.by_hand) if entry.source.by_hand is not None and entry.source.row is None else ""
    doubt = wrong_in_100(held.norm.probability) if held.norm.probability is not None else ""
    return PageItem(
        key=held.id,
        kind=LayerKind.NORMS,
        says=in_words(held),
        note="; ".join(part for part in (entry.record.kind.value, entered, doubt, judged) if part),
        spans=tuple(sorted(quote.span for quote in entry.evidence)),
        record=held.id,
        rejected=held.wrong,
        beside=beside,
    )


def _bare_item(entry: Entry) -> PageItem:
    """A record that yields no norm."""
    return PageItem(
        key=entry.id,
        kind=LayerKind.RECORDS,
        says=quoted(" ".join(entry.evidence[0].words.split())),
        note=entry.record.kind.value,
        spans=tuple(sorted(quote.span for quote in entry.evidence)),
        record=entry.id,
    )


def _blocks(
    reading: Reading, entries: Iterable[Entry], items: list[PageItem], *, kept_already: bool
) -> tuple[BlockShown, ...]:
    assert reading.document is not None  # asked for by the caller
    here = [item for item in items if not item.elsewhere]
    marks = [mark for item in here if item.beside is None for mark in _marks(item, kept_already=kept_already)]
    norms = {held.id: held.norm for entry in entries for held in entry.norms}
    for item in here:
        found = _slots(norms[item.key]) if item.key in norms and not item.rejected else []
        marks += [mark for mark in found if mark not in marks]
    refused = [i for i in items if i.kind is LayerKind.REFUSALS]
    shown = []
    for block in reading.document.blocks:
        inside = [m for m in marks if m.span.overlaps(block.span)]
        reasons = tuple(i.note for i in refused if any(s.overlaps(block.span) for s in i.spans))
        cut = pieces(reading.text, block.span, inside)
        shown.append(BlockShown(role=block.role.value, span=block.span, pieces=cut, refused=reasons))
    return tuple(shown)


def _marks(item: PageItem, *, kept_already: bool) -> list[TextMark]:
    # What is not kept yet has no address of its own: its mark leads to its line in the list.
    href = f"/record/{item.record}" if item.record and kept_already else f"#{item.key}"
    look = f"r-{item.kind.value}" + (" wrong" if item.rejected else "")
    rank = RANKS[item.kind]
    return [TextMark(span=s, kind=look, label=item.name, key=item.key, href=href, rank=rank) for s in item.spans]


def _slots(norm: Norm) -> list[TextMark]:
    spans = ((kind, label, getattr(norm, name)) for name, (kind, label) in SLOTS.items())
    return [TextMark(span=span, kind=kind, label=label) for kind, label, span in spans if span is not None]


def _facts(held: ShownPage, reading: Reading) -> tuple[tuple[str, str | None], ...]:
    document = reading.document
    seen = held.page.sightings[0] if held.page.sightings else None
    return (
        ("publisher", document.publisher if document else None),
        ("date", published_words(document.published) if document else None),
        ("author", document.author if document else None),
        ("credit", document.credit if document else None),
        ("address", _address(seen) if seen else reading.page.address),
        ("fetched", f"{seen.fetched_at:%Y-%m-%d %H:%M} UTC" if seen and seen.fetched_at else None),
        ("SHA-256", held.page.sha256),
    )


def _address(seen: PageSighting) -> str:
    """Its own on the web, where it has one; of a row of a sheet where it stood."""
    return seen.url if seen.url is not None and "://" in seen.url else seen.address


def title_of(reading: Reading) -> str:
    """What the page is called; where it has no title, where it stands."""
    return (reading.document.title if reading.document else None) or reading.page.address


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_BLOCK_CHARS else f"{words[:LONGEST_BLOCK_CHARS].rstrip()} …"


def _is_told(kind: LayerKind, counts: dict[LayerKind, int]) -> bool:
    """Few pages have a record that yields no norm: none of them is no news."""
    return kind is not LayerKind.RECORDS or counts[kind] > 0


def _counted(counts: dict[LayerKind, int]) -> str:
    told = {kind: n for kind, n in counts.items() if _is_told(kind, counts)}
    return ", ".join(f"{n} {NAMES[kind] if n == 1 else SEVERAL[kind]}" for kind, n in told.items())


def _other(kinds: frozenset[LayerKind], counts: dict[LayerKind, int]) -> tuple[str, tuple[str, ...]] | None:
    held = {kind for kind in LayerKind if counts[kind]}
    if held <= AT_FIRST:
        return None
    if held <= kinds:
        return "Norms and refusals alone", ()
    return f"Show all that was read ({sum(counts.values())})", tuple(LayerKind)


def _held(ledger: Ledger, page_id: str) -> ShownPage:
    shown = show(ledger, page_id)
    if not isinstance(shown, ShownPage):
        raise UnknownId(f"{page_id} is no page: /record/{page_id} has it")
    return shown


def stretch_asked(given: str | None, length: int) -> Span:
    """The characters of the text that somebody asks about."""
    first, dash, last = (given or "").partition("-")
    plain = dash and first.isascii() and last.isascii() and first.isdigit() and last.isdigit() and len(given or "") < 20
    if not plain or not int(first) < int(last) <= length:
        raise BadQuestion(f"w: {(given or '')[:40]!r} is no stretch of this page's text, as in 752-1111")
    if int(last) - int(first) > LONGEST_STRETCH_CHARS:
        raise BadQuestion(f"w: ask about {LONGEST_STRETCH_CHARS:,} characters at most")
    return Span(int(first), int(last))

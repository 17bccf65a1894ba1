"""Record: one thing that was said, its norms in their own words, and what stands round it.

In:      an id, or enough of its beginning, of a record, norm or statement (a page's leads to the page)
Out:     the view; JSON as `onrecord show --json` prints it; a Web Annotation
Refuses: an id nothing or several things have, a page that was withdrawn
Shown:   tests/faces/web/test_record.py
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.faces.web.answering import as_json, page
from onrecord.faces.web.asking import AskedLedger, choice_asked
from onrecord.faces.web.desk import desk_of
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.looks import CONDITION_WORDS, DIRECTNESS, SLOTS, STRENGTH_LETTERS, quoted, tone
from onrecord.faces.web.marking import TextMark, TextPiece, pieces
from onrecord.faces.web.views.remarks import RemarkShown, remarks_shown
from onrecord.language.code_words import status_words
from onrecord.language.norm_sentence import wrong_in_100
from onrecord.language.review_reasons import note_words
from onrecord.language.word_difference import DifferenceRun, Whose, word_difference
from onrecord.ledger import Entry, EntryNorm, EntrySource, Judgement, Ledger
from onrecord.questions import Context, ShownPage, ShownRecord, ShownStatement, in_words, show
from onrecord.questions.changes import ChangeMark as Moved
from onrecord.questions.citing import Citation, citation
from onrecord.questions.current_rules import norms_of
from onrecord.questions.exports.annotations import annotation
from onrecord.questions.grades import Grade
from onrecord.questions.independent import IndependentReports, ReportAt, independent_reports
from onrecord.questions.notices import Notice, notices
from onrecord.questions.same_saying import OtherSaying, SaidOfAction, said_of_action
from onrecord.questions.showing import RecordBeside
from onrecord.questions.wording import (
    JUDGED,
    date_words,
    plural,
    published_words,
    sentence_of,
    slots_in_words,
    turns_of,
)
from onrecord.questions.would_ledger import ways_to
from onrecord.reasoning.what_would import WouldOutcome, can_become
from onrecord.terms.judgements import OF_ANOTHER, JudgementKind
from onrecord.terms.records import Mode, RelationType
from onrecord.terms.sheets import SheetRow
from onrecord.terms.spans import Span, hull
from onrecord.walk.open import open_solver

router = APIRouter(include_in_schema=False)


# Of so many independent reports the words are shown.
REPORTS_SHOWN = 20
# So many of the events that met a norm, or may have; so many reports are looked at for them.
MET_SHOWN = 20
MET_LOOKED_AT = 60

ELEMENTS = {Whose.BOTH: "span", Whose.FIRST: "del", Whose.SECOND: "ins"}

# What a saying makes of the one before it: of this one, and of a later one.
THIS_ONE = {
    Moved.FIRST: "is beside it",
    Moved.REPEATED: "repeats it",
    Moved.HARDENED: "is harder",
    Moved.SOFTENED: "is softer",
    Moved.WITHDRAWN: "takes it back",
    Moved.CONTRADICTED: "says the contrary",
    Moved.CHANGED: "changes it",
}
LATER = {
    Moved.FIRST: "said later",
    Moved.REPEATED: "repeated later",
    Moved.HARDENED: "hardened later",
    Moved.SOFTENED: "softened later",
    Moved.WITHDRAWN: "withdrawn later",
    Moved.CONTRADICTED: "contradicted later",
    Moved.CHANGED: "changed later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A short fact. tone: a CSS class; the words say it all."""

    words: str
    tone: str = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationShown:
    """The record's words with their marks. before, after: does their paragraph hold more on that side?"""

    pieces: tuple[TextPiece, ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NormShown:
    """One norm. slots: (name, words), None where the page does not say; legend: (class, name) of what is marked."""

    id: str
    sentence: str
    rejected: bool
    pills: tuple[Pill, ...]
    quotations: tuple[QuotationShown, ...]
    legend: tuple[tuple[str, str], ...]
    slots: tuple[tuple[str, str | None], ...]
    turns: tuple[tuple[str, str], ...]
    asks: tuple[str, ...]
    would: tuple[str, ...]
    doubt: str | None
    due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One line of the history. href: to what it speaks of."""

    day: str
    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words beside the record's own. runs: (words, HTML element); () where they are the same or too long to compare.

    same: said where no word differs, or why they are not compared; None where runs tell it.
    """

    runs: tuple[tuple[str, str], ...]
    same: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShown:
    """A report and the copies of it. how: quoted or paraphrased; difference: None for the record's own words."""

    title: str
    published: str
    href: str
    copies: tuple[tuple[str, str], ...]
    how: str
    difference: Difference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedBeside:
    """The quotation a paraphrase stands beside, or the paraphrase of a quotation. heading: which of the two it is."""

    heading: str
    words: str
    href: str
    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class MetShown:
    """An event that met a norm, or may have. grade: how sure; unsure: the slots that are not known."""

    norm_id: str
    event_id: str
    verdict: str
    tone: str
    grade: str
    event: str
    where: str
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMetShown:
    """An event of which a person says that it did not meet a norm. mine: may who looks take it back?"""

    norm_id: str
    event_id: str
    event: str
    day: str
    whose: str
    note: str | None
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShown:
    """What the template shows, all of it in words.

    by_hand: who entered it, from which row; None where a page was read. from_sheet: the words are a sheet's; else they
    stand on the page. cells: (heading, cell) of all of that row.
    """

    id: str
    heading: str
    kind: str
    said: str
    pills: tuple[Pill, ...]
    norms: tuple[NormShown, ...]
    quotations: tuple[QuotationShown, ...]
    speaker: str
    span: Span
    page_id: str
    source: EntrySource
    source_title: str
    published: str
    outside: str | None
    reports: tuple[ReportShown, ...]
    reports_more: int
    beside: tuple[QuotedBeside, ...]
    one_page: bool
    history: tuple[HistoryStep, ...]
    met: tuple[MetShown, ...]
    met_more: int
    not_met: tuple[NotMetShown, ...]
    remarks: tuple[RemarkShown, ...]
    citation: Citation
    by_hand: str | None
    from_sheet: bool
    left_sheet: str | None
    cells: tuple[tuple[str, str], ...]


@router.get("/record/{record_id}.annotation.json")
def record_annotation(record_id: str, ledger: AskedLedger) -> Response:
    """The record as a Web Annotation."""
    shown = show(ledger, record_id)
    entry = shown.entry if isinstance(shown, ShownRecord) else None
    if entry is None:
        return as_json(shown.to_json())
    return as_json(annotation(entry, ledger.text(entry.source.document_id)))


@router.get("/record/{record_id}.json")
def record_json(record_id: str, ledger: AskedLedger) -> Response:
    """As `onrecord show ID --json`."""
    return as_json(show(ledger, record_id).to_json())


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldShown:
    """ways: sets of events in words, the smallest first. note: what was not looked at."""

    id: str
    outcome: str
    sentence: str
    ways: tuple[tuple[str, ...], ...]
    note: str | None


@router.get("/record/{record_id}/would")
def would(record_id: str, request: Request, ledger: AskedLedger) -> Response:
    """The fewest events that would trigger, break or release a norm."""
    outcome = choice_asked(request, "outcome", WouldOutcome) or WouldOutcome.TRIGGER
    return page(request, "would.html", desk_of(request).questions.ask(ledger, _would, record_id, outcome))


def _would(ledger: Ledger, record_id: str, outcome: WouldOutcome) -> WouldShown:
    found = ways_to(ledger, record_id, outcome, solver=open_solver())
    sentence = "; ".join(rule.evidence.sentence for rule in found.norms)
    ways = tuple(tuple(map(slots_in_words, way)) for way in found.ways)
    return WouldShown(id=record_id, outcome=outcome.value, sentence=sentence, ways=ways, note=found.note)


@router.get("/record/{record_id}")
def record(record_id: str, request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    shown = show(ledger, record_id)
    frame = frame_of(request)
    if isinstance(shown, ShownPage):
        return RedirectResponse(frame.href(f"/page/{shown.page.id}"), status_code=303)
    if isinstance(shown, ShownStatement):
        span = shown.contexts[0].marks[0].shifted(shown.contexts[0].span.start)
        words = f"#w={span.start}-{span.end}"
        return RedirectResponse(frame.href(f"/page/{shown.source.page_id}") + words, status_code=303)
    link = str(request.base_url).rstrip("/") + f"/record/{shown.entry.id}"
    return page(request, "record.html", record_shown(ledger, shown, frame, link=link))


def record_shown(ledger: Ledger, shown: ShownRecord, frame: Frame, *, link: str) -> RecordShown:
    """Everything the page says of a record. link: its address, for who copies the quotation."""
    entry = shown.entry
    of_action = said_of_action(ledger, entry)
    reports = independent_reports(ledger, of_action.reports)
    spans = [quote.span for quote in entry.evidence]
    asks = {n.id: held for n, held in zip(entry.norms, shown.asks, strict=True)}
    # The one that was asked for stands first, and those a person rejected last.
    held = sorted((*entry.norms, *entry.rejected), key=lambda n: (n.id != shown.asked_norm, n.wrong))
    norms = [norm_shown(n, shown.contexts, spans, asks.get(n.id, ())) for n in held]
    source = entry.source
    words = " ".join(entry.evidence[0].words.split())
    told, met_more = _notices(ledger, entry)
    return RecordShown(
        id=entry.id,
        heading=norms[0].sentence if norms else quoted(words),
        kind=entry.record.kind.value,
        said=f"said {date_words(entry.record.stated_on)}" if entry.record.stated_on else "day not known",
        pills=_pills(entry, reports),
        norms=tuple(norms),
        quotations=quotations_shown(shown.contexts, spans, []),
        speaker=speaker_words(entry),
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        page_id=source.page_id,
        source=source,
        source_title=source.title or source.address,
        published=published_words(source.published),
        outside=outside(source),
        reports=_reports(entry, of_action, reports),
        reports_more=max(reports.independent - REPORTS_SHOWN, 0),
        beside=tuple(_beside_quoted(entry, related) for related in shown.relations if _is_quoted(related)),
        one_page=reports.reports == 1,
        history=_history(ledger, shown, of_action),
        met=tuple(map(_met, told)),
        met_more=met_more,
        not_met=_not_met(ledger, entry, frame),
        remarks=remarks_shown(shown.remarks, frame),
        citation=citation(entry, sha256=ledger.page(source.page_id).sha256, link=link),
        by_hand=str(source.by_hand) if source.by_hand else None,
        from_sheet=source.row is not None,
        left_sheet=shown.left_sheet,
        cells=_row_cells(ledger, source),
    )


def _row_cells(ledger: Ledger, source: EntrySource) -> tuple[tuple[str, str], ...]:
    """What the row says that it was entered from; () for what was read off a page."""
    if source.row is None:
        return ()
    row = SheetRow.of(ledger.reading(source.reading_id).page.body)
    return tuple((heading, cell) for heading, cell in zip(row.headings, row.cells, strict=False) if cell.strip())


def outside(source: EntrySource) -> str | None:
    """The page's own address, where a browser may be sent there."""
    address = source.address if source.row else source.url or source.address
    return address if address.lower().startswith(("http://", "https://")) else None


def _pills(entry: Entry, reports: IndependentReports) -> tuple[Pill, ...]:
    strength = entry.record.strength
    several = f"{reports.independent} independent reports" if reports.independent > 1 else "1 report"
    if entry.source.row is not None:
        several = "entered by hand"
    elif entry.source.by_hand is not None:
        several = f"entered by hand; {several}"
    said = [j for n in (*entry.norms, *entry.rejected) for j in n.judgements] + list(entry.judgements)
    judged = [j for j in said if j.verdict not in OF_ANOTHER]
    checked = f"{JUDGED[judged[-1].verdict]} by {judged[-1].author}" if judged else "not checked by a person"
    return (
        Pill(words=f"strength: {strength.value} ({STRENGTH_LETTERS[strength]})", tone=f"s{strength.rank}"),
        Pill(words=several),
        Pill(words=checked),
    )


def norm_shown(
    held: EntryNorm, contexts: tuple[Context, ...], evidence: list[Span], asks: tuple[str, ...]
) -> NormShown:
    """A norm with its words marked. evidence: where the record's words stand; asks: what its words ask of an event."""
    norm = held.norm
    quotations = quotations_shown(contexts, evidence, marks_of(held))
    seen = {m.kind for q in quotations for p in q.pieces for m in p.marks}
    status = status_words(held.status) if held.status else "nothing on record yet"
    condition = CONDITION_WORDS[norm.mode]
    return NormShown(
        id=held.id,
        sentence=in_words(held),
        rejected=held.wrong,
        pills=(Pill(words=condition), Pill(words=f"status: {status}", tone=tone(held.status))),
        quotations=quotations,
        legend=tuple(pair for pair in SLOTS.values() if pair[0] in seen),
        slots=tuple(
            # Without a condition nothing is left unsaid.
            (label, "none" if name == "trigger" and norm.mode is Mode.NONE else held.slot(name))
            for name, (_, label) in SLOTS.items()
        ),
        turns=turns_of(held),
        asks=asks,
        would=tuple(outcome.value for outcome in WouldOutcome if can_become(norm.modal, norm.mode, outcome)),
        doubt=wrong_in_100(norm.probability) if norm.probability is not None else None,
        due=f"last day: {date_words(norm.due)}" if norm.due is not None else None,
    )


def _quotation(context: Context, evidence: list[Span], marks: list[TextMark]) -> QuotationShown | None:
    """The evidence in this paragraph, widened to the slots that stand outside it; None where the paragraph has none."""
    here = context.span
    held = [m for m in marks if here.covers(m.span)]
    shown = [s for s in evidence if s.overlaps(here)]
    if not shown:
        return None
    around = hull([*shown, *(m.span for m in held)])
    start, end = max(around.start, here.start), min(around.end, here.end)
    # The words of a context are the document's from its span on, so a mark's place in it is known.
    moved = [replace(m, span=m.span.shifted(-here.start)) for m in held]
    cut = pieces(context.words, Span(start - here.start, end - here.start), moved)
    return QuotationShown(
        pieces=tuple(replace(p, start=p.start + here.start, end=p.end + here.start) for p in cut),
        before=start > here.start or not context.whole,
        after=end < here.end or not context.whole,
    )


def marks_of(held: EntryNorm) -> list[TextMark]:
    """The words of its slots."""
    spans = {name: getattr(held.norm, name) for name in SLOTS}
    return [
        TextMark(span=spans[name], kind=kind, label=label, key=name)
        for name, (kind, label) in SLOTS.items()
        if spans[name] is not None
    ]


def quotations_shown(
    contexts: Iterable[Context], evidence: list[Span], marks: list[TextMark]
) -> tuple[QuotationShown, ...]:
    """The record's words, paragraph by paragraph, marked."""
    found = (_quotation(context, evidence, marks) for context in contexts)
    return tuple(one for one in found if one is not None)


def speaker_words(entry: Entry) -> str:
    """Who said it, how the page names them, and whether in their own words."""
    by_hand = entry.source.row
    corrected = next((norm for norm in entry.norms if norm.speaker_corrected), None)
    if entry.statement is None and corrected is None:
        return "the row names no speaker" if by_hand else "told by the page itself; no speaker was read"
    read = " ".join(q.words for q in entry.statement.source) if entry.statement else ""
    words = " ".join(((corrected.slot("speaker") or "") if corrected else read).split())
    named = entry.speaker.named if entry.speaker else "speaker not known"
    said = [f"“{words}” {'in the row' if by_hand else 'on the page'}"] if words else []
    if by_hand and entry.statement:
        said.append("as the sheet says")
    elif entry.statement:
        said.append(DIRECTNESS[entry.statement.statement.directness])
    said += ["as a person corrected it"] if corrected else []
    return ", ".join([named, *said])


def _reports(entry: Entry, of_action: SaidOfAction, reports: IndependentReports) -> tuple[ReportShown, ...]:
    told = {ReportAt.of(e): e for e in of_action.reports}
    return tuple(_report(group, entry, told) for group in reports.groups[:REPORTS_SHOWN])


def _report(group: tuple[ReportAt, ...], entry: Entry, told: dict[ReportAt, Entry]) -> ReportShown:
    first, *copies = (report.source for report in group)
    own = ReportAt.of(entry) in group
    other = told[group[0]]
    return ReportShown(
        how=DIRECTNESS[other.statement.statement.directness] if other.statement else "told by the page itself",
        difference=None if own else _difference(entry, other),
        title=first.publisher or first.title or first.address,
        published=published_words(first.published),
        href=f"/page/{first.page_id}",
        copies=tuple((c.publisher or c.title or c.address, f"/page/{c.page_id}") for c in copies),
    )


def _words(entry: Entry) -> str:
    return " […] ".join(" ".join(q.words.split()) for q in entry.evidence)


def _difference(entry: Entry, other: Entry) -> Difference:
    """What stands in the other's words and not in the record's, and the other way round."""
    found = word_difference(_words(entry), _words(other))
    if found is None:
        return Difference(runs=(), same="the sentences are too long to be compared word by word")
    if all(run.whose is Whose.BOTH for run in found):
        return Difference(runs=(), same="in the same words")
    return Difference(runs=tuple(map(_run, found)), same=None)


def _run(run: DifferenceRun) -> tuple[str, str]:
    return run.words, ELEMENTS[run.whose]


def _is_quoted(related: RecordBeside) -> bool:
    return related.type is RelationType.PARAPHRASES and related.entry is not None


def _beside_quoted(entry: Entry, related: RecordBeside) -> QuotedBeside:
    assert related.entry is not None  # asked for by the caller
    return QuotedBeside(
        heading="The quotation it paraphrases" if related.outgoing else "How the page paraphrases it",
        words=_words(related.entry),
        href=f"/record/{related.id}",
        difference=_difference(entry, related.entry),
    )


def _notices(ledger: Ledger, entry: Entry) -> tuple[list[Notice], int]:
    """What met its norms, the surest first, then the newest, each happening once; and how many reports are left out."""
    current = norms_of(ledger, entry)
    kept = [one for one, counts in ledger.current.encounters_with_counts([n.anchor for n in current]) if counts]
    kept.sort(key=lambda one: one.recorded_at, reverse=True)
    kept.sort(key=lambda one: list(Grade).index(Grade(one.match)))
    told = notices(ledger, kept[:MET_LOOKED_AT])[:MET_SHOWN]
    return told, len(kept) - sum(notice.reports for notice in told)


def _met(notice: Notice) -> MetShown:
    one, event = notice.encounter, notice.event
    day = str((event.last if event else one.last) or "day not known")
    reports = f", {plural(notice.reports, 'report')}" if notice.reports > 1 else ""
    return MetShown(
        norm_id=one.norm_id,
        event_id=one.event_id,
        verdict=status_words(one.verdict),
        tone=tone(one.verdict),
        grade=Grade(one.match).name.lower(),
        event=quoted(" ".join(event.words.split())) if event else "the event is no longer held",
        where=f"{day}{f', {event.where}' if event else ''}{reports}",
        unsure=tuple(f"{slot}: {reason}" for slot, match, reason in one.reasons if match == "maybe"),
    )


def _not_met(ledger: Ledger, entry: Entry, frame: Frame) -> tuple[NotMetShown, ...]:
    said = [(n, j) for n in entry.norms for j in n.judgements if j.verdict is JudgementKind.NOT_MET and j.other_id]
    found = []
    for norm, judgement in said:
        event = ledger.current.event(judgement.other_id or "")
        found.append(
            NotMetShown(
                norm_id=norm.id,
                event_id=judgement.other_id or "",
                event=quoted(" ".join(event.words.split())) if event else "an event that is no longer held",
                day=str(event.last or "day not known") if event else "",
                whose=f"{judgement.author}, {judgement.judged_at:%Y-%m-%d}",
                note=judgement.note,
                mine=frame.writes and bool(frame.by) and judgement.author == frame.by,
            )
        )
    return tuple(found)


def _history(ledger: Ledger, shown: ShownRecord, of_action: SaidOfAction) -> tuple[HistoryStep, ...]:
    """Before and after: other words on the same action, other records, what events and people made of it."""
    entry = shown.entry
    current = norms_of(ledger, entry)
    steps = [_before(beside, last=n == len(of_action.earlier)) for n, beside in enumerate(of_action.earlier, start=1)]
    steps += [_same_day(beside) for beside in of_action.undated]
    steps += [_related(related) for related in shown.relations]
    steps += [_after(beside) for beside in of_action.later]
    for norm in current:
        steps += [
            HistoryStep(day=str(s.last or "day not known"), words=f"{status_words(s.status)}: {s.reason}")
            for s in ledger.current.statuses(norm.anchor)
        ]
    judged = [j for n in (*entry.norms, *entry.rejected) for j in n.judgements] + list(entry.judgements)
    steps += [_judged(j) for j in sorted(judged, key=lambda j: j.judged_at)]
    return tuple(steps)


def _before(beside: OtherSaying, *, last: bool) -> HistoryStep:
    how = "its last word before on this" if last else "said before"
    moved = beside.change
    this = "" if moved is None else f"; this one {THIS_ONE[moved.mark]}{_reasons(beside)}"
    return _saying(beside, f"{how}: {sentence_of(beside.norm)}{this}")


def _same_day(beside: OtherSaying) -> HistoryStep:
    return _saying(beside, f"which of the two came first is not known: {sentence_of(beside.norm)}")


def _after(beside: OtherSaying) -> HistoryStep:
    assert beside.change is not None  # what is surely later was compared
    return _saying(beside, f"{LATER[beside.change.mark]}: {sentence_of(beside.norm)}{_reasons(beside)}")


def _saying(beside: OtherSaying, words: str) -> HistoryStep:
    norm = beside.norm
    return HistoryStep(day=str(norm.last or norm.first or "day not known"), words=words, href=f"/record/{norm.id}")


def _reasons(beside: OtherSaying) -> str:
    moved = beside.change
    return "" if moved is None or moved.mark is Moved.REPEATED else f" ({'; '.join(moved.reasons)})"


def _related(related: RecordBeside) -> HistoryStep:
    words = "not in this ledger"
    if related.entry is not None:
        words = quoted(_words(related.entry))
    elif related.gone is not None:
        words = related.gone.in_words()
    said = related.entry.record.stated_on if related.entry else None
    how = f"this {related.type.value}" if related.outgoing else f"{related.type.value} this, from another record"
    return HistoryStep(
        day=date_words(said) if said else "day not known",
        words=f"{how}: {words}",
        href=f"/record/{related.id}" if related.entry else None,
    )


def _judged(judgement: Judgement) -> HistoryStep:
    slots = "".join(f", {k}: {v or 'not said'}" for k, v in judgement.to_json()["slots"].items())
    note = f" ({note_words(judgement.note)})" if judgement.note else ""
    return HistoryStep(
        day=f"{judgement.judged_at:%Y-%m-%d}", words=f"{JUDGED[judgement.verdict]} by {judgement.author}{slots}{note}"
    )

"""Search: words and meaning, narrowed by facets; without words the list of what is on record, newest first.

In:      words, how to look for them, filters, a cursor
Out:     the view; JSON lines as `onrecord search --json` and `onrecord list --json` print them; CSV, a line a norm
Refuses: words without a letter, more than 50 of them, a filter that names nothing, a cursor that is none
Shown:   tests/faces/web/test_search.py

The list goes on from a key, not a count, so that 100,000 records page as fast as 100. Of what words find the best
MOST_FOUND are shown: who wants the next narrows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from time import monotonic

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_csv, as_json_lines, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, choice_asked, day_asked, number_asked, typed
from onrecord.faces.web.desk import desk_of
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.looks import STRENGTH_LETTERS, tone
from onrecord.faces.web.marking import TextMark, TextPiece, pieces
from onrecord.faces.web.watch_this import WatchThis, watch_this
from onrecord.language.actor_names import name_of
from onrecord.language.code_words import status_words
from onrecord.ledger import Entry, EntrySource, Filters, Ledger, Turn
from onrecord.ledger.index.facets import NO, YES, Facet
from onrecord.questions import Context, Hit, SearchResult, in_words, search, search_both, search_meaning
from onrecord.questions.exports.rows import COLUMNS, norm_rows
from onrecord.questions.faceting import Facets, facets, facets_of
from onrecord.questions.filtering import filters_typed
from onrecord.questions.searching import hits_of, ranked, unplaced_words
from onrecord.questions.subjects import NARROWING, SubjectKind
from onrecord.questions.wording import date_words
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.spans import Span
from onrecord.terms.wording import MODE_WORDS
from onrecord.walk.open import open_sentence_encoder

router = APIRouter(include_in_schema=False)

SHOWN = 20
MOST_FOUND = 200
COUNTED_WITHIN_S = 0.4
# Facets of more records than this take longer than the list: they are counted when somebody asks, or afterwards.
COUNTED_AT_ONCE = 2_000
# A total past this is said as "more than".
COUNTED_UP_TO = 10_000

FACET_NAMES = {
    Facet.ACTOR: "actor",
    Facet.TARGET: "towards",
    Facet.KIND: "kind",
    Facet.MODE: "condition",
    Facet.STRENGTH: "strength",
    Facet.STATUS: "status",
    Facet.YEAR: "year",
    Facet.PUBLISHER: "publisher",
    Facet.CHECKED: "checked",
    Facet.TAG: "tag",
    Facet.CASE: "case",
}
CHECKED_WORDS = {YES: "by a person", NO: "not yet"}
FIELDS = NARROWING


# What is typed rather than chosen, for a facet lists only what most records have; and the type of its field.
TYPED = {
    "actor": ("Who", "text"),
    "target": ("Towards", "text"),
    "publisher": ("Publisher", "text"),
    "tag": ("Tag", "text"),
    "case": ("Case", "text"),
    "since": ("Said from", "date"),
    "until": ("to", "date"),
}


class Checked(StrEnum):
    """Did a person judge it?"""

    YES = YES
    NO = NO


class SearchBy(StrEnum):
    """How words are looked for."""

    WORDS = "words"
    BOTH = "both"
    MEANING = "meaning"


BY_WORDS = {SearchBy.WORDS: "all these words", SearchBy.BOTH: "words and meaning", SearchBy.MEANING: "meaning alone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One record or statement. status: (words, tone), None where nothing became of it."""

    href: str
    sentence: str
    quotation: tuple[TextPiece, ...]
    whole: bool
    said: str
    strength: str | None
    status: tuple[str, str] | None
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetShown:
    """values: (words, how many, link, chosen?); None: counting took too long."""

    name: str
    values: tuple[tuple[str, str, str, bool], ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchShown:
    """What the template shows. query: what the form keeps, as typed; typed: (field, its name, as typed, its type).
    next: the address of what comes after.

    facets: None where they are counted only when asked for, at the address `count`.
    """

    words: str
    by: str
    ways: tuple[tuple[str, str], ...]
    query: tuple[tuple[str, str], ...]
    typed: tuple[tuple[str, str, str, str], ...]
    total: str
    results: tuple[Result, ...]
    facets: tuple[FacetShown, ...] | None
    count: str
    chosen: tuple[tuple[str, str], ...]
    next: str | None
    watch: WatchThis | None
    json: str
    csv: str
    brief: str


@router.get("/search.json")
def search_json(request: Request, ledger: AskedLedger) -> Response:
    """JSON lines, as the command prints them."""
    words, filters = typed(request, "q"), filters_asked(request, ledger)
    limit = number_asked(request, "limit", default=SHOWN)
    if words is None:
        entries, _ = ledger.entries_after(_turn(typed(request, "after")), filters, limit=limit)
        return as_json_lines([entry.to_json() for entry in entries])
    by = by_asked(request)
    place_first(request, by)
    result = found(ledger, words, by, filters, limit=limit)
    return as_json_lines([hit.to_json() for hit in result.hits])


@router.get("/search.csv")
def search_csv(request: Request, ledger: AskedLedger) -> Response:
    """A line a norm of all that the filters keep, streamed; of what words find, the best."""
    words, filters = typed(request, "q"), filters_asked(request, ledger)
    if words is None:
        entries: Iterator[Entry] = ledger.entries(filters)
    else:
        by = by_asked(request)
        place_first(request, by)
        result = found(ledger, words, by, filters, limit=MOST_FOUND)
        entries = (hit.entry for hit in result.hits if hit.entry is not None)
    return as_csv("search", COLUMNS, ([row[name] for name in COLUMNS] for row in norm_rows(entries)))


@router.get("/search")
def search_view(request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    words, filters, by = typed(request, "q"), filters_asked(request, ledger), by_asked(request)
    frame = frame_of(request)
    given = asked_for(request)
    if words is None:
        results, following, total, few = _listed(ledger, filters, given, frame, typed(request, "after"))
    else:
        start = number_asked(request, "from", default=0, least=0, most=MOST_FOUND)
        place_first(request, by)
        results, following, total, few = _hits(ledger, words, by, filters, given, frame, start)
    counting = few or typed(request, "count") is not None
    counted = _counted(ledger, words, by, filters) if counting else None
    shown = SearchShown(
        words=words or "",
        by=by.value,
        ways=tuple((way.value, said) for way, said in BY_WORDS.items()),
        query=tuple((k, v) for k, v in given.items() if k not in ("q", "by") and k not in TYPED),
        typed=tuple((k, name, given.get(k, ""), kind) for k, (name, kind) in TYPED.items()),
        total=total,
        results=results,
        facets=_facets(counted, given, frame) if counted is not None else None,
        count=frame.href("/search", **given, count="yes"),
        chosen=tuple(
            (f"{name}: {value}", frame.href("/search", **{k: v for k, v in given.items() if k != name}))
            for name, value in given.items()
            if name not in ("q", "by")
        ),
        next=following,
        watch=watch_this(request, SubjectKind.SEARCH, given),
        json=frame.href("/search.json", **given),
        csv=frame.href("/search.csv", **given),
        # How it was looked for goes along, so that a day alone is not taken for Today's.
        brief=frame.href("/brief", **(given | {"by": by.value})),
    )
    return page(request, "search.html", shown)


Shown = tuple[tuple[Result, ...], str | None, str, bool]
"""Results, the address of what comes after, how many there are in words, are there few enough to count them all?"""


def _listed(ledger: Ledger, filters: Filters, given: dict[str, str], frame: Frame, after: str | None) -> Shown:
    entries, turn = ledger.entries_after(_turn(after), filters, limit=SHOWN)
    following = frame.href("/search", **given, after=_cursor(turn)) if turn is not None else None
    n = ledger.count(filters)
    results = tuple(_of_entry(entry, frame) for entry in entries)
    return results, following, _total(n), n <= COUNTED_AT_ONCE


def _hits(
    ledger: Ledger, words: str, by: SearchBy, filters: Filters, given: dict[str, str], frame: Frame, start: int
) -> Shown:
    unplaced = 0
    if by is SearchBy.WORDS:
        matched = ranked(ledger, words, filters, limit=MOST_FOUND)
        hits, n = hits_of(ledger, matched[start : start + SHOWN]), len(matched)
    else:
        result = found(ledger, words, by, filters, limit=MOST_FOUND)
        hits, n, unplaced = result.hits[start : start + SHOWN], len(result.hits), result.unplaced
    following = frame.href("/search", **given, from_=start + SHOWN) if start + SHOWN < n else None
    total = f"the best {MOST_FOUND}" if n == MOST_FOUND else f"{n:,} found"
    if unplaced:
        total += f"; {unplaced_words(unplaced)}"
    return tuple(_of_hit(hit, frame) for hit in hits), following, total, n <= SHOWN


def _counted(ledger: Ledger, words: str | None, by: SearchBy, filters: Filters) -> Facets:
    if words is None:
        return facets(ledger, filters, now_s=monotonic, within_s=COUNTED_WITHIN_S)
    hits = found(ledger, words, by, filters, limit=MOST_FOUND).hits
    return facets_of((hit.entry for hit in hits if hit.entry is not None), ledger)


def asked_for(request: Request) -> dict[str, str]:
    """What was typed or chosen, by field."""
    return {name: value for name in ("q", "by", *FIELDS) if (value := typed(request, name)) is not None}


def by_asked(request: Request) -> SearchBy:
    """How words are to be looked for."""
    return choice_asked(request, "by", SearchBy) or SearchBy.WORDS


def filters_asked(request: Request, ledger: Ledger) -> Filters:
    """What is to be kept."""
    return filters_typed(
        ledger,
        since=day_asked(request, "since"),
        until=day_asked(request, "until"),
        actor=typed(request, "actor"),
        target=typed(request, "target"),
        kind=choice_asked(request, "kind", RecordKind),
        modal=choice_asked(request, "modal", Modal),
        mode=choice_asked(request, "mode", Mode),
        strength=choice_asked(request, "strength", Strength),
        min_strength=choice_asked(request, "min_strength", Strength),
        status=typed(request, "status"),
        publisher=typed(request, "publisher"),
        tag=typed(request, "tag"),
        case=typed(request, "case"),
        checked={None: None, Checked.YES: True, Checked.NO: False}[choice_asked(request, "checked", Checked)],
    )


def place_first(request: Request, by: SearchBy) -> None:
    """Where meanings are to be compared, see to it that passages get theirs."""
    if by is not SearchBy.WORDS:
        desk_of(request).placing.go_on()


def found(ledger: Ledger, words: str, by: SearchBy, filters: Filters, *, limit: int) -> SearchResult:
    """What words find."""
    if by is SearchBy.WORDS:
        return search(ledger, words, filters, limit=limit)
    return (search_both if by is SearchBy.BOTH else search_meaning)(
        ledger, words, open_sentence_encoder(), filters, limit=limit
    )


def _total(n: int) -> str:
    if n > COUNTED_UP_TO:
        return f"more than {COUNTED_UP_TO:,} records"
    return "1 record" if n == 1 else f"{n:,} records"


_CURSOR = re.compile(r"(-?[0-9]{1,9})\.(doc-[0-9a-f]{8,64})\.([0-9]{1,9})")


def _cursor(turn: Turn) -> str:
    return ".".join(map(str, turn))


def _turn(given: str | None) -> Turn | None:
    if given is None:
        return None
    key = _CURSOR.fullmatch(given)
    if key is None:
        raise BadQuestion("after: that is no place in the list: begin at its start")
    return int(key[1]), key[2], int(key[3])


def _of_entry(entry: Entry, frame: Frame) -> Result:
    quote = entry.evidence[0]
    span = Span(0, len(quote.words))
    cut = Context(span=quote.span, words=quote.words, marks=(), role=None, whole=len(entry.evidence) == 1)
    return _result(entry, pieces(cut.words, span, ()), cut.whole, frame)


def _of_hit(hit: Hit, frame: Frame) -> Result:
    marks = [TextMark(span=mark, kind="found", label="found") for mark in hit.snippet.marks]
    cut = pieces(hit.snippet.words, Span(0, len(hit.snippet.words)), marks)
    if hit.entry is not None:
        return _result(hit.entry, cut, hit.snippet.whole, frame)
    speaker = hit.statement.speaker.name if hit.statement and hit.statement.speaker else "speaker not read"
    return Result(
        href=frame.href(f"/record/{hit.id}"),
        sentence=f"{speaker}, a statement that commits nobody",
        quotation=cut,
        whole=hit.snippet.whole,
        said="",
        strength=None,
        status=None,
        where=hit.source.publisher or hit.source.title or hit.source.address,
    )


def _where(source: EntrySource) -> str:
    """The page; before it who entered it there by hand. What came from a sheet has that for its title."""
    place = source.publisher or source.title or source.address
    return f"{source.by_hand}; {place}" if source.by_hand is not None and source.row is None else place


def _result(entry: Entry, cut: tuple[TextPiece, ...], whole: bool, frame: Frame) -> Result:
    strength = entry.record.strength
    status = next((n.status for n in entry.norms if n.status), None)
    return Result(
        href=frame.href(f"/record/{entry.id}"),
        sentence="; ".join(map(in_words, entry.norms)) or f"{entry.record.kind.value}, which yields no norm",
        quotation=cut,
        whole=whole,
        said=f"said {date_words(entry.record.stated_on)}" if entry.record.stated_on else "day not known",
        strength=f"{strength.value} ({STRENGTH_LETTERS[strength]})",
        status=(status_words(status), tone(status)) if status else None,
        where=_where(entry.source),
    )


def _facets(counted: Facets, given: dict[str, str], frame: Frame) -> tuple[FacetShown, ...]:
    return tuple(
        FacetShown(
            name=FACET_NAMES[facet],
            values=tuple(_value(facet, v, n, given, frame) for v, n in held) if held is not None else None,
        )
        for facet, held in counted.counts.items()
        if held is None or held
    )


def _value(facet: Facet, value: str, n: int, given: dict[str, str], frame: Frame) -> tuple[str, str, str, bool]:
    if facet is Facet.YEAR:
        year = int(value)
        asked = {"since": date(year, 1, 1).isoformat(), "until": date(year, 12, 31).isoformat()}
    else:
        asked = {facet.value: value}
    chosen = all(given.get(k) == v for k, v in asked.items())
    kept = {k: v for k, v in given.items() if k not in asked}
    return _facet_words(facet, value), f"{n:,}", frame.href("/search", **kept, **({} if chosen else asked)), chosen


def _facet_words(facet: Facet, value: str) -> str:
    if facet in (Facet.ACTOR, Facet.TARGET):
        return name_of(value)
    if facet is Facet.STATUS:
        return status_words(value)
    if facet is Facet.CHECKED:
        return CHECKED_WORDS[value]
    if facet is Facet.MODE and value != Mode.NONE:  # under the heading “condition”, of no condition “none” says enough
        return MODE_WORDS[Mode(value)]
    return value

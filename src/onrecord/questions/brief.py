"""A brief: what is new, or what a search found, as one document to print: sentences, quotations, where they stand.

In:      Ledger; the moment of the last look, or what was found; the present moment
Out:     Brief: sections of lines, footnotes, a note on method; the same in every face
Refuses: nothing; a section in which nothing stands says so, and what finds no room is counted
Source:  docs/desk.md, Brief
Shown:   tests/questions/test_brief.py

No sentence of it is generated: a line is a norm's sentence, the words of its page, and who said them when. A brief of
what is new tells what came in; one of a search is of what it found: which of that was met, is due or changed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeVar

from onrecord.language.actor_names import name_of
from onrecord.language.code_words import status_words
from onrecord.language.norm_sentence import wrong_in_100
from onrecord.ledger import Entry, EntrySource, Filters, Ledger, RowKey
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.brief_values import Brief, BriefLine, Footnote, NormSaid, QuotedWords, Section, ToldBeside
from onrecord.questions.citing import NO_SPEAKER
from onrecord.questions.current_rules import bounds_of
from onrecord.questions.grades import Grade
from onrecord.questions.independent import independent_reports
from onrecord.questions.notices import NormNotice
from onrecord.questions.same_saying import reports_of
from onrecord.questions.searching import Hit
from onrecord.questions.today import MOST_NEW, Moved, Today, by_actor, due_soon, met_notices, moved_of, today
from onrecord.questions.wording import date_words, in_words, plural, published_words, sentence_of
from onrecord.terms.spans import Span

# So many lines are printed, some ten sheets: beyond that the desk is read, not paper.
MOST_LINES = 20
MOST_NEW_LINES = 40
MOST_ACTORS = 8

One = TypeVar("One")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLooked:
    """What a search found, as far as it is looked at. left_out: what is not, in words."""

    entries: tuple[Entry, ...]
    left_out: tuple[str, ...] = ()


def listed(ledger: Ledger, filters: Filters) -> SearchLooked:
    """What filters keep, the newest."""
    entries, more = ledger.entries_after(None, filters, limit=MOST_NEW)
    fit = ledger.count(filters) if more is not None else 0
    left = (f"{fit:,} records fit; the newest {MOST_NEW} were looked at.",) if fit else ()
    return SearchLooked(entries=tuple(entries), left_out=left)


def of_hits(hits: Sequence[Hit]) -> SearchLooked:
    """What words found."""
    entries = tuple(hit.entry for hit in hits if hit.entry is not None)
    bare = len(hits) - len(entries)
    left = [f"{plural(bare, 'statement')}, which commit nobody: not printed."] if bare else []
    left += [f"The best {MOST_NEW} that were found were looked at."] if len(hits) >= MOST_NEW else []
    return SearchLooked(entries=entries, left_out=tuple(left))


def brief_of_today(ledger: Ledger, *, name: str, since: datetime | None, now: datetime) -> Brief:
    """What came in since a moment (None: ever), and what is due within thirty days. name: the ledger's."""
    found = today(ledger, since=since, now=now)
    begin = f"from {_moment(since)} to" if since is not None else "up to"
    return _brief(
        ledger,
        found,
        title=f"Brief of {WEEKDAYS[now.weekday()]} {now.date()}",
        period=f"What came in {begin} {_moment(now)}",
        name=name,
        new=("New commitments", "No commitment came in."),
        left_out=(f"More came in than the {MOST_NEW} that were looked at.",) if found.cut else (),
        which="read since",
    )


def brief_of_search(
    ledger: Ledger, looked: SearchLooked, *, name: str, filters: Filters, words: str | None, now: datetime
) -> Brief:
    """What was found. filters, words: as they were asked, for the title."""
    numbers = ledger.current.numbers_of(ids=[n.id for entry in looked.entries for n in entry.norms])
    held = ledger.current.numbered(min(some) for some in numbers.values())
    norms = sorted((n for n in held.values() if _fits(n, filters)), key=lambda n: n.id)
    kept = ledger.current.encounters_of([n.anchor for n in norms])
    found = Today(
        since=None,
        now=now,
        met=met_notices(ledger, [one for one in kept if Grade(one.match).is_told]),
        new=by_actor(norms),
        due=due_soon(norms, now),
        moved=moved_of(ledger, norms),
        pages=ledger.current.pages_come_in(None),
        pages_new=len({entry.source.page_id for entry in looked.entries}),
        empty=not looked.entries,
        possible=sum(Grade(one.match) is Grade.POSSIBLE for one in kept),
        cut=False,
    )
    asked = "; ".join(_asked(filters, words)) or "all on record"
    return _brief(
        ledger,
        found,
        title=f"Brief: {asked}",
        period=_days_asked(filters),
        name=name,
        new=("Commitments found", "No commitment on record fits."),
        left_out=looked.left_out,
        which="with what was found",
    )


def _brief(
    ledger: Ledger,
    found: Today,
    *,
    title: str,
    period: str,
    name: str,
    new: tuple[str, str],
    left_out: tuple[str, ...],
    which: str,
) -> Brief:
    writing = _Writing(ledger, _printed(found))
    possible = "1 possible match" if found.possible == 1 else f"{found.possible:,} possible matches"
    waiting = (f"{possible}, where the action itself is open: not printed.",) if found.possible else ()
    certain, likely = ([m for m in found.met if (m.grade is Grade.CERTAIN) is sure] for sure in (True, False))
    today_ = found.now.date()
    sections = (
        _section("met", "Met, certain", certain, writing.met, "No condition was surely met."),
        _section("likely", "Met, likely", likely, writing.met, "No condition was likely met.", waiting),
        _new(writing, found, *new, left_out),
        _section(
            "due",
            "Due within 30 days",
            found.due,
            lambda n: writing.line(n, lead=_due_words(n, today_)),
            "Nothing on record is due.",
        ),
        _section(
            "changed",
            "Changed: hardened, softened, withdrawn",
            found.moved,
            writing.moved,
            "Nothing changed what was said before.",
        ),
    )
    head = ledger.head()
    return Brief(
        title=title,
        period=period,
        as_of=found.now,
        ledger=name,
        commits=head.commits,
        head=head.hash,
        sections=sections,
        notes=writing.notes(),
        method=_method(ledger, found, which),
    )


def _section(
    name: str,
    heading: str,
    held: Sequence[One],
    line: Callable[[One], BriefLine],
    empty: str,
    left_out: tuple[str, ...] = (),
) -> Section:
    lines = tuple(line(one) for one in held[:MOST_LINES])
    more = (_more(len(held) - MOST_LINES),) if len(held) > MOST_LINES else ()
    groups = ((None, lines),) if lines else ()
    return Section(name=name, heading=heading, count=len(held), groups=groups, empty=empty, left_out=(*more, *left_out))


def _shares(counts: Sequence[int]) -> list[int]:
    """How many lines each actor gets: one after the other is given one more, while there is room."""
    given = [0] * len(counts)
    for _ in range(MOST_NEW_LINES):
        wanting = [(held, n) for n, held in enumerate(given) if held < counts[n]]
        if wanting:
            given[min(wanting)[1]] += 1
    return given


def _new(writing: "_Writing", found: Today, heading: str, empty: str, left_out: tuple[str, ...]) -> Section:
    groups: list[tuple[str | None, tuple[BriefLine, ...]]] = []
    left: list[str] = []
    first = found.new[:MOST_ACTORS]
    told = [[tuple(same) for same in _by_record(norms)] for _, norms in first]
    for (actor, norms), records, room in zip(first, told, _shares([len(some) for some in told]), strict=True):
        name = name_of(actor) if actor else "Who is bound is not said"
        groups.append((f"{name}: {len(norms):,}", tuple(writing.line(*same) for same in records[:room])))
        more = len(norms) - sum(map(len, records[:room]))
        left += [_more(more, f" of {name}")] if more else []
    others = found.new[MOST_ACTORS:]
    if others:
        left.append(_more(sum(len(norms) for _, norms in others), f" of {plural(len(others), 'more actor')}"))
    count = sum(len(norms) for _, norms in found.new)
    return Section(
        name="new", heading=heading, count=count, groups=tuple(groups), empty=empty, left_out=(*left, *left_out)
    )


def _by_record(norms: Iterable[CurrentNorm]) -> Iterable[list[CurrentNorm]]:
    """Norms in the same words stand together, where the first of them stands."""
    held: dict[RowKey, list[CurrentNorm]] = {}
    for norm in norms:
        held.setdefault(norm.place, []).append(norm)
    return held.values()


def _more(n: int, whose: str = "") -> str:
    return f"{n:,} more{whose}: not printed."


def _printed(found: Today) -> list[CurrentNorm]:
    """The norms whose words may be printed."""
    new = [n for _, norms in found.new[:MOST_ACTORS] for n in norms[:MOST_NEW_LINES]]
    moved = [n for m in found.moved[:MOST_LINES] for n in (m.norm, m.earlier)]
    return [*(m.norm for m in found.met), *new, *found.due[:MOST_LINES], *moved]


class _Writing:
    """Makes lines, and numbers their pages in the order in which they are cited."""

    def __init__(self, ledger: Ledger, norms: Iterable[CurrentNorm]) -> None:
        self._ledger = ledger
        places = list(dict.fromkeys(n.place for n in norms))
        self._entries = dict(zip(places, ledger.entries_at(places), strict=True))
        self._reports: dict[str, int] = {}
        self._pages: dict[str, tuple[int, EntrySource | str, set[Span]]] = {}

    def line(self, *norms: CurrentNorm, lead: str | None = None) -> BriefLine:
        """Norms of one record with its words."""
        entry = self._entries[norms[0].place]
        return BriefLine(
            record_id=entry.id,
            lead=lead,
            norms=tuple(_norm_said(entry, norm) for norm in norms),
            quoted=self._quoted(entry),
        )

    def met(self, met: NormNotice) -> BriefLine:
        """A norm with the event that met it."""
        one, event = met.notice.encounter, met.notice.event
        line = self.line(met.norm, lead=status_words(one.verdict))
        unsure = tuple(f"{slot}: {reason}" for slot, match, reason in one.reasons if match == "maybe")
        if event is None:
            return replace(line, why=("the event is no longer held", *unsure))
        told = self._ledger.current.stand_at([event.id]).get(event.id)
        source = self._source(told[0]) if told is not None else event.where
        spans = (told[1],) if told is not None else ()
        days = bounds_of(event.first, event.last)
        happened = f"happened {date_words(days)}" if days else "day not known"
        published = f", {published_words(source.published)}" if isinstance(source, EntrySource) else ""
        quoted = QuotedWords(
            words=" ".join(event.words.split()),
            speaker=None,
            day=happened + published,
            reports=met.notice.reports,
            note=self._note(source, spans),
            spans=spans,
        )
        return replace(line, beside=ToldBeside("event", None, quoted), why=unsure)

    def moved(self, moved: Moved) -> BriefLine:
        """A norm with the one it moved against."""
        line, before = self.line(moved.norm, lead=moved.change.mark.value), self.line(moved.earlier)
        return replace(
            line, beside=ToldBeside("before", before.norms[0].sentence, before.quoted), why=moved.change.reasons
        )

    def notes(self) -> tuple[Footnote, ...]:
        """The footnotes of all lines made so far."""
        return tuple(self._cited(*cited) for cited in self._pages.values())

    def _source(self, page_id: str) -> EntrySource:
        return self._ledger.source(self._ledger.page(page_id).current.id)

    def _cited(self, number: int, source: EntrySource | str, spans: set[Span]) -> Footnote:
        if isinstance(source, str):
            return Footnote(
                number=number,
                publisher=None,
                title=None,
                address=source,
                published="an imported file",
                page_id=None,
                sha256=None,
                spans=(),
            )
        return Footnote(
            number=number,
            publisher=source.publisher,
            title=source.title,
            address=source.url or source.address,
            published=published_words(source.published),
            page_id=source.page_id,
            sha256=self._ledger.page(source.page_id).sha256,
            spans=tuple(sorted(spans, key=lambda s: (s.start, s.end))),
        )

    def _quoted(self, entry: Entry) -> QuotedWords:
        if entry.id not in self._reports:
            told = reports_of(self._ledger, entry)
            self._reports[entry.id] = independent_reports(self._ledger, told).independent
        speaker = entry.statement.speaker.name if entry.statement and entry.statement.speaker else NO_SPEAKER
        spans = tuple(quote.span for quote in entry.evidence)
        said = entry.record.stated_on
        return QuotedWords(
            words=" […] ".join(" ".join(quote.words.split()) for quote in entry.evidence),
            speaker=speaker if entry.statement is not None else None,
            day=f"{f'said {date_words(said)}' if said else 'day not known'}, {published_words(entry.source.published)}",
            reports=self._reports[entry.id],
            note=self._note(entry.source, spans),
            spans=spans,
        )

    def _note(self, source: EntrySource | str, spans: Iterable[Span]) -> int:
        key = source if isinstance(source, str) else source.page_id
        number, _, cited = self._pages.setdefault(key, (len(self._pages) + 1, source, set()))
        cited.update(spans)
        return number


def _norm_said(entry: Entry, norm: CurrentNorm) -> NormSaid:
    held = next((n for n in entry.norms if n.id == norm.id), None)
    if held is None:
        return NormSaid(norm.id, sentence_of(norm), None)
    probability = held.norm.probability
    return NormSaid(norm.id, in_words(held), wrong_in_100(probability) if probability is not None else None)


def _method(ledger: Ledger, found: Today, which: str) -> tuple[str, str, str]:
    readers = [r for r in ledger.readers.held() if r.current]
    named = ", and ".join(f"{r.name} ({plural(r.current, 'page')})" for r in readers) or "nobody yet"
    refused = sum(ledger.refusal_counts().values())
    return (
        f"Read by {named}.",
        f"{plural(found.pages, 'page')} on record, {found.pages_new:,} of them {which}; "
        f"{plural(refused, 'refusal')}: what could not be read is kept with its reason, and is not here.",
        "“About 10 in 100 such readings are wrong” is the reader's own estimate, fitted to passages that people "
        "labelled, to the nearest ten: it says whether words were read rightly, not whether they will be kept. Copies "
        "of one text are one independent report.",
    )


def _asked(filters: Filters, words: str | None) -> list[str]:
    """What was asked for, but for the days."""
    f = filters
    told = (
        (words, f"“{words}”"),
        (f.actor, f"said by {name_of(f.actor or '')}"),
        (f.target, f"towards {name_of(f.target or '')}"),
        (f.kind, f"kind: {f.kind}"),
        (f.modal, f"says: {(f.modal or '').replace('_', ' ')}"),
        (f.mode, f"condition: {(f.mode or '').replace('_', ' ')}"),
        (f.strength, f"strength: {f.strength}"),
        (f.min_strength, f"strength: {f.min_strength} or more"),
        (f.status, f"status: {status_words(f.status or '')}"),
        (f.publisher, f"published by {f.publisher}"),
        (f.among, "checked by a person"),
        (f.without, "not checked by a person"),
    )
    return [words for asked, words in told if asked is not None]


def _fits(norm: CurrentNorm, filters: Filters) -> bool:
    """Is it what the filters keep its record for? A record says more than one thing, and only one of them may fit."""
    return (filters.actor is None or filters.actor in (norm.agent_id, norm.speaker_id)) and all(
        asked is None or asked == held
        for asked, held in (
            (filters.target, norm.target_id),
            (filters.trigger, norm.trigger_id),
            (filters.status, norm.status),
            (filters.modal, norm.modal),
            (filters.mode, norm.mode),
        )
    )


def _days_asked(filters: Filters) -> str:
    since, until = filters.since, filters.until
    if since and until:
        return f"Said from {since} to {until}"
    if since or until:
        return f"Said on or after {since}" if since else f"Said on or before {until}"
    return "Said on any day"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _due_words(norm: CurrentNorm, today_: date) -> str:
    assert norm.due is not None  # `due_soon` keeps no other
    days = (norm.due - today_).days
    left = f"in {plural(days, 'day')}" if days else "today"
    return f"{norm.due} ({left})"

"""What somebody is to be told of: certain notices, new commitments, changes of strength, deadlines; each once.

In:      Ledger, what is watched, the present moment
Out:     Alerts, each with the words it rests on; an alert again, by what it was kept under
Refuses: nothing; what was withdrawn or judged wrong is no alert any more
Source:  docs/watching.md
Shown:   tests/questions/test_alerts.py

An alert is known by the anchors of its norm and of what happened (`ledger.judgements.anchors`), so that a restart, a
new index and a later reader change nothing; and ten pages that tell one thing are its members, not ten alerts. It has
the moment at which the first of them came in: a page read anew came in when it was first read.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from onrecord.ledger import Entry, EntryNorm, Ledger, RowKey
from onrecord.ledger.index.come_in import AnchoredEncounter, CameIn, ToldAt
from onrecord.ledger.index.events import SeenEvent
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.ledger.index.status_log import KeptEncounter
from onrecord.ledger.judgements.anchors import fold
from onrecord.ledger.judgements.values import in_force
from onrecord.questions.changes import Change, ChangeMark, change, same_undertaking
from onrecord.questions.earlier import earlier_of, of_their_actions
from onrecord.questions.grades import Grade
from onrecord.questions.independent import ReportAt, independent_reports
from onrecord.questions.notices import EncounterInFull, alike
from onrecord.questions.subjects import Subject, SubjectKind, about
from onrecord.questions.today import ENDED
from onrecord.terms.ids import content_id
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import RelationType

# A deadline is told of so long before.
DUE_WITHIN = timedelta(days=7)
# Of the certain encounters the newest are looked at: on 476 pages there was one.
MOST_ENCOUNTERS = 2_000
# Of the sayings of one action those nearest in time.
MOST_SAYINGS = 60
# Of two norms: how the later one moved. The others are new commitments, or repeat what was said.
MOVED = (ChangeMark.HARDENED, ChangeMark.SOFTENED, ChangeMark.WITHDRAWN, ChangeMark.CONTRADICTED)
NEW, DEADLINE = "new", "deadline"
# Of two sayings, so many words of the action stand in both where a change is told.
SHARED_WORDS = 2


class AlertKind(StrEnum):
    """MET: an event met a norm. SAID: a norm came in. DUE: its last day comes."""

    MET = "met"
    SAID = "said"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertMember:
    """One thing that an alert rests on. key: names it, over readers and copies of the index.

    norm, event: anchors; event is None where none is told. *_id, *_page: as they were when it was told.
    """

    key: str
    norm: str
    norm_id: str
    norm_page: str
    event: str | None = None
    event_id: str | None = None
    event_page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertMet:
    """What met the norm. told: None for an imported event. independent: reports that rest on texts of their own."""

    encounter: KeptEncounter
    event: SeenEvent
    told: ToldAt | None
    independent: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to be told of. id: of the member that came in first. code: its first word, a verdict or a mark.

    moment: when it came in; of a deadline, when it came near. met: of MET alone. earlier: the last word on the action
    before, with its entry, and how the two stand: of SAID alone, where there is one. due: of DUE alone.
    """

    id: str
    happening: AlertKind
    code: str
    moment: datetime
    norm: CurrentNorm
    entry: Entry
    held: EntryNorm
    members: tuple[AlertMember, ...]
    met: AlertMet | None = None
    earlier: tuple[Entry, CurrentNorm, Change] | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An alert whose words are not put together yet. The first of its members came in first."""

    happening: AlertKind
    code: str
    moment: datetime
    norm: CurrentNorm
    members: tuple[AlertMember, ...]
    encounters: tuple[AnchoredEncounter, ...] = ()
    event: SeenEvent | None = None
    earlier: CurrentNorm | None = None
    change: Change | None = None

    @property
    def id(self) -> str:
        return content_id("alert", self.members[0].key)


class Happenings:
    """What there is to tell in one ledger at one moment. Not to be kept while the ledger is added to."""

    def __init__(self, ledger: Ledger, *, now: datetime) -> None:
        self._ledger = ledger
        self._now = now

    def alerts(
        self, subject: Subject, *, since: datetime, said_since: datetime | None = None, most_said: int | None = None
    ) -> list[Alert]:
        """All about a subject that came in at this moment or later, the newest first.

        said_since: norms are looked for from this later moment on; None: from `since`. most_said: so many of them at
        most, the newest.
        """
        found = [f for f in self._met if f.moment >= since]
        said = self._ledger.current.first_read(
            since=max(since, said_since or since), agents=subject.agents, limit=most_said
        )
        found += [f for f in self._said(said) if f.moment >= since]
        if subject.kind is SubjectKind.ALL:
            found = [f for f in found if f.happening is not AlertKind.SAID or f.code in MOVED]
        else:
            found += [f for f in self._due if f.moment >= since]
        mine = about(self._ledger, subject, list({f.norm.id: f.norm for f in found}.values()))
        told = self._put_together([f for f in found if f.norm.id in mine])
        return sorted(told, key=lambda a: (a.moment, a.id), reverse=True)

    def again(self, happening: AlertKind, members: Sequence[AlertMember]) -> Alert | None:
        """The alert that was kept under these, as it stands; None: it rests on nothing that is held any more."""
        if happening is AlertKind.MET:
            keys = {member.key for member in members}
            found = [f for f in self._met if keys & {m.key for m in f.members}]
        else:
            held = self._ledger.current.norms_anchored(m.norm for m in members)
            norms = [norm for anchor in sorted(held) for norm in held[anchor]]
            came = sorted(self._ledger.current.came_in(norms).values(), key=_turn)
            found = self._falling_due(came) if happening is AlertKind.DUE else self._sayings([came] if came else [])
        return next(iter(self._put_together(found[:1])), None)

    # --- met ---

    @cached_property
    def _met(self) -> list[_Found]:
        """Certain notices, those alike put together."""
        current = self._ledger.current
        kept = current.newest_of_grade(Grade.CERTAIN.value, limit=MOST_ENCOUNTERS)
        norms = current.norms_anchored(n.encounter.norm for n in kept)
        events = current.events_anchored(n.event for n in kept)
        held: list[tuple[AnchoredEncounter, EncounterInFull]] = []
        for one in kept:
            mine = norms.get(one.encounter.norm, [])
            norm = next((n for n in mine if n.id == one.encounter.norm_id), mine[0] if mine else None)
            event = events.get(one.event)
            if norm is not None and event is not None:
                held.append((one, EncounterInFull(one.encounter, event, norm)))
        came = current.came_in({n.id: n for _, (_, _, n) in held if n}.values())
        told = current.told_at(e.id for _, (_, e, _) in held if e)
        return [self._group([held[i] for i in some], came, told) for some in alike([t for _, t in held])]

    def _group(
        self, some: list[tuple[AnchoredEncounter, EncounterInFull]], came: dict[str, CameIn], told: dict[str, ToldAt]
    ) -> _Found:
        members: list[tuple[datetime, int, AlertMember, AnchoredEncounter, SeenEvent, CurrentNorm]] = []
        for anchored, (one, event, norm) in some:
            assert norm is not None  # both were looked for
            assert event is not None
            at = told.get(event.id)
            # Of an imported event the log knows only when it was kept.
            moment = max(came[norm.id].moment, at.moment if at else one.recorded_at)
            member = AlertMember(
                key=anchored.id,
                norm=one.norm,
                norm_id=norm.id,
                norm_page=came[norm.id].page_id,
                event=anchored.event,
                event_id=event.id,
                event_page=at.page_id if at else None,
            )
            members.append((moment, len(members), member, anchored, event, norm))
        members.sort(key=lambda m: m[:2])
        moment, _, _, _, event, norm = members[0]
        return _Found(
            happening=AlertKind.MET,
            code=members[0][3].encounter.verdict,
            moment=moment,
            norm=norm,
            members=tuple(m[2] for m in members),
            encounters=tuple(m[3] for m in members),
            event=event,
        )

    # --- said ---

    def _said(self, came: Sequence[CameIn]) -> list[_Found]:
        """The sayings that these norms belong to, each once, where they say something new."""
        norms = {c.norm.id: c for c in came}
        others = of_their_actions(self._ledger, (c.norm for c in came), most=MOST_SAYINGS)
        unknown = {o.id: o for some in others.values() for o in some if o.id not in norms}
        at = norms | self._ledger.current.came_in(unknown.values())
        groups: dict[str, dict[str, CameIn]] = {}
        for one in sorted(came, key=_turn):
            same = [one, *(at[o.id] for o in others.get(one.norm.id, ()) if same_saying(one.norm, o))]
            first = min(same, key=_turn)
            # Of who is bound is not known, nothing is looked up: the same words are the same saying.
            key = first.norm.id if one.norm.agent_id else _words_key(one.norm)
            groups.setdefault(key, {}).update((s.norm.id, s) for s in same)
        return self._sayings([sorted(some.values(), key=_turn) for some in groups.values()])

    def _sayings(self, groups: Sequence[Sequence[CameIn]]) -> list[_Found]:
        """One for each group, whose first came in first; none where that repeats what came in before it."""
        before = earlier_of(self._ledger, (some[0].norm for some in groups))
        came = self._ledger.current.came_in(before.values())
        found = []
        for first, *others in groups:
            earlier = before.get(first.norm.id)
            moved = change(earlier, first.norm) if earlier is not None else None
            if earlier is not None and moved is not None and not _is_sure(moved, earlier, first.norm):
                earlier, moved = None, None
            code = moved.mark.value if moved is not None else NEW
            if earlier is not None and code == ChangeMark.REPEATED:
                if _turn(came[earlier.id]) < _turn(first):
                    continue
                code, earlier, moved = NEW, None, None  # what it repeats came in after it
            found.append(
                _Found(
                    happening=AlertKind.SAID,
                    code=code,
                    moment=first.moment,
                    norm=first.norm,
                    members=(
                        *map(_said_member, (first, *others)),
                        *(AlertMember(**_columns(c), key=_words_key(c.norm)) for c in (first, *others)),
                    ),
                    earlier=earlier,
                    change=moved,
                )
            )
        return found

    # --- due ---

    @cached_property
    def _due(self) -> list[_Found]:
        today = self._now.astimezone(UTC).date()
        norms = self._ledger.current.due(since=today, until=today + DUE_WITHIN)
        return self._falling_due(list(self._ledger.current.came_in(norms).values()))

    def _falling_due(self, came: Sequence[CameIn]) -> list[_Found]:
        """Deadlines of norms that are still waited for; of those that say the same, the one that came in first."""
        open_ = [c for c in came if c.norm.due is not None and c.norm.status not in ENDED]
        found: list[list[CameIn]] = []
        by_day: dict[tuple[str | None, date | None], list[list[CameIn]]] = defaultdict(list)
        for one in sorted(open_, key=_turn):
            groups = by_day[one.norm.agent_id, one.norm.due]
            mine = one.norm.agent_id is not None
            same = next((some for some in groups if mine and _one_deadline(some[0].norm, one.norm)), None)
            if same is None:
                groups.append([one])
                found.append(groups[-1])
            else:
                same.append(one)
        return [self._deadline(some) for some in found]

    def _deadline(self, some: list[CameIn]) -> _Found:
        due = some[0].norm.due
        assert due is not None  # only those are grouped
        near = datetime.combine(due - DUE_WITHIN, time.min, tzinfo=UTC)
        return _Found(
            happening=AlertKind.DUE,
            code=DEADLINE,
            moment=max(near, some[0].moment),
            norm=some[0].norm,
            members=tuple(
                AlertMember(**_columns(c), key=content_id("due", [c.norm.anchor, due.isoformat()])) for c in some
            ),
        )

    # --- words ---

    def _put_together(self, found: Sequence[_Found]) -> list[Alert]:
        """With the entries they rest on; what a person judged wrong since is left out."""
        places = list(dict.fromkeys(n.place for f in found for n in (f.norm, f.earlier) if n is not None))
        entries = dict(zip(places, self._ledger.entries_at(places), strict=True))
        return [alert for f in found if (alert := self._alert(f, entries[f.norm.place], entries)) is not None]

    def _alert(self, found: _Found, entry: Entry, entries: dict[RowKey, Entry]) -> Alert | None:
        held = next((n for n in entry.norms if n.id == found.norm.id), None)
        if held is None:
            return None
        earlier = None
        if found.earlier is not None and found.change is not None:
            earlier = (entries[found.earlier.place], found.earlier, found.change)
        takes_back = any(r.type is RelationType.WITHDRAWS for r in entry.record.relations)
        return Alert(
            id=found.id,
            happening=found.happening,
            code=ChangeMark.WITHDRAWN.value if found.happening is AlertKind.SAID and takes_back else found.code,
            moment=found.moment,
            norm=found.norm,
            entry=entry,
            held=held,
            members=found.members,
            met=self._what_met(found),
            earlier=earlier,
            due=found.norm.due if found.happening is AlertKind.DUE else None,
        )

    def _what_met(self, found: _Found) -> AlertMet | None:
        if found.event is None:
            return None
        ids = {m.event_id for m in found.members if m.event_id is not None}
        told = self._ledger.current.told_at(ids)
        at = {t.reading_id: ReportAt(self._ledger.source(t.reading_id), t.spans) for t in told.values()}
        reports = independent_reports(self._ledger, list(at.values()))
        imported = len(ids) - len(told)
        return AlertMet(
            encounter=found.encounters[0].encounter,
            event=found.event,
            told=told.get(found.event.id),
            independent=reports.independent + imported,
            reports=reports.reports + imported,
        )


def same_saying(one: CurrentNorm, other: CurrentNorm, *, any_day: bool = False) -> bool:
    """Do two norms about one action say the same: alike in all, or told of one day in one modal and mode?

    any_day: the day does not matter. Reports of one speech differ in how strong they make it.
    """
    if change(one, other).mark is ChangeMark.REPEATED:
        return True
    one_day = one.first is not None and one.first == one.last == other.first == other.last
    return (any_day or one_day) and (one.modal, one.mode) == (other.modal, other.mode)


def _is_sure(moved: Change, one: CurrentNorm, other: CurrentNorm) -> bool:
    """Is it one action beyond its verb that moved? Whoever "supports" one thing and then another has not changed their
    mind; in a list beside others that may be seen, but nobody is woken for it."""
    shared = one.action_words.content & other.action_words.content
    alike = one.action_words.content == other.action_words.content
    return moved.mark is ChangeMark.REPEATED or alike or len(shared) >= SHARED_WORDS


def _one_deadline(one: CurrentNorm, other: CurrentNorm) -> bool:
    return same_undertaking(one, other) and same_saying(one, other, any_day=True)


def judged_not_this(ledger: Ledger) -> frozenset[tuple[str, str]]:
    """(norm, event): ids or anchors of those of which a person said that the one does not meet the other."""
    said = [j for j in in_force(ledger.judgements()) if j.verdict is JudgementKind.NOT_MET]
    return frozenset((j.target_id, j.other_id) for j in said if j.other_id is not None)


def _turn(one: CameIn) -> tuple[datetime, int, str]:
    """In the order in which they came in."""
    return one.moment, one.norm.place.reading, one.norm.id


def _said_member(one: CameIn) -> AlertMember:
    return AlertMember(**_columns(one), key=content_id("said", one.norm.anchor))


def _columns(one: CameIn) -> dict[str, str]:
    return {"norm": one.norm.anchor, "norm_id": one.norm.id, "norm_page": one.page_id}


def _words_key(norm: CurrentNorm) -> str:
    """One for all pages that have it in the same words, whoever says it."""
    due = norm.due.isoformat() if norm.due else None
    slots = [norm.agent_id, norm.modal.value, norm.mode.value, norm.strength.value, due]
    return content_id("said", [*slots, fold(norm.action), fold(norm.trigger) if norm.trigger else None])

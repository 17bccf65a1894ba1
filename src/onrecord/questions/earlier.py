"""Other norms about the action of one: the last that was said before it, or all of them.

In:      Ledger, norms as they stand
Out:     by a norm's id, the earlier norm; of one norm, the others of its action
Source:  docs/questions.md
Shown:   tests/questions/test_timelines.py, tests/questions/test_changes.py

An actor may have said thousands of things: they are looked through in as little as tells most of them apart, and only
the one found is put together.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from onrecord.language.same_action import SAME_WORDS
from onrecord.ledger import Ledger
from onrecord.ledger.index.norms import CurrentNorm, SaidAction
from onrecord.questions.changes import same_undertaking
from onrecord.terms.judgements import JudgementKind


def earlier_of(ledger: Ledger, norms: Iterable[CurrentNorm]) -> dict[str, CurrentNorm]:
    """By id, of each norm that has one, its agent's last norm about the same action that was surely said before.

    A person's `same` and `different` win. Of two said on one day the one with the lesser id is taken.
    """
    beside = _with_histories(ledger, norms)
    found = {norm.id: history.last_before(norm, judged) for norm, history, judged in beside}
    held = ledger.current.numbered(n for numbers in found.values() for n in numbers)
    return {id_: min((held[n] for n in numbers), key=lambda k: k.id) for id_, numbers in found.items() if numbers}


def of_its_action(ledger: Ledger, norm: CurrentNorm, *, most: int) -> tuple[CurrentNorm, ...]:
    """The other norms of its agent about the same action, on any day or none: those said nearest to it, oldest first.

    A person's `same` and `different` win. What stands in its own record is left out.
    """
    return of_their_actions(ledger, [norm], most=most).get(norm.id, ())


def of_their_actions(ledger: Ledger, norms: Iterable[CurrentNorm], *, most: int) -> dict[str, tuple[CurrentNorm, ...]]:
    """The same for several norms, by id; one without an agent has none."""
    numbers: dict[str, list[int]] = {}
    for norm, history, judged in _with_histories(ledger, norms):
        said = _nearest(history.of_its_action(norm, judged), norm.last or norm.first)
        numbers[norm.id] = [n for n, _ in said[:most]]
    held = ledger.current.numbered(n for some in numbers.values() for n in some)
    return {
        id_: tuple(sorted((held[n] for n in some), key=lambda n: (_turn(n), n.id))) for id_, some in numbers.items()
    }


def _with_histories(
    ledger: Ledger, norms: Iterable[CurrentNorm]
) -> Iterator[tuple[CurrentNorm, "_History", "_Judged"]]:
    """Each norm that has an agent, with what that agent said, which is fetched once for all of its norms."""
    of_agent: dict[str, list[CurrentNorm]] = defaultdict(list)
    for norm in norms:
        if norm.agent_id:
            of_agent[norm.agent_id].append(norm)
    judged = _Judged(ledger, [n for mine in of_agent.values() for n in mine])
    for agent in sorted(of_agent):
        history = _history(ledger, agent, of_agent[agent], judged)
        for norm in of_agent[agent]:
            yield norm, history, judged


def _history(ledger: Ledger, agent: str, norms: Iterable[CurrentNorm], judged: "_Judged") -> "_History":
    """What an agent said that may be about the action of one of these."""
    verbs = {norm.action_words.head for norm in norms}
    types = {norm.action_event for norm in norms if norm.action_event is not None}
    beside = {n for norm in norms for n in judged.of(norm)}
    return _History(ledger.current.actions_of(agent, verbs=verbs, types=types, numbers=beside))


def _nearest(said: list[SaidAction], day: date | None) -> list[tuple[int, int]]:
    """(number, days away), the nearest first."""
    away = ((d.n, abs(d.newest + (day.toordinal() if day else 0))) for d in said)
    return sorted(away, key=lambda pair: (pair[1], pair[0]))


def _turn(norm: CurrentNorm) -> date:
    return norm.last or norm.first or date.max


class _Judged:
    """What a person said of two norms, by the number of the one in the index; and which norms are one by their id."""

    def __init__(self, ledger: Ledger, norms: list[CurrentNorm]) -> None:
        anchors = {n.anchor for n in norms}
        said: dict[str, dict[str, JudgementKind]] = defaultdict(dict)
        for pair, verdict in ledger.current.pairs().items():
            for one in pair & anchors:
                said[one] |= dict.fromkeys(pair - {one}, verdict)
        others = {other for held in said.values() for other in held}
        numbers = ledger.current.numbers_of(ids=[n.id for n in norms], anchors=others)
        self._numbers = numbers
        self._of = {
            one: {n: verdict for other, verdict in held.items() for n in numbers.get(other, ())}
            for one, held in said.items()
        }

    def of(self, norm: CurrentNorm) -> dict[int, JudgementKind]:
        """Of the norms that a person set beside this one, what was said."""
        return self._of.get(norm.anchor, {})

    def itself(self, norm: CurrentNorm) -> set[int]:
        """The numbers it has itself."""
        return self._numbers.get(norm.id, set())


class _History:
    """What one agent said, newest first, found by verb and by type."""

    def __init__(self, actions: list[SaidAction]) -> None:
        self._actions = actions
        self._days = [d.newest for d in actions]
        self._at = {d.n: i for i, d in enumerate(actions)}
        self._alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, action in enumerate(actions):
            self._alike["verb", action.words.partition(" ")[0]].append(i)
            if action.type:
                self._alike["type", action.type].append(i)

    def last_before(self, norm: CurrentNorm, judged: _Judged) -> list[int]:
        """The numbers of the last norms about the same action surely said before, all of one day; [] without one."""
        # Where only the last day is known, it decides; what has no day at all comes last and is never before.
        by = norm.first or norm.last
        if norm.last is None or by is None:
            return []
        start, end = bisect_right(self._days, -by.toordinal()), bisect_left(self._days, 0)
        found: list[int] = []
        day = None
        for action in self._same(norm, judged, start, end):
            if day is not None and action.newest != day:
                break
            found.append(action.n)
            day = action.newest
        return found

    def of_its_action(self, norm: CurrentNorm, judged: _Judged) -> list[SaidAction]:
        """All about the same action, newest first."""
        return list(self._same(norm, judged, 0, len(self._actions)))

    def _same(self, norm: CurrentNorm, judged: _Judged, start: int, end: int) -> Iterator[SaidAction]:
        """Those between two places that are about its action, newest first."""
        said, itself = judged.of(norm), judged.itself(norm)
        keys = [("verb", norm.action_words.head)]
        if norm.action_event is not None:
            keys.append(("type", norm.action_event.value))
        same = (self._at.get(n) for n, verdict in said.items() if verdict is JudgementKind.SAME)
        places = {i for i in same if i is not None and start <= i < end}
        for key in keys:
            alike = self._alike.get(key, [])
            places.update(alike[bisect_left(alike, start) : bisect_left(alike, end)])
        content, target = norm.action_words.content, norm.target_id
        for i in sorted(places):
            action = self._actions[i]
            if action.n in itself or (action.reading, action.record) == (norm.place.reading, norm.place.seq):
                continue
            verdict = said.get(action.n) if said else None
            if verdict is None:
                # What `same_undertaking` would find too, for most of them without putting their words together.
                if target and action.target_id and action.target_id != target:
                    continue
                theirs = _content(action.words)
                if len(content & theirs) < SAME_WORDS * min(len(content), len(theirs)):
                    continue
            if verdict is JudgementKind.SAME or (verdict is None and same_undertaking(action, norm)):
                yield action


@lru_cache(maxsize=65_536)
def _content(words: str) -> frozenset[str]:
    return frozenset(words.casefold().split())

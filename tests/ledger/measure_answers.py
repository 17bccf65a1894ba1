"""The figures of docs/questions.md, by hand: `python -m tests.ledger.measure_answers FOLDER [NORMS]`.

As many events as norms, ten of each to a page, codes drawn evenly from 40 actors and the sixteen types.
"""

import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.ledger.factory import NOON, VOCABULARY, make_reading

from onrecord.ledger import Filters, open_ledger
from onrecord.ledger.standing_values import SeenEvent
from onrecord.questions import search
from onrecord.questions.met import check, meets
from onrecord.questions.timelines import timeline
from onrecord.terms.actors import Actor, ActorKind, Cast
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import Event, EventStatus, EventType
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.reading import Reading

A_PAGE = 10
CODES = tuple(f"{a}{b}X" for a in "ABCDEFGH" for b in "ABCDE")
ACTORS = {c: Actor(name=c, kind=ActorKind.STATE, state=c, basis="aliases.csv") for c in CODES}
TYPES = tuple(EventType)


def page(number: int) -> Reading:
    """Ten norms, each with a deed, a target and, where it has a condition, a pattern for it; ten events."""
    reading = make_reading(number, statements=A_PAGE)
    rng = random.Random(-number)
    norms = []
    for norm in reading.norms:
        agent, target, who = rng.sample(CODES, 3)
        kind = rng.choice(TYPES)
        pattern = EventPattern(type=kind, actor=Party(who), recipient=Party(agent)) if norm.trigger else None
        norms.append(
            replace(
                norm,
                agent_id=agent,
                target_id=target,
                action_event=rng.choice(TYPES),
                trigger_id=who if norm.trigger else None,
                trigger_event=kind if norm.trigger else None,
                trigger_pattern=pattern,
            )
        )
    assert reading.document is not None
    events = []
    for norm in reading.norms:
        actor, recipient = rng.sample(CODES, 2)
        day = date(2020, 1, 1) + timedelta(days=rng.randrange(2500))
        events.append(
            Event(
                document_id=reading.document.id,
                type=rng.choice(TYPES),
                status=EventStatus.HAPPENED,
                mode=None,
                quad=None,
                actor=norm.action,
                actor_id=ACTORS[actor].id,
                recipient=None,
                recipient_id=ACTORS[recipient].id,
                place=None,
                date=DateBounds.day(day),
                quantity=None,
                evidence=(norm.action,),
            )
        )
    cast = Cast((*reading.cast.actors.values(), *ACTORS.values()), reading.cast.mentions)
    return replace(reading, norms=tuple(norms), events=tuple(events), cast=cast)


def timed(name: str, ask: Callable[[int], object], times: int) -> None:
    """Print median and 95th percentile, in milliseconds."""
    took = []
    for i in range(times):
        start = time.perf_counter()
        ask(i)
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    print(f"{name}: median {took[times // 2]:.1f} ms, p95 {took[int(times * 0.95)]:.1f} ms", flush=True)


def main(folder: Path, norms: int) -> None:
    """Fill a new ledger in the folder and ask it."""
    path = folder / f"answers-{norms}.db"
    start = time.perf_counter()
    with open_ledger(path) as ledger:
        ledger.record_many((page(i) for i in range(norms // A_PAGE)), recorded_at=NOON)
        print(
            f"{norms} norms and events, {path.stat().st_size / 1e6:.0f} MB, made in {time.perf_counter() - start:.0f} s"
        )
    rng = random.Random(7)
    with open_ledger(path) as ledger:
        words = [" ".join(rng.choices(VOCABULARY[20:], k=rng.choice((1, 2)))) for _ in range(100)]
        timed("search", lambda i: search(ledger, words[i]), 100)
        timed("search, one target", lambda i: search(ledger, words[i], Filters(target=CODES[i % 40])), 100)
        timed("timeline of one", lambda i: timeline(ledger, CODES[i % 40]), 40)
        timed("timeline of two", lambda i: timeline(ledger, CODES[i % 40], CODES[(i + 7) % 40]), 40)
        timed("timeline of a topic", lambda i: timeline(ledger, CODES[i % 40], topic="troops"), 40)

        def event(i: int) -> SeenEvent:
            actor, recipient = rng.sample(CODES, 2)
            day = date(2024, 1, 1) + timedelta(days=i)
            return SeenEvent(
                id=f"event-{i}",
                anchor=f"deed-{i}",
                type=rng.choice(TYPES),
                status=EventStatus.HAPPENED,
                mode=None,
                actor=actor,
                actor_sector=None,
                recipient=recipient,
                recipient_sector=None,
                claimed=False,
                first=day,
                last=day,
                words="it acted",
                where="page",
            )

        timed("met by a new event", lambda i: meets(ledger, event(i)), 100)
        if norms <= 1000:
            start = time.perf_counter()
            met, became = check(ledger, today=date(2026, 1, 1), recorded_at=NOON)
            took = time.perf_counter() - start
            print(f"all checked in {took:.1f} s: {len(met)} encounters, {len(became)} statuses")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)

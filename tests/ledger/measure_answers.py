"""The table of answers in docs/evaluation.md, by hand: `python -m tests.ledger.measure_answers FOLDER [NORMS] [--met]`.

As many events as norms, ten of each to a page: actions of the shared stories (ONRECORD_SHARED) with other parties drawn
from 200 actors, the k-th 1/k as often as the first. Dense: asked of the four that speak and act most, whom half of all
norms name; sparse: of the hundred that do least. Twenty questions each, asked twice.
"""

import argparse
import math
import os
import random
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.ledger.factory import NOON, VOCABULARY, make_reading
from tests.ledger.story_actions import ACTORS, Actions, Anew, actions_of

from onrecord.engines.logic import ClingoSolver
from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.ledger.index.events import SeenEvent
from onrecord.questions import search
from onrecord.questions.met import check, meets
from onrecord.questions.timelines import timeline
from onrecord.questions.what_if import what_if
from onrecord.questions.would_ledger import ways_to, ways_to_action
from onrecord.reasoning.what_would import CannotHappen, WouldOutcome
from onrecord.terms.actors import Actor, ActorKind, Cast
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import Event, EventStatus
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode

A_PAGE = 10
RUNS = 20
TOPICS = ("troops", "pipeline", "sanctions", "airspace", "border", "talks", "treaty", "power", "grain", "ships")
DENSE, SPARSE = ACTORS[:4], ACTORS[100:]


def page(number: int, actions: Actions) -> Reading:
    """Ten norms and ten events, real actions with other parties."""
    rng = random.Random(-number)
    said = [actions.norm(rng) for _ in range(A_PAGE)]
    done = [actions.event(rng) for _ in range(A_PAGE)]
    sayings = [(s.modal, s.mode, s.action.words or "act", (s.trigger and s.trigger.words) or "") for s in said]
    reading = make_reading(number, statements=A_PAGE, sayings=sayings)
    assert reading.document is not None
    norms = tuple(
        replace(
            norm,
            agent_id=one.agent,
            target_id=one.target,
            action_event=one.action.type,
            trigger_id=one.trigger.actor.code if one.trigger and one.trigger.actor else None,
            trigger_event=one.trigger.type if one.trigger else None,
            action_pattern=one.action,
            trigger_pattern=one.trigger,
        )
        for norm, one in zip(reading.norms, said, strict=True)
    )
    people = {p.code: state(p.code) for e in done for p in (e.actor, e.recipient) if p is not None}
    events = tuple(
        Event(
            document_id=reading.document.id,
            type=one.type,
            status=EventStatus.HAPPENED,
            mode=one.mode,
            quad=None,
            actor=norm.action if one.actor else None,
            actor_id=people[one.actor.code].id if one.actor else None,
            recipient=None,
            recipient_id=people[one.recipient.code].id if one.recipient else None,
            place=None,
            date=DateBounds.day(date(2020, 1, 1) + timedelta(days=rng.randrange(2500))),
            quantity=None,
            evidence=(norm.action,),
            does=one.does,
        )
        for norm, one in zip(norms, done, strict=True)
    )
    cast = Cast((*reading.cast.actors.values(), *people.values()), reading.cast.mentions)
    return replace(reading, norms=norms, events=events, cast=cast)


def state(code: str) -> Actor:
    """An actor by its code alone."""
    return Actor(name=code, kind=ActorKind.STATE, state=code, basis="aliases.csv")


def events(actions: Actions, among: tuple[str, ...], how_many: int) -> list[EventPattern]:
    """Things that norms speak of, done by and to actors among these."""
    rng = random.Random(7)
    found: list[EventPattern] = []
    while len(found) < how_many:
        of = rng.choice(actions.said)
        asked = of.trigger or of.action
        codes = {a.code for a in asked.does.arguments if a.code} | asked.codes if asked.does else asked.codes
        if asked.actor is not None and len(codes) <= len(among):
            found.append(Anew(lambda: rng.choice(among), None).pattern(asked))
    return found


def seen(pattern: EventPattern, number: int) -> SeenEvent:
    """An event that has just been read, of which the ledger knows nothing yet."""
    day = date(2024, 1, 1) + timedelta(days=number)
    return SeenEvent(
        id=f"event-{number}",
        anchor=f"deed-{number}",
        type=pattern.type,
        status=EventStatus.HAPPENED,
        mode=pattern.mode,
        actor=pattern.actor.code if pattern.actor else None,
        actor_sector=None,
        recipient=pattern.recipient.code if pattern.recipient else None,
        recipient_sector=None,
        claimed=False,
        first=day,
        last=day,
        does=str(pattern.does) if pattern.does else None,
        words="it acted",
        where="page",
    )


def time_of(name: str, ask: Callable[[int], object]) -> None:
    """Print median and 95th percentile of RUNS questions, in milliseconds of the processor: asked for the first time,
    and, warm, once more when all of them have been asked. Of 20 the 19th is the 95th percentile."""
    for turn in ("cold", "warm"):
        took = []
        for i in range(RUNS):
            start = time.process_time()
            ask(i)
            took.append((time.process_time() - start) * 1000)
        took.sort()
        median, p95 = statistics.median(took), took[math.ceil(RUNS * 0.95) - 1]
        print(f"{name}, {turn}: median {median:.0f} ms, p95 {p95:.0f} ms", flush=True)


def made(path: Path, norms: int, actions: Actions) -> None:
    """Fill a ledger, as far as it is not."""
    start = time.process_time()
    with open_ledger(path) as ledger:
        held = len(list(ledger.reading_ids()))
        ledger.record_many((page(i, actions) for i in range(held, norms // A_PAGE)), recorded_at=NOON)
    took = time.process_time() - start
    print(f"{norms:,} norms and events, {path.stat().st_size / 1e6:.0f} MB, made in {took:.0f} s", flush=True)


def ask_all(ledger: Ledger, actions: Actions, only: str) -> None:
    """Every question whose name begins so, and what it takes."""

    def timed(name: str, ask: Callable[[int], object]) -> None:
        if name.startswith(only):
            time_of(name, ask)

    rng = random.Random(7)
    words = [" ".join(rng.choices(VOCABULARY[20:], k=rng.choice((1, 2)))) for _ in range(RUNS)]
    timed("search", lambda i: search(ledger, words[i]))
    timed("search, one target", lambda i: search(ledger, words[i], Filters(target=ACTORS[i])))
    timed("timeline of one", lambda i: timeline(ledger, ACTORS[i]))
    timed("timeline of two", lambda i: timeline(ledger, ACTORS[i], ACTORS[i + 1]))
    timed("timeline of a topic", lambda i: timeline(ledger, ACTORS[i], topic=TOPICS[i % len(TOPICS)]))
    solver = ClingoSolver()
    conditional = [
        norm.id
        for actor in ACTORS[:40]
        for norm in ledger.current.norms_of(actor, limit=10)
        if norm.modal is Modal.WILL and norm.mode is Mode.IF
    ][:RUNS]
    for name, among in (("dense", DENSE), ("sparse", SPARSE)):
        asked = events(actions, among, RUNS)
        timed(f"met by a new event, {name}", lambda i, of=asked: meets(ledger, seen(of[i], i)))  # type: ignore[misc]
        timed(f"what if, {name}", lambda i, of=asked: what_if(ledger, Scenario(assumed=(of[i],))).to_json())  # type: ignore[misc]
        timed(
            f"what would make it, {name}",
            lambda i, of=asked: ways(lambda: ways_to_action(ledger, of[i], solver=solver)),  # type: ignore[misc]
        )
    timed(
        "what would trigger",
        lambda i: ways(lambda: ways_to(ledger, conditional[i], WouldOutcome.TRIGGER, solver=solver)),
    )


def ways(ask: Callable[[], object]) -> object:
    """The answer; that nothing leads to it is one too."""
    try:
        return ask()
    except CannotHappen as error:
        return error


def main() -> None:
    """Fill a ledger in the folder and ask it."""
    parser = argparse.ArgumentParser(prog="python -m tests.ledger.measure_answers")
    parser.add_argument("folder", type=Path)
    parser.add_argument("norms", type=int, nargs="?", default=100_000)
    parser.add_argument("--only", default="", help="only questions whose name begins so")
    parser.add_argument("--met", action="store_true", help="look at every reading, as `onrecord met` does; writes")
    options = parser.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))
    actions = actions_of(shared, options.folder / "actions.jsonl")
    path = options.folder / f"answers-{options.norms}.db"
    made(path, options.norms, actions)
    with open_ledger(path) as ledger:
        if options.met:
            start = time.process_time()
            met, became = check(ledger, today=date(2026, 1, 1), recorded_at=NOON)
            took = time.process_time() - start
            print(f"all looked at in {took:.0f} s: {len(met):,} encounters, {len(became):,} statuses")
        else:
            ask_all(ledger, actions, options.only)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

"""The eleven facts of the seed page, each read or not.

In:      gold/seed (page.txt, gold.json `facts`), read as published on 16 February 2023
Out:     which facts are right
Source:  the seed's own notes on each fact

An event is right when its type, its actors' states, its days and its count are the gold's. A speech event is right when
the statement is found with its speaker; a state, when it is coded as going on, with its count. What is feared or
presupposed is right when no event is coded from it: the page does not assert it. A capability ("forces estimated at
...") has no place in a Reading yet and is never right.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.actors import name_speakers, resolve
from onrecord.events import code_events
from onrecord.statements import find_statements
from onrecord.terms.actors import Cast
from onrecord.terms.dates import Basis, DateBounds, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.events import Event, EventStatus
from onrecord.terms.spans import SourceMap, Span
from onrecord.terms.statements import Statement
from onrecord.times import find_times
from onrecord.walk.open import Engines

PUBLISHED = date(2023, 2, 16)


def seed_facts(seed: Path, engines: Engines) -> tuple[dict[str, bool], tuple[Event, ...]]:
    """Each fact's id and whether it is right; all events of the page."""
    gold = json.loads((seed / "gold.json").read_text(encoding="utf-8"))
    text = (seed / "page.txt").read_text(encoding="utf-8")
    spans = [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)]
    document = Document(
        page_id="page-seed",
        text=text,
        blocks=tuple(Block(BlockRole.BODY, span) for span in spans),
        source_map=SourceMap.identity(len(text)),
        language="en",
        published=PublishedDate(DateBounds.day(PUBLISHED), Basis.GIVEN),
    )
    parse, scan = engines.parser.parse(text, spans), engines.scanner.read(text, spans)
    statements, _ = find_statements(document, parse, scan.attributions())
    statements, cast = name_speakers(document, parse, statements, resolve(document, parse))
    events = code_events(document, parse, statements, cast, find_times(document, parse), typer=scan)
    return {fact["id"]: is_right(fact, events, statements, cast) for fact in gold["facts"]}, events


def is_right(fact: dict[str, Any], events: tuple[Event, ...], statements: tuple[Statement, ...], cast: Cast) -> bool:
    """Is the fact read as the gold has it?"""
    said = next(e for e in fact["evidence"] if e["role"] == "statement")
    words = Span(said["start"], said["end"])
    here = [e for e in events if e.evidence[0].overlaps(words)]
    match fact["type"]:
        case "event" | "recurrent_event":
            return any(is_event(fact, e, cast) for e in here)
        case "speech_event":
            speakers = {s.speaker_id for s in statements if any(words.covers(p) for p in s.source)}
            states = {"PER.lukashenko": "BLR", "PER.zelensky": "UKR"}
            return states[fact["actor"]] in {code(cast, s) for s in speakers}
        case "state":
            return any(
                e.status is EventStatus.ONGOING
                and code(cast, e.actor_id) == fact["actor"]
                and e.quantity is not None
                and (e.quantity.low, e.quantity.high) == (fact["quantity"]["min"], fact["quantity"]["max"])
                for e in here
            )
        case "concern":
            return not any(e.status.is_so for e in here)
        case "presupposed_state":
            return not any(e.evidence[0] == words and e.status.is_so for e in here)
    return False


def is_event(fact: dict[str, Any], event: Event, cast: Cast) -> bool:
    """Type, actors, days and count."""
    actors = fact["actor"] if isinstance(fact["actor"], list) else [fact["actor"]]
    told = [state(a) for a in actors]
    others = set(told[1:]) | ({state(fact["recipient"])} if fact.get("recipient") else set())
    parties = [code(cast, event.actor_id), code(cast, event.recipient_id)]
    counted = fact.get("quantity")
    return (
        event.type is not None
        and event.type.value == fact["event"]
        and (set(parties) == set(told) if len(told) > 1 else parties[0] == told[0])
        and (not others or bool(others & set(parties)))
        and (event.date is None if fact["date"] is None else in_month(event.date, fact["date"]))
        and (
            counted is None
            or (
                event.quantity is not None
                and (event.quantity.low, event.quantity.high) == (counted["min"], counted["max"])
            )
        )
    )


def in_month(bounds: DateBounds | None, month: str) -> bool:
    """Are the bounds those of the month?"""
    return bounds is not None and {d and d.isoformat()[:7] for d in (bounds.first, bounds.last)} == {month}


def state(entity: str) -> str:
    """The state of a seed entity: "RUS.MIL" acts for RUS."""
    return entity.split(".")[0]


def code(cast: Cast, actor_id: str | None) -> str | None:
    """An actor's code; None for nobody."""
    return cast.actors[actor_id].code if actor_id else None

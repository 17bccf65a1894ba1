"""The actions of the shared stories, to fill a large ledger with: what real norms promise and ask for, what real events
are, with other parties.

In:      stories/story-*.json of the shared corpora, read once and kept as lines of JSON
Out:     Said: a norm in patterns; an event as a pattern; each with the parties drawn anew, and the thing it is done
         to, so that 100,000 norms are not a hundred said a thousand times
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.data import rows
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import WHAT, Predication
from onrecord.terms.records import Modal, Mode

# Actors, the k-th 1/k as often as the first: the first speaks or acts in one norm of six, the last in one of 1,100.
STATES = tuple(row["code"] for row in rows("country_codes.csv") if row["system"] == "iso3")
ACTORS = STATES[:200]
# Nouns an action may be done to: those of which WordNet says something here.
THINGS = tuple(sorted({w.rpartition(":")[0] for row in rows("en/noun_synsets.csv") for w in row["words"].split()}))
SHARES = tuple(1 / k for k in range(1, len(ACTORS) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one norm says; agent, target: codes."""

    modal: Modal
    mode: Mode
    agent: str | None
    target: str | None
    action: EventPattern
    trigger: EventPattern | None


@dataclass(frozen=True, slots=True)
class Actions:
    """Templates to draw from: norms, and events that happened."""

    said: tuple[Said, ...]
    done: tuple[EventPattern, ...]

    def norm(self, rng: random.Random) -> Said:
        """A norm with other parties."""
        of = rng.choice(self.said)
        anew = self._anew(rng)
        return replace(
            of,
            agent=anew.code(of.agent),
            target=anew.code(of.target),
            action=anew.pattern(of.action),
            trigger=anew.pattern(of.trigger) if of.trigger is not None else None,
        )

    def event(self, rng: random.Random) -> EventPattern:
        """An event with other parties: one time in three what an event of a page says, else what a norm speaks of."""
        if rng.random() < 1 / 3:
            return self._anew(rng).pattern(rng.choice(self.done))
        of = rng.choice(self.said)
        return self._anew(rng).pattern(rng.choice([p for p in (of.action, of.trigger) if p is not None]))

    def _anew(self, rng: random.Random) -> "Anew":
        return Anew(lambda: rng.choices(ACTORS, SHARES)[0], rng.choice(THINGS))


class Anew:
    """One drawing of parties: whoever was one party before is one party after."""

    def __init__(self, draw: Callable[[], str], thing: str | None) -> None:
        self._draw, self._thing = draw, thing
        self._codes: dict[str, str] = {}

    def code(self, code: str | None) -> str | None:
        """The actor in the place of this one; two are never one."""
        if code is None:
            return None
        while code not in self._codes:
            drawn = self._draw()
            if drawn not in self._codes.values():
                self._codes[code] = drawn
        return self._codes[code]

    def pattern(self, pattern: EventPattern) -> EventPattern:
        """The pattern with these parties."""
        parties = {
            slot: replace(party, code=str(self.code(party.code)))
            for slot in ("actor", "recipient", "with_")
            if (party := getattr(pattern, slot)) is not None
        }
        return replace(pattern, does=self._said(pattern.does) if pattern.does else None, **parties)

    def _said(self, does: Predication) -> Predication:
        held = []
        for argument in does.arguments:
            if argument.code is not None:
                code = self.code(argument.code)
                head = str(code) if argument.head[0].isupper() else argument.head
                argument = replace(argument, code=code, head=head)
            elif argument.role == WHAT and self._thing and argument.head.islower():
                argument = replace(argument, head=self._thing)
            held.append(replace(argument, words=tuple(map(self._owner, argument.words))))
        return replace(does, arguments=tuple(held))

    def _owner(self, word: str) -> str:
        """A state's adjective stands as its code, in lower case."""
        return str(self.code(word.upper())).lower() if word.upper() in STATES else word


def actions_of(shared: Path, kept: Path) -> Actions:
    """The actions of the stories; read by us when `kept` is not there yet, which takes a minute."""
    if not kept.exists():
        kept.write_text("".join(f"{json.dumps(row)}\n" for row in _read(shared)), encoding="utf-8")
    held = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    norms = tuple(
        Said(
            modal=Modal(row["modal"]),
            mode=Mode(row["mode"]),
            agent=row["agent"],
            target=row["target"],
            action=EventPattern.parse(row["action"]),
            trigger=EventPattern.parse(row["trigger"]) if row["trigger"] else None,
        )
        for row in held
        if "modal" in row
    )
    return Actions(norms, tuple(EventPattern.parse(row["event"]) for row in held if "event" in row))


def _read(shared: Path) -> Iterator[dict[str, Any]]:
    from eval.story_pages import as_gold, published_as_given, stories  # opens the engines

    for story in stories(shared):
        for page in story.pages:
            for reading in as_gold(story, published_as_given(story, page))[0]:
                for norm in reading.norms:
                    if norm.action_pattern is not None and (norm.trigger is None) == (norm.trigger_pattern is None):
                        yield {
                            "modal": norm.modal.value,
                            "mode": norm.mode.value,
                            "agent": norm.agent_id,
                            "target": norm.target_id,
                            "action": str(norm.action_pattern),
                            "trigger": str(norm.trigger_pattern) if norm.trigger_pattern else None,
                        }
                codes = {id_: actor.code for id_, actor in reading.cast.actors.items()}
                for event in reading.events:
                    if event.status.is_so and event.does is not None:
                        who, whom = codes.get(event.actor_id or ""), codes.get(event.recipient_id or "")
                        event_is = EventPattern(
                            type=event.type,
                            mode=event.mode,
                            actor=Party(who) if who else None,
                            recipient=Party(whom) if whom else None,
                            does=event.does,
                        )
                        yield {"event": str(event_is)}

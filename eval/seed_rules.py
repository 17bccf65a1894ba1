"""The gold records of the seed page as Rules, and its scenarios: for tests/reasoning and eval/seed_whatif.py."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.reasoning.rules import Cited, Rule
from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventType
from onrecord.terms.patterns import Count, EventPattern, Order, Party, Scenario
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.terms.spans import Span


class Seed:
    """The worked page. Patterns with X take the state in brackets: "e4(UKR)"."""

    def __init__(self, folder: Path) -> None:
        self.gold: dict[str, Any] = json.loads((folder / "gold" / "seed" / "gold.json").read_text(encoding="utf-8"))
        self._patterns = {p["id"]: p for p in self.gold["patterns"]}

    def pattern(self, name: str, x: str | None = None) -> EventPattern:
        """A gold pattern by its id."""
        base, _, given = name.removesuffix(")").partition("(")
        value = x or (given if given not in ("", "X") else None)
        gold = self._patterns[base] if base in self._patterns else self._patterns[f"{base}(X)"]
        pattern = _pattern(gold)
        return _with(pattern, value) if value else pattern

    def rules(self) -> list[Rule]:
        """Every norm, those with a domain once for each member, a second reading marked."""
        found = []
        for record in self.gold["records"]:
            for norm in record["norms"]:
                domain = norm.get("domain", {})
                members = [(m, False) for m in domain.get("primary", [])]
                members += [(m, True) for m in domain.get("alternative", [])]
                found += [self._rule(record, norm, m, alt) for m, alt in members or [(None, False)]]
        return found

    def known(self) -> list[EventPattern]:
        """What the page reports as having happened, as far as it is an event of a PLOVER type."""
        types = {t.value for t in EventType}
        return [_pattern(f) for f in self.gold["facts"] if f.get("event") in types]

    def scenario(self, question: dict[str, Any]) -> Scenario:
        """One of the twelve."""
        return Scenario(
            assumed=tuple(self.pattern(p) for p in question["assume"]),
            denied=tuple(self.pattern(p) for p in question["deny"]),
            now=date.fromisoformat(question["now"]) if "now" in question else None,
            question=question["question"],
        )

    def _rule(self, record: dict[str, Any], norm: dict[str, Any], member: str | None, alternative: bool) -> Rule:
        said = record["time"]["stated_on"]
        deadline = norm.get("deadline")
        return Rule(
            id=norm["id"] + (f"[{member}]" if member else ""),
            agent=norm["agent"],
            modal=Modal(norm["modal"]),
            mode=Mode(norm["mode"] or "none"),
            action=self.pattern(norm["action"], member),
            trigger=self.pattern(norm["trigger"], member) if norm["trigger"] else None,
            strength=Strength(norm["strength"]),
            deadline=date.fromisoformat(deadline) if deadline else None,
            said=DateBounds.day(date.fromisoformat(said)) if said and len(said) == 10 else None,
            alternative=alternative,
            cited=Cited(
                record_id=record["id"],
                sentence=f"{norm['agent']} {norm['modal']} {norm['action']} {norm['mode']} {norm['trigger']}",
                words=tuple((Span(e["start"], e["end"]), e["quote"]) for e in record["evidence"][:1]),
                speaker=record["attribution"]["speaker"],
                speaker_id=record["actor"] if isinstance(record["actor"], str) else None,
                direct=record["attribution"]["directness"] == "direct",
                headline=False,
                document_id="doc-seed",
                title=None,
                address=None,
                publisher=None,
                report="doc-seed",
            ),
        )


def _party(value: Any) -> Party | None:
    if value is None:
        return None
    code = value[0] if isinstance(value, list) else value
    name, _, sector = code.partition(".")
    return Party(name, sector) if len(sector) == 3 and sector.isupper() else Party(code)


def _pattern(gold: dict[str, Any]) -> EventPattern:
    types = {t.value: t for t in EventType}
    kind = types.get(gold["event"])
    actor = gold.get("actor")
    second = actor[1] if isinstance(actor, list) else gold.get("with_")
    day = date.fromisoformat(gold["date"]) if len(gold.get("date") or "") == 10 else None
    return EventPattern(
        type=kind,
        mode=gold.get("mode") if kind else None,
        actor=_party(actor),
        recipient=_party(gold.get("recipient")),
        with_=_party(second),
        place=gold.get("location"),
        launched_from=gold.get("launched_from") or gold.get("from_"),
        towards=gold.get("towards") or gold.get("to"),
        count=Count(gold["min_count"], None) if "min_count" in gold else None,
        armed=gold.get("armed"),
        intent=gold.get("intent"),
        order=Order.FIRST if "order" in gold else None,
        since=day,
        until=day,
        words=None if kind else gold.get("label"),
    )


def _with(pattern: EventPattern, x: str) -> EventPattern:
    def put(party: Party | None) -> Party | None:
        return replace(party, code=x) if party is not None and party.code == "X" else party

    return replace(pattern, actor=put(pattern.actor), recipient=put(pattern.recipient))

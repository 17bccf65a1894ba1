"""What-if on the seed page as our readers read it: its twelve scenarios, typed in plain English in four wordings.

In:      gold/seed of the shared corpora; eval/data/seed_sentences.jsonl: what happens and what does not in each
         scenario, in our words and in those of three others, which somebody wrote who had not seen the code
Out:     for our wordings and for the others': how many scenarios there are, and how many are understood and give no
         norm a strong verdict that it should not have; of the annotated verdicts the shares given exactly, given in
         the right kind but for sure where it is perhaps or the other way about, and neither. A case a scenario in one
         wording, and one an annotated verdict in it (one half where only the kind is right)
Source:  written for this project. What should be is the annotated verdict; where there is none, what comes of the gold
         records themselves. The page was read while the rules were made
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from eval.seed_rules import Seed
from onrecord.ledger import Ledger, open_ledger
from onrecord.pages import capture
from onrecord.questions.entry_rules import rules_of
from onrecord.questions.what_if import what_if
from onrecord.reasoning.answers import verdict_words
from onrecord.reasoning.chaining import run
from onrecord.reasoning.known_events import KnownEvents
from onrecord.reasoning.matching import Background
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Rule
from onrecord.terms.pages import Page
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span
from onrecord.walk.open import Engines, open_engines
from onrecord.walk.read import read
from onrecord.walk.scenario import NotAssumed, read_scenario

SENTENCES = Path(__file__).resolve().parent / "data" / "seed_sentences.jsonl"
BUILDER = "builder"
STRONG = ("triggered", "breached", "released")
RIGHT_KIND = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """One scenario answered: norms of ours by id with their verdicts, and what each gold norm should have."""

    given: dict[str, str]
    expected: dict[str, str]
    annotated: frozenset[str]
    understood: bool


def score(shared: Path) -> dict[str, Any]:
    """Figures by who worded the scenarios, a case a scenario in one wording and one an annotated verdict in it."""
    engines, seed = open_engines(), Seed(shared)
    (page,) = capture([str(shared / "gold" / "seed" / "page.txt")], fetched_at=None)
    assert isinstance(page, Page)
    reading = read(page, engines)
    with open_ledger(None) as ledger:
        ledger.record(reading, recorded_at=datetime(2023, 3, 25, tzinfo=UTC))
        ours, unmoved = counterparts(reading, ledger, seed), {r.id: _unmoved(r) for r in rules_of(ledger.entries())}
        background = Background(known=KnownEvents(seed.known()))
        questions = {q["id"]: q for q in seed.gold["whatif"]}
        should = {name: expected(question, seed, background) for name, question in questions.items()}
        answers = {
            (row["question"], row["by"]): ask(row, questions[row["question"]], should[row["question"]], ledger, engines)
            for row in _rows()
        }
    counted: dict[str, Counter[str]] = {BUILDER: Counter(), "others": Counter()}
    cases: dict[str, float] = {}
    for (question, by), asked in answers.items():
        tally = counted[BUILDER if by == BUILDER else "others"]
        right = asked.understood and not wrong(asked, ours)
        tally["scenarios"] += 1
        tally["no_wrong_verdict"] += right
        cases[f"{question} {by}"] = float(right)
        for gold in sorted(asked.annotated):
            norm = ours.get(_base(gold), "")
            worth = how_right(asked.given.get(norm, unmoved.get(norm, "no such norm")), asked.expected[gold])
            tally["exact" if worth == 1.0 else "right_kind" if worth else "wrong"] += 1
            cases[f"{question} {by} {gold}"] = worth
    return {"figures": {f"{by}.{name}": v for by, n in counted.items() for name, v in _figures(n)}, "cases": cases}


def expected(question: dict[str, Any], seed: Seed, background: Background) -> dict[str, str]:
    """The verdict each gold norm should have: the annotated one, else what comes of the gold records."""
    annotated: dict[str, str] = question["expect"]
    return verdict_words(run(Rulebook(seed.rules()), seed.scenario(question), background)) | annotated


def ask(
    row: dict[str, Any], question: dict[str, Any], should: dict[str, str], ledger: Ledger, engines: Engines
) -> Asked:
    """One scenario, typed, read and asked. row: as in SENTENCES; question: as in the gold; should: as `expected`."""
    happens, not_ = ([_heard(sentence, engines) for sentence in row[side]] for side in ("assumed", "denied"))
    now = date.fromisoformat(question["now"]) if "now" in question else None
    course = what_if(ledger, Scenario(assumed=_all(happens), denied=_all(not_), now=now)).course
    return Asked(
        given=verdict_words(course),
        expected=should,
        annotated=frozenset(question["expect"]),
        understood=all((*happens, *not_)),
    )


def wrong(asked: Asked, ours: dict[str, str]) -> list[str]:
    """Norms of ours with a strong verdict that no gold norm they stand for has, for sure or perhaps."""
    found = []
    for norm, verdict in asked.given.items():
        strong = verdict.removesuffix("_alt_reading")
        golds = [g for g in asked.expected if ours.get(_base(g)) == norm]
        should = {asked.expected[g].removesuffix("_alt_reading").removeprefix("maybe_") for g in golds}
        if strong in STRONG and strong not in should:
            found.append(norm)
    return found


def how_right(given: str, should: str) -> float:
    """1 for the verdict that should be, one half for its kind with another certainty, else 0."""
    return 1.0 if given == should else RIGHT_KIND if _kind(given) == _kind(should) else 0.0


def counterparts(reading: Reading, ledger: Ledger, seed: Seed) -> dict[str, str]:
    """The id of our norm for each gold norm we have: same modal and mode, most of the action's words in common, and as
    between the two readings of one sentence the one whose target is the record's."""
    assert reading.document is not None
    there = reading.document.source_map.to_source
    rules = {r.id: r for r in rules_of(ledger.entries())}
    spans = [(s, n) for n in reading.norms if (s := there(n.action)) is not None and n.id in rules]
    found: dict[str, str] = {}
    for name, record, norm in _gold_norms(seed):
        alike = [
            (_common(s, record), n.target_id == record["target"], n.id)
            for s, n in spans
            if n.modal is Modal(norm["modal"]) and n.mode is Mode(norm["mode"] or "none")
        ]
        best = max(alike, default=(0, False, ""), key=lambda found: found[:2])
        if best[0] > 0:
            found[name] = best[2]
    return found


def _figures(counted: Counter[str]) -> Iterator[tuple[str, float]]:
    """Scenarios as counts, verdicts as shares."""
    yield "scenarios", float(counted["scenarios"])
    yield "no_wrong_verdict", float(counted["no_wrong_verdict"])
    verdicts = counted["exact"] + counted["right_kind"] + counted["wrong"]
    yield from ((name, counted[name] / verdicts) for name in ("exact", "right_kind", "wrong"))


def _rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]


def _gold_norms(seed: Seed) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for record in seed.gold["records"]:
        for norm in record["norms"]:
            yield norm["id"], record, norm


def _common(span: Span, record: dict[str, Any]) -> int:
    """Code points our action shares with the record's, or with its statement where the action is not marked."""
    marked = [e for e in record["evidence"] if e["role"] == "action"]
    marked = marked or [e for e in record["evidence"] if e["role"] == "statement"]
    return max(min(span.end, int(e["end"])) - max(span.start, int(e["start"])) for e in marked)


def _heard(sentence: str, engines: Engines) -> tuple[EventPattern, ...]:
    try:
        return read_scenario(sentence, engines).assumed
    except NotAssumed:
        return ()


def _all(heard: list[tuple[EventPattern, ...]]) -> tuple[EventPattern, ...]:
    return tuple(event for events in heard for event in events)


def _base(gold: str) -> str:
    """ "R04.n1[POL]" is R04.n1, for Poland."""
    return gold.partition("[")[0]


def _kind(verdict: str) -> str:
    kind = verdict.removesuffix("_alt_reading").removeprefix("maybe_")
    return {"applies": "prediction_applies"}.get(kind, kind)


def _unmoved(rule: Rule) -> str:
    """The verdict of a norm the scenario does not touch."""
    return "dormant" if rule.mode is Mode.IF else "in_force"

"""Invented news, end to end: what-if, `met` and changes, from the gold norms and from pages that we read ourselves.

In:      stories/story-*.json of the shared corpora
Out:     gold.*, pages.*: shares of the verdicts expected that are given, loud ones (where something happens) apart from
         quiet ones; wrong strong verdicts over all pairs of a norm on record and a question. met.*: notices due that
         are given, precision, near misses taken. changes.*: marks between norms. A case for each expectation
Source:  /stories/README.md of the shared corpora; docs/semantics.md, Verdicts

    python -m eval.stories                          every failure, with what was understood and how it was compared
    python -m eval.stories story-03 --side gold     of one story, from the gold norms
    python -m eval.stories story-03 --part whatif   only what-if (met, changes)

`gold` asks the matcher: the pages are read by us (text, days, parties, events), and the gold norms stand in the place
of ours. `pages` asks all of it. A norm that a question does not touch has the last verdict of the table; a question
that is refused gives none.
"""

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.story_answers import (
    MAYBE,
    SAME_VERDICT,
    STRONG,
    Judged,
    Marked,
    Notice,
    Understood,
    add,
    empty_ledger,
    is_loud,
    mark_between,
    quiet,
    timeline_of,
    understand,
    verdicts,
    withdrawn,
)
from eval.story_pages import (
    GoldNorm,
    Story,
    added_at,
    as_gold,
    best_of,
    captured,
    flat,
    gold_of,
    page_at,
    published_as_given,
    same_reading,
    stories,
)
from onrecord.ledger import Ledger
from onrecord.terms.reading import Reading
from onrecord.terms.records import Norm

SIDES = ("gold", "pages")
PARTS = ("whatif", "met", "changes")
TOLD = ("certain", "likely")
# Two tellings are of one event where the shorter shares this much of its longer words with the other.
SAME_EVENT = 0.5
SHORT_WORD = 3

WEIGHTS = ("loud", "quiet", "met", "near", "notice", "told", "told_near", "changes")
# What an event meets that becomes of a norm so.
ROLES = dict.fromkeys(("triggered", "released", "prediction_applies"), ("trigger",))
ROLES |= dict.fromkeys(("fulfilled", "breached", "complied", "came_true"), ("action",))
# Why an event is none that counts, where its own words do not say so.
NOT_IN_WORDS = ("denied", "earlier")
CAUSES = ("reader", "scenario", "matcher")
UNREAD, NO_ANSWER = "norm not read", "no answer"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was expected and what came. cause: why it is wrong (reader, scenario, matcher); None when it is right.

    weight: what it counts in, one of WEIGHTS; "strong" for a strong verdict that nobody expected.
    head, lines: for a person; several outcomes of one question share their head.
    """

    case: str
    weight: str
    expected: str
    got: str
    cause: str | None
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Is it as expected?"""
        return self.cause is None


@dataclass(slots=True)
class Tally:
    """What one side gave. counts: numbers that are no share of outcomes."""

    outcomes: list[Outcome] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    wrong_strong: list[Outcome] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in what another story gave."""
        self.outcomes += other.outcomes
        self.counts += other.counts
        self.wrong_strong += other.wrong_strong


@dataclass(frozen=True, slots=True)
class Side:
    """The readings of a story's pages, one way. norms: ours, or the gold's, for each gold norm by key.

    gold: the gold norm of each norm on record; a norm of ours that is none of the gold's is not in it.
    """

    name: str
    readings: dict[str, list[Reading]]
    norms: dict[str, Norm]
    gold: dict[str, GoldNorm]


def score(shared: Path) -> dict[str, Any]:
    """Figures and cases of every story."""
    tallies = {name: Tally() for name in SIDES}
    for story in stories(shared):
        for name, told in told_of(story).items():
            tallies[name].add(told)
    figures: dict[str, float] = {}
    for name in SIDES:
        figures |= figures_of(name, tallies[name])
    cases = {o.case: float(o.right) for name in SIDES for o in tallies[name].outcomes if o.weight != "notice"}
    return {"figures": figures, "cases": cases}


def told_of(story: Story, sides: Iterable[str] = SIDES, parts: Iterable[str] = PARTS) -> dict[str, Tally]:
    """Everything asked of one story, by side."""
    tallies = {name: tell(story, side_of(story, name), parts) for name in sides}
    if set(tallies) == set(SIDES):
        lay_blame(tallies)
    return tallies


def side_of(story: Story, name: str) -> Side:
    """The story's pages, read one way."""
    readings: dict[str, list[Reading]] = {}
    norms: dict[str, Norm] = {}
    gold: dict[str, GoldNorm] = {}
    with TemporaryDirectory() as folder:
        for page in story.pages:
            here = {n.number: n for n in story.norms if n.page == page["id"]}
            if name == "gold":
                readings[page["id"]], named = as_gold(story, published_as_given(story, page))
                gold |= named
                by_id = {n.id: n for r in readings[page["id"]] for n in r.norms}
                norms |= {g.key: by_id[norm_id] for norm_id, g in named.items()}
                continue
            read = captured(story, page, Path(folder))
            readings[page["id"]] = [p.reading for p in read.parts]
            for part in read.parts:
                for number, spans in part.spans.items():
                    found = best_of(part.reading, here[number].row, spans)
                    if found is not None:
                        norms[here[number].key] = found
                for norm in part.reading.norms:
                    meant = gold_of(norm, part, here)
                    if meant is not None:
                        gold[norm.id] = meant
    return Side(name, readings, norms, gold)


def tell(story: Story, side: Side, parts: Iterable[str]) -> Tally:
    """Ask these parts of one side of one story."""
    tally = Tally()
    tally.counts["norms"] += len(story.norms)
    tally.counts["norms_read"] += len(side.norms)
    tally.counts["norms_same_mode"] += sum(
        n.key in side.norms and same_reading(side.norms[n.key], n.row) for n in story.norms
    )
    if "whatif" in parts:
        ask(story, side, tally)
    if "met" in parts or "changes" in parts:
        with empty_ledger() as ledger:
            notices: list[Notice] = []
            for page in story.pages:
                notices += add(ledger, side.readings[page["id"]], at=added_at(page))
                if "met" in parts and side.name == "gold":
                    hear(story, side, tally, ledger, page["id"])
            if "met" in parts:
                meet(story, side, tally, notices)
            if "changes" in parts:
                compare(story, side, tally, ledger)
    return tally


# --- what if ---


def ask(story: Story, side: Side, tally: Tally) -> None:
    """Every question of the story."""
    with ExitStack() as open_ledgers:
        ledgers: dict[tuple[str, ...], Ledger] = {}
        for number, question in enumerate(story.row["whatif"], 1):
            pages = tuple(p["id"] for p in story.pages if p["id"] in question["pages"])
            if pages not in ledgers:
                ledgers[pages] = open_ledgers.enter_context(empty_ledger())
                for page in pages:
                    add(ledgers[pages], side.readings[page], at=added_at(story.page(page)))
            name = f"{side.name} {story.id} whatif {number}"
            ask_one(story, side, tally, name, question, ledgers[pages])


def ask_one(story: Story, side: Side, tally: Tally, name: str, question: dict[str, Any], ledger: Ledger) -> None:
    """One question: each verdict expected, and strong ones that are not."""
    understood = understand(question["assume"], question["deny"])
    judged = verdicts(ledger, understood)
    on_record = {n.id: n for p in question["pages"] for r in side.readings[p] for n in r.norms}
    tally.counts["questions"] += 1
    tally.counts["pairs"] += len(on_record)
    tally.counts["refused"] += isinstance(judged, str)
    head = asked_lines(question, understood, judged)
    expected: dict[str, set[str]] = {}
    for wanted in question["expect"]:
        verdict = SAME_VERDICT.get(wanted["verdict"], wanted["verdict"])
        named = story.named(wanted)
        reasons: tuple[str, ...] = ()
        for gold in named:
            expected.setdefault(gold.key, set()).add(verdict)
        if isinstance(judged, str):
            got, gold = NO_ANSWER, named[0]
        else:
            answers = [(*given(side, gold, judged), gold) for gold in named]
            got, reasons, gold = next((a for a in answers if a[0] == verdict), answers[0])
        cause = None if got == verdict else why(side, gold, got)
        lines = (f"norm {gold.key}: {norm_line(gold)}", *as_read(side, gold), *reasons)
        weight = "loud" if is_loud(verdict) else "quiet"
        tally.outcomes.append(Outcome(f"{name} {gold.key}", weight, verdict, got, cause, lines, head))
    if not isinstance(judged, str):
        loud = {i: j for i, j in judged.items() if i in on_record and j.verdict in STRONG}
        tally.wrong_strong += (
            replace(o, head=head) for o in unexpected(side, name, question["pages"], loud, expected, on_record)
        )


def unexpected(
    side: Side,
    name: str,
    pages: list[str],
    strong: dict[str, Judged],
    expected: dict[str, set[str]],
    on_record: dict[str, Norm],
) -> Iterator[Outcome]:
    """The strong verdicts that nobody expects of their norms."""
    for norm_id, found in strong.items():
        norm, meant = on_record[norm_id], side.gold.get(norm_id)
        wanted = expected.get(meant.key, set()) if meant else set()
        if found.verdict in wanted:
            continue
        text = next(r.text for p in pages for r in side.readings[p] if norm in r.norms)
        told = (
            f"{meant.key}: {norm_line(meant)}" if meant else f"that is none of the gold: {flat(norm.action.of(text))}"
        )
        cause = "matcher" if meant is not None and same_reading(norm, meant.row) else "reader"
        yield Outcome(
            f"{name} {meant.key if meant else norm_id}",
            "strong",
            " or ".join(sorted(wanted)) or "nothing strong",
            found.verdict,
            cause,
            (f"norm {told}", *(as_read(side, meant) if meant else ()), *found.reasons),
        )


def given(side: Side, gold: GoldNorm, judged: dict[str, Judged]) -> tuple[str, tuple[str, ...]]:
    """(the verdict of a gold norm, how it was compared)."""
    norm = side.norms.get(gold.key)
    if norm is None:
        return UNREAD, ()
    found = judged.get(norm.id)
    if found is None:
        return quiet(norm.modal, norm.mode), ("not touched",)
    return found.verdict, found.reasons


def why(side: Side, gold: GoldNorm, got: str) -> str:
    """What a wrong verdict is laid to, as far as one side can tell."""
    norm = side.norms.get(gold.key)
    if norm is None or not same_reading(norm, gold.row):
        return "reader"
    return "scenario" if got == NO_ANSWER else "matcher"


def lay_blame(tallies: dict[str, Tally]) -> None:
    """What is right from the gold norms and wrong from the pages fails by the reader: it read other slots or events."""
    right = {o.case.partition(" ")[2] for o in tallies["gold"].outcomes if o.right}
    pages = tallies["pages"].outcomes
    for i, one in enumerate(pages):
        if one.cause == "matcher" and one.case.partition(" ")[2] in right:
            pages[i] = replace(one, cause="reader")


# --- met ---


def meet(story: Story, side: Side, tally: Tally, notices: list[Notice]) -> None:
    """Notices due, notices given, near misses."""
    tally.counts.update(f"met.{n.grade}" for n in notices)
    told = [n for n in notices if n.grade in TOLD]
    due = story.row["met"]
    for number, entry in enumerate(due, 1):
        named = story.named(entry["norm"])
        about = [n for n in notices if is_about(n, side, named, entry)]
        found = any(n.grade in TOLD and fits(entry["verdict"], n) for n in about)
        told_as = sorted({f"{n.verdict} ({n.grade})" for n in about})
        lines = (
            f"on {entry['page']}: “{flat(entry['event'])}”",
            f"norm {named[0].key}: {norm_line(named[0])}",
            *as_read(side, named[0]),
            *event_lines(side, entry),
            *(line for n in about for line in notice_lines(n)),
        )
        cause = None if found else missed(side, named[0], entry)
        case = f"{side.name} {story.id} met {number}"
        tally.outcomes.append(Outcome(case, "met", entry["verdict"], ", ".join(told_as) or "nothing", cause, lines))
        tally.counts["met.possible_too"] += any(fits(entry["verdict"], n) for n in about)
    for notice in told:
        listed = [e for e in due if is_about(notice, side, story.named(e["norm"]), e)]
        tally.counts["met.listed"] += bool(listed)
        gold = side.gold.get(notice.norm_id)
        right = any(fits(e["verdict"], notice) for e in listed)
        tally.outcomes.append(
            Outcome(
                f"{side.name} {story.id} notice {gold.key if gold else notice.norm_id} {notice.event_id}",
                "notice",
                " or ".join(e["verdict"] for e in listed) or "no notice",
                f"{notice.verdict} ({notice.grade})",
                None if right else "matcher",
                (f"norm {gold.key}: {norm_line(gold)}" if gold else "no gold norm", *notice_lines(notice)),
            )
        )
    for number, entry in enumerate(story.row["not_met"], 1):
        named = story.named(entry["norm"])
        taken = [
            n
            for n in told
            if is_about(n, side, named, entry) and not any(is_about(n, side, story.named(e["norm"]), e) for e in due)
        ]
        lines = (
            f"on {entry['page']}: “{flat(entry['event'])}” ({entry['why']})",
            f"norm {named[0].key}: {norm_line(named[0])}",
            *(line for n in taken for line in notice_lines(n)),
        )
        got = ", ".join(f"{n.verdict} ({n.grade})" for n in taken) or "no notice"
        case = f"{side.name} {story.id} not_met {number}"
        tally.outcomes.append(Outcome(case, "near", "no notice", got, "matcher" if taken else None, lines))


def is_about(notice: Notice, side: Side, named: tuple[GoldNorm, ...], entry: dict[str, Any]) -> bool:
    """Is the notice on this norm, by the event that these words of this page report?"""
    gold = side.gold.get(notice.norm_id)
    return (
        gold is not None
        and gold.key in {n.key for n in named}
        and page_at(notice.address) == entry["page"]
        and same_event(notice.words, entry["event"])
    )


def fits(expected: str, notice: Notice) -> bool:
    """Is it the verdict? What is sure may be told as likely; what may be is never told as sure."""
    if expected.removeprefix(MAYBE) != notice.verdict.removeprefix(MAYBE):
        return False
    return not expected.startswith(MAYBE) or notice.verdict.startswith(MAYBE) or notice.grade != "certain"


def same_event(one: str, other: str) -> bool:
    """Do most longer words of the shorter telling stand in the other?"""
    a, b = _words(one), _words(other)
    return len(a & b) >= SAME_EVENT * min(len(a), len(b))


@cache
def _words(told: str) -> frozenset[str]:
    found = frozenset(re.findall(r"\w+", flat(told).lower()))
    return frozenset(w for w in found if len(w) > SHORT_WORD) or found


def missed(side: Side, gold: GoldNorm, entry: dict[str, Any]) -> str:
    """What a notice that did not come is laid to: norm or event not read, else the matcher."""
    norm = side.norms.get(gold.key)
    if norm is None or not same_reading(norm, gold.row):
        return "reader"
    return "matcher" if any(told for _, told in events_at(side, entry)) else "reader"


def events_at(side: Side, entry: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """(an event that was read there, in one line; whether it is told as so)."""
    for reading in side.readings[entry["page"]]:
        for event in reading.events:
            words = event.evidence[0].of(reading.text)
            if same_event(words, entry["event"]):
                who = [_name(reading, i) for i in (event.actor_id, event.recipient_id)]
                kind = event.type.value if event.type else "no type"
                yield f"{kind} {who[0]} -> {who[1]}, {event.status.value}: “{flat(words)}”", event.status.is_so


def _name(reading: Reading, actor_id: str | None) -> str:
    actor = reading.cast.actors.get(actor_id or "")
    return (actor.code or actor.name) if actor else "?"


# --- met, told in the words of the page ---


def hear(story: Story, side: Side, tally: Tally, ledger: Ledger, page: str) -> None:
    """The words that report an event, read as a sentence somebody types: is the trigger or the action met by it?"""
    for kind, weight in (("met", "told"), ("not_met", "told_near")):
        for number, entry in enumerate(story.row[kind], 1):
            if entry["page"] != page or entry.get("why", "").startswith(NOT_IN_WORDS):
                continue
            understood = understand([flat(entry["event"])])
            judged = verdicts(ledger, understood)
            held = story.named(entry["norm"])
            norms = [side.norms[n.key].id for n in held if n.key in side.norms]
            found = [] if isinstance(judged, str) else [judged[norm] for norm in norms if norm in judged]
            roles = ROLES.get(entry.get("verdict", "").removeprefix(MAYBE), ("trigger", "action"))
            answers = {answer for j in found for role in roles if (answer := getattr(j, role))}
            got = NO_ANSWER if isinstance(judged, str) else next((a for a in ("yes", "maybe") if a in answers), "no")
            wanted = "no" if kind == "not_met" else "maybe" if entry["verdict"].startswith(MAYBE) else "yes"
            right = got != "yes" if wanted == "no" else got == wanted
            cause = None if right else "scenario" if got == NO_ANSWER else "matcher"
            lines = (
                f"told: “{flat(entry['event'])}”{' (' + entry['why'] + ')' if 'why' in entry else ''}",
                *(f"    {line}" for line in understood.lines),
                f"norm {held[0].key}: {norm_line(held[0])}",
                *(line for j in found for line in j.reasons),
            )
            case = f"{side.name} {story.id} told {kind} {number}"
            tally.outcomes.append(Outcome(case, weight, f"{'/'.join(roles)} {wanted}", got, cause, lines))


# --- changes ---


def compare(story: Story, side: Side, tally: Tally, ledger: Ledger) -> None:
    """How later norms stand to earlier ones, as a timeline marks them."""
    taken_back = withdrawn(ledger)
    lines_of: dict[str, dict[str, Marked]] = {}
    for number, entry in enumerate(story.row["changes"], 1):
        (earlier, *_), (later, *_) = (story.named(entry[end]) for end in ("from", "to"))
        ours = [side.norms.get(n.key) for n in (earlier, later)]
        got, cause, linked, alone = UNREAD, "reader", False, None
        reasons: tuple[str, ...] = ()
        if ours[0] is not None and ours[1] is not None:
            before, after = ours[0], ours[1]
            actor = after.agent_id or ""
            if actor not in lines_of:
                lines_of[actor] = timeline_of(ledger, actor) if actor else {}
            marked = lines_of[actor].get(after.id)
            linked = marked is not None and marked.after == before.id
            alone = mark_between(ledger, before.id, after.id, actor)
            got = marked.mark if marked is not None and linked else "not linked"
            got = "withdrawn" if before.id in taken_back else got
            reasons = marked.reasons if marked is not None and linked else ()
            read_alike = all(same_reading(n, g.row) for n, g in ((before, earlier), (after, later)))
            cause = "matcher" if read_alike else "reader"
        tally.counts["changes.linked"] += linked
        tally.counts["changes.alone"] += alone == entry["mark"]
        case = f"{side.name} {story.id} change {number}"
        lines = (
            f"from {earlier.key}: {norm_line(earlier)}",
            *as_read(side, earlier),
            f"to {later.key}: {norm_line(later)}",
            *as_read(side, later),
            f"if taken for one action: {alone}",
            *reasons,
        )
        right = got == entry["mark"]
        tally.outcomes.append(Outcome(case, "changes", entry["mark"], got, None if right else cause, lines))


# --- figures ---


def figures_of(name: str, tally: Tally) -> dict[str, float]:
    """All figures of one side."""
    counts = tally.counts
    figures: dict[str, float] = {}
    by_weight = {w: [o for o in tally.outcomes if o.weight == w] for w in WEIGHTS}
    for weight in ("loud", "quiet"):
        held = by_weight[weight]
        figures[f"{name}.{weight}"] = share(o.right for o in held)
        figures |= failures(f"{name}.{weight}", held)
        figures[f"{name}.{weight}.asked"] = float(len(held))
    for verdict in sorted({o.expected for w in ("loud", "quiet") for o in by_weight[w]}):
        held = [o for w in ("loud", "quiet") for o in by_weight[w] if o.expected == verdict]
        figures[f"{name}.verdict.{verdict}"] = share(o.right for o in held)
    figures[f"{name}.wrong_strong"] = len(tally.wrong_strong) / counts["pairs"] if counts["pairs"] else 0.0
    figures[f"{name}.wrong_strong.count"] = float(len(tally.wrong_strong))
    figures |= failures(f"{name}.wrong_strong", tally.wrong_strong)
    figures[f"{name}.pairs"] = float(counts["pairs"])
    figures[f"{name}.questions_refused"] = counts["refused"] / counts["questions"] if counts["questions"] else 0.0
    figures[f"{name}.norms_read"] = counts["norms_read"] / counts["norms"] if counts["norms"] else 0.0
    figures[f"{name}.norms_same_mode"] = counts["norms_same_mode"] / counts["norms"] if counts["norms"] else 0.0
    met, notices = by_weight["met"], by_weight["notice"]
    figures[f"met.{name}.found"] = share(o.right for o in met)
    figures |= failures(f"met.{name}", met)
    figures[f"met.{name}.found_or_possible"] = counts["met.possible_too"] / len(met) if met else 0.0
    figures[f"met.{name}.precision"] = counts["met.listed"] / len(notices) if notices else 0.0
    figures[f"met.{name}.precision_verdict"] = share(o.right for o in notices)
    figures[f"met.{name}.near_misses_taken"] = share(not o.right for o in by_weight["near"])
    for grade in (*TOLD, "possible"):
        figures[f"met.{name}.{grade}"] = float(counts[f"met.{grade}"])
    if by_weight["told"]:
        figures["met.told.found"] = share(o.right for o in by_weight["told"])
        figures |= failures("met.told", by_weight["told"])
        figures["met.told.near_misses_taken"] = share(not o.right for o in by_weight["told_near"])
    changes = by_weight["changes"]
    figures[f"changes.{name}"] = share(o.right for o in changes)
    figures |= failures(f"changes.{name}", changes)
    figures[f"changes.{name}.linked"] = counts["changes.linked"] / len(changes) if changes else 0.0
    figures[f"changes.{name}.alone"] = counts["changes.alone"] / len(changes) if changes else 0.0
    return figures


def failures(name: str, held: list[Outcome]) -> dict[str, float]:
    """How many fail by what."""
    causes = Counter(o.cause for o in held)
    return {
        f"{name}.failed_{cause}": float(causes[cause]) for cause in ("reader", "scenario", "matcher") if causes[cause]
    }


def share(held: Iterable[bool]) -> float:
    """Of nothing, 0."""
    values = list(held)
    return sum(values) / len(values) if values else 0.0


# --- for a person ---


def norm_line(gold: GoldNorm) -> str:
    """ "GRC will if: call off its naval drill | Türkiye withdraws the notice"."""
    row = gold.row
    trigger = f" | {row['trigger_id']}: {flat(row['trigger'])}" if row["trigger"] else ""
    return f"{row['agent_id']} {row['modal']} {row['mode']} (to {row['target_id']}): {flat(row['action'])}{trigger}"


def as_read(side: Side, gold: GoldNorm) -> Iterator[str]:
    """How we read it, where that is not as the gold does."""
    norm = side.norms.get(gold.key)
    if norm is None:
        yield "    not read"
        return
    if side.name == "gold":
        return
    slots = ("modal", "mode", "agent_id", "target_id", "trigger_id", "action_event", "trigger_event")
    for slot in slots:
        ours, theirs = getattr(norm, slot), gold.row[slot]
        if ours != theirs:
            yield f"    read with {slot} {ours}, gold {theirs}"


def asked_lines(question: dict[str, Any], understood: Understood, judged: Any) -> tuple[str, ...]:
    """The sentences, and what was understood."""
    said = [f"if:  {s}" for s in question["assume"]] + [f"not: {s}" for s in question["deny"]]
    refused = [f"REFUSED: {judged}"] if isinstance(judged, str) and understood.refused is None else []
    return tuple(said + [f"    {line}" for line in (*understood.lines, *refused)])


def notice_lines(notice: Notice) -> Iterator[str]:
    """The notice, its event and why."""
    yield f"    notice {notice.verdict} ({notice.grade}) by “{flat(notice.words)}” on {page_at(notice.address)}"
    yield from (f"        {reason}" for reason in notice.reasons)


def event_lines(side: Side, entry: dict[str, Any]) -> list[str]:
    """The events we read in these words."""
    return [f"    event read: {line}" for line, _ in events_at(side, entry)] or ["    no event read there"]


def main() -> None:
    """Print every failure of the stories named."""
    parser = argparse.ArgumentParser(prog="python -m eval.stories", description=__doc__.splitlines()[0])
    parser.add_argument("stories", nargs="*", metavar="STORY", help="story-03; all when none is named")
    parser.add_argument("--side", choices=SIDES, help="only from the gold norms, or only from the pages")
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--right", action="store_true", help="also what is right")
    options = parser.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    parts = (options.part,) if options.part else PARTS
    tallies = {name: Tally() for name in SIDES if options.side in (None, name)}
    for story in stories(shared):
        if options.stories and story.id not in options.stories:
            continue
        for name, told in told_of(story, tallies, parts).items():
            held = (*told.outcomes, *told.wrong_strong)
            print_outcomes(o for o in held if options.right or not o.right)
            tallies[name].add(told)
    for name, tally in tallies.items():
        for figure, value in figures_of(name, tally).items():
            print(f"{figure:44} {value:10.4f}")
        print()


def print_outcomes(outcomes: Iterable[Outcome]) -> None:
    """Each with its lines; what several share is printed once."""
    head: tuple[str, ...] = ()
    for outcome in outcomes:
        if outcome.head and outcome.head != head:
            print("\n".join(outcome.head) + "\n")
        head = outcome.head
        verdict = "right" if outcome.right else f"WRONG ({outcome.cause})"
        label = f"WRONG STRONG ({outcome.cause})" if outcome.weight == "strong" else verdict
        print(f"  {label}: {outcome.case}: expected {outcome.expected}, got {outcome.got}")
        print("".join(f"    {line}\n" for line in outcome.lines), flush=True)


if __name__ == "__main__":
    main()

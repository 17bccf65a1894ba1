"""Events of whole sentences, with our own actors, against the validation records of UniversalPetrarch.

In:      data/events/universal_petrarch_gsr.xml (78 sentences, 93 codings), eval/cameo_roots.csv
Out:     figures in [0, 1]; a case a gold tuple, right when we have it
Source:  the records' own codes; CAMEO roots become PLOVER types by the table, with YIELD for CONCEDE and RETREAT

A tuple is (source state, target state, root). A state is the first three letters of a code, for organisations the short
name in IGO; codings of the root 01 (public statements) are dropped on the gold's side, as PLOVER drops them; a sentence
without codings still counts what we find there. The records rest on what a coder gave out, corrected by hand: some are
odd, none was left out or mended.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.terms.actors import ActorKind, Cast
from onrecord.terms.dates import Basis, DateBounds, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.events import Event, EventStatus
from onrecord.terms.spans import SourceMap, Span

IGO = {"UNO": "UN", "EUR": "EU", "COP": "Interpol"}
NO_STATE = frozenset({"---", "IMG"})
INTENDED = frozenset({EventStatus.PLANNED, EventStatus.ATTEMPTED})
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

Tuple = tuple[str | None, str | None, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One sentence and its codings."""

    name: str
    text: str
    published: date | None
    tuples: tuple[Tuple, ...]

    @property
    def document(self) -> Document:
        """The sentence as a page of one block, published on the record's day."""
        day = PublishedDate(DateBounds.day(self.published), Basis.GIVEN) if self.published else None
        return Document(
            page_id=f"page-{self.name}",
            text=self.text,
            blocks=(Block(BlockRole.BODY, Span(0, len(self.text))),),
            source_map=SourceMap.identity(len(self.text)),
            language="en",
            published=day,
        )


def records(path: Path) -> Iterator[Record]:
    """The records with a text, in the order of the file; it is no well-formed XML, so it is read by its tags."""
    with (Path(__file__).parent / "cameo_roots.csv").open(encoding="utf-8", newline="") as file:
        roots = {row["cameo"]: row["plover"] for row in csv.DictReader(file)}
    for part in re.split(r"(?=<Sentence category)", path.read_text(encoding="utf-8"))[1:]:
        words = re.search(r"<Text>(.*?)</Text>", part, re.DOTALL)
        text = " ".join(words[1].split()) if words else ""
        if not text:
            continue
        about = attributes(part.partition(">")[0])
        codings = [attributes(c) for c in re.findall(r"<EventCoding ([^/]*)/>", part)]
        tuples = tuple(
            (state(c["sourcecode"]), state(c["targetcode"]), root)
            for c in codings
            if "eventcode" in c and (root := roots[c["eventcode"][:2]])
        )
        yield Record(about["id"], text, day(about.get("date", "")), tuples)


def attributes(tag: str) -> dict[str, str]:
    """Attributes of a tag."""
    return dict(re.findall(r'(\w+)="([^"]*)"', tag))


def day(digits: str) -> date | None:
    """YYYYMMDD; None for anything else."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def state(code: str) -> str | None:
    """The state, or the organisation, of an actor code; None where it has none."""
    if code.startswith("IGO"):
        return IGO.get(code[3:6], code[3:6])
    return None if code[:3] in NO_STATE else code[:3]


def tuples_of(events: tuple[Event, ...], cast: Cast) -> set[Tuple]:
    """Ours, told as CAMEO tells them: what is not so is no event, and what is planned or sought is the intention of it,
    AGREE for actions of the first two quads and THREATEN for the others, but for meetings and words."""
    return {
        (code(cast, e.actor_id, e.actor), code(cast, e.recipient_id, e.recipient), root_of(e))
        for e in events
        if e.type is not None and (e.status.is_so or e.status in INTENDED)
    }


def root_of(event: Event) -> str:
    """The PLOVER root a CAMEO coder gives."""
    kind = event.type.value if event.type else ""
    if event.status in INTENDED and event.quad == 2:
        kind = "AGREE"
    elif event.status in INTENDED and event.quad == 4:
        kind = "THREATEN"
    return YIELD.get(kind, kind)


def code(cast: Cast, actor_id: str | None, words: Span | None) -> str | None:
    """An actor's state or organisation; of "Syrian rebels", who act for none, the state named in their own words, as
    CAMEO's codes have it; None for anybody else."""
    actor = cast.actors.get(actor_id) if actor_id else None
    if actor is None or words is None:
        return None
    if actor.state or actor.organisation or actor.kind is ActorKind.ORGANISATION:
        return actor.state or actor.organisation or actor.name
    inside = [cast.actor(m) for m in cast.within(words)]
    return next((a.state for a in inside if a is not None and a.state), None)


def states_named(cast: Cast) -> set[str | None]:
    """States and organisations any words of the sentence are taken for; None, for the gold's actors without one."""
    actors = [a for m in cast.mentions if (a := cast.actor(m)) is not None]
    return {None} | {a.state or a.organisation or a.name for a in actors}


def tuple_figures(held: list[tuple[Record, set[Tuple], set[str | None]]], cases: dict[str, bool]) -> dict[str, float]:
    """Precision, recall and F1 of the tuples; of the gold's pairs, how many we have with any root; of its states,
    how many stand on their side in some tuple of ours, and how many we know some words of the sentence to name."""
    counts: Counter[str] = Counter()
    for record, ours, known in held:
        gold = set(record.tuples)
        counts["gold"] += len(gold)
        counts["found"] += len(ours)
        counts["right"] += len(gold & ours)
        for wanted in gold:
            cases[f"gsr:{record.name}:{'-'.join(map(str, wanted))}"] = wanted in ours
            for side in (0, 1):
                counts["states"] += 1
                counts["states right"] += wanted[side] in {t[side] for t in ours}
                counts["states known"] += wanted[side] in known
            counts["pairs right"] += wanted[:2] in {t[:2] for t in ours}
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / max(1, counts["gold"])
    return {
        "gsr_tuple_precision": precision,
        "gsr_tuple_recall": recall,
        "gsr_tuple_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "gsr_pair_recall": counts["pairs right"] / max(1, counts["gold"]),
        "gsr_state_recall": counts["states right"] / max(1, counts["states"]),
        "gsr_state_accuracy": counts["states known"] / max(1, counts["states"]),
    }

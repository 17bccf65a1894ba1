"""How well deeds and events are coded, against PLOVER types given by people.

In:      the folder of shared corpora (gold/train.jsonl, gold/dev.jsonl, gold/seed, data/events/plv_train.tsv)
Out:     figures in [0, 1]; a case a gold deed, right when its type (or that it has none) is
Source:  codes of actions and triggers by the codebook; PLV (Hu et al., ACL 2024) for the roots of whole sentences

Deeds are coded on the gold spans, so that the reader of norms plays no part. Tables were written with train and dev in
sight: these figures say how well the tables hold what was seen, not what a new page will give. PLV codes the saying
("agreed to withdraw" is AGREE) and has YIELD for CONCEDE and RETREAT; a verb is taken where the source is its subject.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.actors import name_speakers, resolve
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.events import VerbCoder, code_events
from onrecord.events.deeds import code_act
from onrecord.statements import find_statements
from onrecord.terms.dates import Basis, DateBounds, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import SourceMap, Span
from onrecord.times import find_times
from onrecord.walk.open import open_engines

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def score(shared: Path) -> dict[str, Any]:
    """Figures and cases on all three."""
    parser = SpacyParser()
    cases: dict[str, bool] = {}
    figures: dict[str, float] = {}
    for part in ("train", "dev"):
        for role in ("action", "trigger"):
            held = list(deeds(shared / "gold" / f"{part}.jsonl", role, parser))
            for case, gold, ours in held:
                cases[case] = gold == ours
            figures |= deed_figures(f"{part}_{role}", [(gold, ours) for _, gold, ours in held])
    plv = dict(roots(shared / "data" / "events" / "plv_train.tsv", parser))
    for case, (gold, ours) in plv.items():
        cases[case] = gold == ours
    figures["plv_root_accuracy"] = share(gold == ours for gold, ours in plv.values())
    figures["plv_root_macro_f1"] = macro_f1(plv.values())
    return {"figures": figures | seed_figures(shared / "gold" / "seed", parser, cases), "cases": cases}


def deeds(path: Path, role: str, parser: SpacyParser) -> Iterator[tuple[str, str | None, str | None]]:
    """Case, gold type and ours of every action or trigger in a file of passages."""
    coder = VerbCoder()
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        if not passage["norms"]:
            continue
        parse = parser.parse(passage["text"], paragraphs(passage["text"]))
        for number, norm in enumerate(passage["norms"]):
            if norm[role] is not None:
                ours = coder.code_deed(parse, Span(*norm[role]))
                yield f"{passage['id']}:{number}:{role}", norm[f"{role}_event"], ours.value if ours else None


def paragraphs(text: str) -> list[Span]:
    """One block a line with words in it."""
    return [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)]


def deed_figures(name: str, held: list[tuple[str | None, str | None]]) -> dict[str, float]:
    """Accuracy with null as a class of its own, on deeds that have a type, and how often a type is given to none."""
    typed = [(gold, ours) for gold, ours in held if gold is not None]
    return {
        f"{name}_accuracy": share(gold == ours for gold, ours in held),
        f"{name}_typed_accuracy": share(gold == ours for gold, ours in typed),
        f"{name}_typed_where_none": share(ours is not None for gold, ours in held if gold is None),
    }


def share(right: Iterable[bool]) -> float:
    """Of the values, how many are true; 0.0 of none."""
    held = list(right)
    return sum(held) / len(held) if held else 0.0


def roots(path: Path, parser: SpacyParser) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """Case, PLOVER root and ours for each marked sentence; a sentence without both marks is left out."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            text, source = unmarked(row["marked_sentence"])
            if source is None:
                continue
            parse = parser.parse(text, paragraphs(text))
            verb = verb_of(parse, source)
            act = code_act(parse, verb) if verb is not None else None
            ours = YIELD.get(act.type.value, act.type.value) if act else None
            yield f"plv:{number}", (row["root"], ours)


def unmarked(marked: str) -> tuple[str, Span | None]:
    """The sentence without its marks, and the span of its source; None without one."""
    text, marks = "", {}
    for part in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"</?[st]>", part):
            marks[part] = len(text)
        else:
            text += part
    if {"<s>", "</s>", "<t>"} <= marks.keys() and marks["<s>"] < marks["</s>"]:
        return text, Span(marks["<s>"], marks["</s>"])
    return text, None


def verb_of(parse: Parse, source: Span) -> int | None:
    """The nearest verb above the source; None without tokens."""
    head = parse.head_of(source)
    if head is None:
        return None
    return next((a for a in parse.ancestors(head) if parse.pos[a] in ("VERB", "AUX")), parse.heads[head])


def macro_f1(pairs: Iterable[tuple[str, str | None]]) -> float:
    """Mean over the gold classes of each one's F1."""
    held = list(pairs)
    right = Counter(gold for gold, ours in held if gold == ours)
    wanted = Counter(gold for gold, _ in held)
    found = Counter(ours for _, ours in held)
    return sum(2 * right[k] / (wanted[k] + found[k]) for k in wanted) / len(wanted) if wanted else 0.0


def seed_figures(seed: Path, parser: SpacyParser, cases: dict[str, bool]) -> dict[str, float]:
    """The seed's coded events (facts with a PLOVER code): type and, for states, who did it."""
    gold = json.loads((seed / "gold.json").read_text(encoding="utf-8"))
    text = (seed / "page.txt").read_text(encoding="utf-8")
    blocks = tuple(Block(BlockRole.BODY, span) for span in paragraphs(text))
    document = Document(
        page_id="page-seed",
        text=text,
        blocks=blocks,
        source_map=SourceMap.identity(len(text)),
        language="en",
        published=PublishedDate(DateBounds.day(date(2023, 2, 16)), Basis.GIVEN),
    )
    parse = parser.parse(text, [b.span for b in blocks])
    attributions = open_engines().tagger.attributions(document.text, [b.span for b in blocks])
    statements, _ = find_statements(document, parse, attributions)
    statements, cast = name_speakers(document, parse, statements, resolve(document, parse))
    events = code_events(document, parse, statements, cast, find_times(document, parse))
    facts = [f for f in gold["facts"] if f.get("codes")]
    right = 0
    for fact in facts:
        said = next(e for e in fact["evidence"] if e["role"] == "statement")
        actors = fact["actor"] if isinstance(fact["actor"], list) else [fact["actor"]]
        found = any(
            event.type.value == fact["event"]
            and event.evidence[0].overlaps(Span(said["start"], said["end"]))
            and event.actor_id is not None
            and cast.actors[event.actor_id].code in {a.split(".")[0] for a in actors}
            for event in events
        )
        cases[f"seed:{fact['id']}"] = found
        right += found
    return {"seed_facts_found": right / max(1, len(facts)), "seed_events": float(len(events))}


if __name__ == "__main__":
    import sys

    print(json.dumps(score(Path(sys.argv[1]))["figures"], indent=2))

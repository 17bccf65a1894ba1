"""How well actions and events are coded, against PLOVER types given by people.

In:      the folder of shared corpora (gold/train.jsonl, gold/dev.jsonl, gold/seed, data/events)
Out:     figures in [0, 1]; a case a gold action, right when its type (or that it has none) is
Source:  codes of actions and triggers by the codebook; PLV (Hu et al., ACL 2024) for the roots of whole sentences; gsr
         are the 78 records of UniversalPetrarch as (source state, target state, root). The tables were written with
         train and dev in sight: expect less on a new page. How facts of the seed page are counted: eval/seed_facts.py

Actions are coded on the gold spans, so that the reader of norms plays no part. Tables were written with train and dev
in
sight: these figures say how well the tables hold what was seen, not what a new page will give. On PLV the tables stand
alone, since the model was trained on it: its own figures, cross-validated, come from `python -m training.event_head`.
PLV has YIELD for CONCEDE and RETREAT. What is read whole, GSR sentences and the seed, is read with the model.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eval.events_gsr import records, states_named, tuple_figures, tuples_of
from eval.marked import paragraphs, unmarked
from eval.seed_facts import seed_facts
from onrecord.actors import name_speakers, resolve
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.events import VerbCoder, code_events
from onrecord.events.pairs import pair_act
from onrecord.statements import find_statements
from onrecord.terms.spans import Span
from onrecord.times import find_times
from onrecord.walk.open import Engines, open_engines

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def score(shared: Path) -> dict[str, Any]:
    """Figures and cases on all three."""
    parser = SpacyParser()
    cases: dict[str, bool] = {}
    figures: dict[str, float] = {}
    for part in ("train", "dev"):
        for role in ("action", "trigger"):
            held = list(actions(shared / "gold" / f"{part}.jsonl", role, parser))
            for case, gold, ours in held:
                cases[case] = gold == ours
            figures |= action_figures(f"{part}_{role}", [(gold, ours) for _, gold, ours in held])
    plv = dict(roots(shared / "data" / "events" / "plv_train.tsv", parser))
    for case, (gold, ours) in plv.items():
        cases[case] = gold == ours
    figures["plv_root_accuracy"] = share(gold == ours for gold, ours in plv.values())
    figures["plv_root_macro_f1"] = macro_f1(plv.values())
    engines = open_engines()
    figures |= gsr_figures(shared / "data" / "events" / "universal_petrarch_gsr.xml", engines, cases)
    facts, events = seed_facts(shared / "gold" / "seed", engines)
    cases |= {f"seed:{name}": right for name, right in facts.items()}
    figures |= {"seed_facts": share(facts.values()), "seed_events": float(len(events))}
    return {"figures": figures, "cases": cases}


def actions(path: Path, role: str, parser: SpacyParser) -> Iterator[tuple[str, str | None, str | None]]:
    """Case, gold type and ours of every action or trigger in a file of passages."""
    coder = VerbCoder()
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        if not passage["norms"]:
            continue
        parse = parser.parse(passage["text"], paragraphs(passage["text"]))
        for number, norm in enumerate(passage["norms"]):
            if norm[role] is not None:
                ours = coder.code_action(parse, Span(*norm[role]))
                yield f"{passage['id']}:{number}:{role}", norm[f"{role}_event"], ours.value if ours else None


def action_figures(name: str, held: list[tuple[str | None, str | None]]) -> dict[str, float]:
    """Accuracy with null as a class of its own, on actions that have a type, and how often a type is given to none."""
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
    """Case, PLOVER root and the tables' for each marked sentence."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            text, source, target = unmarked(row["marked_sentence"])
            act = pair_act(parser.parse(text, paragraphs(text)), source, target)
            yield f"plv:{number}", (row["root"], YIELD.get(act.type.value, act.type.value) if act.type else None)


def macro_f1(pairs: Iterable[tuple[str, str | None]]) -> float:
    """Mean over the gold classes of each one's F1."""
    held = list(pairs)
    right = Counter(gold for gold, ours in held if gold == ours)
    wanted = Counter(gold for gold, _ in held)
    found = Counter(ours for _, ours in held)
    return sum(2 * right[k] / (wanted[k] + found[k]) for k in wanted) / len(wanted) if wanted else 0.0


def gsr_figures(path: Path, engines: Engines, cases: dict[str, bool]) -> dict[str, float]:
    """Whole sentences with our own actors."""
    held = []
    for record in records(path):
        document, blocks = record.document, [b.span for b in record.document.blocks]
        parse, scan = engines.parser.parse(document.text, blocks), engines.scanner.read(document.text, blocks)
        statements, _ = find_statements(document, parse, scan.attributions())
        statements, cast = name_speakers(document, parse, statements, resolve(document, parse))
        events = code_events(document, parse, statements, cast, find_times(document, parse), typer=scan)
        held.append((record, tuples_of(events, cast), states_named(cast)))
    return tuple_figures(held, cases)


if __name__ == "__main__":
    import sys

    print(json.dumps(score(Path(sys.argv[1]))["figures"], indent=2))

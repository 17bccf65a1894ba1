"""How well attributions are read in genres the tagger was not taught: GUM's interviews, news, speeches, letters,
podcasts and court hearings, where the discourse annotation says who is the source of what.

In:      data/conditions/gum/*.conllu.gz, 65 documents
Out:     attribution F1 (content overlap and source overlap above one half, linked), precision, recall; the recall by
         kind of text, and of what stands in quotation marks; for each document its F1
Source:  GUM 12 (Zeldes 2017), relations `attribution-positive` and `attribution-negative` of the last column

The mapping, and its limits. The satellite of an attribution holds source and cue, and its signals name their words:
`sem-atsrc` the source (taken with the whole mention that it heads), `lex-indwd` the cue. The nucleus, with the units
below it in the sentence of the satellite, is the content.

- Discourse units do not tell how far a quotation runs over further sentences: contents are compared within the
  sentences of the gold's content.
- What is no unit of its own ("condemned the plan", "called it wrong") cannot be annotated: a statement whose content
  begins in the unit of its cue is left out, unless the gold has it, and so is one without a cue. Both are counted.
- A unit that is nothing but a name (the author under a photograph, a work cited in brackets) has no word of speech, and
  is left out of the gold and counted. `recall with a cue` also leaves out what has other signals alone, as quotation
  marks.
- GUM takes every thought for an attribution ("I think it works"), and PolNeAR, which taught the tagger, only some.
"""

import gzip
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.scorers.attributions import Toks, dice, jacc, prf, quoted_ids
from eval.speakers import Attribution, Gold, read_gold, source_of, whole
from onrecord.statements import find_statements
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement
from onrecord.walk.open import open_engines

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution as sets of words; speaks: a word of speech and the content stand in units of their own; kinds:
    what the recall is told apart by."""

    source: Words
    content: Words
    speaks: bool = True
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruler:
    """The words of a text, numbered; which stand in quotation marks; where sentences and discourse units begin."""

    words: Toks
    quoted: Words
    sentences: tuple[int, ...]
    units: tuple[int, ...]

    def ids(self, spans: tuple[Span, ...]) -> Words:
        """The numbers of the words of some spans."""
        held: Words = self.words.ids([span.to_json() for span in spans])
        return held

    def places(self, words: Words, starts: tuple[int, ...]) -> set[int]:
        """The sentences, or the units, that hold the words."""
        return {bisect_right(starts, self.words.spans[i][0]) for i in words}

    def unit_words(self, units: set[int]) -> Words:
        """The words of some units."""
        return frozenset(i for i, (start, _) in enumerate(self.words.spans) if bisect_right(self.units, start) in units)


def score(shared: Path) -> dict[str, Any]:
    """Figures over all documents, and the F1 of each."""
    engines = open_engines()
    counts: Counter[str] = Counter()
    cases: dict[str, float] = {}
    for path in sorted((shared / "data" / "conditions" / "gum").glob("*.conllu.gz")):
        gold = read_gold(path)
        document = gold.document()
        blocks = [b.span for b in document.blocks]
        attributions = engines.scanner.read(document.text, blocks).attributions()
        found, _ = find_statements(document, engines.parser.parse(document.text, blocks), attributions)
        own = compared(gold, ruler_of(gold, path), found)
        counts.update(own)
        cases[gold.name] = prf(own["right"], own["found"] - own["right"], own["gold"] - own["right"])[2]
    return {"figures": figures(counts), "cases": cases}


def figures(counts: Counter[str]) -> dict[str, float]:
    """Flat names: shares in [0, 1], and counts."""
    flat: dict[str, float] = {}
    for name, hits in (("content matched", "matched"), ("attribution", "right")):
        parts = prf(counts[hits], counts["found"] - counts[hits], counts["gold"] - counts[hits])
        flat |= {f"{name} {letter}": part for letter, part in zip("PRF", parts, strict=True)}
    for kind in sorted(name.removeprefix("gold ") for name in counts if name.startswith("gold ")):
        flat[f"recall {kind}"] = counts[f"right {kind}"] / counts[f"gold {kind}"]
    for name in ("gold", "names alone left out", "found", "left out without a cue", "left out within a unit"):
        flat[name] = float(counts[name])
    return flat


def compared(gold: Gold, ruler: Ruler, found: tuple[Statement, ...]) -> Counter[str]:
    """Counts of one document: gold, found, matched, right, left out; gold and right by kind as well."""
    counts: Counter[str] = Counter()
    every = [told_in(gold, ruler, a) for a in gold.attributions]
    told = [one for one in every if one.speaks]
    read: list[Told] = []
    for statement in found:
        cue, content = ruler.ids(statement.cue), ruler.ids(statement.content)
        counts["left out without a cue"] += not cue
        if cue and content:
            apart = ruler.places(frozenset([min(content)]), ruler.units) != ruler.places(cue, ruler.units)
            read.append(Told(ruler.ids(statement.source), content, speaks=apart))
    matched = list(pairs(ruler, read, told))
    out = [one for one in read if not one.speaks and not any(one is ours for ours, _ in matched)]
    counts["left out within a unit"] = len(out)
    counts.update({"gold": len(told), "found": len(read) - len(out), "names alone left out": len(every) - len(told)})
    counts.update(f"gold {kind}" for theirs in told for kind in theirs.kinds)
    for ours, theirs in matched:
        counts["matched"] += 1
        if jacc(ours.source, theirs.source) > 0.5:
            counts.update(["right", *(f"right {kind}" for kind in theirs.kinds)])
    return counts


def pairs(ruler: Ruler, read: list[Told], told: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Contents with a Dice above one half, each in one pair at most, the closest first."""
    near: list[tuple[float, int, int]] = []
    for j, theirs in enumerate(told):
        held = ruler.places(theirs.content, ruler.sentences)
        for i, ours in enumerate(read):
            if ours.content & theirs.content:
                inside = frozenset(w for w in ours.content if ruler.places(frozenset([w]), ruler.sentences) <= held)
                near.append((-dice(inside, theirs.content), i, j))
    ours_taken, theirs_taken = set(), set()
    for share, i, j in sorted(near):
        if share < -0.5 and i not in ours_taken and j not in theirs_taken:
            ours_taken.add(i)
            theirs_taken.add(j)
            yield read[i], told[j]


def told_in(gold: Gold, ruler: Ruler, attribution: Attribution) -> Told:
    """The gold's attribution in words."""
    mention = source_of(gold, attribution)
    signalled = tuple(gold.span(i, i) for i in sorted(attribution.source))
    source = (gold.span(*whole(gold, mention)),) if mention is not None else signalled
    content = ruler.ids(tuple(gold.span(first, last) for first, last in attribution.content))
    quoted = bool(content & ruler.quoted)
    kinds = [f"in {gold.name.split('_')[1]}", "in quotation marks" if quoted else "without quotation marks"]
    own = ruler.places(ruler.ids(signalled), ruler.units)
    beside = ruler.unit_words(own) - ruler.ids(source)
    return Told(
        source=ruler.ids(source),
        content=content,
        speaks=bool(beside),
        kinds=(*kinds, "with a cue") if attribution.cue else tuple(kinds),
    )


def ruler_of(gold: Gold, path: Path) -> Ruler:
    """Words, sentences and discourse units of a document."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [cells for line in lines if (cells := line.split("\t"))[0].isdigit()]
    words = Toks(gold.text)
    return Ruler(
        words=words,
        quoted=frozenset(quoted_ids(gold.text, words)),
        sentences=tuple(gold.starts[first] for first, _ in gold.sentences),
        units=tuple(start for start, cells in zip(gold.starts, rows, strict=True) if "Discourse=" in cells[9]),
    )

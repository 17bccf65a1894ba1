"""Whom the sources of attributions are: GUM's coreference is the gold, its discourse annotation says who is a source.

In:      data/conditions/gum/*.conllu.gz
Out:     for names, nominals, pronouns: shares right, wrong and unknown; first and second person apart; a case a source
Source:  GUM 12 (Zeldes 2017), `Entity=` and `Discourse=attribution-*` of the last column; the signal `sem-atsrc` gives
         the tokens of the source

An actor is right when the mentions it has elsewhere on the page are mentions of the gold's entity: its names if it has
any, else all others, by majority. An actor that has no other mention, and an organ of a state, under which the codebook
takes all its ministries together, is right when the names of the gold's entity have no other actor. `named`: only sources whose entity has a name on the page; for the others, unknown is a fair answer.
"""

import gzip
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.actors import name_speakers, resolve
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.terms.actors import Actor, ActorKind, Cast, MentionKind
from onrecord.terms.dates import Basis, DateBounds, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import SourceMap, Span
from onrecord.terms.statements import Directness, Statement

KINDS = ("names", "nominals", "pronouns", "relatives", "indefinite", "first and second person")
NAMING = frozenset({MentionKind.NAME, MentionKind.TITLE_NAME, MentionKind.DEMONYM, MentionKind.METONYM})
WHOLES = frozenset({ActorKind.ORGAN, ActorKind.GROUP})
FIRST_AND_SECOND = frozenset(("i", "me", "my", "we", "us", "our", "you", "your", "ya", "y'all"))
THIRD = frozenset(("he", "him", "his", "she", "her", "it", "its", "they", "them", "their"))
MOST_WORDS = 60  # a gold mention longer than this is not looked for by its later words
OPENING, CLOSING = '"“', '"”'
GROUP = re.compile(r"\((\d+)-[^()]*|(\d+)\)")
EDU = re.compile(r"([a-z_-]+(?:_m)?):(\d+)(?:->(\d+))?:\d*:?([^;]*)", re.IGNORECASE)
SOURCE = re.compile(r"sem-atsrc-([\d,-]+)-")
CUE = re.compile(r"lex-indwd-([\d,-]+)-")


@dataclass(frozen=True, slots=True)
class Named:
    """A gold mention: tokens `first` to `last`, whose head is `head`, are of this entity."""

    entity: str
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Link:
    """One of our mentions and the gold's entity it is a mention of; `head` is the gold mention's."""

    head: int
    actor: Actor
    is_name: bool
    entity: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something: tokens of the source, of the cue, and the runs of tokens of what is said."""

    source: frozenset[int]
    cue: frozenset[int]
    content: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Gold:
    """One annotated document; every column has one value a word."""

    name: str
    text: str = ""
    published: date | None = None
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    mentions: list[Named] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)

    def span(self, first: int, last: int) -> Span:
        """Where words stand in the text."""
        return Span(self.starts[first], self.ends[last])

    def document(self) -> Document:
        """As the walk would have it."""
        published = PublishedDate(DateBounds.day(self.published), Basis.META_TAG) if self.published else None
        return Document(
            page_id=self.name,
            text=self.text,
            blocks=tuple(self.blocks),
            source_map=SourceMap.identity(len(self.text)),
            published=published,
            language="en",
        )


def score(shared: Path) -> dict[str, Any]:
    """Figures: `<kind>.right`, `.wrong` and `.unknown` as shares of `<kind>.sources`; `<kind>.named.*` likewise."""
    parser = SpacyParser()
    counts: Counter[str] = Counter()
    cases: dict[str, bool] = {}
    spent_s = 0.0
    for path in sorted((shared / "data" / "conditions" / "gum").glob("*.conllu.gz")):
        gold = read_gold(path)
        document = gold.document()
        parse = parser.parse(document.text, [b.span for b in document.blocks])
        started = time.perf_counter()
        verdicts = judged(gold, document, parse)
        spent_s += time.perf_counter() - started
        for source, kind, has_name, verdict in verdicts:
            counts[f"{kind}.{verdict}"] += 1
            if has_name:
                counts[f"{kind}.named.{verdict}"] += 1
            cases[f"{gold.name} {source.first}-{source.last}"] = verdict == "right"
    figures = {}
    for kind in (k + n for k in KINDS for n in ("", ".named")):
        total = sum(counts[f"{kind}.{v}"] for v in ("right", "wrong", "unknown"))
        figures[f"{kind}.sources"] = float(total)
        for verdict in ("right", "wrong", "unknown"):
            figures[f"{kind}.{verdict}"] = counts[f"{kind}.{verdict}"] / total if total else 0.0
    figures["seconds"] = spent_s
    return {"figures": figures, "cases": cases}


def judged(gold: Gold, document: Document, parse: Parse) -> Iterator[tuple[Named, str, bool, str]]:
    """Each source with its kind, whether its entity has a name on the page, and the verdict."""
    sourced = [(a, source) for a in gold.attributions if (source := source_of(gold, a))]
    statements = tuple(statement_of(gold, document, attribution, source) for attribution, source in sourced)
    named, cast = name_speakers(document, parse, statements, resolve(document, parse))
    links = linked(gold, parse, cast)
    with_name = {m.entity for m in gold.mentions if gold.pos[m.head] == "PROPN"}
    for (_, source), statement in zip(sourced, named, strict=True):
        verdict = verdict_on(source, statement.speaker_id, links)
        yield source, kind_of(gold, source), source.entity in with_name, verdict


def verdict_on(source: Named, actor_id: str | None, links: list[Link]) -> str:
    """right, wrong or unknown; see the first screen."""
    if actor_id is None:
        return "unknown"
    others = [link for link in links if link.actor.id == actor_id and link.head != source.head]
    votes = Counter(k.entity for k in others if k.is_name) or Counter(k.entity for k in others)
    if votes and others[0].actor.kind not in WHOLES:
        return "right" if votes[source.entity] == max(votes.values()) else "wrong"
    elsewhere = Counter(k.actor.id for k in links if k.is_name and k.entity == source.entity and k.head != source.head)
    return "right" if not elsewhere or elsewhere[actor_id] == max(elsewhere.values()) else "wrong"


def linked(gold: Gold, parse: Parse, cast: Cast) -> list[Link]:
    """Mentions both have: ours, and the gold's that shares its head and most of its words."""
    token_at = {start: i for i, start in enumerate(gold.starts)}
    over: dict[int, list[Named]] = defaultdict(list)
    for named in gold.mentions:
        for token in range(named.first, min(named.last, named.first + MOST_WORDS) + 1):
            over[token].append(named)
    found = []
    for mention in cast.mentions:
        head = parse.head_of(mention.span)
        token = token_at.get(parse.starts[head]) if head is not None else None
        actor = cast.actor(mention)
        if token is None or actor is None:
            continue
        held = {i for t in parse.tokens_in(mention.span) if (i := token_at.get(parse.starts[t])) is not None}
        best = max((m for m in over[token] if m.head in held), key=lambda m: _dice(held, m), default=None)
        if best is not None:
            found.append(Link(best.head, actor, mention.kind in NAMING, best.entity))
    return found


def _dice(held: set[int], named: Named) -> float:
    """How much two mentions cover the same words."""
    words = set(range(named.first, named.last + 1))
    return 2 * len(held & words) / (len(held) + len(words))


def kind_of(gold: Gold, source: Named) -> str:
    """One of KINDS."""
    first, last = whole(gold, source)
    word, pos = gold.words[source.head].lower(), gold.pos[source.head]
    if word in FIRST_AND_SECOND:
        return "first and second person"
    if word in THIRD:
        return "pronouns"
    if pos == "PROPN" or gold.pos[last] == "PROPN" and gold.heads[last] in range(first, last):
        return "names"
    if word in {"who", "which", "that", "whom"}:
        return "relatives"
    return "nominals" if pos == "NOUN" else "indefinite"


def source_of(gold: Gold, attribution: Attribution) -> Named | None:
    """The longest mention whose head is a word of the source, else the shortest that holds them all."""
    inside = [m for m in gold.mentions if m.head in attribution.source]
    content = {i for first, last in attribution.content for i in range(first, last + 1)}
    outside = [m for m in inside if not content & set(range(m.first, m.last + 1))] or inside
    if outside:
        return max(
            outside, key=lambda m: (-min(abs(m.head - c) for c in attribution.cue or {m.head}), m.last - m.first)
        )
    around = [m for m in gold.mentions if attribution.source <= set(range(m.first, m.last + 1))]
    return min(around, key=lambda m: m.last - m.first, default=None)


def whole(gold: Gold, source: Named) -> tuple[int, int]:
    """The source with the names of the same entity set beside it: "the team's coach, Jan Malik"."""
    first, last = source.first, source.last
    beside = sorted((m for m in gold.mentions if m.entity == source.entity and m.first > last), key=lambda m: m.first)
    for named in beside:
        if named.first == last + 1 or (named.first == last + 2 and gold.words[last + 1] == ","):
            last = max(last, named.last)
    return first, last


def statement_of(gold: Gold, document: Document, attribution: Attribution, source: Named) -> Statement:
    """The attribution as find_statements would give it."""
    pieces, direct = [], False
    for first, last in attribution.content:
        start, end = gold.starts[first], gold.ends[last]
        before = document.text[max(0, start - 1) : start]
        if document.text[start] in OPENING or before in set(OPENING):
            direct = True
            block = document.block_at(start)
            close = re.compile(f"[{CLOSING}]").search(document.text, start + 1, block.span.end if block else end)
            end = max(start + 1, close.start()) if close else end
        pieces.append(Span(start, end))
    return Statement(
        document_id=document.id,
        source=(gold.span(*whole(gold, source)),),
        cue=tuple(gold.span(i, i) for i in sorted(attribution.cue)),
        content=tuple(pieces),
        directness=Directness.DIRECT if direct else Directness.INDIRECT,
    )


def read_gold(path: Path) -> Gold:
    """A CoNLL-U file of one document."""
    gold = Gold(path.name.removesuffix(".conllu.gz"))
    edus: dict[str, tuple[int, list[tuple[str, str, str]]]] = {}
    open_at: dict[str, list[int]] = defaultdict(list)
    found: list[tuple[str, int, int]] = []
    pieces: list[str] = []
    length, block_start, role = 0, 0, BlockRole.BODY
    sentence_first, space = 0, ""
    until, whole_glued = 0, False  # last word of those written as one, and whether no space follows

    def end_block() -> None:
        nonlocal space
        if length > block_start:
            gold.blocks.append(Block(role, Span(block_start, length)))
        space = ""

    for line in gzip.open(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newpar_block") or line == "# newpar":
            if line == "# newpar":
                end_block()
                if length:
                    pieces.append("\n\n")
                    length += 2
                block_start, role = length, BlockRole.BODY
            elif "= head" in line:
                role = BlockRole.HEADLINE if not gold.blocks else BlockRole.SUBHEADING
        elif line.startswith("# meta::dateCreated"):
            day = line.partition("= ")[2]
            gold.published = date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
        elif not line:
            if len(gold.words) > sentence_first:
                gold.sentences.append((sentence_first, len(gold.words)))
                sentence_first = len(gold.words)
            until, whole_glued = 0, False
        elif line[0] != "#":
            cells = line.split("\t")
            notes = dict(n.split("=", 1) for n in cells[9].split("|") if "=" in n)
            glued = notes.get("SpaceAfter") == "No"
            if not cells[0].isdigit():
                if "-" in cells[0]:  # "Who's", written as one and then given as two words
                    until, whole_glued = int(cells[0].split("-")[1]), glued
                continue
            if int(cells[0]) <= until:
                glued = whole_glued or int(cells[0]) < until
            token = len(gold.words)
            pieces.append(space + cells[1])
            length += len(space) + len(cells[1])
            gold.starts.append(length - len(cells[1]))
            gold.ends.append(length)
            gold.words.append(cells[1])
            gold.pos.append(cells[3])
            gold.heads.append(sentence_first + int(cells[6]) - 1 if cells[6] != "0" else token)
            space = "" if glued else " "
            for opening, closing in GROUP.findall(notes.get("Entity", "")):
                if opening:
                    open_at[opening].append(token)
                elif open_at[closing]:
                    found.append((closing, open_at[closing].pop(), token))
                # A mention of one word opens and closes at once: "(1-person-...-coref)".
            for one in re.findall(r"\((\d+)-[^()]*\)", notes.get("Entity", "")):
                if open_at[one]:
                    found.append((one, open_at[one].pop(), token))
            if "Discourse" in notes:
                relations = [m.groups() for m in EDU.finditer(notes["Discourse"])]
                edus[relations[0][1]] = (token, [(r[0], r[2] or "", r[3]) for r in relations])
    end_block()
    gold.text = "".join(pieces)
    gold.mentions = [Named(e, f, t, _head(gold.heads, f, t)) for e, f, t in found]
    gold.attributions = list(_attributions(gold, edus))
    return gold


def _head(heads: list[int], first: int, last: int) -> int:
    """The word of the mention that the sentence hangs on."""
    return next((i for i in range(first, last + 1) if not first <= heads[i] <= last or heads[i] == i), last)


def _tokens(cell: str) -> frozenset[int]:
    """Tokens from "10-11,14", counted from 1 in the data."""
    held: set[int] = set()
    for part in cell.split(","):
        ends = [int(p) for p in part.split("-") if p]
        if ends:
            held.update(range(ends[0] - 1, ends[-1]))
    return frozenset(held)


def _attributions(gold: Gold, edus: dict[str, tuple[int, list[tuple[str, str, str]]]]) -> Iterator[Attribution]:
    """Attributions whose content stands in the sentence of their source: the units below the nucleus there."""
    order = sorted(edus, key=lambda e: edus[e][0])
    ends = {a: edus[b][0] - 1 for a, b in zip(order, order[1:], strict=False)}
    ends[order[-1]] = len(gold.words) - 1
    below: dict[str, list[str]] = defaultdict(list)
    for unit, (_, relations) in edus.items():
        below[relations[0][1]].append(unit)
    for unit in order:
        for relation, nucleus, signals in edus[unit][1]:
            source = SOURCE.findall(signals)
            if not relation.startswith("attribution") or not source or nucleus not in edus:
                continue
            sentence = next(s for s in gold.sentences if s[0] <= edus[unit][0] < s[1])
            held, queue = [], [nucleus]
            while queue:
                one = queue.pop()
                if one == unit or not sentence[0] <= edus[one][0] < sentence[1]:
                    continue
                held.append((edus[one][0], min(ends[one], sentence[1] - 1)))
                queue += below[one]
            held = held or [(edus[nucleus][0], ends[nucleus])]
            yield Attribution(
                frozenset().union(*map(_tokens, source)),
                frozenset().union(*map(_tokens, CUE.findall(signals))),
                tuple(_joined(sorted(held))),
            )


def _joined(runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs that touch, as one."""
    first, last = runs[0]
    for start, end in runs[1:]:
        if start > last + 1:
            yield first, last
            first = start
        last = end
    yield first, last

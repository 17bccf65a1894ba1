"""Whom the sources of attributions are: GUM's coreference is the gold, its discourse annotation says who is a source.

In:      data/conditions/gum/*.conllu.gz
Out:     for names, nominals, pronouns: shares right, wrong and unknown; first and second person apart; a case a source
Source:  GUM 12 (Zeldes 2017), `Entity=` and `Discourse=attribution-*` of the last column; the signal `sem-atsrc` gives
         the tokens of the source.
         Nothing is trained on these documents, but the rules were mended by looking at their errors. `named` are the
         sources whose entity has a name on the page; of the others unknown is a fair answer

An actor is right when the mentions it has elsewhere on the page are mentions of the gold's entity: its names if it has
any, else all others, by majority. An actor that has no other mention, and an organ of a state, under which the codebook
takes all its ministries together, is right when the names of the gold's entity have no other actor. A name of a person
must be a person's.
"""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
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
GROUP = re.compile(r"\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)")
EDU = re.compile(r"([a-z_-]+(?:_m)?):(\d+)(?:->(\d+))?:\d*:?([^;]*)", re.IGNORECASE)
SOURCE = re.compile(r"sem-atsrc-([\d,-]+)-")
CUE = re.compile(r"lex-indwd-([\d,-]+)-")


@dataclass(frozen=True, slots=True)
class Named:
    """A gold mention: tokens `first` to `last`, whose head is `head`, are of this entity; is it persons?"""

    entity: str
    first: int
    last: int
    head: int
    is_person: bool


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


@dataclass(frozen=True, slots=True)
class Relation:
    """How a discourse unit hangs on its nucleus, with the signals annotators saw."""

    name: str
    nucleus: str
    signals: str


@dataclass(frozen=True, slots=True)
class Edu:
    """An elementary discourse unit that begins at token `first`; the first relation is its own, others are added."""

    first: int
    relations: tuple[Relation, ...]


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
    for path in sorted((shared / "data" / "conditions" / "gum").glob("*.conllu.gz")):
        gold = read_gold(path)
        document = gold.document()
        parse = parser.parse(document.text, [b.span for b in document.blocks])
        for number, (source, kind, has_name, verdict) in enumerate(judged(gold, document, parse)):
            counts[f"{kind}.{verdict}"] += 1
            if has_name:
                counts[f"{kind}.named.{verdict}"] += 1
            cases[f"{gold.name} {number}: {source.first}-{source.last}"] = verdict == "right"
    figures = {}
    for kind in (k + n for k in KINDS for n in ("", ".named")):
        total = sum(counts[f"{kind}.{v}"] for v in ("right", "wrong", "unknown"))
        figures[f"{kind}.sources"] = float(total)
        for verdict in ("right", "wrong", "unknown"):
            figures[f"{kind}.{verdict}"] = counts[f"{kind}.{verdict}"] / total if total else 0.0
    return {"figures": figures, "cases": cases}


def judged(gold: Gold, document: Document, parse: Parse) -> Iterator[tuple[Named, str, bool, str]]:
    """Each source with its kind, whether its entity has a name on the page, and the verdict."""
    sourced = [(a, source) for a in gold.attributions if (source := source_of(gold, a))]
    statements = tuple(statement_of(gold, document, attribution, source) for attribution, source in sourced)
    named, cast = name_speakers(document, parse, statements, resolve(document, parse))
    links = linked(gold, parse, cast)
    with_name = {m.entity for m in gold.mentions if gold.pos[m.head] == "PROPN"}
    for (_, source), statement in zip(sourced, named, strict=True):
        kind, actor = kind_of(gold, source), cast.actors.get(statement.speaker_id or "")
        yield source, kind, source.entity in with_name, verdict_on(source, kind, actor, links)


def verdict_on(source: Named, kind: str, actor: Actor | None, links: list[Link]) -> str:
    """right, wrong or unknown; see the first screen."""
    if actor is None:
        return "unknown"
    # "Afghan officials" may be an organ; somebody's own name may not, nor may a firm be a person.
    if (actor.kind is ActorKind.PERSON) > source.is_person:
        return "wrong"
    if kind == "names" and source.is_person and actor.kind not in {ActorKind.PERSON, ActorKind.GROUP}:
        return "wrong"
    others = [link for link in links if link.actor.id == actor.id and link.head != source.head]
    votes = Counter(k.entity for k in others if k.is_name) or Counter(k.entity for k in others)
    if votes and actor.kind not in WHOLES:
        return "right" if votes[source.entity] == max(votes.values()) else "wrong"
    elsewhere = Counter(k.actor.id for k in links if k.is_name and k.entity == source.entity and k.head != source.head)
    return "right" if not elsewhere or elsewhere[actor.id] == max(elsewhere.values()) else "wrong"


def linked(gold: Gold, parse: Parse, cast: Cast) -> list[Link]:
    """Mentions both have: ours, and the gold's that shares its head and most of its words."""
    token_at = {start: i for i, start in enumerate(gold.starts)}
    over: dict[int, list[Named]] = defaultdict(list)
    for named in gold.mentions:
        for word in range(named.first, min(named.last, named.first + MOST_WORDS) + 1):
            over[word].append(named)
    found = []
    for mention in cast.mentions:
        head = parse.head_of(mention.span)
        token = token_at.get(parse.starts[head]) if head is not None else None
        actor = cast.actor(mention)
        if token is None or actor is None:
            continue
        held = {token_at[parse.starts[t]] for t in parse.tokens_in(mention.span) if parse.starts[t] in token_at}
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
    if pos == "PROPN" or (gold.pos[last] == "PROPN" and gold.heads[last] in range(first, last)):
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
    reader = ConlluReader(path.name.removesuffix(".conllu.gz"))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            reader.take(line.rstrip("\n"))
    return reader.gold()


class ConlluReader:
    """One document as its lines are read."""

    def __init__(self, name: str) -> None:
        self._gold = Gold(name)
        self._pieces: list[str] = []
        self._length = 0
        self._space = ""  # what stands between the last word and the next
        self._block_start, self._role = 0, BlockRole.BODY
        self._sentence_first = 0
        # Of words written as one and then given one by one ("Who's"): the last, and whether no space follows it.
        self._until, self._whole_glued = 0, False
        self._open_at: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        self._edus: dict[str, Edu] = {}
        self._unheaded: list[tuple[str, int, int, bool]] = []

    def gold(self) -> Gold:
        """The document, all its lines taken."""
        self._end_block()
        self._gold.text = "".join(self._pieces)
        heads = self._gold.heads  # a mention's head may come after its end was read
        self._gold.mentions = [Named(e, f, t, _head(heads, f, t), p) for e, f, t, p in self._unheaded]
        self._gold.attributions = list(_attributions(self._gold, self._edus))
        return self._gold

    def take(self, line: str) -> None:
        """One line."""
        if line == "# newpar":
            self._end_block()
        elif line.startswith("# newpar_block = head"):
            self._role = BlockRole.SUBHEADING if self._gold.blocks else BlockRole.HEADLINE
        elif line.startswith("# meta::dateCreated = "):
            day = line.partition("= ")[2]
            self._gold.published = date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
        elif not line:
            self._end_sentence()
        elif line[0] != "#":
            self._take_word(line.split("\t"))

    def _end_block(self) -> None:
        if self._length > self._block_start:
            self._gold.blocks.append(Block(self._role, Span(self._block_start, self._length)))
            self._pieces.append("\n\n")
            self._length += 2
        self._space, self._block_start, self._role = "", self._length, BlockRole.BODY

    def _end_sentence(self) -> None:
        here = len(self._gold.words)
        if here > self._sentence_first:
            self._gold.sentences.append((self._sentence_first, here))
        self._sentence_first, self._until, self._whole_glued = here, 0, False

    def _take_word(self, cells: list[str]) -> None:
        number, word, notes = cells[0], cells[1], dict(n.split("=", 1) for n in cells[9].split("|") if "=" in n)
        glued = notes.get("SpaceAfter") == "No"
        if not number.isdigit():
            if "-" in number:
                self._until, self._whole_glued = int(number.split("-")[1]), glued
            return
        if int(number) <= self._until:
            glued = self._whole_glued or int(number) < self._until
        gold, token = self._gold, len(self._gold.words)
        self._pieces.append(self._space + word)
        self._length += len(self._space) + len(word)
        self._space = "" if glued else " "
        gold.starts.append(self._length - len(word))
        gold.ends.append(self._length)
        gold.words.append(word)
        gold.pos.append(cells[3])
        gold.heads.append(token if cells[6] == "0" else self._sentence_first + int(cells[6]) - 1)
        if "Discourse" in notes:
            relations = [m.groups() for m in EDU.finditer(notes["Discourse"])]
            self._edus[relations[0][1]] = Edu(token, tuple(Relation(r[0], r[2] or "", r[3]) for r in relations))
        self._take_mentions(token, notes.get("Entity", ""))

    def _take_mentions(self, token: int, note: str) -> None:
        """Brackets opened and closed at this word: "(12-person-...", "3)", or both at once: "(1-person-...)"."""
        for opening, sort, at_once, closing in GROUP.findall(note):
            if opening:
                self._open_at[opening].append((token, sort == "person"))
            entity = opening if at_once else closing
            if entity and self._open_at[entity]:
                first, is_person = self._open_at[entity].pop()
                self._unheaded.append((entity, first, token, is_person))


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


def _attributions(gold: Gold, edus: dict[str, Edu]) -> Iterator[Attribution]:
    """Attributions whose content stands in the sentence of their source: the units below the nucleus there."""
    order = sorted(edus, key=lambda e: edus[e].first)
    ends = {a: edus[b].first - 1 for a, b in pairwise(order)}
    ends[order[-1]] = len(gold.words) - 1
    below: dict[str, list[str]] = defaultdict(list)
    for unit, edu in edus.items():
        below[edu.relations[0].nucleus].append(unit)
    for unit in order:
        for relation in edus[unit].relations:
            source, nucleus = SOURCE.findall(relation.signals), relation.nucleus
            if not relation.name.startswith("attribution") or not source or nucleus not in edus:
                continue
            sentence = next(s for s in gold.sentences if s[0] <= edus[unit].first < s[1])
            held, queue = [], [nucleus]
            while queue:
                one = queue.pop()
                if one == unit or not sentence[0] <= edus[one].first < sentence[1]:
                    continue
                held.append((edus[one].first, min(ends[one], sentence[1] - 1)))
                queue += below[one]
            held = held or [(edus[nucleus].first, ends[nucleus])]
            yield Attribution(
                frozenset().union(*map(_tokens, source)),
                frozenset().union(*map(_tokens, CUE.findall(relation.signals))),
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

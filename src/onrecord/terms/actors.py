"""Who a page speaks of: actors, and the words that name them.

An actor's `code` is what the codebook calls agent_id: ISO 3166 alpha-3 of the state it acts for, else its plain
short name.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.terms.ids import content_id
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

# How an owner or a qualifier hangs on its noun: "Hamas's offices", "Greek voters", "the Moscow talks".
OWNING = frozenset({"poss", "amod", "compound", "nmod"})

# How a basis begins that makes a state likely, no more.
INFERRED = "inferred: "

# The basis of people of whom a page says only what they are ("civilians", "investors"): a sector, no code.
ROLE_ONLY = "a role only"


class ActorKind(StrEnum):
    """What sort of thing an actor is."""

    STATE = "state"
    ORGAN = "organ"  # a government, army, ministry, parliament: a part of a state
    PERSON = "person"
    ORGANISATION = "organisation"  # international organisation, party, union, firm
    ARMED_GROUP = "armed group"
    GROUP = "group"  # a set of people or states without a name of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who can say or do something.

    name:   as a person would list it ("Belarus", "Alexander Lukashenko", "NATO").
    state:  ISO 3166 alpha-3 of the state it is or acts for (vanished states keep theirs: SUN, YUG, DDR); None when
            it acts for none or that is not known. One letter case: upper.
    organisation: plain short name of the organisation it speaks for ("NATO" for its Secretary General); None when it
            speaks for none. A state comes first: who acts for a state has no organisation here.
    office: the office held on the page's date, from the text or a table ("president"); None when not known.
    sector: GOV, MIL, REB, OPP, LEG, JUD, CVL, BUS, MED, IGO, NGO ...; None when not known.
    basis:  what this rests on: "title in text", "officeholders.csv", "aliases.csv", "countrynames", "entity tagger"
            ... "inferred: " begins what is no word of the page's and no certain row of a table's ("inferred: the state
            whose action is announced", "inferred: officeholders.csv, last seen in office on 2026-01-05"): good enough
            to look by, and never enough for a certain answer.
    """

    name: str
    kind: ActorKind
    state: str | None = None
    organisation: str | None = None
    office: str | None = None
    sector: str | None = None
    basis: str

    @property
    def inferred(self) -> bool:
        """Does the state only follow from something, so that it may be wrong?"""
        return self.basis.startswith(INFERRED)

    @property
    def id(self) -> str:
        """From name, kind, state, organisation and office: one name in two offices is two actors."""
        return _actor_id(self.name, self.kind.value, self.state, self.organisation, self.office)

    @property
    def code(self) -> str | None:
        """The codebook's agent_id: the state it acts for, else the organisation it speaks for, else its name.

        None for a person who speaks for neither: private people bind nobody but themselves.
        """
        if self.state or self.organisation:
            return self.state or self.organisation
        return None if self.kind is ActorKind.PERSON or self.basis == ROLE_ONLY else self.name

    @property
    def is_nameless(self) -> bool:
        """Is it people without a state or a name of their own: "the rebels", "Syrian rebels"?"""
        return self.kind is ActorKind.GROUP and self.state is None


@lru_cache(maxsize=16_384)
def _actor_id(name: str, kind: str, state: str | None, organisation: str | None, office: str | None) -> str:
    return content_id("actor", [name, kind, state, organisation, office])


class MentionKind(StrEnum):
    """How words point at an actor."""

    NAME = "name"
    TITLE_NAME = "title and name"
    DEMONYM = "demonym"
    METONYM = "metonym"  # "Minsk allowed": the seat of power for the government
    NOMINAL = "nominal"  # "his troops", "the country"
    EPITHET = "epithet"  # "the Belarusian strongman"
    PRONOUN = "pronoun"
    PLACE = "place"  # "journalists in Minsk": a place, nobody acts


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor or a place.

    actor_id: None when the words point at somebody we cannot name: unknown is a value, a guess is not.
    """

    span: Span
    kind: MentionKind
    actor_id: str | None


class Cast:
    """The actors of one page and the words that name them; look-ups by id and by place in the text.

    Mentions may nest ("Kyiv's army" holds "Kyiv"); look-ups say which they prefer.
    """

    def __init__(self, actors: Iterable[Actor], mentions: Iterable[Mention]) -> None:
        self.actors: dict[str, Actor] = {a.id: a for a in actors}
        self.mentions: tuple[Mention, ...] = tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))
        self._starts = [m.span.start for m in self.mentions]
        self._longest = max((m.span.end - m.span.start for m in self.mentions), default=0)

    def actor(self, mention: Mention | None) -> Actor | None:
        """The actor a mention names; None for no mention or an unnamed one."""
        return self.actors.get(mention.actor_id) if mention and mention.actor_id else None

    def within(self, span: Span) -> tuple[Mention, ...]:
        """Mentions that lie wholly inside the span, in text order, the longer of two that start together first."""
        first = bisect_right(self._starts, span.start - 1)
        held = []
        for mention in self.mentions[first:]:
            if mention.span.start >= span.end:
                break
            if span.covers(mention.span):
                held.append(mention)
        return tuple(held)

    def at(self, position: int) -> Mention | None:
        """The longest mention that holds this code point; None when none does."""
        return max(self._over(position), key=lambda m: m.span.end - m.span.start, default=None)

    def for_words(self, span: Span, parse: Parse) -> Mention | None:
        """Whom these words are about: the mention at their syntactic head, for an agent, target or source span.

        `cast.actor(cast.for_words(span, parse))` is the actor to take an id from; `.code` is the codebook's agent_id.
        Prefers the longest mention inside the span that holds the head token; then one that reaches over the edge of
        the span but holds the head. A head that no mention holds falls back on whoever owns or qualifies it ("Hamas's
        activities", "the Greek economy"). None when the words name nobody we know, or do so only in passing ("the
        agreement with Israel"). Of two joined names it takes the first, which is the head ("Russia and Azerbaijan").
        """
        held = parse.tokens_in(span)
        # A bracket or quotation mark may hang outside the span by itself: "[Belarus]".
        heads = [i for i in held if parse.heads[i] not in held or parse.heads[i] == i]
        head = next((i for i in heads if any(map(str.isalnum, parse.word(i)))), None)
        if head is None:
            return None
        found = self._holding(parse.starts[head], span)
        if found is not None and (found.actor_id is not None or self._beside(head, span, parse) is None):
            return found
        for child in parse.children[head]:
            if parse.deps[child] in OWNING and parse.starts[child] >= span.start and parse.ends[child] <= span.end:
                owner = self._holding(parse.starts[child], span)
                if owner is not None and self._qualifies(owner, parse.text):
                    return owner
        return self._beside(head, span, parse)

    def _beside(self, head: int, span: Span, parse: Parse) -> Mention | None:
        """ "The armed group Northern Dawn", "the biggest party, the Ulster Unionists": the name beside the noun."""
        beside = next((c for c in parse.children[head] if parse.deps[c] == "appos" and parse.pos[c] == "PROPN"), None)
        inside = beside is not None and span.start <= parse.starts[beside] < span.end
        named = self._holding(parse.starts[beside], span) if beside is not None and inside else None
        return named if named is not None and named.actor_id is not None else None

    def _over(self, position: int) -> list[Mention]:
        """Every mention that holds this code point, in text order."""
        first = bisect_right(self._starts, position - self._longest)
        last = bisect_right(self._starts, position)
        return [m for m in self.mentions[first:last] if position < m.span.end]

    def _holding(self, position: int, span: Span) -> Mention | None:
        held = self._over(position)
        inside = [m for m in held if span.covers(m.span)]
        return max(inside or held, key=lambda m: m.span.end - m.span.start, default=None)

    def _qualifies(self, owner: Mention, text: str) -> bool:
        """Does the noun after it stand for this owner? Not after a hyphen ("pro-Russian rebels"), nor after a side
        without a name ("the opposition coalition"), nor after a person's pronoun: "his crowds" are not he, though
        "our response" is the state's."""
        span, actor = owner.span, self.actor(owner)
        bound = text[span.start - 1 : span.start] == "-" or text[span.end : span.end + 1] == "-"
        persons = owner.kind is MentionKind.PRONOUN and actor is not None and actor.kind is ActorKind.PERSON
        return actor is not None and not bound and not persons and not actor.is_nameless

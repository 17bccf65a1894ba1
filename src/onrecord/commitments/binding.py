"""Who the agent is, of everybody the page names.

In:      a NormDraft, the page's Cast, a weight for each feature
Out:     the NormDraft with its agent's code, and how sure that is
Refuses: nothing; where "nobody named" weighs most the code is None
Source:  data/party_features.csv, fitted by `python -m training.norms.parties` on the gold; codebook 3
Shown:   tests/commitments/test_binding.py

The words of a slot often name nobody by themselves ("he", "the government", "both sides"). Everybody the page names is
a candidate; a feature is something a reader could point at: is it the one who speaks, the subject of the sentence, the
last one named before?
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.commitments.draft import NormDraft
from onrecord.commitments.parties import Parties, SlotParty
from onrecord.commitments.speaker_context import SpeakerContext, SpeakerContexts
from onrecord.language.pronouns import FIRST_PERSON, THIRD_PERSON
from onrecord.language.words import word_list
from onrecord.terms.actors import ActorKind, Cast, MentionKind
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import PartyScorer
from onrecord.terms.spans import Span

NAMES = frozenset({MentionKind.NAME, MentionKind.TITLE_NAME, MentionKind.DEMONYM, MentionKind.METONYM})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
STATE_LETTERS = 3
MOST_JOINED = 12

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class AgentCandidate:
    """Somebody an agent may be: one code, and every place of the page that names it.

    sort: "state", "organisation", "group" or "person"; a person's code is his surname.
    """

    code: str
    sort: str
    places: tuple[tuple[int, int], ...]
    persons: tuple[tuple[int, int], ...]


class Binder:
    """Binds the drafts of one page."""

    def __init__(
        self, parse: Parse, cast: Cast, contexts: SpeakerContexts, parties: Parties, judge: PartyScorer
    ) -> None:
        self._parse, self._cast, self._contexts, self._parties, self._judge = parse, cast, contexts, parties, judge

    def bind(self, draft: NormDraft) -> NormDraft:
        """The draft with the agent that weighs most."""
        agent, sure = self._judge.best(draft.action, self.options(draft))
        return replace(draft, agent=SlotParty(draft.agent.words, agent), sure=sure)

    @cached_property
    def _candidates(self) -> tuple[AgentCandidate, ...]:
        """Everybody the page names, in the order of their codes."""
        places: dict[str, list[tuple[int, int]]] = {}
        persons: dict[str, list[tuple[int, int]]] = {}
        sorts: dict[str, str] = {}
        for mention in self._cast.mentions:
            actor = self._cast.actor(mention)
            if actor is None or mention.kind is MentionKind.PRONOUN:
                continue
            code = actor.code
            if code is None and actor.kind is ActorKind.PERSON and mention.kind in NAMES:
                code = actor.name.split()[-1]
            if code is None:
                continue
            place = (mention.span.start, mention.span.end)
            places.setdefault(code, []).append(place)
            sorts.setdefault(code, _sort(code, actor.kind))
            if actor.kind is ActorKind.PERSON:
                persons.setdefault(code, []).append(place)
        return tuple(
            AgentCandidate(code, sorts[code], tuple(places[code]), tuple(persons.get(code, ())))
            for code in sorted(places)
        )

    @cached_property
    def _counts(self) -> Mapping[str, float]:
        """The share of a code among all that the page names."""
        total = sum(len(c.places) for c in self._candidates)
        return {c.code: len(c.places) / total for c in self._candidates}

    @cached_property
    def _foremost_state(self) -> str | None:
        states = [c for c in self._candidates if c.sort == "state"]
        return max(states, key=lambda c: len(c.places)).code if states else None

    def options(self, draft: NormDraft) -> tuple[tuple[str | None, Features], ...]:
        """Every candidate with its features; last, that it is nobody named."""
        parse, context = self._parse, draft.context
        words, ruled = draft.agent.words, draft.agent.code
        token = parse.head_of(words) if words is not None else None
        kind = self._kind(token)
        held: list[tuple[str | None, Features]] = []
        behind = self._joined_behind(draft)
        others = {code for code in (ruled, context.code) if code}
        known = {c.code for c in self._candidates}
        outside = tuple(AgentCandidate(c, _sort(c, None), (), ()) for c in sorted(others - known))
        scene = _Scene(parse, draft, words, token)
        for candidate in (*self._candidates, *outside):
            if candidate.code in behind:
                continue
            names = list(self._names(candidate, draft, scene, kind))
            held.append((candidate.code, self._crossed(kind, candidate, names)))
        nobody = ["nobody", f"nobody, ruled {'none' if ruled is None else 'somebody'}"]
        nobody += [f"nobody, {kind}", f"nobody, {kind}, ruled {'none' if ruled is None else 'somebody'}"]
        nobody += [f"nobody, {draft.modal.value}", f"nobody, {'told' if context.is_writer else 'said'}"]
        return (*held, (None, dict.fromkeys(nobody, 1.0)))

    def _joined_behind(self, draft: NormDraft) -> frozenset[str]:
        """ "The leaders of France, Germany and Russia": Germany and Russia, for of joint agents the first is meant."""
        parse, words, ruled = self._parse, draft.agent.words, draft.agent.code
        if words is None or ruled is None:
            return frozenset()
        heads: dict[int, str] = {}
        for mention in self._cast.within(words):
            actor, head = self._cast.actor(mention), parse.head_of(mention.span)
            if actor is not None and actor.code is not None and head is not None:
                heads[head] = actor.code
        behind = {
            code for token, code in heads.items() for first in _joined_to(parse, token) if heads.get(first) == ruled
        }
        return frozenset(behind - {ruled})

    def _crossed(self, kind: str, candidate: AgentCandidate, names: Sequence[str]) -> Features:
        """Each feature by itself, and beside the sort of word that the slot has."""
        features = dict.fromkeys(names, 1.0) | {f"{kind}: {name}": 1.0 for name in names}
        share = self._counts.get(candidate.code, 0.0)
        return features | {"share": share, f"{kind}: share": share}

    def _kind(self, token: int | None) -> str:
        """What sort of word it is."""
        if token is None:
            return "no words"
        parse, word = self._parse, self._parse.lower(token)
        if word in FIRST_PERSON:
            return "first person"
        if word in {"he", "she", "him", "her"}:
            return "he"
        if word in THIRD_PERSON or word in {"it", "they", "them"}:
            return "it" if word == "it" else "they"
        if parse.pos[token] == "PROPN" or parse.entities[token]:
            return "name"
        if parse.pos[token] == "PRON":
            return "pronoun"
        if parse.lemmas[token].lower() in word_list("acting noun") | word_list("own organ"):
            return "organ"
        return "noun" if parse.pos[token] == "NOUN" else "other"

    def _names(self, candidate: AgentCandidate, draft: NormDraft, scene: "_Scene", kind: str) -> Iterator[str]:
        """The features that are there."""
        context, code, ruled = draft.context, candidate.code, draft.agent.code
        if code == ruled:
            yield "grammar says so"
        elif ruled is not None:
            yield "grammar says another"
        yield from self._as_speaker(candidate, context, draft.governed.head)
        yield from scene.places(candidate)
        if code == self._foremost_state:
            yield "foremost state"
        if self._counts.get(code) == max(self._counts.values(), default=0.0):
            yield "foremost"
        if candidate.persons and kind == "he" and scene.before(candidate.persons):
            yield "a person named before"
        if draft.modal.of_another:
            yield f"{draft.modal.value}, {'speaks' if code == context.code else 'does not speak'}"
        yield candidate.sort

    def _as_speaker(self, candidate: AgentCandidate, context: SpeakerContext, head: int) -> Iterator[str]:
        code = candidate.code
        if code == context.code:
            yield "speaks"
        elif context.code is not None:
            yield "another speaks"
        source = context.speaker or (
            context.statement.source[0] if context.statement and context.statement.source else None
        )
        if source is not None and any(source.start <= a and b <= source.end for a, b in candidate.places):
            yield "in the speaker's words"
        if context.code is None and code == self._contexts.around(head):
            yield "spoke last"
        if code == self._contexts.own_state:
            yield "whose page it is"


def _joined_to(parse: Parse, token: int) -> Iterator[int]:
    """The words that a joined one stands behind, nearest first."""
    for _ in range(MOST_JOINED):
        if parse.deps[token] != "conj" or parse.heads[token] == token:
            return
        token = parse.heads[token]
        yield token


class _Scene:
    """Where candidates stand from one slot."""

    def __init__(self, parse: Parse, draft: NormDraft, words: Span | None, token: int | None) -> None:
        self._parse, self._draft, self._words = parse, draft, words
        governed = draft.governed.head
        self._at = parse.starts[token if token is not None else governed]
        index = parse.sentence_index(governed)
        self._here = parse.sentence_span(index)
        self._last = parse.sentence_span(index - 1) if index else None
        self._token = token
        root = range(*parse.sentences[index])
        self._subjects = {parse.starts[t] for t in root if parse.deps[t] in SUBJECTS}
        last = range(*parse.sentences[index - 1]) if index else range(0)
        self._last_subjects = {parse.starts[t] for t in last if parse.deps[t] in SUBJECTS}

    def before(self, places: Sequence[tuple[int, int]]) -> bool:
        """Is one of the places before the slot?"""
        return any(end <= self._at for _, end in places)

    def places(self, candidate: AgentCandidate) -> Iterator[str]:
        """Features of where the candidate is named."""
        draft, places = self._draft, candidate.places
        if self._words is not None and _inside(places, self._words):
            yield "in the words"
            if self._token is not None and any(a <= self._at < b for a, b in places):
                yield "is the word"
        if _inside(places, draft.action):
            yield "in the action"
        if draft.trigger is not None and _inside(places, draft.trigger):
            yield "in the trigger"
        here = [(a, b) for a, b in places if self._here.start <= a < self._here.end]
        if any(b <= self._at for _, b in here):
            yield "before it in the sentence"
        elif here:
            yield "after it in the sentence"
        if any(a <= s < b for s in self._subjects for a, b in here):
            yield "a subject here"
        if self._last is not None:
            last = [(a, b) for a, b in places if self._last.start <= a < self._last.end]
            if last:
                yield "in the sentence before"
            if any(a <= s < b for s in self._last_subjects for a, b in last):
                yield "the subject before"
        earlier = [b for _, b in places if b <= self._at]
        if earlier:
            gap = self._at - max(earlier)
            yield "named " + ("close before" if gap < NEAR else "before" if gap < FAR else "far before")
        elif places:
            yield "named only later"
        if places and places[0][0] < OPENING:
            yield "named at the opening"


# Characters.
NEAR, FAR, OPENING = 80, 400, 200


def _inside(places: Sequence[tuple[int, int]], span: Span) -> bool:
    return any(span.start <= a and b <= span.end for a, b in places)


def _sort(code: str, kind: ActorKind | None) -> str:
    if len(code) == STATE_LETTERS and code.isupper() and code.isalpha():
        return "state"
    if kind is ActorKind.PERSON:
        return "person"
    return "group" if kind in {ActorKind.ARMED_GROUP, ActorKind.GROUP} else "organisation"

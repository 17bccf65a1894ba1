"""Who the words of a slot name, and whether they can be bound.

In:      Parse, Cast, the SpeakerContext the words stand in
Out:     SlotParty: words and code
Refuses: nothing; what the words do not say is None
Source:  codebook 3
Shown:   tests/commitments/test_slots.py
"""

from dataclasses import dataclass

from onrecord.commitments.joint import first_of_two
from onrecord.commitments.speaker_context import SpeakerContext
from onrecord.language.clauses import child, subject
from onrecord.language.noun_phrases import noun_phrase, phrase_span, preposition
from onrecord.language.pronouns import FIRST_PERSON, THIRD_PERSON
from onrecord.language.words import word_list
from onrecord.terms.actors import ActorKind, Cast, MentionKind
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness

ACTING_ENTITIES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
ACTING_PRONOUNS = word_list("pronoun of whoever acts") | FIRST_PERSON

DEALING = word_list("deals with")


def is_quoted(context: SpeakerContext) -> bool:
    """Are these the speaker's own words? There "it" and "they" are others."""
    return context.statement is not None and context.statement.directness is Directness.DIRECT


@dataclass(frozen=True, slots=True)
class SlotParty:
    """Somebody a slot names: the words, None when they are elsewhere, and the code, None when not known."""

    words: Span | None
    code: str | None


NOBODY = SlotParty(None, None)


class Parties:
    """The parties of one page."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        self._parse, self.cast = parse, cast

    def party(self, token: int | None, context: SpeakerContext) -> SlotParty:
        """Whom a noun or pronoun names. First person is the speaker; "his soldiers" are the speaker's own."""
        if token is None:
            return NOBODY
        words = noun_phrase(self._parse, token)
        return SlotParty(words, self.code(token, context))

    def one_of(self, token: int, context: SpeakerContext) -> SlotParty:
        """Whom one noun of "neither A nor B" names, by its own words."""
        words = phrase_span(self._parse, token)
        first = self._parse.tokens_in(words)[0]
        if self._parse.lower(first) == "neither" and first < token:
            words = self._parse.span(first + 1, self._parse.tokens_in(words)[-1])
        return SlotParty(words, self._named(words) or self.code(token, context))

    def code(self, token: int, context: SpeakerContext) -> str | None:
        """The code of whoever the words at a token name; None when not known."""
        parse = self._parse
        if parse.lower(token) in FIRST_PERSON or self._owned_by(token) in FIRST_PERSON:
            return context.code
        of = preposition(parse, token, "of") if parse.lower(token) in word_list("quantity") else None
        whom = child(parse, of, "pobj") if of is not None else None
        if whom is not None:  # "all of the party's candidates", "some of them"
            return self.code(whom, context)
        found = self._named(noun_phrase(parse, token))
        if found is not None and not self._is_its_own(token):
            return found
        if parse.lemmas[token].lower() in word_list("acting noun"):
            whose = self._qualified_by(token)
            if whose is not None:
                return whose
        pair = first_of_two(parse, self.cast, token)
        if pair is not None:
            return pair
        if is_quoted(context) or not self._points_at_speaker(token):
            return None
        return context.code if context.code is not None else self._first_subject(token)

    def only_listens(self, token: int) -> bool:
        """ "told Die Woche", "told Reuters": the press, or a body no table knows, which is told and not addressed."""
        actor = self.cast.actor(self.cast.for_words(noun_phrase(self._parse, token), self._parse))
        return actor is not None and actor.kind is ActorKind.ORGANISATION and actor.sector in {None, "MED"}

    def is_inferred(self, party: SlotParty, context: SpeakerContext) -> bool:
        """Does the code of the party follow only from what stands beside its words, or beside its speaker's?"""
        words = party.words or context.speaker
        found = [a for m in self.cast.within(words) if (a := self.cast.actor(m))] if words is not None else []
        if not any(a.code == party.code for a in found) and context.statement and context.statement.speaker_id:
            speaker = self.cast.actors.get(context.statement.speaker_id)
            found = [speaker] if speaker is not None else []
        same = [a for a in found if a.code == party.code]
        return bool(same) and all(a.inferred for a in same)

    def _first_subject(self, token: int) -> str | None:
        """For a pronoun nobody else explains: who the sentence begins with ("Farc has said it will ...")."""
        parse = self._parse
        if parse.lower(token) not in THIRD_PERSON:
            return None
        root = next((t for t in parse.sentence_of(token) if parse.heads[t] == t), None)
        own = subject(parse, root) if root is not None else None
        if own is None or own >= token or parse.lower(own) in THIRD_PERSON:
            return None
        return self._named(noun_phrase(parse, own))

    def named_before(self, token: int, party: SlotParty) -> bool:
        """Does the sentence before the token's name this party, as those who are "they"?"""
        index = self._parse.sentence_index(token)
        if index == 0 or party.code is None:
            return False
        before = self.cast.within(self._parse.sentence_span(index - 1))
        actors = (self.cast.actor(mention) for mention in before)
        return any(actor is not None and actor.code == party.code for actor in actors)

    def _named(self, words: Span) -> str | None:
        actor = self.cast.actor(self.cast.for_words(words, self._parse))
        return actor.code if actor else None

    def _is_its_own(self, token: int) -> bool:
        """ "Norway's largest union federation", "the Hungarian party": a body in a state, which is not the state's."""
        parse = self._parse
        if parse.lemmas[token].lower() not in word_list("body of its own"):
            return False
        mention = self.cast.for_words(noun_phrase(parse, token), parse)
        return mention is not None and mention.span.end <= parse.starts[token]

    def _owned_by(self, token: int) -> str | None:
        possessor = child(self._parse, token, "poss")
        return self._parse.lower(possessor) if possessor is not None else None

    def _qualified_by(self, noun: int) -> str | None:
        """Whose organ a noun is that nobody else names: "the Russian party", "officials in Tbilisi"."""
        parse = self._parse
        for c in parse.children[noun]:
            if parse.deps[c] in {"amod", "compound", "poss"} and c < noun:
                actor = self.cast.actor(self.cast.for_words(parse.span(c, c), parse))
                if actor is not None and actor.code is not None and not actor.is_nameless:
                    return actor.code
        if parse.lemmas[noun] in word_list("official"):
            return self.first_inside(parse.subtree_span(noun), None, places=True).code
        return None

    def _points_at_speaker(self, token: int) -> bool:
        """ "he", "his soldiers", "the government": in somebody's mouth and named nowhere else, his own."""
        parse = self._parse
        if parse.lower(token) in THIRD_PERSON or self._owned_by(token) in THIRD_PERSON:
            return True
        definite = any(parse.lower(c) == "the" for c in parse.children[token])
        return definite and parse.lemmas[token] in word_list("own organ")

    def acts(self, token: int | None) -> bool:
        """Can what this token names be bound: a person, a state, a group, one of their organs?"""
        if token is None:
            return False
        parse = self._parse
        if parse.lower(token) in word_list("quantity"):
            of = preposition(parse, token, "of")
            return (of is None and parse.pos[token] == "PRON") or self.acts(
                child(parse, of, "pobj") if of is not None else None
            )
        if parse.lower(token) == "it":
            return self._named(parse.span(token, token)) is not None
        if parse.lower(token) in ACTING_PRONOUNS or parse.entities[token] in ACTING_ENTITIES:
            return True
        if parse.lemmas[token].lower() in word_list("acting noun"):
            return True
        mention = self.cast.at(parse.starts[token])
        return mention is not None and mention.kind is not MentionKind.PLACE and mention.span.end == parse.ends[token]

    def first_inside(self, words: Span, but: str | None, *, places: bool = False) -> SlotParty:
        """The first party that words name, leaving out the one with this code, the agent's own things ("its troops")
        and, unless asked for, mere places ("talks in Moscow")."""
        for mention in self.cast.within(words):
            actor = self.cast.actor(mention)
            if actor is None or actor.code == but or (not places and self._is_whereabouts(mention.span)):
                continue
            if self._is_half_of_a_word(mention.span) or (actor.is_nameless and not self._is_dealt_with(mention.span)):
                continue
            head = self._parse.head_of(mention.span)
            if head is None or self._owned_by(head) not in THIRD_PERSON | FIRST_PERSON:
                return SlotParty(mention.span, actor.code)
        return NOBODY

    def _is_dealt_with(self, words: Span) -> bool:
        """ "negotiate with rebels", "fire at protesters": not "a base for rebels", nor "the rebels' demands"."""
        parse, head = self._parse, self._parse.head_of(words)
        if head is None:
            return False
        with_whom = parse.deps[head] == "pobj" and parse.lower(parse.heads[head]) in DEALING
        return parse.deps[head] in {"dobj", "dative"} or with_whom

    def _is_half_of_a_word(self, words: Span) -> bool:
        """ "a UN-backed treaty", "the Canadian-born senator": a name that a hyphen binds names no party."""
        text = self._parse.text
        return text[words.start - 1 : words.start] == "-" or text[words.end : words.end + 1] == "-"

    def _is_whereabouts(self, words: Span) -> bool:
        """ "talks in Moscow", "withdraw from Iraq": where it is done, not to whom; "into Ukraine" stays a target."""
        parse, head = self._parse, self._parse.head_of(words)
        while head is not None and parse.deps[head] in {"compound", "conj"}:
            head = parse.heads[head]
        if head is None or parse.deps[head] != "pobj":
            return False
        at = parse.lower(parse.heads[head])
        named = parse.entities[parse.tokens_in(words)[-1]]
        return at == "from" or (at in word_list("preposition of being there") and named in {"GPE", "LOC"})

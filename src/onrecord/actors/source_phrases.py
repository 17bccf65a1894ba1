"""Whom the words of a source name, once the page's cast is known.

In:      the source of a statement, the cast, the mentions a pronoun may go back to
Out:     Actor; a mention for words that only now are found to name somebody
Refuses: the owner for what is owned ("Sweden's coach" is not Sweden); two states where three are in sight
Source:  words.csv
Shown:   tests/actors/test_sources.py
"""

from collections.abc import Callable

from onrecord.actors.pronouns import Antecedents
from onrecord.actors.tables import offices, role_nouns, state_names
from onrecord.language.words import word_list, word_values
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

NAMES = frozenset({MentionKind.NAME, MentionKind.TITLE_NAME})
# "The Kremlin's statement said": things whose owner speaks through them.
SPEAKING_FOR_OWNER = word_list("speaks for its owner")
PARTIES = word_list("noun for a state") | word_list("one of two who deal")
SENTENCES_BACK = 3

Add = Callable[[int, int, MentionKind, Actor | None, int], None]


class Sources:
    """The sources of one page."""

    def __init__(self, parse: Parse, cast: Cast, past: Antecedents, add: Add) -> None:
        self._parse = parse
        self._cast = cast
        self._past = past
        self._add = add

    def actor(self, source: Span) -> Actor | None:
        """Whom the words of a source name."""
        beside = self._name_beside(source)
        if beside is not None:
            return self._cast.actor(beside)
        parse, mention = self._parse, self._named_in_apposition(source) or self._cast.for_words(source, self._parse)
        head = parse.head_of(source)
        if mention is not None and head is not None and mention.span.end <= parse.starts[head]:
            # "Sweden's coach" is not Sweden, though the Kremlin's statement is the Kremlin's.
            mention = mention if parse.lemmas[head].lower() in SPEAKING_FOR_OWNER else None
        found = self._cast.actor(mention) or self._by_epithet(source)
        return found or self._two_states(source) or self._in_its_words(source)

    def _name_beside(self, source: Span) -> Mention | None:
        """The name that ends the source, beside a noun that says who or what it is: "curator Elaine Dunn", "the team's
        coach, Jan Malik", "a group called the Hill Council". All these words are a mention of it from now on."""
        parse = self._parse
        tokens = list(parse.tokens_in(source))
        while tokens and parse.pos[tokens[-1]] == "PUNCT":
            tokens.pop()
        within = self._cast.within(source) if tokens else ()
        ending = [m for m in within if m.kind in NAMES and m.span.end == parse.ends[tokens[-1]]]
        if not ending:
            return None
        name = ending[0]
        first = parse.tokens_in(name.span)[0]
        beside = self._names_person(tokens[0], first) if self._is_person(name) else self._names_body(tokens[0], first)
        actor = self._cast.actor(name)
        if not beside or actor is None:
            return None
        self._add(tokens[0], tokens[-1], MentionKind.EPITHET, actor, parse.head_of(source) or tokens[0])
        return name

    def _named_in_apposition(self, source: Span) -> Mention | None:
        """The person whom commas set off after a noun: "the general's rival, Hamdan Dagalo, known as Hemedti"."""
        parse = self._parse
        head = parse.head_of(source)
        if head is None or parse.pos[head] != "NOUN":
            return None
        names = [m for m in self._cast.within(source) if m.kind in NAMES and self._is_person(m)]
        for mention in names:
            last = parse.tokens_in(mention.span)[-1]
            if parse.deps[last] == "appos" and parse.heads[last] == head:
                return mention
        return None

    def _names_person(self, start: int, first: int) -> bool:
        """Do the words from `start` say who the person named from `first` on is?"""
        parse = self._parse
        before = first - 1 if parse.word(first - 1) != "," else first - 2
        if before > start and parse.pos[before] == "CCONJ" and parse.pos[start] != "DET":
            before -= 1  # "Irish writer and teacher Paul Carey" is one person; "the writer and ..." are two
            if parse.tags[before] != "NN":
                return False
        if before < start or parse.pos[before] not in {"NOUN", "PROPN"}:
            return False
        return not any(parse.deps[t] in {"relcl", "acl"} for t in range(start, first))

    def _names_body(self, start: int, first: int) -> bool:
        """Does a noun for an organisation go before the name, perhaps with "called"?"""
        parse = self._parse
        before = first - 1
        if before > start and parse.pos[before] == "DET":
            before -= 1
        if before > start and parse.lower(before) in {"called", "named"}:
            before -= 1
        return before >= start and word_values("epithet").get(parse.lower(before)) == "organisation"

    def _in_its_words(self, source: Span) -> Actor | None:
        """ "The Millbrook Courier said": a name with an article that no table and no tagger knows."""
        parse = self._parse
        head = parse.head_of(source)
        if head is None or parse.pos[head] != "PROPN" or parse.entities[head] not in {"", "ORG"}:
            return None
        first = head
        while first > 0 and parse.pos[first - 1] == "PROPN" and parse.heads[first - 1] in {first, head}:
            first -= 1
        words = [parse.word(t) for t in range(first, head + 1)]
        known = any(w.lower() in role_nouns() or offices().at(w.lower(), 0) for w in words)
        article = first > 0 and parse.lower(first - 1) == "the" and parse.heads[first - 1] == head
        if known or not article or first == head or not all(w[:1].isupper() for w in words):
            return None
        span = parse.span(first, head)
        actor = Actor(name=span.of(parse.text), kind=ActorKind.ORGANISATION, basis="a name that speaks")
        self._add(first, head, MentionKind.NAME, actor, head)
        return actor

    def _two_states(self, source: Span) -> Actor | None:
        """ "The two countries said": the two states the sentences before name, nearest first, when they name no third.
        They speak together and are no mention of either."""
        parse = self._parse
        head = parse.head_of(source)
        if head is None or parse.tags[head] != "NNS" or parse.lemmas[head].lower() not in PARTIES:
            return None
        if not any(parse.lower(c) in {"two", "both"} for c in parse.children[head]):
            return None
        last = parse.sentence_index(head)
        named: dict[str, None] = {}
        for index in range(last, max(last - SENTENCES_BACK, -1) - 1, -1):
            if index < 0 or len(named) >= 2:
                break
            for mention in self._cast.within(parse.sentence_span(index)):
                actor = self._cast.actor(mention)
                start = mention.span.start
                bound = parse.text[start - 1 : start] == "-"  # "the ex-Soviet nation" names no Soviet Union
                if actor is not None and actor.state is not None and start < source.start and not bound:
                    named[actor.state] = None
        if len(named) != 2:
            return None
        name = " and ".join(state_names().get(code, code) for code in named)
        actor = Actor(name=name, kind=ActorKind.GROUP, basis="the two states spoken of")
        self._past.actors.setdefault(actor.id, actor)
        return actor

    def _by_epithet(self, source: Span) -> Actor | None:
        """ "the veteran diplomat said": the last person spoken of, when there is one only."""
        parse = self._parse
        head = parse.head_of(source)
        if (
            head is None
            or parse.lemmas[head].lower() in {"head", "chief"}
            or word_values("epithet").get(parse.lemmas[head].lower()) != "person"
        ):
            return None
        if parse.tags[head] not in {"NN", "NNP"} or not any(parse.lower(c) == "the" for c in parse.children[head]):
            return None
        found = self._past.person(head, lambda m, _: self._is_person(m))
        actor = self._past.actor(found) if found else None
        if actor is not None:
            held = parse.tokens_in(source)
            self._add(held[0], held[-1], MentionKind.EPITHET, actor, head)
        return actor

    def _is_person(self, mention: Mention) -> bool:
        actor = self._past.actor(mention)
        return actor is not None and actor.kind is ActorKind.PERSON

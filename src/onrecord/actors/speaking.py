"""Who speaks in each statement, and whom the pronouns of the page mean.

In:      Document, Parse, Statements, the cast without pronouns
Out:     Statements with speaker_id; the cast with pronouns, epithets and nouns owned by pronouns ("his troops")
Refuses: a speaker where two fit: speaker_id stays None
Shown:   tests/actors/test_speakers.py
"""

from dataclasses import replace

from onrecord.actors.casting import organ_actor, state_actor
from onrecord.actors.holders import first_name_gender, gender_of
from onrecord.actors.persons import HE, SHE
from onrecord.actors.pronouns import (
    FEMALE,
    MALE,
    NEUTER,
    PLURAL,
    PLURAL_SPEAKER,
    SINGULAR_SPEAKER,
    Antecedents,
)
from onrecord.actors.tables import epithet_nouns, offices, role_nouns, word_list
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness, Statement, StatementFlag

THIRD = MALE | FEMALE | NEUTER | PLURAL
FIRST = SINGULAR_SPEAKER | PLURAL_SPEAKER
OPENING, CLOSING = '“"«', '”"»'
OWN_PEOPLE = frozenset({"people", "countryman", "citizen", "nation"})
# Those beside somebody, who are not a part of what he speaks for.
BESIDE = frozenset({"partner", "counterpart", "team", "colleague", "family"})
NAMES = frozenset({MentionKind.NAME, MentionKind.TITLE_NAME})
# "The Kremlin's statement said": things whose owner speaks through them.
SPEAKING_FOR_OWNER = word_list("speaks for its owner")
COUNTRY = word_list("noun for somebody's own state")


def name_speakers(
    document: Document,  # noqa: ARG001 - the door's signature; a page's byline may one day name a speaker
    parse: Parse,
    statements: tuple[Statement, ...],
    cast: Cast,
) -> tuple[tuple[Statement, ...], Cast]:
    """Statements in the order given, each with its speaker where one is known; the cast with pronouns added."""
    return Speaking(parse, statements, cast).named()


class Speaking:
    """One page while its speakers are being named."""

    def __init__(self, parse: Parse, statements: tuple[Statement, ...], cast: Cast) -> None:
        self._parse = parse
        self._statements = statements
        self._cast = cast
        self._mentions: dict[Span, Mention] = {m.span: m for m in cast.mentions}
        self._quoted = quoted_tokens(parse, statements)
        self._past = Antecedents(parse, cast, _genders(parse, cast), self._quoted)

    def named(self) -> tuple[tuple[Statement, ...], Cast]:
        """Outside the quotations first, for these name the speakers; then inside, where the speakers are "I"."""
        self._read_pronouns(inside=False, speakers={})
        speakers = self._speakers()
        self._read_pronouns(inside=True, speakers=speakers)
        # "I" and "he" inside a quotation say things, too.
        speakers = self._speakers()
        self._read_owned_by_pronouns()
        ids = [speakers.get(i) for i in range(len(self._statements))]
        statements = tuple(replace(s, speaker_id=found) for s, found in zip(self._statements, ids, strict=True))
        return statements, Cast(self._past.actors.values(), self._mentions.values())

    def _add(self, first: int, last: int, kind: MentionKind, actor: Actor | None, head: int) -> None:
        span = self._parse.span(first, last)
        if span in self._mentions:
            return
        if actor is not None:
            self._past.actors.setdefault(actor.id, actor)
        mention = Mention(span, kind, actor.id if actor else None)
        self._mentions[span] = mention
        self._past.add(mention, head)

    def _read_pronouns(self, *, inside: bool, speakers: dict[int, str | None]) -> None:
        parse = self._parse
        for token in range(len(parse)):
            if parse.pos[token] not in {"PRON", "DET"} or (token in self._quoted) != inside:
                continue
            word = parse.lower(token)
            if word in THIRD:
                speaker = speakers.get(self._quoted.get(token, -1))
                found = self._past.of(token, other_than=speaker)
                actor = self._past.actor(found) if found else None
                self._add(token, token, MentionKind.PRONOUN, actor, token)
            elif word in FIRST and inside:
                speaker = speakers.get(self._quoted[token])
                actor = self._past.actors.get(speaker) if speaker else None
                if actor is not None and word in PLURAL_SPEAKER:
                    actor = self._we(actor)
                self._add(token, token, MentionKind.PRONOUN, actor, token)

    def _we(self, speaker: Actor) -> Actor | None:
        """Whom "we" means: the state or organisation somebody speaks for; None for a person who speaks for none."""
        if speaker.state is not None:
            return state_actor(speaker.state)
        if speaker.organisation is not None:
            same = (a for a in self._past.actors.values() if a.name == speaker.organisation)
            made = Actor(name=speaker.organisation, kind=ActorKind.ORGANISATION, basis=speaker.basis)
            return next(same, made)
        return None if speaker.kind is ActorKind.PERSON else speaker

    def _speakers(self) -> dict[int, str | None]:
        """For each statement, by its place in the order given, who speaks."""
        speakers: dict[int, str | None] = {}
        before: str | None = None
        cast = Cast(self._past.actors.values(), self._mentions.values())
        for index, statement in enumerate(self._statements):
            if statement.source:
                actor = self._by_source(statement.source[0], cast)
                speakers[index] = actor.id if actor else None
                if self._parse.head_of(statement.source[0]) not in self._quoted:
                    before = speakers[index]  # whoever is quoted inside a quotation does not go on after it
            elif StatementFlag.CARRIED_OVER in statement.flags:
                speakers[index] = before
            else:
                speakers[index] = None
        return speakers

    def _by_source(self, source: Span, cast: Cast) -> Actor | None:
        """Whom the words of a source name."""
        beside = self._name_beside(source, cast)
        if beside is not None:
            return cast.actor(beside)
        parse, mention = self._parse, cast.for_words(source, self._parse)
        head = parse.head_of(source)
        if mention is not None and head is not None and mention.span.end <= parse.starts[head]:
            # "Tunisia's coach" is not Tunisia, though the Kremlin's statement is the Kremlin's.
            mention = mention if parse.lemmas[head].lower() in SPEAKING_FOR_OWNER else None
        return cast.actor(mention) or self._by_epithet(source) or self._in_its_words(source)

    def _name_beside(self, source: Span, cast: Cast) -> Mention | None:
        """The name that ends the source, beside a noun that says who it is: "curator Elaine Dunn", "the team's coach,
        Jan Malik"."""
        parse = self._parse
        tokens = list(parse.tokens_in(source))
        while tokens and parse.pos[tokens[-1]] == "PUNCT":
            tokens.pop()
        named = [m for m in cast.within(source) if m.kind in NAMES and self._is_person(m)]
        named = [m for m in named if tokens and m.span.end == parse.ends[tokens[-1]]]
        if not named:
            return None
        first = parse.tokens_in(named[0].span)[0]
        before = first - 1 if parse.word(first - 1) != "," else first - 2
        if before < tokens[0] or parse.pos[before] not in {"NOUN", "PROPN"}:
            return None
        clause = any(parse.deps[t] in {"relcl", "acl"} for t in range(tokens[0], first))
        return None if clause else named[0]

    def _in_its_words(self, source: Span) -> Actor | None:
        """ "The Deseret News said": a name with an article that no table and no tagger knows."""
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

    def _by_epithet(self, source: Span) -> Actor | None:
        """ "the veteran diplomat said": the last person spoken of, when there is one only."""
        parse = self._parse
        head = parse.head_of(source)
        if (
            head is None
            or parse.lemmas[head].lower() in {"head", "chief"}
            or epithet_nouns().get(parse.lemmas[head].lower()) != "person"
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

    def _read_owned_by_pronouns(self) -> None:
        """ "his troops", "our country": an organ of the state the pronoun's actor acts for."""
        parse, nouns = self._parse, role_nouns()
        for token in range(len(parse)):
            if parse.deps[token] != "poss" or parse.pos[token] != "PRON":
                continue
            head = parse.heads[token]
            noun = nouns.get(parse.lemmas[head].lower())
            owner = self._mentions.get(parse.span(token, token))
            actor = self._past.actor(owner) if owner else None
            if actor is None or head < token or head - token > 4:
                continue
            if noun is not None or parse.lemmas[head].lower() in COUNTRY:
                self._add(token, head, MentionKind.NOMINAL, self._part_of(actor, parse.lemmas[head].lower()), head)

    def _part_of(self, owner: Actor, lemma: str) -> Actor | None:
        """What somebody's noun names: his troops are his state's, his people too; his partners are nobody we know."""
        if lemma in COUNTRY and owner.state is not None:
            return state_actor(owner.state)
        noun = role_nouns().get(lemma)
        if noun is None or noun.sector in {"", "REB", "OPP"} or lemma in BESIDE:
            return None
        if owner.state is not None:
            # "His family" is not his state's; "my people" are.
            private = owner.kind is ActorKind.PERSON and noun.sector == "CVL" and lemma not in OWN_PEOPLE
            return None if private else organ_actor(owner.state, noun.sector)
        return self._we(owner)


def quoted_tokens(parse: Parse, statements: tuple[Statement, ...]) -> dict[int, int]:
    """For each token inside quotation marks, the statement it is quoted in."""
    quoted: dict[int, int] = {}
    for index, statement in enumerate(statements):
        for piece in statement.content:
            tokens = parse.tokens_in(piece)
            if statement.directness is Directness.DIRECT:
                quoted.update(dict.fromkeys(tokens, index))
            elif statement.directness is Directness.MIXED:
                quoted.update(dict.fromkeys(_between_marks(parse, tokens), index))
    return quoted


def _between_marks(parse: Parse, tokens: range) -> list[int]:
    """Those of the tokens that stand between an opening and a closing mark."""
    held: list[int] = []
    inside = False
    for token in tokens:
        word = parse.word(token)
        if word in OPENING and not inside:
            inside = True
        elif word in CLOSING and inside:
            inside = False
        elif inside:
            held.append(token)
    return held


def _genders(parse: Parse, cast: Cast) -> dict[str, str]:
    """Gender of each person whose title, or whose row in the table, tells it: "m" or "f"."""
    found: dict[str, str] = {}
    for mention in cast.mentions:
        actor = cast.actor(mention)
        if actor is None or actor.kind is not ActorKind.PERSON:
            continue
        gender = gender_of(actor.name)
        words = {parse.lower(t) for t in parse.tokens_in(mention.span)}
        gender = "f" if words & SHE else "m" if words & HE else gender or first_name_gender(actor.name)
        if gender is not None:
            found.setdefault(actor.id, gender)
    return found

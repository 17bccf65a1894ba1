"""Who speaks in each statement, and whom the pronouns of the page mean.

In:      Document, Parse, Statements, the cast without pronouns
Out:     Statements with speaker_id; the cast with pronouns, epithets and nouns owned by pronouns ("his troops")
Refuses: a speaker where two fit: speaker_id stays None
Shown:   tests/actors/test_speakers.py
"""

from dataclasses import replace

from onrecord.actors.casting import organ_actor, state_actor
from onrecord.actors.messages import Messages
from onrecord.actors.officeholders import first_name_gender, gender_of
from onrecord.actors.persons import HE, SHE
from onrecord.actors.pronouns import Antecedents
from onrecord.actors.source_phrases import Sources
from onrecord.actors.tables import role_nouns
from onrecord.language.noun_phrases import noun_phrase, phrase_span
from onrecord.language.pronouns import FIRST_PERSON, PLURAL_SPEAKER, THIRD_PERSON
from onrecord.language.words import word_list
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness, Statement, StatementFlag

OPENING, CLOSING = '“"«', '”"»'
OWN_PEOPLE = word_list("people a speaker owns")
# Those beside somebody, who are not a part of what he speaks for.
BESIDE = word_list("stands beside its owner")
COUNTRY = word_list("noun for somebody's own state")
GOES_ON = word_list("goes on speaking")


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
        said = (t for s in statements for span in (*s.source, *s.cue) for t in parse.tokens_in(span))
        self._saying = {parse.sentence_index(t) for t in said}  # sentences in which somebody says something
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
            if word in THIRD_PERSON:
                speaker = speakers.get(self._quoted.get(token, -1))
                found = self._past.of(token, other_than=speaker)
                actor = self._past.actor(found) if found else None
                self._add(token, token, MentionKind.PRONOUN, actor, token)
            elif word in FIRST_PERSON and inside:
                speaker = speakers.get(self._quoted[token])
                actor = self._past.actors.get(speaker) if speaker else None
                if actor is not None and word in PLURAL_SPEAKER:
                    actor = self._we(actor)
                self._add(token, token, MentionKind.PRONOUN, actor, token)

    def _we(self, speaker: Actor) -> Actor | None:
        """Whom "we" means: the state or organisation somebody speaks for; None for a person who speaks for none."""
        if speaker.state is not None:
            return speaker if speaker.inferred else state_actor(speaker.state)
        if speaker.organisation is not None:
            same = (a for a in self._past.actors.values() if a.name == speaker.organisation)
            made = Actor(name=speaker.organisation, kind=ActorKind.ORGANISATION, basis=speaker.basis)
            return next(same, made)
        return None if speaker.kind is ActorKind.PERSON else speaker

    def _speakers(self) -> dict[int, str | None]:
        """For each statement, by its place in the order given, who speaks."""
        speakers: dict[int, str | None] = {}
        before: str | None = None
        sources = Sources(self._parse, Cast(self._past.actors.values(), self._mentions.values()), self._past, self._add)
        messages = Messages(self._parse, lambda t: sources.actor(noun_phrase(self._parse, t)), self._quoted)
        for index, statement in enumerate(self._statements):
            source = statement.source[0] if statement.source else None
            message = messages.speaking(statement)
            if message is not None:
                sent = messages.sender(message)
                # "The message also said": goes on with whoever spoke before.
                also = before if self._goes_on(statement) else None
                speakers[index] = sent.id if sent else also
                self._name_message(message, self._past.actors.get(speakers[index] or ""))
            elif source is not None:
                actor = sources.actor(source)
                speakers[index] = actor.id if actor else None
            elif statement.directness is Directness.DIRECT and (sent := self._sent_before(statement, messages)):
                speakers[index] = sent.id
            elif StatementFlag.CARRIED_OVER in statement.flags:
                speakers[index] = before
            else:
                speakers[index] = None
            if source is not None and self._parse.head_of(source) not in self._quoted:
                before = speakers[index]  # whoever is quoted inside a quotation does not go on after it
        return speakers

    def _goes_on(self, statement: Statement) -> bool:
        """ "Also said", "goes on", "further states"."""
        words = {self._parse.lower(t) for span in statement.cue for t in self._parse.tokens_in(span)}
        return bool(words & GOES_ON)

    def _name_message(self, message: int, actor: Actor | None) -> None:
        """ "The message said": these words are a mention of whoever sent it."""
        if actor is None:
            return
        tokens = self._parse.tokens_in(phrase_span(self._parse, message))
        self._add(tokens[0], tokens[-1], MentionKind.NOMINAL, actor, message)

    def _sent_before(self, statement: Statement, messages: Messages) -> Actor | None:
        """Who sent the message that the sentence before a quotation speaks of, where nobody there says anything:
        "George Bush received a telegram from Vladimir Putin. “I am sure ...”"."""
        parse = self._parse
        first = parse.token_at(statement.content[0].start)
        index = parse.sentence_index(first) if first is not None else 0
        if not index or index - 1 in self._saying:
            return None
        sent = messages.told_of(range(*parse.sentences[index - 1]))
        return messages.sender(sent) if sent is not None else None

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

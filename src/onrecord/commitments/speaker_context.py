"""Whose words an action stands in.

In:      Statements, Parse, Cast
Out:     for a token its SpeakerContext: the statement, the words that name the speaker, the speaker's code
Source:  the statements room; where it found none, the verb of saying above the clause
Shown:   tests/commitments/test_slots.py
"""

from dataclasses import dataclass
from functools import cached_property

from onrecord.commitments.joint import first_of_two
from onrecord.commitments.modality import owner
from onrecord.language.clauses import understood_subject
from onrecord.language.denial import says_none
from onrecord.language.noun_phrases import noun_phrase
from onrecord.language.sites import own_site
from onrecord.language.words import word_list
from onrecord.terms.actors import ActorKind, Cast
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement, StatementFlag

# How far behind somebody's words a "we" is still his, in characters; and how many sentences a page begins with.
LONGEST_SILENCE = 600
OPENING_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class SpeakerContext:
    """Who speaks at some place of the text.

    statement: None when no attribution holds the words.
    speaker:   words that name the speaker in the same sentence; None when they are elsewhere or nobody is named.
    code:      the speaker's code; None when not known.
    cue:       token of the verb of saying in the same sentence; None when there is none.
    """

    statement: Statement | None
    speaker: Span | None
    code: str | None
    cue: int | None

    @property
    def is_writer(self) -> bool:
        """Is it nobody but the writer?"""
        return self.statement is None and self.speaker is None


WRITER = SpeakerContext(None, None, None, None)


class SpeakerContexts:
    """The contexts of one page, by token."""

    def __init__(self, parse: Parse, statements: tuple[Statement, ...], cast: Cast) -> None:
        self._parse, self._cast, self._statements = parse, cast, statements
        self._held: dict[int, Statement] = {}
        longest_first = sorted(statements, key=lambda s: -sum(c.end - c.start for c in s.content))
        for statement in longest_first:
            for piece in statement.content:
                self._held.update(dict.fromkeys(parse.tokens_in(piece), statement))

    def at(self, token: int) -> SpeakerContext:
        """The innermost context around a token."""
        statement = self._held.get(token)
        if statement is not None and self._is_nobody(statement):
            statement = None
        told = self._told(token)
        if statement is None or self._is_told_within(statement, told):
            return told
        source = self._source_here(statement, token)
        code = self._code(statement)
        if code is None and told.code is not None and (source is None or source == told.speaker):
            code = told.code
        return SpeakerContext(statement, source or told.speaker, code, told.cue)

    def _is_told_within(self, statement: Statement, told: SpeakerContext) -> bool:
        """Does the speaker himself tell what another says: 'Britain's ministers say "we will pay"', he said?"""
        if told.cue is None or told.speaker is None or self._parse.lower(told.cue) == "told":
            return False
        cue = self._parse.span(told.cue, told.cue)
        within = any(piece.covers(cue) and piece.covers(told.speaker) for piece in statement.content)
        return within and not any(c.overlaps(cue) for c in statement.cue)

    def around(self, token: int) -> str | None:
        """Whose "we" it is where nobody is named beside it: whoever said something last before it, not long ago, and
        else the one person with whom the page begins."""
        at = self._parse.starts[token]
        before = [s for s in self._statements if s.content and 0 <= at - s.content[-1].end <= LONGEST_SILENCE]
        for statement in sorted(before, key=lambda s: -s.content[-1].end):
            code = self._code(statement)
            if code is not None:
                return code
        return self._opening_person

    @cached_property
    def own_state(self) -> str | None:
        """Whose "we" it is in a speech whose speaker is not named, so that nobody is its speaker: the one state that
        says what it will do, else the one on whose own site it stands."""
        return self._said_of_itself or own_site(self._parse.text)

    @cached_property
    def _opening_person(self) -> str | None:
        """The person whom the page's first sentences have as a subject: "Vladimir Putin sent greetings to ..."."""
        parse = self._parse
        for index in range(min(OPENING_SENTENCES, len(parse.sentences))):
            for token in range(*parse.sentences[index]):
                if parse.deps[token] not in {"nsubj", "nsubjpass"}:
                    continue
                actor = self._cast.actor(self._cast.for_words(noun_phrase(parse, token), parse))
                if actor is not None and actor.kind is ActorKind.PERSON and actor.code is not None:
                    return actor.code
        return None

    @cached_property
    def _said_of_itself(self) -> str | None:
        """In a speech without a speaker's name, the one state it says of what it will do or what it is ready for: "So
        the United Kingdom is ready to take whatever steps are necessary. We will ..."."""
        parse, states = self._parse, set()
        for token in range(len(parse)):
            verb = parse.heads[token]
            if parse.deps[token] != "nsubj" or parse.pos[token] != "PROPN" or token in self._held:
                continue
            below = {parse.deps[c] for c in parse.children[verb]}
            willed = any(parse.lower(c) in {"will", "shall"} for c in parse.children[verb] if parse.deps[c] == "aux")
            if willed or (parse.lemmas[verb] == "be" and "acomp" in below):
                actor = self._cast.actor(self._cast.for_words(noun_phrase(parse, token), parse))
                if actor is not None and actor.state is not None and actor.kind is not ActorKind.PERSON:
                    states.add(actor.state)
        return states.pop() if len(states) == 1 else None

    def _code(self, statement: Statement) -> str | None:
        actor = self._cast.actors.get(statement.speaker_id) if statement.speaker_id else None
        if actor is None and statement.source:
            actor = self._cast.actor(self._cast.for_words(statement.source[0], self._parse))
        if actor is None and statement.source:
            head = self._parse.head_of(statement.source[0])
            return first_of_two(self._parse, self._cast, head) if head is not None else None
        return actor.code if actor else None

    def _is_nobody(self, statement: Statement) -> bool:
        source = self._parse.head_of(statement.source[0]) if statement.source else None
        return source is not None and says_none(self._parse, source)

    def _source_here(self, statement: Statement, token: int) -> Span | None:
        if not statement.source:
            return None
        sentence = self._parse.sentence_span(self._parse.sentence_index(token))
        found = next((s for s in statement.source if sentence.overlaps(s)), None)
        return (
            None if found is not None and found.of(self._parse.text).lower() in word_list("relative pronoun") else found
        )

    def _told(self, token: int) -> SpeakerContext:
        """The verb of saying above a clause: "Erdogan said that Turkey would ..."."""
        parse, here = self._parse, token
        while parse.heads[here] != here:
            above = parse.heads[here]
            if (
                parse.deps[here] in {"acl", "ccomp", "relcl"}
                and parse.pos[above] == "NOUN"
                and (parse.lemmas[above] in word_list("saying noun"))
            ):
                return self._told_by_noun(above)
            if parse.deps[here] in {"ccomp", "parataxis"} and parse.lemmas[above] in word_list("says"):
                own = understood_subject(parse, above)
                if own is None:
                    return WRITER
                if says_none(parse, own):  # "no one should doubt that": told by whoever tells that
                    here = above
                    continue
                words = noun_phrase(parse, own)
                actor = self._cast.actor(self._cast.for_words(words, parse))
                code = actor.code if actor else first_of_two(parse, self._cast, own)
                return SpeakerContext(None, words, code, above)
            here = above
        return WRITER

    def _told_by_noun(self, noun: int) -> SpeakerContext:
        """ "a warning that there will be no deal", "threats that he would": whoever it belongs to."""
        whose = owner(self._parse, noun)
        if whose is None:
            return WRITER
        words = noun_phrase(self._parse, whose)
        actor = self._cast.actor(self._cast.for_words(words, self._parse))
        return SpeakerContext(None, words, actor.code if actor else None, noun)

    def is_headline(self, token: int) -> bool:
        """Does the token stand in words that a headline puts into somebody's mouth?"""
        statement = self._held.get(token)
        return statement is not None and StatementFlag.HEADLINE in statement.flags

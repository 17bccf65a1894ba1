"""Whose words a deed stands in.

In:      Statements, Parse, Cast
Out:     for a token its Voice: the statement, the words that name the speaker, the speaker's code
Source:  the statements room; where it found none, the verb of saying above the clause
Shown:   tests/commitments/test_slots.py
"""

from dataclasses import dataclass

from onrecord.commitments.modality import owner
from onrecord.language.clauses import understood_subject
from onrecord.language.denial import says_none
from onrecord.language.noun_phrases import noun_phrase
from onrecord.language.words import word_list
from onrecord.terms.actors import Cast
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement, StatementFlag


@dataclass(frozen=True, slots=True)
class Voice:
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


WRITER = Voice(None, None, None, None)


class Voices:
    """The voices of one page, by token."""

    def __init__(self, parse: Parse, statements: tuple[Statement, ...], cast: Cast) -> None:
        self._parse, self._cast = parse, cast
        self._held: dict[int, Statement] = {}
        longest_first = sorted(statements, key=lambda s: -sum(c.end - c.start for c in s.content))
        for statement in longest_first:
            for piece in statement.content:
                self._held.update(dict.fromkeys(parse.tokens_in(piece), statement))

    def at(self, token: int) -> Voice:
        """The innermost voice around a token."""
        statement = self._held.get(token)
        if statement is not None and self._is_nobody(statement):
            statement = None
        told = self._told(token)
        if statement is None:
            return told
        source = self._source_here(statement, token)
        code = self._code(statement)
        if code is None and told.code is not None and (source is None or source == told.speaker):
            code = told.code
        return Voice(statement, source or told.speaker, code, told.cue)

    def _code(self, statement: Statement) -> str | None:
        actor = self._cast.actors.get(statement.speaker_id) if statement.speaker_id else None
        if actor is None and statement.source:
            actor = self._cast.actor(self._cast.for_words(statement.source[0], self._parse))
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

    def _told(self, token: int) -> Voice:
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
                return Voice(None, words, actor.code if actor else None, above)
            here = above
        return WRITER

    def _told_by_noun(self, noun: int) -> Voice:
        """ "a warning that there will be no deal", "threats that he would": whoever it belongs to."""
        whose = owner(self._parse, noun)
        if whose is None:
            return WRITER
        words = noun_phrase(self._parse, whose)
        actor = self._cast.actor(self._cast.for_words(words, self._parse))
        return Voice(None, words, actor.code if actor else None, noun)

    def is_headline(self, token: int) -> bool:
        """Does the token stand in words that a headline puts into somebody's mouth?"""
        statement = self._held.get(token)
        return statement is not None and StatementFlag.HEADLINE in statement.flags

"""Who speaks in a message: whoever sent it, never whom it was sent to, unless that one answers.

In:      Parse, a message's token or a statement's source; whom the words at a token name
Out:     the message that speaks in a statement; the Actor who sent it
Refuses: a message whose sender the page does not name before it; "a message" that could be anybody's
Source:  words.csv ("message", "hands on a message"); usage of agencies and of the sites of heads of state
Shown:   tests/actors/test_messages.py

"The message said" goes back to the messages that the page names before it: first one to the same addressee, then one
called by the same noun, then the nearest.
"""

from collections.abc import Callable, Container

from onrecord.language.clauses import child
from onrecord.language.messages import addressee, is_message, message_to, senders, whole_message
from onrecord.language.words import word_list
from onrecord.terms.actors import Actor
from onrecord.terms.parses import Parse
from onrecord.terms.statements import Statement

ANSWERS = word_list("message that answers")
HANDS_ON = word_list("hands on a message")
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
ANOTHER = frozenset({"another", "similar", "separate"})
RELATIVE = frozenset({"which", "that"})
# So many messages are looked back over; a page of greetings to many names no more between two of one sender.
MOST_BACK = 12
CLAUSES_BACK = 2

Whom = Callable[[int], Actor | None]


class Messages:
    """The messages of one page that stand outside quotations."""

    def __init__(self, parse: Parse, whom: Whom, quoted: Container[int]) -> None:
        """whom: whom the noun phrase or pronoun at a token names; quoted: the tokens inside quotations."""
        self._parse, self._whom = parse, whom
        self._found = [t for t in range(len(parse)) if is_message(parse, t) and t not in quoted]

    def speaking(self, statement: Statement) -> int | None:
        """The message whose sender speaks in a statement; None where it is no message's."""
        parse = self._parse
        head = parse.head_of(statement.source[0]) if statement.source else None
        if head is not None:
            own = self._of_source(head)
            if own is not None:
                return own
        told = {t for span in statement.content for t in parse.tokens_in(span)}
        for span in statement.cue:
            for token in parse.tokens_in(span):
                handed = self._handed_on(token)
                if handed is not None and handed not in told:  # "read out | a letter from Kim": the reader's own act
                    return handed
                if head is None and (own := child(parse, token, "nsubj")) is not None and is_message(parse, own):
                    return own  # "“...,” reads a message to Mr Putin from Kim"
                if head is not None and is_message(parse, token) and addressee(parse, token) == head:
                    return token
        return None

    def _of_source(self, head: int) -> int | None:
        """ "The message said", "Mr Putin's message to Mr Bush said", "a message which reads", "it read"."""
        parse = self._parse
        if parse.deps[head] == "pobj":
            to = message_to(parse, head)
            return to if to is not None and parse.deps[to] == "nsubj" else whole_message(parse, head)
        if parse.lower(head) in RELATIVE and parse.deps[parse.heads[head]] == "relcl":
            return whole_message(parse, parse.heads[parse.heads[head]])
        if parse.lower(head) == "it" and (parse.lemmas[parse.heads[head]] == "read" or self._whom(head) is None):
            return self._nearest(head)
        return whole_message(parse, head)

    def _nearest(self, token: int) -> int | None:
        """The last message named before a pronoun, in its sentence or the one before."""
        parse = self._parse
        index = parse.sentence_index(token)
        first = parse.sentences[max(index - CLAUSES_BACK, 0)][0]
        return next((m for m in reversed(self._found) if first <= m < token), None)

    def _handed_on(self, verb: int) -> int | None:
        """ "Read out a letter from Kim": another's words in the speaker's mouth."""
        parse = self._parse
        if parse.pos[verb] != "VERB" or parse.lemmas[verb].lower() not in HANDS_ON:
            return None
        objects = (c for c in parse.children[verb] if parse.deps[c] == "dobj" and is_message(parse, c))
        return next((m for m in objects if self._own_sender(m) is not None), None)

    def told_of(self, tokens: range) -> int | None:
        """The last message of a sentence that somebody there sends, receives or hands on; None when there is none."""
        parse = self._parse
        told = [m for m in self._found if m in tokens and parse.deps[m] in {"dobj", "nsubjpass", "ROOT"}]
        return told[-1] if told and self._own_sender(told[-1]) is not None else None

    def sender(self, message: int) -> Actor | None:
        """Who sent it; None when the page does not say."""
        own = self._own_sender(message)
        if own is not None or self._has_sender(message):
            return own
        return self._as_before(message)

    def addressed(self, message: int) -> Actor | None:
        """Whom it was sent to; None when its sentence does not say."""
        to = addressee(self._parse, message)
        return self._whom(to) if to is not None else None

    def _own_sender(self, message: int) -> Actor | None:
        return next((a for t in senders(self._parse, message) if (a := self._whom(t)) is not None), None)

    def _has_sender(self, message: int) -> bool:
        """Does its own sentence say who sent it, in words that name nobody we know?"""
        parse = self._parse
        return any(parse.deps[t] not in {"compound", "amod", "nmod"} for t in senders(parse, message))

    def _as_before(self, message: int) -> Actor | None:
        """The sender of the message that this one goes back to; of an answer to it, whoever it was sent to."""
        parse = self._parse
        to = self.addressed(message)
        article = {parse.lower(c) for c in parse.children[message] if parse.deps[c] in {"det", "amod"}}
        known = bool(article & (DEFINITE | ANOTHER)) or addressee(parse, message) is not None
        if not known:
            return None
        before = [m for m in reversed(self._found) if m < message][:MOST_BACK]
        lemma = parse.lemmas[message].lower()
        if lemma in ANSWERS and all(parse.lemmas[m].lower() != lemma for m in before):
            return next((a for m in before if (a := self.addressed(m)) is not None), None)
        held = [(m, a) for m in before if (a := self._own_sender(m)) is not None and not _same(a, to)]
        if not held:
            return None
        best = min(held, key=lambda h: (not _same(self.addressed(h[0]), to), parse.lemmas[h[0]].lower() != lemma))
        return best[1]


def _same(one: Actor | None, other: Actor | None) -> bool:
    """Do both act for the same? Nobody is the same as nobody."""
    if one is None or other is None:
        return False
    return one.code == other.code if one.code is not None else one.id == other.id

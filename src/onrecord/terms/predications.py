"""What a clause says, apart from the sentence it says it in: a predicate and its arguments.

In:      a predicate and arguments read off a parse, or one line of text ("cancel; who:Ankara:TUR:; what:notice::live")
Out:     Predication; printed and parsed again without loss
Refuses: text that is no predication (PredicationError)
Source:  docs/semantics.md, Matching
Shown:   tests/terms/test_predications.py
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.terms.errors import OnRecordError

WHO, WHAT = "who", "what"
# An action that completes the predicate: "agreed to sign the annex".
ACTION = "deed"  # as ledgers keep it

# The marks that part the pieces of the text form.
_MARKS = re.compile(r"[:;,\s]+")


class PredicationError(OnRecordError, ValueError):
    """This is no predication; the message says which part is wrong."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One part of a predication.

    role:  WHO does it, WHAT it is done to, an ACTION that completes it, else the preposition that leads to it ("in").
    head:  lemma of its noun, lower case but for names ("notice", "Toktogul"); of a pronoun the pronoun.
    code:  of the actor it names or belongs to (TUR, NATO); None where it names none that is known.
    words: what else tells which is meant, as `same_action.wording` gives it: adjectives, owners, numbers; in text
    order.
    """

    role: str
    head: str
    code: str | None = None
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value in (("role", self.role), ("head", self.head), *(("word", w) for w in self.words)):
            if value != plain(value):
                raise PredicationError(f"the {name} {value!r} of an argument is empty or holds a mark")
        if self.code is not None and self.code != plain(self.code):
            raise PredicationError(f"the code {self.code!r} of an argument holds a mark")

    def __str__(self) -> str:
        return ":".join((self.role, self.head, self.code or "", ",".join(self.words)))


@dataclass(frozen=True, slots=True)
class Predication:
    """A predicate and its arguments.

    predicate: lemma of the verb, its particle behind it ("call off"); of a state "be" and the adjective or noun ("be
               free"); of an action told by a noun the noun's verb where one is known ("withdrawal": "withdraw").
    """

    predicate: str
    arguments: tuple[Argument, ...] = ()

    def __post_init__(self) -> None:
        if self.predicate != plain(self.predicate):
            raise PredicationError(f"the predicate {self.predicate!r} is empty or holds a mark")

    def __str__(self) -> str:
        return "; ".join((self.predicate, *map(str, self.arguments)))

    @classmethod
    def parse(cls, text: str) -> "Predication":
        """The predication one line of text describes; `Predication.parse(str(p)) == p`.

        >>> p = Predication.parse("cancel; who:Ankara:TUR:; what:notice::live,fire")
        >>> p.predicate, p.all_of("what")[0].words
        ('cancel', ('live', 'fire'))
        """
        predicate, *rest = (piece.strip() for piece in text.split(";"))
        return cls(predicate, tuple(map(parse_argument, rest)))

    def all_of(self, *roles: str) -> tuple[Argument, ...]:
        """The arguments in these roles, in order."""
        return tuple(a for a in self.arguments if a.role in roles)


def predicate_of(text: str) -> str:
    """The predicate of a predication written as text, the rest unread."""
    return text.partition(";")[0].strip()


# A ledger asks for the same things over and over.
@lru_cache(maxsize=65_536)
def parse_argument(text: str) -> Argument:
    """The argument one piece of text describes; PredicationError where it is none."""
    parts = text.split(":")
    if len(parts) != 4:
        raise PredicationError(f"{text[:80]!r} is no argument: write role:head:code:words")
    role, head, code, words = parts
    return Argument(role, head, code or None, tuple(w for w in words.split(",") if w))


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Without the marks that part the pieces of the text form; what is nothing else is an underscore."""
    return _MARKS.sub(" ", word).strip() or "_"

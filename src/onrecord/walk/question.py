"""A question about the record, told from a scenario: whom it asks about, and what it supposes.

In:      one sentence ("What has Iran said it will do if the US attacks?"), the engines
Out:     Question; None for a sentence that asks nothing of the record ("What if Iran attacks?" supposes, and asks)
Refuses: nothing; a question that names nobody asks about everybody
Source:  docs/whatif.md
Shown:   tests/walk/test_question.py
"""

import re
from dataclasses import dataclass

from onrecord.language.words import word_list
from onrecord.terms.actors import Cast, MentionKind
from onrecord.walk.meets import UnderstoodText, understood
from onrecord.walk.open import Engines
from onrecord.walk.scenario import NOTHING_HEARD, Heard, read_scenario

_SUPPOSES = re.compile(r"\b(if|unless|should|in case|when|once)\s+(?P<rest>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """of: code of the one it asks about; None for anybody. given: what it supposes. words: what else it speaks of."""

    of: str | None
    given: Heard
    words: str


def read_question(sentence: str, engines: Engines) -> Question | None:
    """What the sentence asks of the record; None where it asks nothing, or begins "what if"."""
    plain = " ".join(sentence.split())
    first, *others = plain.lower().split() or [""]
    asks = word_list("begins a question")
    if not plain.endswith("?") or first not in asks or plain.lower().startswith("what if"):
        return None
    body = plain.rstrip("? ")
    # "When did Russia invade?" asks for the day; "When Russia invades, who will act?" supposes it.
    supposed = _SUPPOSES.search(body, len(first) if others and others[0] in asks else 0)
    asked = body[: supposed.start()] if supposed else body
    given = read_scenario(supposed["rest"], engines) if supposed else NOTHING_HEARD
    held = understood(asked + "?", engines)
    of = _first_named(held.cast) if held is not None else None
    return Question(of, given, _telling(asked, held, of))


def _telling(asked: str, held: UnderstoodText | None, of: str | None) -> str:
    """The words to look for, other parties among them: neither whom it asks about, nor words of asking and saying."""
    if held is None:
        return asked
    asked_of = [m for m in held.cast.mentions if of is not None and (a := held.cast.actor(m)) and a.code == of]
    named = {t for m in asked_of for t in held.parse.tokens_in(m.span)}
    idle = word_list("only says") | word_list("begins a question") | word_list("empty") | word_list("light")
    words = (
        t for t in range(len(held.parse)) if t not in named and held.parse.pos[t] in ("NOUN", "PROPN", "VERB", "ADJ")
    )
    return " ".join(held.parse.word(t) for t in words if held.parse.lemmas[t].lower() not in idle)


def _first_named(cast: Cast) -> str | None:
    """The code of the first who is named, a place of speech aside."""
    for mention in cast.mentions:
        actor = cast.actor(mention)
        if actor is not None and actor.code is not None and mention.kind is not MentionKind.PLACE:
            return actor.code
    return None

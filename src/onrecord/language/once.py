"""What many rooms ask of one word is worked out once a text.

In:      a question of a Parse and one of its words
Out:     the same question, whose answers are kept with the Parse
Shown:   tests/language/test_once.py

Who the subject of a verb is was asked 38 times of every verb of a page, what denies it 12 times: each room asks for
itself, and climbs the same tree.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from onrecord.terms.parses import Parse

Answer = TypeVar("Answer")


def once_a_word(ask: Callable[[Parse, int], Answer]) -> Callable[[Parse, int], Answer]:
    """Keep the answers of `ask`, which must depend on the Parse and the word alone and give what nobody changes."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def kept(parse: Parse, word: int) -> Answer:
        held: dict[int, Answer] = parse.answers[name]
        if word not in held:
            held[word] = ask(parse, word)
        return held[word]

    return kept

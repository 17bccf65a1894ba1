"""One part of what is said of an action, in words for a person.

In:      Argument: base forms, states as codes ("irn port")
Out:     words as somebody would write them ("Iranian port")
Source:  data/en/aliases.csv
Shown:   tests/language/test_argument_words.py
"""

from functools import cache

from onrecord.language.actor_names import name_of
from onrecord.language.state_names import state_aliases
from onrecord.terms.predications import Argument


def argument_words(argument: Argument) -> str:
    """The words; of a name in several words ("United States") the name."""
    if argument.code is not None:
        name = name_of(argument.code)
        if argument.words and argument.head.casefold() in name.casefold().split():
            return name
    return " ".join((*map(_word, argument.words), argument.head))


@cache
def _word(word: str) -> str:
    """A state's code in capitals is its name, in lower case its adjective, as `same_action.wording` writes them."""
    form = "name" if word.isupper() else "adjective"
    code = word.upper()
    return next((a.alias for a in state_aliases() if a.form == form and a.code == code), word)

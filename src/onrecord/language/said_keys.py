"""What a pattern can be found by: whom and what its words speak of, and the action.

In:      EventPattern
Out:     keys, in lower case: codes of actors, nouns of its arguments, its predicate
Refuses: pronouns, and words that tell not which is meant
Source:  docs/semantics.md, Matching
Shown:   tests/language/test_said_keys.py

Two patterns that share no key say nothing of each other; those that share two are worth comparing.
"""

from onrecord.language.spellings import spelling
from onrecord.language.words import word_list
from onrecord.terms.patterns import EventPattern


def keys_of(pattern: EventPattern) -> frozenset[str]:
    """A state's code stands for its adjective too; none for a pattern whose words were not parsed."""
    if pattern.does is None:
        return frozenset()
    held = [a for a in pattern.does.arguments if a.head.lower() not in word_list("points back")]
    words = {w.lower() for a in held for w in (a.head, *a.words) if not w[0].isdigit()}
    codes = {code.lower() for code in (*(a.code for a in held if a.code is not None), *pattern.codes)}
    return frozenset(words | codes | {spelling(pattern.does.predicate).split()[0]}) - word_list("tells not which")

"""What the inflections of a word have in common, read off the word alone: words can be compared without a parse.

In:      a word in lower case
Out:     its base form: one for "withdraw", "withdrawing" and "withdrew", one for "policy" and "policies"
Refuses: nothing; a word without an ending is its own base form
Source:  data/en/irregular_forms.csv; the rules of spelling in Quirk et al. 1985, 3.5-3.10 and 5.79-5.81
Shown:   tests/language/test_same_action.py

A base form is made to be compared, not to be shown. Whether "closing" lost an "e" and "stopping" gained a "p" the
letters do not say: so no base form ends in "e" or in one letter twice.
"""

from functools import cache

from onrecord.data import rows

VOWELS = frozenset("aeiouy")
LEAST_PLURAL = 4  # "gas", "bus", "yes"


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["base"] for row in rows("en/irregular_forms.csv")}


@cache
def base_form(word: str) -> str:
    """The base form.

    >>> [base_form(w) for w in ("withdrew", "withdraws", "allies", "ally", "closing", "close", "stopped", "heed")]
    ['withdraw', 'withdraw', 'ally', 'ally', 'clos', 'clos', 'stop', 'heed']
    """
    if word in _irregular():
        return bare_form(_irregular()[word])
    if len(word) >= LEAST_PLURAL and word[-1] == "s" and word[-2] not in "sui":  # "pass", "status", "crisis"
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        # "bring" has no vowel before its "ing", and "heed" one too many before its "ed".
        if rest != word and len(rest) > 1 and VOWELS & set(rest) and not (ending == "ed" and rest[-1] == "e"):
            return bare_form(rest)
    return bare_form(word)


def bare_form(word: str) -> str:
    """A word that has no ending, without what spelling drops or adds before one: "close", "stopp", "allie", "alli"."""
    if len(word) > 2 and word[-1] == "e":
        word = word[:-1]
    if len(word) > 1 and word[-1] == "i":
        return word[:-1] + "y"
    return word[:-1] if len(word) > 2 and word[-1] == word[-2] and word[-1] not in VOWELS else word

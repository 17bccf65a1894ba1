"""Is this a verb of English?

In:      a word in its base form, lower case
Out:     whether WordNet has it as a verb that news uses
Source:  data/en/verb_synsets.csv (WordNet 3.0, Princeton University)
Shown:   tests/walk/test_scenario.py
"""

from functools import cache

from onrecord.data import rows
from onrecord.language.spellings import spelling


def is_known_verb(word: str) -> bool:
    """Of one word, or of a verb with its particle ("hand over")."""
    return spelling(word) in _verbs()


@cache
def _verbs() -> frozenset[str]:
    words = (word for row in rows("en/verb_synsets.csv") for word in row["words"].split())
    return frozenset(word.rpartition(":")[0].replace("_", " ") for word in words)

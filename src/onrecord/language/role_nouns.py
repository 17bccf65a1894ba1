"""What people and things are to their state: an army's ship acts for it, its fishermen do not.

In:      a noun's lemma
Out:     PLOVER sector; None for a noun of no row
Source:  data/en/role_nouns.csv
Shown:   tests/language/test_words.py
"""

from functools import cache

from onrecord.data import rows


def sector_of(noun: str) -> str | None:
    """MIL for "frigate", CVL for "fisherman"."""
    return _sectors().get(noun.lower()) or None


def is_role(noun: str) -> bool:
    """Is it a noun of the table, of a sector or of none ("newspaper")?"""
    return noun.lower() in _sectors()


@cache
def _sectors() -> dict[str, str]:
    return {row["noun"]: row["sector"] for row in rows("en/role_nouns.csv")}

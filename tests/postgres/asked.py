"""Fifty searches as people type them, over the pages of `tests.ledger.measure_search`."""

from tests.ledger.factory import VOCABULARY as V

ASKED: tuple[str, ...] = (
    *("Chad", "Belarus", "Belarusian", "Kenya", "the Poles", "Latvia Finland", "Russian troops", "ukrainian"),
    *("embargo", "embargoes", "border", "closing borders", "troops", "soldier", "single soldiers", "talks", "talk"),
    *("port", "attack the port", "attacked ports", "crew", "freed", "freeing the crew", "treaty signed", "siege"),
    *("said", "says", "the", "and who", "blockade ended", "halting talks", "lift embargo Chad", "Poland Latvia said"),
    *('"close its border"', '"halt the talks"', '"send troops"', '"the siege goes on"', '"soldier crosses the river"'),
    *('"a single soldier"', '"its border"', '"talks the halt"', "troop*", "emb*", "sold* riv*", "zzz*"),
    *(V[0], V[40], V[300], V[1500], f"{V[0]} {V[1]}"),
)

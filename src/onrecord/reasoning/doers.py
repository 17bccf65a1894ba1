"""Who does what a clause says, as a party: by the code of its doer, else by the state its doer belongs to.

In:      a Predication
Out:     Party; None where no doer is said, or none that is known
Source:  docs/semantics.md, Matching; data/en/role_nouns.csv
Shown:   tests/reasoning/test_predications.py

"Turkish fighter planes" act for Türkiye; of "a Turkish teacher" it only may be so.
"""

from onrecord.language.role_nouns import sector_of
from onrecord.reasoning.territory import is_state
from onrecord.terms.patterns import SECTOR, Party
from onrecord.terms.predications import WHO, Predication


def party_of(says: Predication) -> Party | None:
    """The first doer that is somebody we know."""
    for argument in says.all_of(WHO):
        if argument.code is not None:
            return Party(argument.code)
    for argument in says.all_of(WHO):
        owners = [w.upper() for w in argument.words if len(w) == 3 and w.islower() and is_state(w.upper())]
        if len(set(owners)) == 1:
            sector = sector_of(argument.head)
            if sector is not None and SECTOR.fullmatch(sector):
                return Party(owners[0], sector)
            return Party(owners[0], inferred=True)
    return None

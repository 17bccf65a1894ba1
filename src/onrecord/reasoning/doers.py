"""Who does what a clause says, as a party: by the code of its doer, else by the state its doer belongs to.

In:      a Predication
Out:     Party; None where no doer is said, or none that is known
Source:  docs/semantics.md, Matching; data/en/role_nouns.csv
Shown:   tests/reasoning/test_predications.py

"Turkish fighter planes" act for Türkiye; of "a Turkish teacher", a company or a mayor it only may be so.
"""

from collections.abc import Sequence

from onrecord.language.role_nouns import is_role, sector_of
from onrecord.language.words import word_list
from onrecord.reasoning.part_of import acts_for_whole
from onrecord.reasoning.territory import is_state
from onrecord.terms.patterns import SECTOR, Party
from onrecord.terms.predications import WHO, Argument, Predication

VOTES = "body that votes"


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


def acts_for_itself(doers: Sequence[Argument], code: str) -> str | None:
    """The word that tells that whoever of this state acts need not act for it: "company", "governor". None where one of
    them does, and where none is told of."""
    own = [a for a in doers if code.casefold() in {(a.code or "").casefold(), *map(str.casefold, (a.head, *a.words))}]
    words = [_tells_of_itself(a) for a in own]
    return None if not words or None in words else words[0]


def _tells_of_itself(doer: Argument) -> str | None:
    """ "A company", "the head of a company", "Governor Ron DeSantis"; but neither "fighter planes" nor "the Board of
    Governors"."""
    head = doer.head.lower()
    if _is_for_itself(head):
        return head
    is_person = head in word_list("heads something") or (doer.head[0].isupper() and head not in word_list(VOTES))
    return next((w for w in doer.words if _is_for_itself(w)), None) if is_person else None


def _is_for_itself(word: str) -> bool:
    if word in word_list("office of a part of a state"):
        return True
    return is_role(word) and not acts_for_whole(sector_of(word))

"""What is said where a question cannot be answered: sentences of ours, with nothing in them that a page wrote.

In:      an error that onrecord raises on purpose
Out:     one sentence or two
Source:  docs/assistants.md, "Errors"
Shown:   tests/faces/mcp/test_refusing.py

An error of another face repeats what was asked for, and names what is on record. Here both may be words of a page, and
an error is no place where an assistant looks for quoted matter: so it says which sort of error it is, and what to do.
"""

import re

from onrecord.faces.cursors import CursorUnsound
from onrecord.faces.mcp.asked import Misasked
from onrecord.faces.supposing import NothingSupposed
from onrecord.language.actor_names import AmbiguousName, UnknownName, is_listed, name_of
from onrecord.ledger import LedgerError
from onrecord.ledger.errors import NotHeld, PageWithdrawn
from onrecord.questions.errors import AmbiguousId, DaysBackwards, NothingToSearch, UnknownId
from onrecord.reasoning.errors import Contradiction
from onrecord.terms.errors import OnRecordError
from onrecord.terms.patterns import PatternError
from onrecord.terms.predications import PredicationError
from onrecord.walk.open import SolverMissing
from onrecord.walk.processes import AllBusy, Ended, ProcessDied, TookTooLong
from onrecord.walk.scenario import NotAssumed
from onrecord.walk.why import WordsNotRead

UNKNOWN_NAME = "No actor is called so, in our tables or on record. `actors` lists who is on record."
SAYS: tuple[tuple[type[OnRecordError], str], ...] = (
    (PageWithdrawn, "The page that held it was withdrawn from this ledger, with all that was read of it."),
    (NotHeld, "The ledger does not hold it. `search` and `page` show the ids there are."),
    (UnknownId, "Nothing of that kind has such an id in this ledger. `search` shows the ids there are."),
    (NothingToSearch, "There is nothing to search for in that: give one word at least, and fifty at most."),
    (NothingSupposed, "That supposes nothing: say what happens, or what does not; to look for words, use `search`."),
    (
        NotAssumed,
        "The sentence plans, threatens or supposes an action and does not say that it happens. Say it in one plain "
        "sentence: Belarus attacks Ukraine.",
    ),
    (
        PatternError,
        "No event was understood in that. Say who does what to whom in one plain sentence, or give a pattern: "
        "BLR.MIL ASSAULT UKR place=UKR.",
    ),
    (PredicationError, "The words after does= are no predication: give the pattern without them."),
    (Contradiction, "The scenario assumes what it denies."),
    (WordsNotRead, "Those words do not stand in the text that was read of the page. `page` shows it."),
    (CursorUnsound, "`after` is no place in this list, or the list has changed since: begin at its start."),
    (DaysBackwards, "The first day lies after the last."),
)
# Their own words say what is the matter with our file or our machine, or are of ours alone.
OWN_WORDS = (LedgerError, Misasked, TookTooLong, ProcessDied, AllBusy, Ended, SolverMissing)
OTHERWISE = "That cannot be asked."

_ID = re.compile(r"(?:rec|norm|stmt|page)-[0-9a-f]{24}")


def said_of(error: OnRecordError) -> str:
    """The sentence."""
    if isinstance(error, AmbiguousId):
        ids = [id_ for _, id_ in error.candidates if _ID.fullmatch(id_)]
        return f"Several ids begin so: {', '.join(ids)}. Give more of the one you mean."
    if isinstance(error, AmbiguousName):
        meant = [f"{code} ({name_of(code)})" for code in error.codes if is_listed(code)]
        return f"The name may mean several actors: {', '.join(meant)}. Give the code."
    if isinstance(error, UnknownName):
        return UNKNOWN_NAME
    found = next((says for kind, says in SAYS if isinstance(error, kind)), None)
    if found is not None:
        return found
    return str(error) if isinstance(error, OWN_WORDS) else OTHERWISE

"""Questions to the ledger: what is there, this one in full, where these words were said.

In:      Ledger, filters, ids, words
Out:     Listing, Shown, SearchResult: frozen values with `to_json()`
Refuses: QuestionErrors
Source:  docs/ledger.md
Shown:   tests/questions/
"""

from onrecord.ledger import Filters
from onrecord.questions.contexts import Context
from onrecord.questions.errors import AmbiguousId, NothingToSearch, QuestionError, UnknownId
from onrecord.questions.listing import Listing, list_entries
from onrecord.questions.searching import Hit, SearchResult, search
from onrecord.questions.showing import Related, Shown, ShownPage, ShownRecord, ShownStatement, show
from onrecord.questions.wording import in_words

__all__ = [
    "AmbiguousId",
    "Context",
    "Filters",
    "Hit",
    "Listing",
    "NothingToSearch",
    "QuestionError",
    "Related",
    "SearchResult",
    "Shown",
    "ShownPage",
    "ShownRecord",
    "ShownStatement",
    "UnknownId",
    "in_words",
    "list_entries",
    "search",
    "show",
]

"""Questions to the ledger: what is there, what was said when, what would follow, what has been met.

In:      Ledger, filters, ids, words
Out:     Listing, Shown, SearchResult: frozen values with `to_json()`
Refuses: QuestionErrors
Source:  docs/ledger.md
Shown:   tests/questions/
"""

from onrecord.ledger import Filters
from onrecord.questions.contexts import Context
from onrecord.questions.errors import AmbiguousId, NothingToSearch, QuestionError, UnknownId
from onrecord.questions.independent import IndependentReports, ReportAt, copies_of, independent_reports
from onrecord.questions.joining import search_both
from onrecord.questions.listing import Listing, list_entries
from onrecord.questions.met import check
from onrecord.questions.nearness import Nearness, place_by_meaning, place_in_pieces, search_meaning
from onrecord.questions.searching import Hit, SearchResult, search
from onrecord.questions.showing import RecordBeside, Shown, ShownPage, ShownRecord, ShownStatement, show
from onrecord.questions.timelines import Timeline, compare, timeline
from onrecord.questions.upgrades import Upgrade, between
from onrecord.questions.what_if import what_if
from onrecord.questions.wording import in_words
from onrecord.questions.would_ledger import Ways, ways_to, ways_to_action
from onrecord.reasoning.answers import Answer, AnswerLine

__all__ = [
    "AmbiguousId",
    "Answer",
    "AnswerLine",
    "Context",
    "Filters",
    "Hit",
    "IndependentReports",
    "Listing",
    "Nearness",
    "NothingToSearch",
    "QuestionError",
    "RecordBeside",
    "ReportAt",
    "SearchResult",
    "Shown",
    "ShownPage",
    "ShownRecord",
    "ShownStatement",
    "Timeline",
    "UnknownId",
    "Upgrade",
    "Ways",
    "between",
    "check",
    "compare",
    "copies_of",
    "in_words",
    "independent_reports",
    "list_entries",
    "place_by_meaning",
    "place_in_pieces",
    "search",
    "search_both",
    "search_meaning",
    "show",
    "timeline",
    "ways_to",
    "ways_to_action",
    "what_if",
]

"""dateparser's `search_dates` with its slower strategy, which tries the longest runs of words."""

from bench.contestants.dateparser_search import open_contestant as opened
from bench.worker import Contestant


def open_contestant() -> Contestant:
    """As `dateparser_search`, another strategy."""
    return opened("ngram")

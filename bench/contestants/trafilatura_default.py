"""trafilatura's main text, as its documentation's first example calls it."""

import trafilatura

from bench.contestants.html import decoded, told_text
from bench.worker import Contestant


def open_contestant() -> Contestant:
    """`trafilatura.extract` with nothing set."""
    return Contestant(
        lambda page: trafilatura.extract(page[1], url=page[0]), told_text, decoded, ("trafilatura", "lxml")
    )

"""trafilatura's main text without its second opinions (`fast=True`), which its documentation offers for speed."""

import trafilatura

from bench.contestants.html import decoded, told_text
from bench.worker import Contestant


def open_contestant() -> Contestant:
    """`trafilatura.extract` with `fast`."""
    return Contestant(
        lambda page: trafilatura.extract(page[1], url=page[0], fast=True), told_text, decoded, ("trafilatura", "lxml")
    )

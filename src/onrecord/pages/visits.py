"""A visit to the web that lasts: one request at a time, never two to one host without a pause.

In:      addresses, one after the other, for hours or weeks
Out:     what a server answers, whatever that is; the pages at an address
Refuses: an address that may not be asked or gives nothing, as a value that says whether that may pass (Unanswered)
Source:  RFC 9309, 2.4: no robots.txt is believed for more than a day
Shown:   tests/pages/test_visits.py

`capture` is a visit that ends with its addresses; whoever comes back again needs pauses that outlast them, and
needs to know when a server wants them back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from onrecord.pages.capture import pages_of_answer, without_credentials
from onrecord.pages.fetch import PAGES_ACCEPTED, FetchAnswer, Fetcher, content_type_of, status_words, web_address
from onrecord.pages.files import printable
from onrecord.pages.network import Network
from onrecord.pages.options import CaptureOptions, Validator
from onrecord.pages.pacing import VisitPace
from onrecord.pages.refused import CaptureError
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.refusals import Refusal

__all__ = ["FetchAnswer", "Unanswered", "Visit", "content_type_of", "host_of", "status_words", "usable_address"]

ROBOTS_KEPT_S = 12 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Why an address gave nothing to read. passing: it may at another time. headers: of the answer, {} for none."""

    refusal: Refusal
    passing: bool
    headers: Mapping[str, str]


class Visit:
    """Of one caller, one thread. pause_s: between two requests to one host; a longer Crawl-delay is kept to."""

    def __init__(self, options: CaptureOptions, network: Network, *, pause_s: float) -> None:
        self._options = options
        self._network = network
        self._pace = VisitPace(network, pause_s=pause_s)
        self._fetcher: Fetcher | None = None
        self._begun_s = network.now_s()

    def close(self) -> None:
        """End all connections."""
        if self._fetcher is not None:
            self._fetcher.close()
            self._fetcher = None

    def free_in_s(self, host: str) -> float:
        """Seconds until the host may be asked; 0: now."""
        return self._pace.free_in_s(host)

    def ask(
        self, address: str, *, known: Mapping[str, Validator], accept: str, max_bytes: int
    ) -> FetchAnswer | Unanswered:
        """What the server says; known: the tags of copies held, by the address they were found at."""
        try:
            return self._fetching().ask(address, validators=known, accept=accept, max_bytes=max_bytes)
        except CaptureError as refused:
            return _unanswered(refused, {})

    def pages(self, address: str, *, fetched_at: datetime, at_most: int) -> tuple[Page | RefusedPage, ...] | Unanswered:
        """What `capture` would give for the address; at_most: so many, of an archive of pages."""
        headers: Mapping[str, str] = {}
        try:
            fetcher = self._fetching()
            answered = fetcher.ask(address, accept=PAGES_ACCEPTED)
            headers = answered.headers
            fetched = fetcher.page(answered)
        except CaptureError as refused:
            return _unanswered(refused, headers)
        found = pages_of_answer(fetched, address=address, fetched_at=fetched_at, options=self._options)
        return tuple(islice(found, at_most))

    def _fetching(self) -> Fetcher:
        if self._fetcher is not None and self._network.now_s() - self._begun_s > ROBOTS_KEPT_S:
            self.close()
        if self._fetcher is None:
            self._begun_s = self._network.now_s()
            self._fetcher = Fetcher(self._options, self._network, pace=self._pace)
        return self._fetcher


def usable_address(text: str) -> str | RefusedPage:
    """The address as it would be asked for; the refusal of what is none. No name is looked up: the visit does that."""
    try:
        return web_address(text)
    except CaptureError as refused:
        return refused.at(printable(without_credentials(text)))


def host_of(address: str) -> str:
    """Its host, lower case; "" where it has none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _unanswered(refused: CaptureError, headers: Mapping[str, str]) -> Unanswered:
    refusal = Refusal("pages", refused.code, refused.reason)
    return Unanswered(refusal=refusal, passing=refused.passing, headers=headers)

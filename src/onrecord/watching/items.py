"""The pages of items: fetched, read and put into the ledger, each once.

In:      items whose pages are due; entries of feeds in their own words
Out:     readings and refusals in the ledger; each item settled after that
Refuses: an item without a page and without words (no-link); what `pages` refuses; more pages at one address than
         MOST_PAGES (many-pages); a page at which this process ended again and again (reader-died)
Shown:   tests/watching/test_items.py

Whether an item is done is asked of the ledger first: killed between the ledger and the mark, we find its page there.
All readings of one item go in together, a live blog whole or not at all. A host that does not answer is left alone for
a while with all its pages, so that it holds up nobody else.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord.documents import entries_of
from onrecord.ledger import Ledger, LedgerBusy
from onrecord.pages.capture import capture_article
from onrecord.pages.visits import Unanswered, Visit, host_of
from onrecord.questions.wording import plural
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.pages import HeldPage, Page, RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.watching.feeds import FeedItem
from onrecord.watching.happenings import Happening, HappeningKind, Told, moment_words
from onrecord.watching.polled_feeds import PolledFeed, PolledFeeds, WaitingItem
from onrecord.watching.polling_times import MOST_TRIES, after_try

logger = logging.getLogger(__name__)

# Of one address, which may hold an archive of pages.
MOST_PAGES = 20
LEDGER_BUSY_FOR = timedelta(minutes=1)

Read = Callable[[Iterable[Page]], Iterator[Reading | HeldPage]]


@dataclass(frozen=True, slots=True)
class _Job:
    """Pages that are being read. readings: how many they give. settle: done with, by a refusal or (None) without.

    put_back: it was begun, and nothing came of it through no fault of its own: it is due at that moment.
    """

    address: str
    pages: tuple[Page, ...]
    readings: int
    settle: Callable[[Refusal | None], None]
    put_back: Callable[[datetime], None]


@dataclass(slots=True)
class ItemCount:
    """Readings new to the ledger and items refused: values that change, by the one thread that adds."""

    added: int = 0
    refused: int = 0

    def __iadd__(self, other: "ItemCount") -> "ItemCount":
        self.added += other.added
        self.refused += other.refused
        return self


class Items:
    """read: pages to readings, in order, or to what tells that one is held; a live blog gives one an entry.
    chance: from 0 up to 1, anew each time."""

    def __init__(
        self,
        book: Ledger,
        feeds: PolledFeeds,
        visit: Visit,
        *,
        read: Read,
        told: Told,
        now: Callable[[], datetime],
        chance: Callable[[], float],
    ) -> None:
        self._book = book
        self._feeds = feeds
        self._visit = visit
        self._read = read
        self._told = told
        self._now = now
        self._chance = chance
        self._resting: dict[str, datetime] = {}

    def add(self, items: Iterable[WaitingItem]) -> ItemCount:
        """The pages of these items, into the ledger. Stopped in between, what was read by then is kept."""
        count = ItemCount()
        self._work((job for item in items if (job := self._job(item, count)) is not None), count)
        return count

    def add_own(self, feed: PolledFeed, items: Iterable[FeedItem]) -> ItemCount:
        """Entries without a page, in their own words, into the ledger."""
        count = ItemCount()
        self._work((job for item in items if (job := self._own_job(feed, item, count)) is not None), count)
        return count

    def _work(self, jobs: Iterator[_Job], count: ItemCount) -> None:
        under_way: deque[_Job] = deque()

        def pages() -> Iterator[Page]:
            for job in jobs:
                under_way.append(job)
                yield from job.pages

        gathered: list[Reading | HeldPage] = []
        try:
            for reading in self._read(pages()):
                gathered.append(reading)
                if len(gathered) == under_way[0].readings:
                    self._keep(under_way[0], gathered, count)
                    under_way.popleft()
                    gathered = []
        except BaseException:
            for job in under_way:
                job.put_back(self._now())
            raise

    def _keep(self, job: _Job, readings: Sequence[Reading | HeldPage], count: ItemCount) -> None:
        try:
            done = self._book.record_many(readings, recorded_at=self._now(), batch=len(readings))
        except LedgerBusy as busy:
            self._later(job, busy)
            return
        job.settle(None)
        count.added += done.readings.new
        new = [one for one in readings if isinstance(one, Reading)]
        words = _reading_words(new) if new else "its words are held already, from another address"
        self._told(Happening(HappeningKind.ADDED, job.address, words))

    def _job(self, item: WaitingItem, count: ItemCount) -> _Job | None:
        """None where there is nothing to read: it is settled, or put off."""
        job = _Job(
            item.address,
            (),
            0,
            settle=lambda refusal: self._feeds.settle(item, refusal),
            put_back=lambda due: self._feeds.put_back(item, due=due),
        )
        if self._book.pages_at(item.address):
            job.settle(None)
            return None
        if item.tries >= MOST_TRIES:
            reason = f"{plural(item.tries, 'time')} this process ended while it fetched or read {item.address}"
            self._refuse(job, [RefusedPage(item.address, Refusal("watching", "reader-died", reason))], count)
            return None
        now = self._now()
        if (rests_until := self._resting.get(host_of(item.address), now)) > now:
            job.put_back(rests_until)
            return None
        self._feeds.begin_item(item, next_at=after_try(now, tries=item.tries + 1, headers={}, chance=self._chance()))
        try:
            found = self._visit.pages(item.address, fetched_at=now, at_most=MOST_PAGES + 1)
        except BaseException:
            job.put_back(now)
            raise
        if isinstance(found, Unanswered):
            self._unanswered(item, job, found, count)
            return None
        if any(isinstance(one, Page) and one.url and self._book.pages_at(one.url) for one in found):
            job.settle(None)  # it leads to a page that came under another address
            return None
        return self._to_read(job, found, count)

    def _own_job(self, feed: PolledFeed, item: FeedItem, count: ItemCount) -> _Job | None:
        address = item.own.given_id or feed.address if item.own is not None else feed.address
        job = _Job(
            address,
            (),
            0,
            settle=lambda refusal: self._feeds.settle_own(feed, item, refusal, now=self._now()),
            put_back=lambda _: None,  # the feed is asked for it again, since its tags are not kept before
        )
        if item.own is None:
            reason = f"an entry of the feed has {item.unusable}, and no words of its own"
            self._refuse(job, [RefusedPage(feed.address, Refusal("watching", "no-link", reason))], count)
            return None
        if self._book.pages_at(address):
            job.settle(None)
            return None
        return self._to_read(job, (capture_article(item.own, address=address, fetched_at=self._now()),), count)

    def _to_read(self, job: _Job, found: Sequence[Page | RefusedPage], count: ItemCount) -> _Job | None:
        pages = tuple(one for one in found[:MOST_PAGES] if isinstance(one, Page))
        refused = [one for one in found[:MOST_PAGES] if isinstance(one, RefusedPage)]
        if len(found) > MOST_PAGES:
            reason = f"there are more than {MOST_PAGES} pages at one address; the others were left out"
            refused.append(RefusedPage(job.address, Refusal("watching", "many-pages", reason)))
        try:
            readings = sum(len(entries_of(page)) or 1 for page in pages)
        except Exception as error:  # noqa: BLE001 - as in `walk.many`: one strange page does not stop the rest
            tell(
                logger, LogEvent.READER_FAILED, words=f"taking {job.address} apart failed", error=error, at=job.address
            )
            reason = f"taking {job.address} apart raised {type(error).__name__}. Please report it with the page"
            pages, refused = (), [RefusedPage(job.address, Refusal("watching", "reader-failed", reason))]
        if not pages:
            self._refuse(job, refused, count)
            return None
        if refused and not self._record_refused(job, refused):
            return None
        return _Job(job.address, pages, readings, settle=job.settle, put_back=job.put_back)

    def _unanswered(self, item: WaitingItem, job: _Job, found: Unanswered, count: ItemCount) -> None:
        tries = item.tries + 1
        if not found.passing or tries >= MOST_TRIES:
            self._refuse(job, [RefusedPage(item.address, found.refusal)], count)
            return
        now = self._now()
        again = after_try(now, tries=tries, headers=found.headers, chance=self._chance())
        if found.refusal.code != "http-status" or "retry-after" in found.headers:
            # The host does not answer, or wants to be left alone: that is so for its other pages too.
            self._resting = {host: until for host, until in self._resting.items() if until > now}
            self._resting[host_of(item.address)] = after_try(now, tries=1, headers=found.headers, chance=0.0)
        self._feeds.put_off(item, found.refusal, next_at=again)
        self._told(
            Happening(HappeningKind.LATER, item.address, f"{found.refusal.reason}; again at {moment_words(again)}")
        )

    def _refuse(self, job: _Job, refused: Sequence[RefusedPage], count: ItemCount) -> None:
        if self._record_refused(job, refused):
            job.settle(refused[0].refusal if refused else None)
            count.refused += 1
            self._told(
                Happening(HappeningKind.REFUSED, job.address, refused[0].refusal.reason if refused else "it is empty")
            )

    def _record_refused(self, job: _Job, refused: Sequence[RefusedPage]) -> bool:
        try:
            self._book.record_many(refused, recorded_at=self._now(), batch=max(1, len(refused)))
        except LedgerBusy as busy:
            self._later(job, busy)
            return False
        return True

    def _later(self, job: _Job, busy: LedgerBusy) -> None:
        job.put_back(self._now() + LEDGER_BUSY_FOR)
        self._told(Happening(HappeningKind.LATER, job.address, str(busy)))


def _reading_words(readings: Sequence[Reading]) -> str:
    """ "2 norms, 5 statements"; why nothing was read, where nothing was."""
    whole = [reading for reading in readings if reading.document is not None]
    if not whole:
        return f"nothing is read there: {readings[0].refusals[0].reason}"
    norms, statements = sum(len(r.norms) for r in whole), sum(len(r.statements) for r in whole)
    return f"{plural(norms, 'norm')}, {plural(statements, 'statement')}"

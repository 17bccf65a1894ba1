"""Watching: feeds asked when they are due, their new items added, again and again.

In:      the feeds of a ledger; what reads a page; a clock, chance, and the network through `pages`
Out:     pages in the ledger; `after_round` called after each round that added any
Refuses: what a server, a feed or a page gives that cannot be read: told, kept, and tried again as `polling_times` says
Source:  docs/watching.md
Shown:   tests/watching/test_polling.py

One thing at a time: one request, one page that is read, one writer. The host that is free soonest is asked next: the
pause that is owed to one is spent with the others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from onrecord.ledger import Ledger, LedgerBusy
from onrecord.pages import Validator
from onrecord.pages.visits import FetchAnswer, Unanswered, Visit, content_type_of, host_of, status_words
from onrecord.questions import check
from onrecord.questions.wording import plural
from onrecord.terms.refusals import Refusal
from onrecord.watching.feeds import Feed, read_feed
from onrecord.watching.happenings import Happening, HappeningKind, Told, failing_words, moment_words
from onrecord.watching.items import ItemCount, Items, Read
from onrecord.watching.polled_feeds import PolledFeed, PolledFeeds, WaitingItem
from onrecord.watching.polling_times import after_failure, after_reading

# So many items a round, so that feeds are asked and alerts go out while a long list is worked off.
ITEMS_A_ROUND = 100
# Entries without a page, which are read while their feed is in hand.
OWN_A_POLL = 100
LARGEST_FEED_BYTES = 10_000_000
FEEDS_ACCEPTED = (
    "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1"
)
# So long may asking a feed take, with the pauses its host is owed: killed meanwhile, we do not come back too soon.
ASKING_TAKES = timedelta(minutes=3)
# So many of a queue are looked at for one whose host is free.
LOOKED_AHEAD = 200
# Between two looks at what is due, so that a feed added meanwhile is asked soon.
LOOKS_EVERY_S = 5.0

Addressed = TypeVar("Addressed", PolledFeed, WaitingItem)


@dataclass(frozen=True, slots=True)
class Round:
    """feeds: asked; failed: of those. added: readings new to the ledger; refused: items that give none."""

    feeds: int = 0
    failed: int = 0
    added: int = 0
    refused: int = 0

    def __add__(self, other: "Round") -> "Round":
        return Round(
            self.feeds + other.feeds,
            self.failed + other.failed,
            self.added + other.added,
            self.refused + other.refused,
        )

    def in_words(self) -> str:
        """ "3 feeds asked, 1 failed; 5 readings added, 2 items refused"."""
        failed = f", {self.failed:,} failed" if self.failed else ""
        refused = f", {plural(self.refused, 'item')} refused" if self.refused else ""
        return f"{plural(self.feeds, 'feed')} asked{failed}; {plural(self.added, 'reading')} added{refused}"


class Polling:
    """after_round: called after the first round and each that added pages, when it was looked what these meet.
    chance:      from 0 up to 1, anew each time.
    """

    def __init__(
        self,
        book: Ledger,
        feeds: PolledFeeds,
        visit: Visit,
        *,
        read: Read,
        after_round: Callable[[], None],
        told: Told,
        now: Callable[[], datetime],
        chance: Callable[[], float],
    ) -> None:
        self._book = book
        self._feeds = feeds
        self._visit = visit
        self._after_round = after_round
        self._told = told
        self._now = now
        self._chance = chance
        # Whoever was stopped may have left pages in the ledger that nobody has looked at.
        self._unseen = True
        self._items = Items(book, feeds, visit, read=read, told=told, now=now, chance=chance)

    def run(
        self, *, once: bool, ends: datetime | None, sleep_s: Callable[[float], None], done: Callable[[Round], None]
    ) -> None:
        """Rounds until somebody stops us. once: until nothing is due. ends: begin nothing from then on; None: no end.

        done: told of each round in which anything was asked.
        """
        while not self._over(ends):
            one = self.round(ends=ends)
            if one != Round():
                done(one)
            due = self._feeds.next_due()
            left_s = (due - self._now()).total_seconds() if due is not None else LOOKS_EVERY_S
            if left_s <= 0:
                continue
            if once:
                return
            until_end_s = (ends - self._now()).total_seconds() if ends is not None else LOOKS_EVERY_S
            sleep_s(max(0.0, min(left_s, until_end_s, LOOKS_EVERY_S)))

    def round(self, *, ends: datetime | None = None) -> Round:
        """Every feed that is due, then items that are, ITEMS_A_ROUND at most."""
        asked, failed, count = 0, 0, ItemCount()
        for feed in self._in_turn(self._feeds.due(self._now()), ends):
            asked += 1
            failed += not self._poll(feed, count)
        items = self._feeds.items_due(self._now(), limit=ITEMS_A_ROUND)
        count += self._items.add(self._in_turn(items, ends))
        self._unseen = self._unseen or count.added > 0
        if self._unseen:
            self._look()
        return Round(asked, failed, count.added, count.refused)

    def _look(self) -> None:
        """What came is looked at, and told of; where somebody else writes to the ledger, after the next round."""
        moment = self._now()
        try:
            check(self._book, today=moment.date(), recorded_at=moment)
        except LedgerBusy as busy:
            self._told(Happening(HappeningKind.LATER, str(self._book.place), str(busy)))
            return
        self._unseen = False
        self._after_round()

    def _poll(self, feed: PolledFeed, count: ItemCount) -> bool:
        """Ask one feed. False where it failed."""
        self._feeds.begin(feed, latest=self._now() + ASKING_TAKES)
        answer = self._visit.ask(feed.address, known=feed.known, accept=FEEDS_ACCEPTED, max_bytes=LARGEST_FEED_BYTES)
        if isinstance(answer, Unanswered):
            return self._failed(feed, answer.refusal, answer.headers)
        if answer.status == 410:
            return self._stopped(feed, Refusal("watching", "gone", f"{answer.url} answered {status_words(410)}"))
        if answer.status == 304 and feed.known:
            found = None
        else:
            read = self._found(answer)
            if isinstance(read, Refusal):
                return self._failed(feed, read, answer.headers)
            found = read
        if answer.moved_to is not None and not self._moved(feed, answer.moved_to):
            return False
        every = found.every if found is not None else None
        next_at = after_reading(self._now(), headers=answer.headers, every=every, chance=self._chance())
        if found is None:
            self._feeds.unchanged(feed, now=self._now(), next_at=next_at)
            self._told(Happening(HappeningKind.POLLED, feed.address, "unchanged"))
        else:
            self._take(feed, found, answer, next_at, count)
        return True

    def _found(self, answer: FetchAnswer) -> Feed | Refusal:
        if not 200 <= answer.status < 300 or answer.status == 206:
            return Refusal("watching", "http-status", f"{answer.url} answered {status_words(answer.status)}")
        if not answer.whole:
            largest = f"{LARGEST_FEED_BYTES:,} bytes"
            return Refusal("watching", "too-large", f"the feed is larger than {largest} and was not read further")
        _, charset = content_type_of(answer)
        return read_feed(answer.body, charset=charset, url=answer.url)

    def _take(self, feed: PolledFeed, found: Feed, answer: FetchAnswer, next_at: datetime, count: ItemCount) -> None:
        """Its entries without a page into the ledger, then what it was asked with and its new items into the list."""
        own = [item for item in found.items if item.address is None and not self._feeds.knows(feed, item)]
        count += self._items.add_own(feed, own[:OWN_A_POLL])
        tags = Validator(etag=answer.headers.get("etag"), last_modified=answer.headers.get("last-modified"))
        # With the tags an entry that is not in the ledger yet, or of which the end is missing, would not come again.
        again = not found.whole or any(not self._feeds.knows(feed, item) for item in own)
        with_page = [item for item in found.items if item.address is not None]
        new = self._feeds.read(
            feed, found, with_page, now=self._now(), next_at=next_at, tags=None if again else (answer.url, tags)
        )
        words = f"{plural(new + min(len(own), OWN_A_POLL), 'new item')} of {len(found.items):,}"
        left_out = (f"{plural(found.left_out, 'item')} in the middle left out",) if found.left_out else ()
        self._told(Happening(HappeningKind.POLLED, feed.address, "; ".join((words, *left_out, *found.notes))))

    def _moved(self, feed: PolledFeed, address: str) -> bool:
        if address == feed.address:
            return True
        if not self._feeds.move(feed, address):
            reason = f"it has moved to {address}, which is watched already"
            return self._stopped(feed, Refusal("watching", "same-feed", reason))
        self._told(Happening(HappeningKind.MOVED, feed.address, f"for good to {address}"))
        return True

    def _stopped(self, feed: PolledFeed, refusal: Refusal) -> bool:
        self._feeds.stop(feed, refusal, now=self._now())
        self._told(Happening(HappeningKind.STOPPED, feed.address, f"{refusal.reason}; it is not asked again"))
        return False

    def _failed(self, feed: PolledFeed, refusal: Refusal, headers: Mapping[str, str]) -> bool:
        now = self._now()
        next_at = after_failure(now, failures=feed.failures + 1, headers=headers, chance=self._chance())
        self._feeds.failed(feed, refusal, now=now, next_at=next_at)
        since = feed.failing or now
        words = f"{refusal.reason}; {failing_words(since, feed.failures + 1)}; next {moment_words(next_at)}"
        self._told(Happening(HappeningKind.FAILED, feed.address, words))
        return False

    def _in_turn(self, waiting: Sequence[Addressed], ends: datetime | None) -> Iterator[Addressed]:
        """Each, in order but for those whose host is owed a pause."""
        left = list(waiting)
        while left and not self._over(ends):
            # Asked once a host: time goes on between two questions, and would turn their order round.
            hosts = [host_of(one.address) for one in left[:LOOKED_AHEAD]]
            free_in_s = {host: self._visit.free_in_s(host) for host in dict.fromkeys(hosts)}
            yield left.pop(min(range(len(hosts)), key=lambda n: free_in_s[hosts[n]]))

    def _over(self, ends: datetime | None) -> bool:
        return ends is not None and self._now() >= ends

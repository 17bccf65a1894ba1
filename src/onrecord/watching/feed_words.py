"""How a feed is doing, in words.

In:      a PolledFeed
Out:     short lines: when it was read and is asked next, what came of its items, what is wrong
Refuses: nothing
Shown:   tests/watching/test_polled_feeds.py
"""

from onrecord.questions.wording import plural
from onrecord.watching.happenings import failing_words, moment_words
from onrecord.watching.polled_feeds import FeedState, ItemState, PolledFeed


def feed_lines(feed: PolledFeed) -> tuple[str, ...]:
    """One line of when, one of its items where it has any, one a fault. Its own words stand in none of them."""
    read = f"read {moment_words(feed.read)}" if feed.read is not None else "not read yet"
    if feed.state is FeedState.STOPPED:
        when = f"{read}; stopped: {feed.reason}"
    else:
        when = f"{read}; next {moment_words(feed.next)}"
    lines = [when]
    if feed.items:
        told = ((ItemState.ADDED, "added"), (ItemState.WAITING, "waiting"), (ItemState.REFUSED, "refused"))
        counts = ", ".join(f"{feed.items[state]:,} {word}" for state, word in told if feed.items.get(state))
        lines.append(f"{plural(sum(feed.items.values()), 'item')}: {counts}")
    if feed.failing is not None and feed.state is FeedState.POLLED:
        lines.append(f"{failing_words(feed.failing, feed.failures)}: {feed.reason}")
    return (*lines, *feed.notes)

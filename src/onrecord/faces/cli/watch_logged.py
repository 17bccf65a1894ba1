"""What happens while feeds are watched, as lines of the log.

In:      a Happening, a Round, what was sent
Out:     events of `terms.log_events`: hosts and digests of addresses, and no words
Refuses: nothing
Shown:   tests/faces/test_logs.py
"""

import logging
from dataclasses import asdict

from onrecord.terms.log_events import LogEvent, tell
from onrecord.watching.happenings import Happening, HappeningKind
from onrecord.watching.outgoing import AlertsTold
from onrecord.watching.polling import Round

logger = logging.getLogger(__name__)

EVENTS = {
    HappeningKind.POLLED: LogEvent.FEED_POLLED,
    HappeningKind.MOVED: LogEvent.FEED_MOVED,
    HappeningKind.FAILED: LogEvent.FEED_FAILED,
    HappeningKind.STOPPED: LogEvent.FEED_STOPPED,
    HappeningKind.ADDED: LogEvent.ITEM_ADDED,
    HappeningKind.REFUSED: LogEvent.ITEM_REFUSED,
    HappeningKind.LATER: LogEvent.ITEM_LATER,
}


def log_happening(happening: Happening) -> None:
    """What came of one feed, or one item."""
    tell(logger, EVENTS[happening.kind], at=happening.address)


def log_round(one: Round) -> None:
    """What came of a round."""
    tell(logger, LogEvent.ROUND_ENDED, feeds=one.feeds, failed=one.failed, added=one.added, refused=one.refused)


def log_alerts(told: AlertsTold) -> None:
    """What was sent."""
    tell(logger, LogEvent.ALERTS_SENT, new=told.new, **asdict(told.outgoing))

"""Wrong tokens: each is logged and answered later than the one before; after many none is looked at for a while.

In:      the address a wrong one came from
Out:     a pause; whether there were too many
Source:  OWASP Authentication Cheat Sheet
Shown:   tests/faces/web/test_api_access.py

The pause holds no thread. Reading needs no token, so somebody who guesses from our own address keeps us from writing
for a minute, not from reading.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic

from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)

WITHIN_S = 60.0
MOST_TRIES = 30
FIRST_WAIT_S = 0.25
LONGEST_WAIT_S = 4.0
MOST_ADDRESSES = 1_000


class Guesses:
    """Wrong tokens of the last minute, by the address they came from; of MOST_ADDRESSES the newest are kept."""

    def __init__(
        self,
        *,
        now_s: Callable[[], float] = monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        most: int = MOST_TRIES,
    ) -> None:
        self._now_s = now_s
        self._pause = pause
        self._most = most
        self._tries: dict[str, deque[float]] = {}

    def too_many(self, address: str) -> bool:
        """Has this address guessed so often that no token from it is looked at?"""
        return len(self._recent(address)) >= self._most

    async def failed(self, address: str) -> None:
        """Count one, tell the log, and wait."""
        tries = self._recent(address)
        tries.append(self._now_s())
        self._tries.pop(address, None)
        self._tries[address] = tries
        while len(self._tries) > MOST_ADDRESSES:
            del self._tries[next(iter(self._tries))]
        words = f"a token that does not count came from {address}, the {len(tries)}. in a minute"
        tell(logger, LogEvent.TOKEN_WRONG, words=words, client=address, tries=len(tries))
        await self._pause(min(FIRST_WAIT_S * 2 ** min(len(tries) - 1, 8), LONGEST_WAIT_S))

    def _recent(self, address: str) -> deque[float]:
        tries = self._tries.get(address, deque())
        while tries and tries[0] <= self._now_s() - WITHIN_S:
            tries.popleft()
        return tries

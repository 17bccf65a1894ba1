"""Readers in processes of their own, kept warm: for a caller that must go on answering while a page is read.

In:      pages, sentences, words; how long one may take
Out:     what `read_safely`, `given_events`, `why` and `by_hand` give; at which stop of its walk a page is
Refuses: what `walk.processes` refuses
Shown:   tests/walk/test_apart.py

Reading takes the processor whole, and its time limit works on a process's main thread only: neither goes in a thread.
The engines are loaded by the first question that needs them, and stay.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from multiprocessing.sharedctypes import RawArray
from typing import Any

from onrecord.documents.left_out import LeftOut, left_out
from onrecord.terms.documents import Document
from onrecord.terms.entering import NormMarked
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.walk.by_hand import MarkedReading, entered
from onrecord.walk.given_events import GivenEvent, happening, not_happening, one_event, question_in
from onrecord.walk.many import read_many, read_safely
from onrecord.walk.open import open_engines
from onrecord.walk.processes import Processes, places_of
from onrecord.walk.question import Question
from onrecord.walk.read import Stop
from onrecord.walk.why import Why, why


class ReadersApart:
    """at_most: processes, started as they are needed. max_seconds: for one page or sentence."""

    def __init__(self, *, at_most: int = 2, max_seconds: float = 60.0) -> None:
        self._max_seconds = max_seconds
        self._lock = threading.Lock()
        # What a reader writes into the place of its page everybody sees: no message waits, and none can be lost.
        self._stops = RawArray("b", max(places_of(at_most), 1))
        self._of: dict[str, int] = {}
        self._processes = Processes(at_most=at_most, max_seconds=max_seconds, begin=partial(_hold, self._stops))

    def read(self, page: Page) -> list[Reading]:
        """The page's reading; of a live blog one an entry."""
        with self._followed(page) as place:
            return list(read_many([page], reader=partial(self._read, place)))

    def stop_of(self, page_id: str) -> Stop | None:
        """Where a page is that is being read now; None: it is not."""
        place = self._of.get(page_id)
        return _STOPS[self._stops[place]] if place is not None else None

    def happening(self, sentence: str) -> GivenEvent:
        """What the sentence says happens."""
        return self._processes.run(happening, sentence)

    def not_happening(self, text: str) -> GivenEvent:
        """What a pattern or a sentence names as not happening."""
        return self._processes.run(not_happening, text)

    def one_event(self, text: str) -> GivenEvent:
        """The one event of a pattern or a sentence."""
        return self._processes.run(one_event, text)

    def question_in(self, sentence: str) -> Question | None:
        """What the sentence asks of the record."""
        return self._processes.run(question_in, sentence)

    def why(self, page: Page, words: str) -> Why:
        """What was considered where these words stand."""
        return self._processes.run(_why, page, words)

    def entered(self, read: Reading, before: Reading | None, marked: NormMarked, by: str, on: date) -> MarkedReading:
        """What a person entered on a page, with a norm they marked."""
        return self._processes.run(entered, read, before, marked, by, on)

    def left_out(self, page: Page, document: Document) -> tuple[LeftOut, ...] | None:
        """What of the page is not in its text; None where its source has no paragraphs of its own."""
        return self._processes.run(left_out, page, document)

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._processes.close()

    def _read(self, place: int | None, page: Page) -> Reading:
        # It has a limit of its own, and makes a refusal of what takes longer.
        return self._processes.run(partial(_read_followed, place, self._max_seconds), page, limited=False)

    @contextmanager
    def _followed(self, page: Page) -> Iterator[int | None]:
        """A place for the page to say where it is; None where all are taken, or somebody else has the page read too."""
        with self._lock:
            taken = set(self._of.values())
            free = (n for n in range(len(self._stops)) if n not in taken)
            place = next(free, None) if page.id not in self._of else None
            if place is not None:
                self._of[page.id], self._stops[place] = place, 0
        try:
            yield place
        finally:
            with self._lock:
                if place is not None:
                    del self._of[page.id]


_STOPS = tuple(Stop)

# In a reader's process: what it shares with who asks.
_shared: list[Any] = []


def _hold(stops: Any) -> None:
    _shared[:] = [stops]


def _read_followed(place: int | None, max_seconds: float, page: Page) -> Reading:
    def told(stop: Stop) -> None:
        if place is not None and _shared:
            _shared[0][place] = _STOPS.index(stop)

    return read_safely(page, max_seconds=max_seconds, told=told)


def _why(page: Page, words: str) -> Why:
    return why(page, words, open_engines())

"""Readers in the test's own process: the real ones, loaded once."""

from datetime import date

from onrecord.terms.entering import NormMarked
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.walk.by_hand import MarkedReading, entered
from onrecord.walk.given_events import GivenEvent, happening, not_happening, one_event, question_in
from onrecord.walk.many import read_many
from onrecord.walk.open import open_engines
from onrecord.walk.question import Question
from onrecord.walk.why import Why, why


class ReadersHere:
    """What `walk.apart.ReadersApart` gives, without processes."""

    def read(self, page: Page) -> list[Reading]:
        return list(read_many([page]))

    def happening(self, sentence: str) -> GivenEvent:
        return happening(sentence)

    def not_happening(self, text: str) -> GivenEvent:
        return not_happening(text)

    def one_event(self, text: str) -> GivenEvent:
        return one_event(text)

    def question_in(self, sentence: str) -> Question | None:
        return question_in(sentence)

    def why(self, page: Page, words: str) -> Why:
        return why(page, words, open_engines())

    def entered(self, read: Reading, before: Reading | None, marked: NormMarked, by: str, on: date) -> MarkedReading:
        return entered(read, before, marked, by, on)

    def close(self) -> None:
        """Nothing is open."""

"""What reads for a face that must go on answering meanwhile.

In:      pages, sentences, words
Out:     readings, what sentences say happens, what was considered
Refuses: what whoever reads refuses
Shown:   tests/faces/web/, tests/faces/mcp/
"""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # they bring the readers with them, which work in processes of their own
    from datetime import date

    from onrecord.documents.left_out import LeftOut
    from onrecord.terms.documents import Document
    from onrecord.terms.entering import NormMarked
    from onrecord.terms.pages import Page
    from onrecord.terms.reading import Reading
    from onrecord.walk.by_hand import MarkedReading
    from onrecord.walk.given_events import GivenEvent
    from onrecord.walk.question import Question
    from onrecord.walk.read import Stop
    from onrecord.walk.why import Why


class PageReaders(Protocol):
    """`walk.apart.ReadersApart`, or what a test puts in its place."""

    def read(self, page: "Page") -> "list[Reading]":
        """The page's reading; of a live blog one an entry."""
        ...

    def stop_of(self, page_id: str) -> "Stop | None":
        """Where a page is that is being read now; None: it is not."""
        ...

    def happening(self, sentence: str) -> "GivenEvent":
        """What the sentence says happens."""
        ...

    def not_happening(self, text: str) -> "GivenEvent":
        """What a pattern or a sentence names as not happening."""
        ...

    def one_event(self, text: str) -> "GivenEvent":
        """The one event of a pattern or a sentence."""
        ...

    def question_in(self, sentence: str) -> "Question | None":
        """What the sentence asks of the record."""
        ...

    def why(self, page: "Page", words: str) -> "Why":
        """What was considered where these words stand."""
        ...

    def entered(
        self, read: "Reading", before: "Reading | None", marked: "NormMarked", by: str, on: "date"
    ) -> "MarkedReading":
        """What a person entered on a page, with a norm they marked."""
        ...

    def left_out(self, page: "Page", document: "Document") -> "tuple[LeftOut, ...] | None":
        """What of the page is not in its text; None where its source has no paragraphs of its own."""
        ...

    def close(self) -> None:
        """End them."""
        ...

"""Everything read from one page, as one value."""

from dataclasses import dataclass

from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.events import Event
from onrecord.terms.pages import Page
from onrecord.terms.records import Norm, Record
from onrecord.terms.refusals import Refusal
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page, read.

    document: None when the page was refused as a whole (not English, nothing readable); `refusals` says why.
    reader:   version of onrecord and names of the engines that read it.
    """

    page: Page
    document: Document | None
    cast: Cast
    statements: tuple[Statement, ...]
    records: tuple[Record, ...]
    norms: tuple[Norm, ...]
    events: tuple[Event, ...]
    times: tuple[TimeExpression, ...]
    refusals: tuple[Refusal, ...]
    reader: str

    @classmethod
    def refused(cls, page: Page, refusal: Refusal, *, reader: str) -> "Reading":
        """The reading of a page that was refused as a whole."""
        return cls(
            page=page,
            document=None,
            cast=Cast((), ()),
            statements=(),
            records=(),
            norms=(),
            events=(),
            times=(),
            refusals=(refusal,),
            reader=reader,
        )

    @property
    def id(self) -> str:
        """The caller's own id for the page where one was given, else the page's."""
        return self.page.given_id if self.page.given_id is not None else self.page.id

    @property
    def text(self) -> str:
        """The text that every span counts in; empty for a refused page."""
        return self.document.text if self.document else ""

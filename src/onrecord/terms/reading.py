"""Everything read from one page, as one value."""

from dataclasses import dataclass

from onrecord.terms import cards
from onrecord.terms.actors import Cast
from onrecord.terms.dates import date_words
from onrecord.terms.documents import Document
from onrecord.terms.events import Event
from onrecord.terms.pages import Page
from onrecord.terms.records import Norm, Record
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span, hull
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression
from onrecord.terms.wording import MODAL_WORDS, MODE_WORDS


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
        return cls.saying_nothing(page, reader=reader, refusals=(refusal,))

    @classmethod
    def saying_nothing(cls, page: Page, *, reader: str, refusals: tuple[Refusal, ...] = ()) -> "Reading":
        """A reading without a text and with nothing in it."""
        return cls(
            page=page,
            document=None,
            cast=Cast((), ()),
            statements=(),
            records=(),
            norms=(),
            events=(),
            times=(),
            refusals=refusals,
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

    def _repr_html_(self) -> str:
        """The reading as a card: its norms slot by slot with the words they rest on, and what was refused."""
        document = self.document
        title = cards.quoted(document.title) if document and document.title else self.page.address
        told = [self.page.address]
        if document:
            published = document.published
            told += [f"published {date_words(published.bounds)}" if published else "publication date not known"]
            told += [document.publisher or "publisher not known"]
        told += [f"{len(self.statements):,} statements", f"{len(self.events):,} events"]
        norms = (self._norm_html(norm) for norm in self.norms)
        refusals = (cards.paragraph(f"{refusal.reason} [{refusal.code}]") for refusal in self.refusals)
        return cards.card(
            title,
            cards.facts(told),
            cards.part("Norms", norms, len(self.norms)),
            cards.part("Not read", refusals, len(self.refusals)),
            cards.facts((self.reader,)),
        )

    def _norm_html(self, norm: Norm) -> cards.Html:
        words = [self._who_html(norm.agent_id, norm.agent, "somebody"), " ", MODAL_WORDS[norm.modal]]
        words += [" ", self._words_html(norm.action)]
        if norm.trigger:
            words += [f" {MODE_WORDS[norm.mode]} ", self._words_html(norm.trigger)]
        record = next(r for r in self.records if r.id == norm.record_id)
        where = hull(record.evidence)
        evidence = " […] ".join(span.of(self.text) for span in record.evidence)
        told: list[str] = [record.kind.value]
        if norm.target or norm.target_id:
            told += [cards.joined(("towards ", self._who_html(norm.target_id, norm.target, "")))]
        told += [f"strength {record.strength.value}"]
        told += [f"said {date_words(record.stated_on)}" if record.stated_on else "day not known"]
        return cards.joined(
            (
                cards.paragraph(*words),
                cards.quotation(evidence, f"[{where.start}:{where.end}]"),
                cards.facts(told),
            )
        )

    def _who_html(self, code: str | None, span: Span | None, nobody: str) -> cards.Html:
        """The code of an actor and the words for it; what of both is known."""
        words = self._words_html(span) if span else None
        if code is None:
            return words or cards.safe(nobody)
        return cards.joined((f"{code} (", words, ")")) if words else cards.safe(code)

    def _words_html(self, span: Span) -> cards.Html:
        return cards.quoted(span.of(self.text))

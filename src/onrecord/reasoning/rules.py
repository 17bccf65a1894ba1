"""A norm as what-if asks it: in patterns, with the words it rests on.

In:      whatever yields norms: a ledger (`rulebooks`), a file of gold records
Out:     Rule, Cited
Refuses: a condition without a pattern, a pattern without a condition
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.terms.dates import DateBounds
from onrecord.terms.patterns import EventPattern
from onrecord.terms.reading_json import date_json
from onrecord.terms.records import Modal, Mode, RelationType, Strength
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The evidence of one norm: every line of an answer carries it.

    words:    the record's words, each with where it stands in the text of `document_id`; one piece at least.
    speaker:  who said it, by name; None when not known. speaker_id: the code it speaks for.
    said:     when, as bounds; None when nothing bounds it.
    direct:   a quotation (True), a paraphrase (False), the writer's own report (None).
    headline: said by whoever wrote the headline.
    page:     title, and where it was read. report: what is one independent report with others (copies share one).
    """

    words: tuple[tuple[Span, str], ...]
    speaker: str | None
    speaker_id: str | None
    said: DateBounds | None
    direct: bool | None
    headline: bool
    document_id: str
    title: str | None
    address: str | None
    publisher: str | None
    report: str

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a norm without words has no evidence")

    def to_json(self) -> dict[str, Any]:
        """`{"words": [{"span", "words"}], "speaker", "speaker_id", "said", "direct", "headline", "page"}`."""
        return {
            "words": [{"span": span.to_json(), "words": words} for span, words in self.words],
            "speaker": self.speaker,
            "speaker_id": self.speaker_id,
            "said": date_json(self.said) if self.said else None,
            "direct": self.direct,
            "headline": self.headline,
            "page": {
                "document_id": self.document_id,
                "title": self.title,
                "address": self.address,
                "publisher": self.publisher,
                "report": self.report,
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One norm.

    agent:    code of who is bound (who demands, who predicts); None when not said.
    strength: of its record.
    deadline: last day to do it; None when none was set.
    ended:    the day it was withdrawn or superseded; None while it stands.
    alternative: this is the second of two ways to read its words.
    relations: (type, record id) of its record.
    sentence: the norm in words, for a person.
    """

    id: str
    record_id: str
    agent: str | None
    modal: Modal
    mode: Mode
    action: EventPattern
    trigger: EventPattern | None
    strength: Strength
    deadline: date | None = None
    ended: date | None = None
    alternative: bool = False
    relations: tuple[tuple[RelationType, str], ...] = ()
    sentence: str
    cited: Cited

    def __post_init__(self) -> None:
        if (self.trigger is None) != (self.mode is Mode.NONE):
            raise ValueError(f"norm {self.id}: mode {self.mode.value} with trigger {self.trigger}")

    @property
    def is_inferred(self) -> bool:
        """Does it only follow whose norm it is?"""
        return self.action.actor is not None and self.action.actor.inferred

    @property
    def undertakes(self) -> bool:
        """Does meeting its condition lead to its deed? Only of "will" and "ready"; nothing follows from a release."""
        return self.mode is Mode.IF and self.modal in (Modal.WILL, Modal.READY)

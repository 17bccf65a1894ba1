"""Codes as words for a person."""

from onrecord.terms.dates import DateBounds, PublishedDate
from onrecord.terms.records import Modal

MODAL_STYLES = {
    Modal.WILL: "red",
    Modal.WILL_NOT: "green",
    Modal.READY: "yellow",
    Modal.DEMANDS: "magenta",
    Modal.PREDICTS: "cyan",
}


def norm_style(modal: Modal) -> str:
    """The colour a modal is shown in; colour never carries what the words do not."""
    return MODAL_STYLES[modal]


def date_words(bounds: DateBounds) -> str:
    """The date no finer than it is known.

    >>> from datetime import date
    >>> date_words(DateBounds.day(date(2023, 2, 16)))
    '2023-02-16'
    """
    first, last = bounds.first, bounds.last
    if first is not None and first == last:
        return first.isoformat()
    if first is None and last is not None:
        return f"on or before {last.isoformat()}"
    if first is not None and last is None:
        return f"on or after {first.isoformat()}"
    return f"between {first} and {last}"


def published_words(published: PublishedDate | None) -> str:
    """The publication date with what it rests on."""
    if published is None:
        return "publication date not known"
    return f"published {date_words(published.bounds)} ({published.basis.value})"

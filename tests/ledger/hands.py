"""What a person enters on a page of `tests.questions.world`, without a parser."""

from dataclasses import replace
from datetime import date

from onrecord.terms.by_hand import HAND, Entered
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal

DAY = date(2026, 3, 9)


def by_hand(reading: Reading, by: str, *modals: Modal, on: date = DAY) -> Reading:
    """The same words read by a person: a norm of each modal (none: as the program read it), in one record."""
    record = replace(reading.records[0], entered=Entered(by, on))
    norm = replace(reading.norms[0], record_id=record.id, probability=None)
    norms = tuple(replace(norm, modal=modal) for modal in modals or (norm.modal,))
    return replace(reading, reader=f"{HAND}{by}", records=(record,), norms=norms, events=(), times=(), refusals=())

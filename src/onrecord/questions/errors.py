"""What can be wrong with a question."""

from onrecord.terms.errors import OnRecordError


class QuestionError(OnRecordError):
    """Base of every error of a question."""


class UnknownId(QuestionError):
    """No id in the ledger is or begins so."""


class AmbiguousId(QuestionError):
    """More than one id begins so. candidates: (kind, id), some of them, in order."""

    def __init__(self, message: str, candidates: tuple[tuple[str, str], ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class NothingToSearch(QuestionError):
    """The words hold no letter or number, or there are too many of them."""


class ReaderUnknown(QuestionError):
    """No reader of the ledger has this in its name, or several have."""


class NothingToCompare(QuestionError):
    """Two readers have no page that both read."""


class ExportUnavailable(QuestionError):
    """The format needs a library that is not installed."""


class ExportFolderTaken(QuestionError):
    """A file stands where a folder is to be written."""


class FrameUnavailable(QuestionError):
    """The library that makes the frame is not installed."""


class NoSuchFrame(QuestionError):
    """A table, a library, a filter or a value of one that there is none of."""


class NoDay(QuestionError):
    """What was typed for a day is none."""


class DaysBackwards(QuestionError):
    """The first day lies after the last."""


class SheetUnclear(QuestionError):
    """No sheet of that name was imported, or several were and none is named, or a part of one is asked for."""

"""Why a page is not here: raised deep inside, handed out as a value at the door.

In:      a code and a reason
Out:     RefusedPage
"""

from onrecord.terms.errors import OnRecordError
from onrecord.terms.pages import RefusedPage
from onrecord.terms.refusals import Refusal


class CaptureError(OnRecordError):
    """Stops the capture of one page; `capture` turns it into a RefusedPage, so it never leaves the room.

    code:   short and stable, to count by (docs/refusals.md lists them all).
    reason: what was seen and what to do next, for a person.
    passing: it may be otherwise at another time.
    """

    def __init__(self, code: str, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.passing = passing

    def at(self, address: str) -> RefusedPage:
        """The refusal of the page asked for at this address."""
        return RefusedPage(address, Refusal("pages", self.code, self.reason))

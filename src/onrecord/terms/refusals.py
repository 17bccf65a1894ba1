"""What could not be read, and why: stored, counted and shown, never dropped."""

from dataclasses import dataclass

from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing a room would not read.

    span:   the words in the document's text; None when it concerns the page as a whole.
    room:   the room that refused ("documents", "statements", ...).
    code:   a short stable name to count by ("not-english", "unpaired-quotation").
    reason: a sentence for a person: what was seen, where, and what would help.
    """

    room: str
    code: str
    reason: str
    span: Span | None = None

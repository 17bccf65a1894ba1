"""The columns of what is exported as rows: their names, in order, and what stands in them.

Out:     Column; NORMS, EVENTS, STATEMENTS, REFUSALS, JUDGEMENTS
Source:  docs/python.md
Shown:   tests/questions/test_exports.py, tests/questions/test_frames.py
"""

from dataclasses import dataclass
from enum import Enum, StrEnum

from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.statements import Directness


class Holds(Enum):
    """What stands in a column. SHARE: a number in [0, 1]. DAY: YYYY-MM-DD in a row. MOMENT: with its time zone.

    WORD: one of a closed set.
    """

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    DAY = "day"
    MOMENT = "moment"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. words: the closed set, for Holds.WORD. ordered: do they go from least to most?"""

    name: str
    holds: Holds = Holds.TEXT
    words: tuple[str, ...] = ()
    ordered: bool = False


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(map(Column, names))


def _words(name: str, of: type[StrEnum], *, ordered: bool = False) -> Column:
    return Column(name, Holds.WORD, tuple(word.value for word in of), ordered)


def _day(name: str) -> Column:
    return Column(name, Holds.DAY)


SPAN = (Column("start", Holds.NUMBER), Column("end", Holds.NUMBER))
PLACE = _texts("document_id", "page", "publisher", "title", "reader")

NORMS = (
    *_texts("norm_id", "record_id", "sentence", "agent_id"),
    _words("modal", Modal),
    *_texts("action"),
    _words("action_event", EventType),
    *_texts("target_id"),
    _words("mode", Mode),
    *_texts("trigger", "trigger_id"),
    _words("trigger_event", EventType),
    *_texts("deadline"),
    _day("due"),
    _words("kind", RecordKind),
    _words("strength", Strength, ordered=True),
    *_texts("status"),
    _words("judged", JudgementKind),
    _day("stated_from"),
    _day("stated_to"),
    *_texts("speaker", "speaker_id"),
    _words("directness", Directness),
    *_texts("evidence"),
    *SPAN,
    *PLACE,
)

EVENTS = (
    *_texts("event_id"),
    _words("type", EventType),
    *_texts("mode"),
    _words("status", EventStatus),
    *_texts("actor", "actor_id", "recipient", "recipient_id", "place"),
    _day("from"),
    _day("to"),
    Column("probability", Holds.SHARE),
    *_texts("said_by", "said_by_id", "evidence"),
    *SPAN,
    *PLACE,
)

STATEMENTS = (
    *_texts("statement_id", "speaker", "speaker_id", "source", "cue", "content"),
    _words("directness", Directness),
    *_texts("flags"),
    *SPAN,
    *PLACE,
)

REFUSALS = (*_texts("room", "code", "reason", "words"), *SPAN, *PLACE)

JUDGEMENTS = (
    *_texts("judgement_id"),
    _words("verdict", JudgementKind),
    *_texts("target_id", "other_id", "by"),
    Column("at", Holds.MOMENT),
    *_texts("note", "slots", "page_id", "url"),
)

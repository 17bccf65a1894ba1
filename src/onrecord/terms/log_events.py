"""What is logged: a closed list of events, each with the fields it may have; no words of pages, no secrets.

In:      an event and plain values, or an error
Out:     a record of `logging`, which carries a LogLine; `faces.logs` writes it
Refuses: a field that the event has not (ValueError)
Source:  docs/operations.md
Shown:   tests/terms/test_log_events.py

A line must not tell what a page says, nor a token or a password that an address holds. So an address is its host and a
digest, an error its kind and the lines of code it went through, and no value is longer than a word.
"""

import hashlib
import logging
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath
from types import MappingProxyType
from urllib.parse import urlsplit

from onrecord.terms.renamed import names_of

Value = str | int | float | bool | None

# What a line may hold as text: ids, digests, codes, hosts, places in code. A sentence has blanks, a quotation marks.
PLAIN = re.compile(r"[A-Za-z0-9._:/@+>~{}-]{0,400}")
LEFT_OUT = "left-out"
ADDRESS_DIGITS = 12
FRAMES = 8
PACKAGE = PurePath(__file__).parents[1]

_OF_ADDRESS = ("host", "address")
_OF_ERROR = ("error", "where")
_NEW = ("readings", "held", "statements", "records", "norms", "events", "refused_pages")


@dataclass(frozen=True, slots=True)
class LogKind:
    """name: as a line has it. level: of `logging`. meaning: for docs/operations.md. fields: those it may have."""

    name: str
    level: int
    meaning: str
    fields: tuple[str, ...]


class LogEvent(Enum):
    """Everything that is logged. Names and fields are part of the public interface."""

    COMMAND_STARTED = LogKind("command-started", logging.INFO, "a command begins", ("command", "version", "python"))
    COMMAND_ENDED = LogKind(
        "command-ended", logging.INFO, "it ended, with this exit code", ("command", "code", "seconds")
    )
    COMMAND_FAILED = LogKind(
        "command-failed", logging.ERROR, "it ended in an error", ("command", "seconds", *_OF_ERROR)
    )
    PAGE_READ = LogKind(
        "page-read",
        logging.INFO,
        "a page was read",
        ("page", "seconds", "statements", "records", "norms", "events", "refusals"),
    )
    PAGE_REFUSED = LogKind(
        "page-refused", logging.INFO, "a page could not be captured or read", ("page", *_OF_ADDRESS, "room", "code")
    )
    PAGE_HELD = LogKind("page-held", logging.INFO, "its reading is held: it was not read again", ("page",))
    READER_FAILED = LogKind(
        "reader-failed", logging.ERROR, "a fault of onrecord at one page, row or part", (*_OF_ADDRESS, *_OF_ERROR)
    )
    READER_DIED = LogKind("reader-died", logging.ERROR, "a process died twice at one page", ("page", *_OF_ADDRESS))
    PROCESS_ENDED = LogKind(
        "process-ended",
        logging.WARNING,
        "a process that read ended before it was done; its work is done again",
        ("part",),
    )
    RECORDED = LogKind(
        "recorded", logging.INFO, "a commit: what it added to the ledger, what was held", (*_NEW, "seconds")
    )
    LEDGER_WAITED = LogKind("ledger-waited", logging.DEBUG, "a writer has its turn", ("seconds",))
    LEDGER_BROUGHT_FORWARD = LogKind(
        "ledger-brought-forward",
        logging.WARNING,
        "an older ledger was opened for writing; a copy of it as it was is kept",
        ("from_version", "to_version", "bytes"),
    )
    FEED_POLLED = LogKind("feed-polled", logging.INFO, "a feed answered", _OF_ADDRESS)
    FEED_MOVED = LogKind("feed-moved", logging.INFO, "a feed has another address", _OF_ADDRESS)
    FEED_FAILED = LogKind("feed-failed", logging.WARNING, "a feed did not answer, or not with a feed", _OF_ADDRESS)
    FEED_STOPPED = LogKind("feed-stopped", logging.WARNING, "a feed is not asked any more", _OF_ADDRESS)
    ITEM_ADDED = LogKind("item-added", logging.INFO, "an item's page is in the ledger", _OF_ADDRESS)
    ITEM_REFUSED = LogKind("item-refused", logging.INFO, "an item is refused for good", _OF_ADDRESS)
    ITEM_LATER = LogKind("item-later", logging.INFO, "an item is tried again later", _OF_ADDRESS)
    ROUND_ENDED = LogKind("round-ended", logging.INFO, "a round of the watch", ("feeds", "failed", "added", "refused"))
    ALERTS_SENT = LogKind(
        "alerts-sent", logging.INFO, "alerts went out, or did not", ("new", "sent", "failed", "dead", "gone")
    )
    SHARD_MADE = LogKind(
        "shard-made",
        logging.INFO,
        "a part of a batch has its shard",
        ("shard", "sha256", "content_digest", "seen", "read", "refused", "quarantined", "norms", "cpu_seconds", "new"),
    )
    PART_LEFT_OVER = LogKind("part-left-over", logging.WARNING, "a part of a batch has no shard", ("part",))
    BATCH_ENDED = LogKind(
        "batch-ended", logging.INFO, "what the folder holds now", ("shards", "made", "held", "left_over")
    )
    SHARD_ABSORBED = LogKind("shard-absorbed", logging.INFO, "a shard is in the ledger", ("shard", *_NEW))
    SHARD_REFUSED = LogKind("shard-refused", logging.WARNING, "a shard was not taken", ("shard", "code"))
    SPARK_AGAIN = LogKind("spark-again", logging.WARNING, "Spark ended the job; it is handed in again", ("job",))
    LISTENING = LogKind("listening", logging.INFO, "a server answers", ("host", "port"))
    REQUEST_ANSWERED = LogKind(
        "request-answered", logging.INFO, "an answer has begun", ("method", "route", "status", "seconds")
    )
    REQUEST_FAILED = LogKind(
        "request-failed", logging.ERROR, "a fault of onrecord in a view", ("number", "method", *_OF_ERROR)
    )
    TOKEN_WRONG = LogKind("token-wrong", logging.WARNING, "a token that does not count came", ("client", "tries"))
    TOKEN_DAMAGED = LogKind("token-damaged", logging.ERROR, "a token's file is none any more", ())
    FORM_FOREIGN = LogKind("form-foreign", logging.WARNING, "a form came with no token of its session", ())
    PLACING_WAITS = LogKind("placing-waits", logging.WARNING, "sentences are placed by meaning later", _OF_ERROR)
    LIBRARY_SAID = LogKind(
        "library-said",
        logging.WARNING,
        "a library warned; its words may hold anything and are left out",
        ("library", *_OF_ERROR),
    )

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a line of it may have."""
        return frozenset(self.value.fields)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event as it happened. fields: plain values, in the order given. told: is there a sentence for a person?"""

    event: LogEvent
    fields: Mapping[str, Value]
    told: bool = False


def tell(
    logger: logging.Logger,
    event: LogEvent,
    *,
    words: str | None = None,
    error: BaseException | None = None,
    at: str | None = None,
    counts: Mapping[str, int] = MappingProxyType({}),
    **fields: Value,
) -> None:
    """Log an event.

    words:  for a person at a terminal where nobody asked for a log; never in a line of one.
    error:  what was raised; a line has its kind and the places it went through, not its message: that may quote a page.
    at:     an address: a line has what `address_signs` tells of it.
    counts: fields that are counted.
    """
    if unknown := (fields.keys() | counts.keys()) - event.fields:
        raise ValueError(f"{event.value.name} has no field {', '.join(sorted(unknown))}")
    if not logger.isEnabledFor(event.value.level):
        return
    signs = {**(address_signs(at) if at is not None else {}), **fields, **counts}
    signs |= error_signs(error) if error is not None else {}
    line = LogLine(event, {name: plain_value(value) for name, value in signs.items()}, told=words is not None)
    logger.log(event.value.level, "%s", words or event.value.name, exc_info=error, extra={"onrecord": line})


def address_signs(address: str) -> dict[str, Value]:
    """What a line may say of an address: its host, where it has one, and the first digits of its SHA-256.

    >>> address_signs("https://ada:secret@example.org/feed?key=hidden")
    {'host': 'example.org', 'address': '3634c59b1290'}
    """
    try:
        host = urlsplit(address).hostname if "://" in address else None
    except ValueError:
        host = None
    digest = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:ADDRESS_DIGITS]
    return {"host": host, "address": digest}


def error_signs(error: BaseException) -> dict[str, Value]:
    """The kind of an error, and the last places it went through: "walk/many.py:55>walk/read.py:81"."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    where = ">".join(f"{_place(frame.filename)}:{frame.lineno}" for frame in frames)
    return {"error": type(error).__name__, "where": where or None}


def plain_value(value: Value) -> Value:
    """The value; LEFT_OUT for a text that is more than a word."""
    return value if not isinstance(value, str) or PLAIN.fullmatch(value) else LEFT_OUT


def _place(filename: str) -> str:
    """A file of the package from there on, of another the last two names."""
    path = PurePath(filename)
    parts = path.relative_to(PACKAGE).parts if path.is_relative_to(PACKAGE) else path.parts[-2:]
    return re.sub(r"[^A-Za-z0-9._/-]", "_", "/".join(parts))


__getattr__ = names_of(__name__)

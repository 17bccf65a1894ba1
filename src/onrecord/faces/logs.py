"""Where the log is written, and how: lines for programs, or a sentence on standard error where nobody asked for a log.

In:      LogSettings; records of `logging`
Out:     one line an event (JSON, or name=value), in the order of each process; the run it belongs to
Refuses: a file that cannot be written (LogUnusable)
Source:  docs/operations.md; RFC 3339
Shown:   tests/faces/test_logs.py

Standard logging, and no library over it: a line is a closed list of plain values (`terms.log_events`), so to render one
is to join it. Processes that read for this one write to the same place, under the same run.
"""

import json
import logging
import logging.handlers
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from onrecord.terms.errors import OnRecordError
from onrecord.terms.log_events import LogEvent, LogLine, error_signs, plain_value
from onrecord.walk.beginnings import begin_with

OURS = "onrecord"


class LogUnusable(OnRecordError):
    """The file that the log is to go to cannot be written."""


class LogStyle(StrEnum):
    """How a line is written. PLAIN: name=value; JSON: an object."""

    PLAIN = "plain"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class LogSettings:
    """style: None: no log; what goes wrong is a sentence on standard error. file: None: standard error.

    run: which run of a command the lines are of, 12 hex digits. say: tells a person a sentence; picklable.
    """

    style: LogStyle | None
    file: Path | None
    run: str
    say: Callable[[str], None]

    @property
    def asked(self) -> bool:
        """Did somebody ask for a log?"""
        return self.style is not None or self.file is not None

    def begin(self) -> None:
        """Log so in a process that was started for this one, for as long as it lives."""
        _attach(self)


def new_run() -> str:
    """The name of a run, which no other has."""
    return secrets.token_hex(6)


_now: list[LogSettings] = []


def log_asked() -> bool:
    """Is there a log that somebody asked for?"""
    return bool(_now) and _now[-1].asked


def current_run() -> str | None:
    """The run this process works for; None outside of a command."""
    return _now[-1].run if _now else None


@contextmanager
def logging_to(settings: LogSettings) -> Iterator[None]:
    """Log so for as long as the block lasts, here and in processes started meanwhile. LogUnusable."""
    level = logging.getLogger(OURS).level
    handler = _attach(settings)
    _now.append(settings)
    begin_with(settings.begin)
    try:
        yield
    finally:
        _now.pop()
        begin_with(*(one.begin for one in _now[-1:]))
        logging.getLogger(OURS).setLevel(level)
        logging.getLogger().removeHandler(handler)
        with suppress(OSError):  # it was said when the line could not be written
            handler.close()


def _attach(settings: LogSettings) -> logging.Handler:
    if not settings.asked:
        handler: logging.Handler = _Words(settings.say)
    else:
        handler = _to_file(settings.file) if settings.file is not None else _ToStandardError()
        handler.setFormatter(_Lines(settings.style or LogStyle.PLAIN, settings.run))
        handler.setLevel(logging.INFO)
    logging.getLogger(OURS).setLevel(handler.level)
    # What libraries say goes the same way: the library's own last resort would print a traceback.
    logging.getLogger().addHandler(handler)
    return handler


def _to_file(path: Path) -> logging.Handler:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600))
        return _ToFile(path, encoding="utf-8")
    except OSError as error:
        raise LogUnusable(f"{path}: the log cannot be written there ({error.strerror or error})") from None


class _Quiet(logging.Handler):
    """A log that cannot be written any more says so once; what it tells of goes on."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - the library's names
        """In place of a traceback for each line."""
        if not getattr(self, "_said", False):
            self._said = True
            reason = type(sys.exc_info()[1]).__name__
            with suppress(OSError, ValueError):  # where standard error is gone too, nobody can be told
                print(f"onrecord: the log cannot be written any more ({reason})", file=sys.stderr)


class _ToFile(_Quiet, logging.handlers.WatchedFileHandler):
    """Opened again where somebody moved the file away (logrotate); only its owner may read it."""

    def _open(self) -> Any:
        return open(
            self.baseFilename, self.mode, encoding=self.encoding, opener=lambda path, flags: os.open(path, flags, 0o600)
        )


class _ToStandardError(_Quiet):
    """Standard error as it is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """One write a line: other processes write there too."""
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:  # noqa: BLE001 - as every handler of the library
            self.handleError(record)


class _Words(_Quiet):
    """For a person: what goes wrong, in a sentence; of an error its kind, and where it was raised last."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        """The sentence."""
        line = getattr(record, "onrecord", None)
        if isinstance(line, LogLine):
            words = _told(record, line)
        elif record.name.partition(".")[0] == OURS or _ends_us(record):
            words = None
        else:
            words = record.getMessage().partition("\n")[0]
        if words is None:
            return  # whoever asked hears of it another way
        try:
            self._say(words)
        except Exception:  # noqa: BLE001 - as above
            self.handleError(record)


def _told(record: logging.LogRecord, line: LogLine) -> str | None:
    if not line.told:
        return None
    signs = line.fields
    error = f" ({signs['error']} at {str(signs['where']).rpartition('>')[2]})" if "error" in signs else ""
    return f"onrecord: {record.getMessage()}{error}"


def _ends_us(record: logging.LogRecord) -> bool:
    """Does a library tell that it was interrupted? Somebody asked us to end, and knows."""
    return record.exc_info is not None and isinstance(record.exc_info[1], KeyboardInterrupt | SystemExit)


class _Lines(logging.Formatter):
    def __init__(self, style: LogStyle, run: str) -> None:
        super().__init__()
        self._log_style = style
        self._run = run

    def format(self, record: logging.LogRecord) -> str:
        """One record, one line."""
        values = line_values(record, run=self._run)
        if self._log_style is LogStyle.JSON:
            return json.dumps(values)
        return " ".join(f"{name}={_word(value)}" for name, value in values.items())


def line_values(record: logging.LogRecord, *, run: str) -> dict[str, Any]:
    """What a line says: time (UTC, to the millisecond), level, event, run, process, component, then the event's own."""
    line = getattr(record, "onrecord", None)
    if not isinstance(line, LogLine):
        line = _of_library(record)
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    return {
        "time": moment.replace("+00:00", "Z"),
        "level": record.levelname.lower(),
        "event": line.event.value.name,
        "run": run,
        "process": record.process,
        "component": record.name.removeprefix(f"{OURS}.") if record.name.startswith(OURS) else "library",
        **{name: value for name, value in line.fields.items() if value is not None},
    }


def _of_library(record: logging.LogRecord) -> LogLine:
    error = record.exc_info[1] if record.exc_info else None
    signs = error_signs(error) if error is not None else {}
    return LogLine(LogEvent.LIBRARY_SAID, {"library": plain_value(record.name), **signs})


def _word(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else json.dumps(value) if isinstance(value, bool) else str(value)

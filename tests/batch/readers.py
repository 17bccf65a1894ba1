"""Readers without models, and inputs whose records do to them what some pages do: named in the records' own words."""

import hashlib
import json
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.batch.done import done_in
from onrecord.batch.messages import ReadPage
from onrecord.batch.settings import BatchSettings
from onrecord.pages import part_reading
from onrecord.pages.archives import Part, parts_of
from onrecord.pages.capture import Capturing
from onrecord.pages.lines import pages_in_lines
from onrecord.terms.copy_signature import PERMUTATIONS, CopySignature
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import SourceMap, Span

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
NAME = "a reader for tests"
TEXTS = BatchSettings(input_format="jsonl-text", max_seconds=30.0)

# More than the reader's process holds by itself, some 60 MB; what `eat` takes is far above.
SMALL_MB = 200


def opens(_settings: BatchSettings) -> tuple[str, ReadPage]:
    """A reader that takes the text as it is, and does what the first word says."""
    return NAME, read_one


def opens_slowly(_settings: BatchSettings) -> tuple[str, ReadPage]:
    """The same, 20 ms a record: long enough to be killed at."""
    return NAME, read_slowly


def opens_not(_settings: BatchSettings) -> tuple[str, ReadPage]:
    """A reader that ends while it starts."""
    os._exit(7)


def opens_without_models(_settings: BatchSettings) -> tuple[str, ReadPage]:
    """A reader whose models are not installed."""
    raise ModuleNotFoundError("No module named 'models'")


def opens_what_takes_much_memory(_settings: BatchSettings) -> tuple[str, ReadPage]:
    """A reader whose models take 200 MB, and some time to load."""
    held = b"x" * (200 * 2**20)
    time.sleep(1)
    return f"{NAME} {len(held)}", read_one


def opens_where_files_kill(_settings: BatchSettings) -> tuple[str, ReadPage]:
    """The same, and to open a file named `die` or `die-once` ends the process: as a broken PDF may."""

    def file(capturing: Capturing, path: Path) -> Iterator[object]:
        if path.stem == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif path.stem == "die-once":
            _once(path.with_suffix(".died"))
        return _capturing_file(capturing, path)

    Capturing.file = file  # type: ignore[method-assign]
    return NAME, read_one


def opens_where_lines_kill(_settings: BatchSettings) -> tuple[str, ReadPage]:
    """The same, and the third line ends the process before it is a page."""

    def pages(*given: object, **how: object) -> Iterator[object]:
        for number, page in enumerate(_pages_in_lines(*given, **how), 1):  # type: ignore[arg-type]
            if number == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            yield page

    part_reading.pages_in_lines = pages  # type: ignore[attr-defined]
    return NAME, read_one


_capturing_file = Capturing.file
_pages_in_lines = pages_in_lines


def read_slowly(page: Page) -> Sequence[Reading]:
    """As `read_one`."""
    time.sleep(0.02)
    return read_one(page)


def read_one(page: Page) -> Sequence[Reading]:
    """The reading of a text: no norm in it. What the first word asks for is done first."""
    text = page.body.decode()
    word, _, rest = text.partition(" ")
    if word == "die":  # as a crash in a C library would
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "die-once":
        _once(Path(rest.split()[0]))
    elif word == "end-worker":  # as the system does that is out of memory
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    elif word == "end-worker-once":
        _once(Path(rest.split()[0]), of=os.getppid())
    elif word == "die-together":  # what others left behind is too much for it; alone it reads well
        if not _first:
            os.kill(os.getpid(), signal.SIGKILL)
    elif word == "hang":
        time.sleep(600)
    elif word == "eat":
        held = [b"x" * 2**24 for _ in range(64)]
        time.sleep(600 + len(held))
    elif word == "raise":
        raise ZeroDivisionError("a strange page")
    elif word == "refuse":
        return (Reading.refused(page, Refusal("documents", "not-english", "it is not English"), reader=NAME),)
    _first.clear()
    blocks = tuple(Block(BlockRole.BODY, Span(*m.span())) for m in re.finditer(r"\S[^\n]*", text))
    document = Document(
        page_id=page.id,
        text=text,
        blocks=blocks,
        source_map=SourceMap.identity(len(text)),
        language="en",
        signature=_signature(text),
    )
    return (replace(Reading.saying_nothing(page, reader=NAME), document=document),)


def _signature(text: str) -> CopySignature:
    """Texts that begin with the same 30 words are copies. By hand: the room that tells copies takes long to load."""
    words = text.split()
    exact = hashlib.sha256(" ".join(words[:30]).encode()).hexdigest()
    sketch = b"".join(hashlib.sha256(f"{exact}{n}".encode()).digest()[:4] for n in range(PERMUTATIONS))
    return CopySignature(method="test", words=len(words), exact=exact[:32], sketch=sketch, paragraphs=())


_first = [True]


def _once(mark: Path, *, of: int = 0) -> None:
    if not mark.exists():
        mark.touch()
        os.kill(of or os.getpid(), signal.SIGKILL)
        time.sleep(600)


def words(n: int) -> str:
    """A text that is no copy of another one."""
    return " ".join(f"w{n}x{i}" for i in range(30))


def lines(path: Path, texts: Iterable[str]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps({"id": f"t{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def parts(path: Path, *, records: int = 500, settings: BatchSettings = TEXTS) -> list[Part]:
    """Its parts."""
    return list(parts_of(str(path), records_a_part=records, options=settings.capture))


def held(out: Path) -> dict[str, str]:
    """What is done in a folder: content by name."""
    return {done.name: done.content_digest for done in done_in(out)}

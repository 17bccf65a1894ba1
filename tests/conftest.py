"""Fixtures every room's tests may ask for."""

import gc
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.ledger import open_ledger, opening, sqlite
from onrecord.ledger.upkeep.file_heads import look_at_file
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import SourceMap, Span

# A machine that others use too takes its time; what may take how long is measured in tests of its own.
settings.register_profile("onrecord", deadline=None)
settings.register_profile("many", deadline=None)  # tests.examples
settings.load_profile("onrecord")

# Nobody pulls the plug here. Processes that tests start wait for the disk as ever.
sqlite.WRITER_PRAGMAS = tuple(p.replace("synchronous = FULL", "synchronous = OFF") for p in sqlite.WRITER_PRAGMAS)

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_finish() -> None:
    """What is loaded by now stays till the end: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """All tests of a file go to one worker: what they open is opened once, and not once a worker."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora that may not be committed; the test is skipped where it is missing."""
    folder = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "dev.jsonl").exists():
        if os.environ.get("ONRECORD_REQUIRE_SHARED"):
            pytest.fail(f"the corpora are required here and missing: set ONRECORD_SHARED (looked in {folder})")
        pytest.skip(f"needs the corpora that may not be committed: set ONRECORD_SHARED (looked in {folder})")
    return folder


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The one parser of the test session: loading it takes a second."""
    return SpacyParser()


@pytest.fixture(scope="session", autouse=True)
def _new_files_are_copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new ledger's file is a copy of one that was made: a tenth of the work of making it, of which tests do much."""
    made = tmp_path_factory.mktemp("new") / "ledger.db"
    open_ledger(made).close()

    def look(path: Path, *, create: bool) -> None:
        if create and not os.path.lexists(path) and os.access(path.absolute().parent, os.W_OK):
            shutil.copyfile(made, path)
        look_at_file(path, create=create)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "look_at_file", look)
        yield


@pytest.fixture
def files_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new ledger's file is made as users' are, for tests of just that."""
    monkeypatch.setattr(opening, "look_at_file", look_at_file)


def clean_document(text: str) -> Document:
    """A document whose every paragraph is a body block and whose text is its own source."""
    blocks = tuple(Block(BlockRole.BODY, Span(*m.span())) for m in re.finditer(r"\S[^\n]*", text))
    return Document(
        page_id="page-test",
        text=text,
        blocks=blocks,
        source_map=SourceMap.identity(len(text)),
        language="en",
    )


@pytest.fixture(scope="session")
def document_of() -> Callable[[str], Document]:
    """Makes a clean document of a text."""
    return clean_document


@pytest.fixture(scope="session")
def parse_text(parser: SpacyParser) -> Callable[[str], Parse]:
    """Parses a text, one block a paragraph."""

    def parse(text: str) -> Parse:
        return parser.parse(text, [b.span for b in clean_document(text).blocks])

    return parse

"""Desks at work and a browser to look at them: `onrecord serve` in processes of its own, on what `onrecord add` made.

Nothing of playwright is imported before a browser is asked for, so that the usual test command may collect this folder.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from onrecord.ledger import open_ledger
from onrecord.questions.subjects import Subject, SubjectKind
from onrecord.terms.judgements import JudgementKind
from onrecord.watching.watches import make_watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "pages"
DROPPED = Path(__file__).with_name("dropped.txt")


class NoBrowser(Exception):
    """Nothing here can show a page; the words say what to install."""


@contextmanager
def opened_browser() -> Iterator["Browser"]:
    """Debian's chromium, driven by playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        raise NoBrowser("the browser tests need playwright: uv run --group browser pytest -m browser") from None
    chromium = shutil.which("chromium")
    if chromium is None:
        raise NoBrowser("the browser tests need chromium, which is not installed here: apt-get install -y chromium")
    with sync_playwright() as playwright:
        # Containers have no user namespaces for its sandbox; the only pages shown are our own.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def seed_page() -> Path | None:
    """The worked page, where the corpora that may not be committed are."""
    page = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")) / "gold" / "seed" / "page.txt"
    return page if page.exists() else None


def made_ledger(ledger: Path, *pages: Path) -> Path:
    """A ledger of these pages, read as anybody reads them."""
    # In the first one's folder: an address is a path as it was typed, and a picture shall not show this machine's.
    folder = pages[0].parent
    names = [page.name if page.parent == folder else str(page) for page in pages]
    command = [sys.executable, "-m", "onrecord", "add", *names, "--ledger", str(ledger)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return ledger


def judged_by_two(ledger: Path) -> Path:
    """Two persons differ on one norm; the last word leaves it as it was read."""
    with open_ledger(ledger) as book:
        norm = next(norm.id for entry in book.entries() for norm in entry.norms)
        book.judge(norm, JudgementKind.WRONG, by="ben", at=datetime.now(UTC), note="reason=wish; a headline")
        book.judge(norm, JudgementKind.CONFIRM, by="ana", at=datetime.now(UTC))
    return ledger


def copied_ledger(ledger: Path, to: Path) -> Path:
    """The same ledger, to be written to while others look at the first."""
    with closing(sqlite3.connect(ledger)) as held, closing(sqlite3.connect(to)) as made:
        held.backup(made)
    return to


def watched(ledger: Path) -> Path:
    """The same, where somebody watches since before its first page, and has been told."""
    for subject in (Subject(SubjectKind.ACTOR, (("who", "RUS"),)), Subject(SubjectKind.ALL, ())):
        make_watch(ledger, subject, at=datetime(2000, 1, 1, tzinfo=UTC))
    command = [sys.executable, "-m", "onrecord", "watch", "tell", "--ledger", str(ledger)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return ledger


@dataclass(frozen=True, slots=True)
class Started:
    """A desk that is starting."""

    process: subprocess.Popen[str]

    def address(self) -> str:
        """Where it is, without the last slash; waits for it."""
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        assert line.startswith("the desk is at "), line
        return line.removeprefix("the desk is at ").partition(" ")[0].rstrip("/")


@contextmanager
def started(ledger: Path, *options: str) -> Iterator[Started]:
    """`onrecord serve` on a free port."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--ledger", str(ledger), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Started(process)
        finally:
            process.terminate()


@dataclass(frozen=True, slots=True)
class Desks:
    """full: the pages' desk. bare: one with nothing in it. closed: the pages' desk, read only."""

    full: str
    bare: str
    closed: str
    ledger: Path


@contextmanager
def desks(folder: Path, ledger: Path) -> Iterator[Desks]:
    """The three, started beside each other."""
    with ExitStack() as stack:
        parts = [(ledger,), (folder / "bare.db",), (ledger, "--read-only")]
        full, bare, closed = [stack.enter_context(started(*part)) for part in parts]  # type: ignore[arg-type]
        yield Desks(full.address(), bare.address(), closed.address(), ledger)


def dropped(desk: str, page: Path = DROPPED) -> str:
    """The path under which the desk shows a page that it read and does not keep."""
    with httpx.Client(base_url=desk, headers={"Origin": desk}, timeout=60, follow_redirects=True) as client:
        token = re.findall(r'name="token" value="(\w+)"', client.get("/add").text)[0]
        answer = client.post("/add", data={"token": token}, files={"file": (page.name, page.read_bytes())})
        while "is being read" in answer.text:  # each look takes a moment: no need to wait beside it
            answer = client.get(answer.url)
    answer.raise_for_status()
    return answer.url.path

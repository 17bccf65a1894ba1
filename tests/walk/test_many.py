"""One page that breaks its reader does not stop the rest, in one process or in two."""

import os
import signal

import pytest

from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.walk import many
from onrecord.walk.many import read_many, read_safely


def page(word: str) -> Page:
    """A clean page of one word."""
    return Page(address=word, body=word.encode(), kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default")


def quick(page: Page) -> Reading:
    """A reader that only notes the page; the word "die" kills its process, as a crash in a C library would."""
    if page.body == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading.refused(page, Refusal("test", "seen", "seen"), reader="test")


def test_order_is_kept_over_two_processes() -> None:
    words = [f"w{i}" for i in range(20)]
    assert [r.page.address for r in read_many(map(page, words), workers=2, reader=quick)] == words


def test_a_page_that_kills_its_process_is_refused_and_the_others_are_read() -> None:
    words = ["a", "b", "die", "c", "d"]
    readings = list(read_many(map(page, words), workers=2, reader=quick))
    assert [r.page.address for r in readings] == words
    assert [r.refusals[0].code for r in readings] == ["seen", "seen", "reader-died", "seen", "seen"]


def test_a_page_whose_reading_raises_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Reading:
        raise ZeroDivisionError("a strange page")

    monkeypatch.setattr(many, "read", broken)
    reading = read_safely(page("x"))
    assert reading.document is None
    assert reading.refusals[0].code == "reader-failed"
    assert "ZeroDivisionError: a strange page" in reading.refusals[0].reason


def test_less_than_one_worker_is_a_wrong_call() -> None:
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        read_many([], workers=0)

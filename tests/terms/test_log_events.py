"""What a line of the log may hold: fields of its event, plain values, nothing that addresses or errors give away."""

import logging
import runpy
from pathlib import Path

import pytest

from onrecord.terms.log_events import LEFT_OUT, LogEvent, address_signs, error_signs, plain_value, tell

logger = logging.getLogger("onrecord.test")


def test_every_event_has_a_name_of_its_own_and_says_what_it_is() -> None:
    names = [event.value.name for event in LogEvent]
    assert len(names) == len(set(names))
    assert all(event.value.meaning and len(event.fields) == len(event.value.fields) for event in LogEvent)


def test_a_field_that_an_event_has_not_is_a_wrong_call() -> None:
    with pytest.raises(ValueError, match="page-held has no field quote"):
        tell(logger, LogEvent.PAGE_HELD, page="page-1", quote="We will sue")


@pytest.mark.parametrize(
    "value, kept",
    [
        ("page-a9d88d74ef76b4e3785d4805", "page-a9d88d74ef76b4e3785d4805"),
        ("walk/many.py:55>walk/read.py:81", "walk/many.py:55>walk/read.py:81"),
        ("We will sue", LEFT_OUT),
        ("“sue”", LEFT_OUT),
        ("a\nb", LEFT_OUT),
        ("https://example.org/?token=1", LEFT_OUT),
        (3, 3),
        (None, None),
    ],
)
def test_a_text_that_is_more_than_a_word_is_left_out(value: str | int | None, kept: str | int | None) -> None:
    assert plain_value(value) == kept


@pytest.mark.parametrize(
    "address, host",
    [
        ("https://ada:secret@Example.org:8443/feeds/hidden?key=hidden#part", "example.org"),
        ("http://[broken", None),
        ("/home/ada/page.html", None),
        ("", None),
    ],
)
def test_of_an_address_its_host_and_a_digest_are_told(address: str, host: str | None) -> None:
    signs = address_signs(address)
    assert signs["host"] == host
    assert all(secret not in str(signs) for secret in ("ada", "secret", "hidden", "page"))
    assert signs == address_signs(address) != address_signs(f"{address} ")


def test_a_record_carries_the_line_and_words_for_a_person(caplog: pytest.LogCaptureFixture) -> None:
    error = ValueError("a quotation")
    tell(logger, LogEvent.READER_FAILED, words="reading it failed", error=error, at="https://example.org/")
    (record,) = caplog.records
    assert record.getMessage() == "reading it failed"
    line = record.onrecord  # type: ignore[attr-defined]
    assert (line.event, line.told) == (LogEvent.READER_FAILED, True)
    assert dict(line.fields) == {**address_signs("https://example.org/"), "error": "ValueError", "where": None}


def test_of_an_error_its_kind_and_places_are_told_and_not_its_message() -> None:
    try:
        address_signs(None)  # type: ignore[arg-type]
    except TypeError as error:
        signs = error_signs(error)
    assert signs["error"] == "TypeError"
    first, _, last = str(signs["where"]).partition(">")
    assert first.startswith("terms/test_log_events.py:")
    assert last.startswith("terms/log_events.py:")


def test_a_folder_that_is_called_as_the_package_is_none_of_it(tmp_path: Path) -> None:
    """Whoever clones the project into `onrecord` has that name in each path: no more of it is told than elsewhere."""
    file = tmp_path / "onrecord" / "somebody" / "private" / "module.py"
    file.parent.mkdir(parents=True)
    file.write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError) as raised:
        runpy.run_path(str(file))
    assert str(error_signs(raised.value)["where"]).endswith(">private/module.py:1")

"""Where a story was taken from, when the page says so."""

import pytest

from onrecord.documents.credits import credit_in, credit_line


@pytest.mark.parametrize(
    "line, name",
    [
        ("Story Credit: example.com", "example.com"),
        ("Source: AFP", "AFP"),
        ("(Reuters)", "Reuters"),
        ("With inputs from PTI", "PTI"),
        ("© 2023 The Associated Press. All rights reserved.", "AP"),
        ("Source of the conflict", None),
        ("(applause)", None),
        ("(pa)", None),
    ],
)
def test_a_credit_line_is_nothing_but_a_credit(line: str, name: str | None) -> None:
    assert credit_line(line) == name


@pytest.mark.parametrize(
    "paragraphs, name",
    [
        (["MINSK, Feb 16 (Reuters) - It rained.", "It stopped."], "Reuters"),
        (["It rained.", "It stopped. (AFP)"], "AFP"),
        (["It rained (again) - and how.", "It stopped (at last)."], None),
        ([], None),
    ],
)
def test_an_agency_is_read_off_dateline_or_tail(paragraphs: list[str], name: str | None) -> None:
    assert credit_in(paragraphs) == name

"""Title, publisher and author are the page's own words."""

import pytest

from onrecord.documents.metadata import author_name, headline_among, same_title, without_site


@pytest.mark.parametrize(
    "title, publisher, domain, bare",
    [
        ("Border to open | Example News", "Example News", None, "Border to open"),
        ("Border to open - example.org", None, "example.org", "Border to open"),
        ("Example News: Border to open", "Example News", None, "Example News: Border to open"),
        ("Border to open - an analysis", "Example News", "example.org", "Border to open - an analysis"),
    ],
)
def test_only_the_site_is_taken_off(title: str, publisher: str | None, domain: str | None, bare: str) -> None:
    assert without_site(title, publisher, domain) == bare


def test_the_headline_is_the_heading_the_title_names() -> None:
    headings = [(1, "Example News"), (1, "Border to open in spring"), (2, "More")]
    assert headline_among(headings, ["Border to open in spring | Example News"]) == 1
    assert headline_among(headings, []) is None
    assert headline_among(headings[1:], []) == 0


def test_unlike_titles_are_unlike() -> None:
    assert not same_title("Border to open", "Parliament dissolved after vote")


@pytest.mark.parametrize("written", ["https://example.org/a", "@jane", "", None, "x" * 200])
def test_no_author_is_made_of_an_address(written: str | None) -> None:
    assert author_name(written) is None

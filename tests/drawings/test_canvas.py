"""No word of a page becomes markup; an address leads to a page or nowhere."""

import pytest

from onrecord.drawings.canvas import Canvas, number, plain
from tests.drawings.reading import all_of, parsed, titles

HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    "<![CDATA[ & ]]>",
    "&amp; &#x202e; \"' `",
    "--><!--",
    "a\x00b\x08c\ufffe\ud800d",
    "\u202egnorw\u2066",
    "</text></svg>",
]


def sheet(**given: object) -> Canvas:
    settings: dict[str, object] = {"name": "p", "width": 100, "height": 50, "title": "t", "says": "s", "links": True}
    return Canvas.sheet(**(settings | given))  # type: ignore[arg-type]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    drawn = sheet(title=words, says=words)
    drawn.link(f"/records/{words}", title=words).text(0, 10, words)
    svg = drawn.written()
    assert parsed(svg).tag.endswith("svg")
    assert titles(svg) == [plain(words)] * 2
    assert [t.text for t in all_of(svg, "text")] == [plain(words)]
    assert all_of(svg, "script") == []


@pytest.mark.parametrize(
    "words, kept", [("a\x00b", "a b"), ("\u202egnorw", "gnorw"), ("a\n  b\t", "a b"), ("\ud800", "")]
)
def test_what_xml_and_direction_cannot_bear_is_left_out(words: str, kept: str) -> None:
    assert plain(words) == kept


@pytest.mark.parametrize(
    "address", ["/records/1", "https://example.org/a?b=c&d", "http://a.b", "?a=b", "#w=1-2", "../a"]
)
def test_addresses_that_are_followed(address: str) -> None:
    drawn = sheet()
    drawn.link(address, title="t")
    assert [a.get("href") for a in all_of(drawn.written(), "a")] == [address]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//evil.example", "", None],
)
def test_addresses_that_are_not(address: str | None) -> None:
    drawn = sheet()
    drawn.link(address, title="t")
    assert all_of(drawn.written(), "a") == []


@pytest.mark.parametrize("links, role", [(True, "group"), (False, "img")])
def test_a_picture_with_links_is_no_image(links: bool, role: str) -> None:
    root = parsed(sheet(links=links).written())
    assert root.get("role") == role
    assert root.get("aria-labelledby") == "p-title p-says"
    assert {e.get("id") for e in root if e.get("id")} == {"p-title", "p-says"}


def test_numbers_are_short() -> None:
    assert [number(v) for v in (1, 1.04, 1.06, -0.01, -2.5)] == ["1", "1", "1.1", "0", "-2.5"]

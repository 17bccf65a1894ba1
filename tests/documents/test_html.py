"""Web pages: the story in typed blocks, every block tied to the body's text content."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents import read_page
from onrecord.documents.dom import Dom, parse_dom
from onrecord.documents.metadata import domain_of, without_site
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page, PageKind
from tests.documents.pages import STORY, assert_map_holds, blocks, page, read, refused

PAGE = f"""<html><head><title>Border to open in spring | Example News</title>
<meta property="og:site_name" content="Example News"><meta name="author" content="Jane Roe"></head>
<body><nav><a>Home</a></nav><h1>Border to open in spring</h1>
<article><p>{STORY}</p><script>var a = 1;</script><h2>What follows</h2><p>{STORY.replace("two", "<b>two</b>")}</p>
<blockquote><p>{STORY[:100]}</p></blockquote><p>Advertisement</p></article>
<footer>Contact</footer></body></html>"""


def source_of(html: str) -> str:
    dom = parse_dom(html)
    assert isinstance(dom, Dom)
    return dom.text


def test_a_story_comes_out_in_typed_blocks() -> None:
    document = read(PAGE)
    assert blocks(document) == [
        ("headline", "Border to open in spring"),
        ("body", STORY),
        ("subheading", "What follows"),
        ("body", STORY),
        ("quote", STORY[:100].strip()),
    ]
    assert (document.title, document.publisher, document.author) == (
        "Border to open in spring",
        "Example News",
        "Jane Roe",
    )
    assert_map_holds(document, source_of(PAGE))


@pytest.mark.parametrize("kind", [PageKind.SHEET, PageKind.SHEET_ROW])
def test_what_a_person_entered_is_not_read_off_words(kind: PageKind) -> None:
    assert refused("date,state\n2024-03-05,GRC", kind) == "entered-by-hand"


def test_a_story_that_its_page_hides_is_read() -> None:
    told = f"<h1>Border to open</h1><p>{STORY}</p><p>Story Credit: example.com</p>"
    document = read(f"<html><body><div aria-hidden=true>{told}</div></body></html>")
    assert blocks(document) == [("headline", "Border to open"), ("body", STORY)]
    assert document.credit == "example.com"


@pytest.mark.parametrize(
    "title, publisher, left",
    [
        ("Minsk talks open | Example News", "Example News", "Minsk talks open"),
        ("Example News | Minsk talks open", "Example News", "Minsk talks open"),
        ("Minsk talks | open", "Example News", "Minsk talks | open"),
    ],
)
def test_a_title_loses_the_name_of_its_site(title: str, publisher: str, left: str) -> None:
    assert without_site(title, publisher, None) == left


def test_an_address_that_is_none_has_no_domain() -> None:
    assert domain_of("https://[example.org/news") is None


@pytest.mark.parametrize(
    "html, code",
    [
        ("", "empty"),
        ("<frameset><frame src=a></frameset>", "nothing-readable"),
        ("<title>only a title</title>", "nothing-readable"),
        ("<body><script>draw()</script></body>", "nothing-readable"),
        ("<div>" * 100_000, "too-deep"),
        ("<p>a" * 100_001, "too-many-elements"),
    ],
)
def test_a_page_without_a_story_is_refused(html: str, code: str) -> None:
    assert refused(html) == code


def test_ten_thousand_levels_are_read() -> None:
    html = "<div>" * 10_000 + f"<p>{STORY}</p>"
    document = read(html)
    assert STORY in document.text
    assert_map_holds(document, source_of(html))


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<br><br>",
    "<b>",
    "</b>",
    "<li>",
    "<td>",
    "<table>",
    "<script>x</script>",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*TAGS, f"{STORY} ", "“Only if,” he said. ", "x", "&nbsp;", "🙂", "\n\t"]), max_size=25)
)
def test_every_block_maps_to_the_same_words(pieces: list[str]) -> None:
    html = f"<html><body><article>{''.join(pieces)}</article></body></html>"
    document = read_page(page(html))
    if isinstance(document, Document):
        assert_map_holds(document, source_of(html))


def test_real_pages_are_read_and_mapped(shared: Path) -> None:
    paths = sorted((shared / "data" / "pages").glob("*/*.html.gz"))
    assert len(paths) == 210
    for path in paths[::5]:
        body = gzip.decompress(path.read_bytes())
        document = read_page(
            Page(address=path.name, body=body, kind=PageKind.HTML, encoding="utf-8", encoding_basis="default")
        )
        if isinstance(document, Document):
            assert_map_holds(document, source_of(body.decode("utf-8", "replace")))

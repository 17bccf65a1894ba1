"""A text save loses its frame and nothing else."""

import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents import read_page
from onrecord.terms.documents import Document
from onrecord.terms.pages import PageKind
from tests.documents.pages import STORY, assert_map_holds, blocks, page, read, refused

SAVED = f"""Monday, June 5, 2023
HomeWorldTwo ministers agree to open the border in...

Two ministers agree to open the border in spring

By Jane Roe
- Advertisment -

{STORY}

Background

{STORY}

Story Credit: example.com

RELATED ARTICLES
Parliament dissolved after vote
Rain expected in the north

Most Popular
"""


def test_clock_breadcrumb_labels_and_lists_are_left_out() -> None:
    document = read(SAVED, PageKind.TEXT, url="https://www.example.org/a")
    assert blocks(document) == [
        ("headline", "Two ministers agree to open the border in spring"),
        ("body", STORY),
        ("subheading", "Background"),
        ("body", STORY),
    ]
    assert document.title == "Two ministers agree to open the border in spring"
    assert (document.author, document.credit, document.publisher) == ("Jane Roe", "example.com", "example.org")
    assert [r.code for r in document.refusals] == ["other-stories"]
    assert_map_holds(document, SAVED)


def test_a_headline_said_twice_is_one_and_a_quoted_line_is_a_quotation() -> None:
    title = "Two ministers agree to open the border in spring"
    document = read(f"{title}\n\n{title}\n\n{STORY}\n\n> {STORY}", PageKind.TEXT)
    assert blocks(document) == [("headline", title), ("body", STORY), ("quote", f"> {STORY}")]


def test_the_clock_bounds_the_date_and_is_not_it() -> None:
    published = read(SAVED, PageKind.TEXT).published
    assert published is not None
    assert (published.bounds.first, published.bounds.last) == (None, date(2023, 6, 5))
    assert published.basis.value == "bounded by page clock"


def test_a_date_under_the_headline_is_the_pages() -> None:
    published = read(f"Two ministers agree\nJune 5, 2023\n\n{STORY}", PageKind.TEXT).published
    assert published is not None
    assert (published.bounds.first, published.basis.value) == (date(2023, 6, 5), "page text")


def test_what_is_no_story_is_refused() -> None:
    assert refused("Advertisement\nMost Popular\n", PageKind.TEXT) == "nothing-readable"
    assert refused("\x00\x01\x02" * 50, PageKind.TEXT) == "not-text"
    assert refused(" \n ", PageKind.TEXT) == "empty"


@given(
    st.lists(st.sampled_from([STORY, "Home > News", "Most Popular", "“", "🙂", "June 5, 2023", "A title", "", "\t"]))
)
def test_strange_files_are_read_or_refused_and_the_map_holds(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = read_page(page(text, PageKind.TEXT))
    if isinstance(document, Document):
        assert_map_holds(document, text)


def test_the_seed_page_is_its_story(shared: Path) -> None:
    seed = shared / "gold" / "seed"
    text = (seed / "page.txt").read_text(encoding="utf-8")
    gold = json.loads((seed / "gold.json").read_text(encoding="utf-8"))
    document = read(text, PageKind.TEXT)
    wanted = [block for block in gold["blocks"] if block["role"] in ("headline", "body")]
    assert [b.span.of(document.text) for b in document.blocks] == [block["text"] for block in wanted]
    found = [document.source_map.to_source(b.span) for b in document.blocks]
    assert [(f.start, f.end) for f in found if f] == [(block["start"], block["end"]) for block in wanted]
    assert document.blocks[0].role.value == "headline"
    assert (document.credit, document.publisher) == ("news.com.au", None)
    assert document.published is not None
    bounds = document.published.bounds
    assert (bounds.first, bounds.last, bounds.precision.value) == (None, date(2023, 3, 25), "bounded")
    assert document.published.basis.value == "bounded by page clock"

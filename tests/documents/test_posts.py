"""A post that a page embeds stands in its text as "NAME: words", and its words map to their place in the page."""

# Markup is written as pages have it, on one line.
# ruff: noqa: E501

import pytest

from onrecord.documents.dom import Dom, parse_dom
from onrecord.terms.spans import Span
from tests.documents.pages import STORY, assert_map_holds, read, shown

LATER = "Neither ministry had answered by the evening, and the border stayed open through the night."


def page(post: str) -> str:
    return f"<html><head><title>Turkey answers</title></head><body><article><h1>Turkey answers</h1><p>{STORY}</p>{post}<p>{LATER}</p></article></body></html>"


SAID = "We will close the strait if the ships come back."


@pytest.mark.parametrize(
    "post",
    [
        f'<blockquote class="twitter-tweet"><p lang="en">{SAID} <a href="https://t.co/x">pic.twitter.com/x</a></p>&mdash; '
        'Hakan Fidan (@HakanFidan) <a href="https://twitter.com/HakanFidan/status/1">March 5, 2024</a></blockquote>',
        f'<div class="embed"><blockquote class="bluesky-embed"><p>{SAID}<br><br><a href=/p>[image or embed]</a></p>— Hakan '
        'Fidan (<a href="https://bsky.app/profile/x">@fidan.bsky.social</a>) <a href=/y>March 5, 2024</a></blockquote></div>',
        f'<div class="fb-post"><blockquote cite="https://www.facebook.com/f/posts/1"><p>{SAID}</p>Posted by '
        '<a href="https://www.facebook.com/f">Hakan Fidan</a> on&nbsp;<a href="/d">Tuesday, 5 March 2024</a></blockquote></div>',
        f"<figure><blockquote><p>{SAID}</p><footer>Hakan Fidan, foreign minister</footer></blockquote></figure>",
        f"<blockquote><p>{SAID}</p><p>-- <cite>Hakan Fidan</cite></p></blockquote>",
        f"<blockquote><div>{SAID}</div><div>— Hakan Fidan</div></blockquote>",
    ],
)
def test_a_post_is_said_by_its_author(post: str) -> None:
    html = page(post)
    found = read(html)
    assert shown(found) == [STORY, f"Hakan Fidan: {SAID}", LATER]
    dom = parse_dom(html)
    assert isinstance(dom, Dom)
    assert_map_holds(found, dom.text)
    at = found.text.index(SAID)
    place = found.source_map.to_source(Span(at, at + len(SAID)))
    assert place is not None
    assert place.of(dom.text) == SAID


def test_a_quotation_without_an_author_stays_as_it_is() -> None:
    assert shown(read(page(f"<blockquote><p>{SAID}</p><p>They will not come back at all.</p></blockquote>"))) == [
        STORY, SAID, "They will not come back at all.", LATER,
    ]  # fmt: skip

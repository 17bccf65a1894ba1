"""The text of a page is the body's textContent, as a browser's parser gives it with scripting off."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.dom import Dom, parse_dom
from onrecord.terms.refusals import Refusal


@pytest.mark.parametrize(
    "html, text",
    [
        ("<p>a<script>var x='<p>y';</script>b<style>q{}</style><!--c--></p>", "avar x='<p>y';bq{}"),
        ("<template><p>t</p></template>x", "x"),
        ("<noscript><p>n</p></noscript>", "n"),
        ("<pre>\n x\r\ny</pre>", " x\ny"),
        ("<table><tr><td>a<p>b</table>c", "abc"),
        ("<body>a</body> tail</html> more", "a tail more"),
        ("a&nbsp;b&amp;c", "a\xa0b&c"),
        ("<iframe>if<b>r</b></iframe>", "if<b>r</b>"),
        ("<frameset><frame></frameset>", ""),
        ("", ""),
    ],
)
def test_text_is_what_a_browser_holds(html: str, text: str) -> None:
    dom = parse_dom(html)
    assert isinstance(dom, Dom)
    assert dom.text == text


def test_leaves_are_paragraphs_as_seen() -> None:
    dom = parse_dom("<div>One <b>bold</b> word<br>goes on<br><br>Next<ul><li>item</ul>last<script>x</script></div>")
    assert isinstance(dom, Dom)
    seen = [(leaf.role.value, dom.text[leaf.start : leaf.end]) for leaf in dom.leaves]
    assert seen == [
        ("body", "One bold wordgoes on"),
        ("body", "Next"),
        ("list item", "item"),
        ("body", "last"),
    ]
    assert dom.leaves[0].breaks == (len("One bold word"),)


@pytest.mark.parametrize("html", ["<div>" * 100_000, "<b><p>x" * 5_000])
def test_html_built_to_hang_readers_is_refused(html: str) -> None:
    refusal = parse_dom(html)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-deep"


@pytest.mark.parametrize("node", ["<p>a</p>", "<br>", "<!---->", "<i>a</i>", "<img src=a>"])
def test_html_of_too_many_elements_is_refused_before_it_is_parsed(node: str) -> None:
    """A megabyte of "<p>a</p>" took 21 s and 300 MB, twenty times as much within the bytes that a page may have."""
    begun = time.process_time()
    refusal = parse_dom(node * (2_000_000 // len(node)))
    assert time.process_time() - begun < 3
    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-many-elements"
    assert f"{2_000_000 // len(node):,} elements" in refusal.reason


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "<td>", "<br>", "<script>", "</script>", "a ", "b", "\n"])))
def test_leaves_lie_in_order_inside_the_text(pieces: list[str]) -> None:
    dom = parse_dom("".join(pieces))
    assert isinstance(dom, Dom)
    end = 0
    for leaf in dom.leaves:
        assert end <= leaf.start < leaf.end <= len(dom.text)
        words = dom.text[leaf.start : leaf.end]
        assert words == words.strip()
        end = leaf.end

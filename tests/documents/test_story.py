"""What a page says of itself within its story: corrections, end matter, entities escaped twice, unseen characters."""

# Markup is written as pages have it, on one line.
# ruff: noqa: E501

import pytest

from onrecord.documents.dom import Dom, parse_dom
from onrecord.terms.spans import Span
from tests.documents.pages import STORY, assert_map_holds, codes, read, shown

SECOND = "A third country will be asked to watch the crossing if both sides agree to it, an official said."


def article(body: str) -> str:
    return f"<html><head><title>Border to open</title></head><body><article><h1>Border to open</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this article said that Iran would close the strait.",
        "CORRECTION (5 March): The minister said that Iran will not close the strait, not that it will.",
        "Editor’s note: An earlier version of this story said Iran will close the strait.",
        "This article was amended on 5 March 2024. Iran will close the strait was never said.",
        "(This story corrects paragraph 3 to show that Iran will not close the strait)",
        "A previous version of this report stated that Iran will close the strait if attacked.",
        "Clarification, March 5, 2024: Iran will close the strait, it was said here, if attacked.",
    ],
)
def test_what_an_earlier_version_had_wrong_is_left_out_and_told(note: str) -> None:
    found = read(article(f"<p>{STORY}</p><p>{SECOND}</p><p><em>{note}</em></p>"))
    assert shown(found) == [STORY, SECOND]
    assert codes(found) == ["correction"]


@pytest.mark.parametrize(
    "prose",
    [
        "Corrections officers will strike if the bill passes, their union said in a letter to the chamber on Monday.",
        "An earlier version of this bill would have banned the trade, and the senate threw it out last spring.",
        "Correction of the border by force will not be accepted, the minister told both of the chambers on Monday.",
    ],
)
def test_prose_that_begins_like_a_correction_is_prose(prose: str) -> None:
    assert shown(read(article(f"<p>{STORY}</p><p>{prose}</p>"))) == [STORY, prose]


@pytest.mark.parametrize(
    "written, shown_as",
    [
        ("He said &amp;quot;we won&amp;#8217;t go&amp;quot; to them.", 'He said "we won’t go" to them.'),
        ("The bill of Smith &amp;amp; Sons will be paid.", "The bill of Smith & Sons will be paid."),
        ("They meet&amp;nbsp;on&amp;nbsp;Tuesday in S&amp;atilde;o Paulo.", "They meet on Tuesday in São Paulo."),
        ("It rose by 5&amp;#x25; &amp;mdash; twice as much.", "It rose by 5% — twice as much."),
        ("What &amp;lt;b&amp;gt; means &amp;unknown; stays.", "What &lt;b&gt; means &unknown; stays."),
        ("Viet&shy;nam will with&shy;draw its am&shy;bas&shy;sador.", "Vietnam will withdraw its ambassador."),
        ("The Phil&#8203;ip&#8203;pines&#8203; will&#8203; sue.", "The Philippines will sue."),
        ("&#8206;Tehran&#8207; will\u2060 not&#65279; pay.", "Tehran will not pay."),
        ("Ger&zwnj;many and Fr&zwj;ance will pay.", "Germany and France will pay."),
        ("One emoji: 👩&zwj;🚒 stays whole.", "One emoji: 👩\u200d🚒 stays whole."),
    ],
)
def test_unseen_characters_are_not_there_and_escapes_are_what_they_mean(written: str, shown_as: str) -> None:
    html = article(f"<p>{STORY}</p><p>{written}</p>")
    found = read(html)
    assert shown(found) == [STORY, shown_as]
    dom = parse_dom(html)
    assert isinstance(dom, Dom)
    assert_map_holds(found, dom.text)


def test_a_word_with_soft_hyphens_maps_to_its_whole_stretch_in_the_page() -> None:
    html = article(f"<p>{STORY}</p><p>Viet&shy;nam will with&shy;draw its envoy.</p>")
    found = read(html)
    at = found.text.index("withdraw")
    place = found.source_map.to_source(Span(at, at + len("withdraw")))
    dom = parse_dom(html)
    assert isinstance(dom, Dom)
    assert place is not None
    assert place.of(dom.text) == "with\xaddraw"


def test_what_stands_behind_the_story_under_its_own_heading_is_not_in_it() -> None:
    sources = "<h2>Our sources</h2><p>Interview with an official of the ministry of the interior, 12 March 2024.</p>"
    assert shown(read(article(f"<p>{STORY}</p><p>{SECOND}</p>{sources}"))) == [STORY, SECOND]


def test_a_heading_of_the_same_level_ends_what_stands_behind() -> None:
    later = "<h2>References</h2><p>A list of books that were read for this story.</p><h2>What follows</h2>"
    assert shown(read(article(f"<p>{STORY}</p>{later}<p>{SECOND}</p>"))) == [STORY, "What follows", SECOND]

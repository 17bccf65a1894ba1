"""Extracted paragraphs are found in the page's text, whatever happened to their white space or order."""

from onrecord.documents.alignment import Alignment, Letters, place
from onrecord.documents.dom import Dom, parse_dom
from onrecord.documents.extraction import Paragraph

FIRST = "The delegation left the city on the evening of the second day."
SECOND = "Nobody would say whether the talks had failed or been adjourned."


def placed(html: str, *paragraphs: str) -> tuple[Alignment, Letters]:
    dom = parse_dom(html)
    assert isinstance(dom, Dom)
    letters = Letters(dom.text, dom.leaves)
    return place([Paragraph(p, (p,)) for p in paragraphs], letters), letters


def test_white_space_does_not_matter() -> None:
    found, letters = placed(f"<p>{FIRST.replace(' ', chr(0xA0))}</p>", FIRST.replace(" ", "\n"))
    assert found.stretches == ((0, len(letters.text)),)


def test_a_swapped_order_is_recovered() -> None:
    found, letters = placed(f"<p>{FIRST}</p><p>{SECOND}</p>", SECOND, FIRST)
    assert found.stretches == ((0, len(letters.text)),)
    assert not found.unplaced


def test_a_teaser_does_not_catch_the_first_paragraph() -> None:
    found, letters = placed(f"<p>{FIRST}</p><p>Other things.</p><p>{FIRST}</p><p>{SECOND}</p>", FIRST, SECOND)
    assert found.stretches == ((letters.leaf_starts[2], len(letters.text)),)


def test_a_paragraph_the_page_does_not_hold_is_left_over() -> None:
    found, _ = placed(f"<p>{FIRST}</p>", FIRST, SECOND)
    assert found.unplaced == (SECOND,)


def test_a_short_paragraph_goes_between_its_neighbours() -> None:
    found, letters = placed(f"<p>Gaza</p><p>x</p><p>{FIRST}</p><p>Gaza</p><p>{SECOND}</p>", FIRST, "Gaza", SECOND)
    assert found.stretches == ((letters.leaf_starts[2], len(letters.text)),)

"""Headlines: colon, dash, or a quotation behind a name; and what only looks like one."""

import pytest

from onrecord.terms.documents import BlockRole

CASES = [
    (
        "Belarus: leader says country could join war if attacked",
        [("leader", "says", "country could join war if attacked")],
    ),
    ("Nation will not yield - Putin", [("Putin", "-", "Nation will not yield")]),
    ("Lukashenko: we will respond to any attack", [("Lukashenko", ":", "we will respond to any attack")]),
    ("Poll: most voters want talks", [("Poll", ":", "most voters want talks")]),
    ("Russia “ready for talks”", [("Russia", "", "ready for talks")]),
    ("Ukraine war: Russia attacks power plants", []),
]


@pytest.mark.parametrize("text, told", CASES)
def test_a_headline_is_flagged(read, text, told):
    found = read(text, role=BlockRole.HEADLINE)
    assert found.told == told
    assert all("headline" in flags for flags in found.flags)


def test_the_same_words_in_the_body_are_no_headline(read):
    assert all("headline" not in flags for flags in read("Biden says US will defend Taiwan").flags)

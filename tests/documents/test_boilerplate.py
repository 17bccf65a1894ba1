"""Labels around a story are told from prose that uses the same words."""

import pytest

from onrecord.documents.boilerplate import boilerplate_kind


@pytest.mark.parametrize(
    "line, kind",
    [
        ("- Advertisement -", "advert"),
        ("- Advertisment -", "advert"),
        ("RELATED ARTICLES", "related"),
        ("Editors’ Picks:", "list"),
        ("Most Popular", "list"),
        ("Share this article", "share"),
        ("Sign up for our weekly briefing", "newsletter"),
        ("We use cookies to improve this site.", "cookie"),
        ("Skip to content", "navigation"),
        ("Advertisement of the tender followed in May.", None),
        ("The most popular measure was a ban.", None),
        ("“Share the burden,” he said.", None),
        ("", None),
    ],
)
def test_labels_are_boilerplate_and_sentences_are_not(line: str, kind: str | None) -> None:
    found = boilerplate_kind(line)
    assert (found.value if found else None) == kind

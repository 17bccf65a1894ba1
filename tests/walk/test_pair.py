"""A marked pair through the engines that ship."""

import pytest

import onrecord
from onrecord.terms.spans import Span
from onrecord.walk.pair import marked


@pytest.mark.parametrize(
    "given, beside, span",
    [
        ("Mali", None, Span(8, 12)),
        (Span(0, 4), None, Span(0, 4)),
        ((8, 12), None, Span(8, 12)),
        ("a", Span(0, 4), Span(9, 10)),
    ],
)
def test_words_or_spans(given: str | Span | tuple[int, int], beside: Span | None, span: Span) -> None:
    assert marked("Chad in Mali", given, "actor", beside=beside) == span


@pytest.mark.parametrize("given", ["Niger", "", (3, 99)])
def test_what_does_not_stand_there_is_an_error(given: str | tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="actor"):
        onrecord.code_event("Chad in Mali", actor=given)


@pytest.mark.parametrize(
    "text, type_, status",
    [
        ("Chad will not lift the embargo on Mali.", "REJECT", "happened"),
        ("Chad threatened to shell Mali.", "THREATEN", "happened"),
        ("Chad accused Mali of lying.", "ACCUSE", "happened"),
        ("Chad gave Mali ten million euros.", "AID", "happened"),
        ("Chad did not attack Mali.", "ASSAULT", "negated"),
    ],
)
def test_a_pair_is_coded(text: str, type_: str, status: str) -> None:
    event = onrecord.code_event(text, actor="Chad", recipient="Mali")
    assert event is not None
    assert (event.type.value, event.status.value if event.status else None) == (type_, status)
    assert event.probability is None or 0.0 <= event.probability <= 1.0

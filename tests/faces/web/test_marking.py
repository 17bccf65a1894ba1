"""A text cut where marks begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.faces.web.marking import TextMark, TextPiece, pieces, runs
from onrecord.terms.spans import Span

TEXT = "We will sue if the tariff passes 🙂 tomorrow, they said."


def spans() -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(TEXT) - 1)
    return st.tuples(ends, st.integers(1, len(TEXT))).map(lambda p: Span(p[0], max(p[1], p[0] + 1)))


@given(spans(), st.lists(spans(), max_size=6))
def test_each_mark_is_the_text_of_its_span(within: Span, marked: list[Span]) -> None:
    marks = [TextMark(span=span, kind="who", label="who", key=str(i)) for i, span in enumerate(marked)]
    cut = pieces(TEXT, within, marks)
    assert "".join(p.words for p in cut) == within.of(TEXT)
    for mark in marks:
        inside = "".join(p.words for p in cut if mark in p.marks)
        start, end = max(mark.span.start, within.start), min(mark.span.end, within.end)
        assert inside == (TEXT[start:end] if start < end else "")


def test_the_shortest_mark_lies_innermost_and_leads() -> None:
    long = TextMark(span=Span(0, 20), kind="evid", label="words", href="/record/a")
    short = TextMark(span=Span(3, 7), kind="deed", label="deed", href="/record/b")
    assert pieces(TEXT, Span(0, 10), [short, long]) == (
        TextPiece("We ", 0, 3, (long,), (1,)),
        TextPiece("will", 3, 7, (long, short), (1, 0)),
        TextPiece(" su", 7, 10, (long,), (1,)),
    )
    assert pieces(TEXT, Span(3, 7), [short, long])[0].href == "/record/b"


def test_a_link_goes_on_through_what_lies_inside_it() -> None:
    norm = TextMark(span=Span(3, 20), kind="norm", label="norm", href="/record/a", rank=1)
    event = TextMark(span=Span(8, 11), kind="event", label="event", href="#event", rank=4)
    action = TextMark(span=Span(3, 11), kind="deed", label="deed")
    space = TextMark(span=Span(2, 3), kind="event", label="event", href="#space", rank=4)
    cut = pieces(TEXT, Span(0, 24), [norm, event, action, space])
    assert [(run.href, "".join(p.words for p in run.pieces), run.opens) for run in runs(cut)] == [
        (None, "We", False),
        (None, " ", True),
        ("/record/a", "will sue if the t", True),
        (None, TEXT[20:24], False),
    ]


@given(st.lists(spans(), max_size=6))
def test_what_overlaps_is_drawn_in_lanes_of_its_own(marked: list[Span]) -> None:
    marks = [TextMark(span=span, kind="who", label="who", key=str(i)) for i, span in enumerate(marked)]
    lanes: dict[str, set[int]] = {}
    for piece in pieces(TEXT, Span(0, len(TEXT)), marks):
        assert len(set(piece.lanes)) == len(piece.lanes)
        for mark, lane in zip(piece.marks, piece.lanes, strict=True):
            lanes.setdefault(mark.key, set()).add(lane)
    assert all(len(held) == 1 for held in lanes.values())

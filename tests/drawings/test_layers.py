"""Layers by longest path, no crossing where none is needed, the same each time."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.drawings.layers import LayerLayout, laid_out


def laid(nodes: str, edges: str, tall: float = 10) -> LayerLayout:
    return laid_out(list(nodes), [(e[0], e[1]) for e in edges.split()], dict.fromkeys(nodes, tall), gap=4, pass_px=2)


def test_a_layer_is_the_longest_way_there() -> None:
    assert dict(laid("abcd", "ab bc ac cd").layer) == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_an_edge_over_a_layer_passes_it() -> None:
    layout = laid("abc", "ab bc ac")
    ((layer, y),) = layout.passes["a", "c"]
    assert layer == 1
    assert abs(y - layout.middle["b"]) >= 10 / 2 + 4 + 2 / 2 - 1e-6


def test_crossings_are_taken_out() -> None:
    layout = laid("abcxyz", "az by cx")
    order = sorted("xyz", key=lambda n: layout.middle[n])
    assert [layout.middle["abc"["zyx".index(n)]] for n in order] == sorted(layout.middle[n] for n in "abc")


def test_a_circle_is_opened() -> None:
    layout = laid("abc", "ab bc ca")
    assert layout.back == {("c", "a")}
    assert dict(layout.layer) == {"a": 0, "b": 1, "c": 2}


def test_nothing_and_one() -> None:
    assert laid("", "").layers == 0
    assert laid("a", "aa").middle == {"a": 5}


edges = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20)


@given(edges, st.lists(st.floats(5, 90), min_size=8, max_size=8))
def test_nothing_lies_over_anything(pairs: list[tuple[str, str]], tall: list[float]) -> None:
    heights = dict(zip("abcdefgh", tall, strict=True))
    layout = laid_out("abcdefgh", pairs, heights, gap=4, pass_px=2)
    assert layout == laid_out("abcdefgh", pairs, heights, gap=4, pass_px=2)
    for a, b in pairs:
        assert a == b or (a, b) in layout.back or layout.layer[a] < layout.layer[b]
    by_layer: dict[int, list[tuple[float, float]]] = {}
    for name, layer in layout.layer.items():
        by_layer.setdefault(layer, []).append((layout.middle[name], heights[name]))
    for at in layout.passes.values():
        for layer, y in at:
            by_layer.setdefault(layer, []).append((y, 2))
    for held in by_layer.values():
        held.sort()
        for (y, one), (z, other) in pairwise(held):
            assert z - y >= (one + other) / 2 + 4 - 1e-6
        assert held[0][0] - held[0][1] / 2 >= -1e-6
        assert held[-1][0] + held[-1][1] / 2 <= layout.height + 1e-6

"""An answer drawn: what leads to what, in text that others draw."""

from tests.reasoning.test_whatif import PACT, scenario

from onrecord.reasoning.chaining import run
from onrecord.reasoning.graphs import graph
from onrecord.reasoning.rule_index import Rulebook


def test_every_edge_joins_two_nodes_and_the_chain_is_there() -> None:
    drawn = graph(run(Rulebook(PACT), scenario("BLR.MIL ASSAULT UKR")))
    held = {n.id for n in drawn.nodes}
    assert all(e.source in held and e.target in held for e in drawn.edges)
    assert ("n1", "event POL ASSAULT BLR", "firm") in {(e.source, e.target, e.label) for e in drawn.edges}


def test_an_answer_drawn_is_told_as_json() -> None:
    drawn = graph(run(Rulebook(PACT), scenario("BLR.MIL ASSAULT UKR")))
    told = drawn.to_json()
    assert [n["id"] for n in told["nodes"]] == [n.id for n in drawn.nodes]
    assert {"source": "n1", "target": "event POL ASSAULT BLR", "label": "firm"} in told["edges"]


def test_text_forms_escape_what_they_quote() -> None:
    drawn = graph(run(Rulebook(PACT), scenario('BLR.MIL ASSAULT UKR words="a \\"b\\" <c>"')))
    assert "&quot;b" in drawn.to_mermaid()
    assert drawn.to_mermaid().startswith("flowchart LR\n")
    assert drawn.to_dot().startswith("digraph")
    assert drawn.to_dot().count("{") == drawn.to_dot().count("}")

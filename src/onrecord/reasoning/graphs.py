"""An answer as a graph: events and norms, and what leads to what.

In:      a Course
Out:     Graph: nodes and edges; as JSON, as Mermaid text and as Graphviz text (others draw it)
Shown:   tests/reasoning/test_graphs.py
"""

from dataclasses import dataclass
from typing import Any

from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.chaining import Course


@dataclass(frozen=True, slots=True)
class Node:
    """kind: "event" or "norm". detail: the verdict of a norm, "" for an event."""

    id: str
    kind: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Edge:
    """label: how the event meets the norm ("trigger yes"), or the strength with which the norm leads to the event."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, each once, in the order of the steps."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def to_json(self) -> dict[str, Any]:
        """`{"nodes": [{"id", "kind", "label", "detail"}], "edges": [{"source", "target", "label"}]}`."""
        return {
            "nodes": [{"id": n.id, "kind": n.kind, "label": n.label, "detail": n.detail} for n in self.nodes],
            "edges": [{"source": e.source, "target": e.target, "label": e.label} for e in self.edges],
        }

    def to_mermaid(self) -> str:
        """A Mermaid flowchart."""
        number = {n.id: f"n{i}" for i, n in enumerate(self.nodes)}
        lines = ["flowchart LR"]
        for node in self.nodes:
            words = _mermaid(" — ".join(w for w in (node.label, node.detail) if w))
            lines.append(
                f'  {number[node.id]}(["{words}"])' if node.kind == "event" else f'  {number[node.id]}["{words}"]'
            )
        lines += [f'  {number[e.source]} -->|"{_mermaid(e.label)}"| {number[e.target]}' for e in self.edges]
        return "\n".join(lines) + "\n"

    def to_dot(self) -> str:
        """A Graphviz digraph."""
        lines = ["digraph whatif {", "  rankdir=LR;"]
        for node in self.nodes:
            shape = "ellipse" if node.kind == "event" else "box"
            words = _dot("\n".join(w for w in (node.label, node.detail) if w))
            lines.append(f"  {_dot(node.id)} [shape={shape}, label={words}];")
        lines += [f"  {_dot(e.source)} -> {_dot(e.target)} [label={_dot(e.label)}];" for e in self.edges]
        return "\n".join([*lines, "}"]) + "\n"


def graph(course: Course) -> Graph:
    """Events, the norms they meet or may meet, and the actions these lead to."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    for step in course.steps:
        for assumed in step.events:
            name = f"event {assumed.event}"
            nodes.setdefault(name, Node(name, "event", str(assumed.event), ""))
            if assumed.by is not None:
                _join(edges, assumed.by, name, assumed.strength.value if assumed.strength else "")
        for judged in step.judgements:
            met = [(role, f) for role, f in (("trigger", judged.trigger), ("deed", judged.action)) if f and f.by]
            met = [(role, f) for role, f in met if f.certainty is not Certainty.NO]
            if met:
                nodes[judged.rule.id] = Node(judged.rule.id, "norm", judged.rule.evidence.sentence, judged.word)
            for role, found in met:
                if found.by is not None:
                    _join(edges, f"event {found.by.event}", judged.rule.id, f"{role} {found.certainty.word}")
    kept = tuple(e for e in edges.values() if e.source in nodes and e.target in nodes)
    return Graph(tuple(nodes.values()), kept)


def _join(edges: dict[tuple[str, str, str], Edge], source: str, target: str, label: str) -> None:
    edges.setdefault((source, target, label), Edge(source, target, label))


def _mermaid(words: str) -> str:
    plain = " ".join(words.split())
    return plain.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _dot(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

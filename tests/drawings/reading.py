"""A picture read back: its elements, and where its words stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from onrecord.drawings.widths import width_px

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Words:
    """One line of text with the box it takes."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "Words") -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 0.5 and tall > 0.5


def parsed(svg: str) -> Element:
    """The picture; it must be well-formed, and hold nothing that a strict policy of a page forbids."""
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        assert element.tag.startswith(SVG), element.tag
        name = element.tag.removeprefix(SVG)
        allowed = {"svg", "g", "a", "title", "desc", "defs", "pattern", "rect", "path", "circle", "text"}
        assert name in allowed, name
        assert not [a for a in element.attrib if a == "style" or a.startswith("on")]
        assert not element.get("href", "/").lower().startswith(("javascript:", "data:"))
    return root


def all_of(svg: str, name: str) -> list[Element]:
    """Every element of this name, in order."""
    return list(parsed(svg).iter(f"{SVG}{name}"))


def titles(svg: str) -> list[str]:
    """What is shown where the pointer rests; the picture's own first."""
    return [t.text or "" for t in all_of(svg, "title")]


def words(svg: str) -> list[Words]:
    """Every line of text, in the widths the pictures reckon with."""
    return list(_words(parsed(svg), 0, 0))


def _words(element: Element, x: float, y: float) -> Iterator[Words]:
    moved = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", "translate(0 0)"))
    assert moved is not None
    x, y = x + float(moved[1]), y + float(moved[2])
    if element.tag == f"{SVG}text":
        size = float(element.get("font-size", "12"))
        wide = width_px(element.text or "", size)
        left = (
            x
            + float(element.attrib["x"])
            - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
        )
        at = y + float(element.attrib["y"])
        yield Words(element.text or "", left, left + wide, at - 0.8 * size, at + 0.2 * size)
    for child in element:
        yield from _words(child, x, y)


def nothing_is_cut_or_touches(svg: str) -> None:
    """Every line stands within the picture, and apart from every other."""
    root = parsed(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    held = words(svg)
    for one in held:
        assert one.left >= 0, one
        assert one.right <= width, one
        assert one.top >= 0, one
        assert one.bottom <= height, one
    for n, one in enumerate(held):
        assert not [other for other in held[n + 1 :] if one.touches(other)], one

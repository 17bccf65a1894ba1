"""SVG as a tree, written out by the standard library's XML writer: no word of a page can become markup.

In:      shapes, words, addresses
Out:     SVG text: well-formed, no style attribute or element, no script; an address only http, https or a path
Refuses: nothing; characters that XML cannot hold, and those that turn words round, are left out
Source:  XML 1.0, section 2.2; Unicode Standard Annex 9; SVG 2; WAI-ARIA 1.3
Shown:   tests/drawings/test_canvas.py

A picture that holds links is a group, not an image: within an image no reader of screens finds a link.
"""

import re
from collections.abc import Callable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from onrecord.drawings.tones import Tone

NAMESPACE = "http://www.w3.org/2000/svg"
FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
# What a finger or an unsteady hand can hit (WCAG 2.2, 2.5.8).
TARGET_PX = 24.0

Address = Callable[[str], str]
"""The address of a record, by its id."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_SAFE_ADDRESS = re.compile(r"https?://|/(?!/)|[?#]|\.{1,2}/")


def plain(text: str) -> str:
    """The text in one line, without what XML or the direction of writing cannot bear."""
    return " ".join(_TURNING.sub("", _NOT_XML.sub(" ", text)).split())


def number(value: float) -> str:
    """A length to a tenth of a px.

    >>> number(12.0), number(12.54), number(-0.01)
    ('12', '12.5', '0')
    """
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


class Canvas:
    """An element to draw in; `inside` gives a new one within it.

    Shapes are given in px. fill, stroke: tones; None draws none of it.
    """

    def __init__(self, element: Element, *, prefix: str) -> None:
        self._element = element
        self._prefix = prefix

    @classmethod
    def sheet(cls, *, name: str, width: int, height: int, title: str, says: str, links: bool) -> "Canvas":
        """A new picture on its ground. name: of its ids, one on each page; says: what a reader of screens is told."""
        root = Element(
            "svg",
            {
                "xmlns": NAMESPACE,
                "viewBox": f"0 0 {width} {height}",
                "width": str(width),
                "height": str(height),
                "class": "picture",
                "role": "group" if links else "img",
                "aria-labelledby": f"{name}-title {name}-says",
                "font-family": FONT,
                "font-size": "12",
            },
        )
        for tag, words in (("title", title), ("desc", says)):
            ElementTree.SubElement(root, tag, {"id": f"{name}-{'title' if tag == 'title' else 'says'}"}).text = plain(
                words
            )
        sheet = cls(root, prefix=name)
        sheet.rect(0, 0, width, height, fill=Tone.GROUND)
        return sheet

    def written(self) -> str:
        """The picture as text."""
        return ElementTree.tostring(self._element, encoding="unicode") + "\n"

    def inside(self, *, title: str | None = None) -> "Canvas":
        """A group. title: shown where the pointer rests, and read out."""
        return self._titled("g", {}, title)

    def at(self, x: float, y: float, *, times: float = 1) -> "Canvas":
        """A group whose (0, 0) lies there, and all lengths in it are so many times theirs."""
        scale = f" scale({times:.4f})" if times != 1 else ""
        return self._titled("g", {"transform": f"translate({number(x)} {number(y)}){scale}"}, None)

    def link(self, to: str | None, *, title: str, name: str | None = None) -> "Canvas":
        """A group that leads somewhere; only a group where the address is None, or none that is safe to follow.

        name: what it is called where that is more than its title: whoever speaks to a browser says what they see.
        """
        if to is None or not _SAFE_ADDRESS.match(to):
            return self.inside(title=title)
        return self._titled("a", {"href": plain(to), "aria-label": plain(name or title)}, title)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Tone | None = None,
        stroke: Tone | None = None,
        radius: float = 0,
        pattern: str | None = None,
        thick: float = 1,
    ) -> None:
        """A rectangle. pattern: the name of one made by `hatch`, in place of a tone."""
        place = {"x": number(x), "y": number(y), "width": number(max(width, 0)), "height": number(max(height, 0))}
        if radius:
            place["rx"] = number(radius)
        self._shape("rect", place, fill, stroke, thick=thick, pattern=pattern)

    def target(self, x: float, y: float, width: float, height: float) -> None:
        """A place that is hit though nothing is seen there."""
        place = {"x": number(x), "y": number(y), "width": number(width), "height": number(height)}
        self._add("rect", {**place, "fill": "none", "pointer-events": "all"})

    def path(
        self,
        way: str,
        *,
        fill: Tone | None = None,
        stroke: Tone | None = None,
        thick: float = 1,
        dashed: bool = False,
        faint: bool = False,
    ) -> None:
        """A path. dashed: 5 px on, 4 px off. faint: filled at a third."""
        more = {"d": way}
        if dashed:
            more["stroke-dasharray"] = "5 4"
        if faint:
            more["fill-opacity"] = "0.35"
        self._shape("path", more, fill, stroke, thick=thick)

    def circle(self, x: float, y: float, r: float, *, fill: Tone | None = None, stroke: Tone | None = None) -> None:
        """A circle."""
        self._shape("circle", {"cx": number(x), "cy": number(y), "r": number(r)}, fill, stroke)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        tone: Tone = Tone.INK,
        anchor: str = "start",
        heavy: bool = False,
    ) -> None:
        """One line; y is where its letters stand."""
        more = {"x": number(x), "y": number(y), "fill": tone.light, "class": tone.fill}
        if size != 12:
            more["font-size"] = number(size)
        if anchor != "start":
            more["text-anchor"] = anchor
        if heavy:
            more["font-weight"] = "bold"
        made = self._add("text", more)
        made.text = plain(words)
        made.tail = "\n"  # lines that follow each other are words apart to who hears them

    def hatch(self, *, tone: Tone) -> str:
        """A pattern of slanting lines; its name."""
        name = f"{self._prefix}-hatch"
        defs = self._add("defs", {})
        pattern = ElementTree.SubElement(
            defs, "pattern", {"id": name, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        )
        Canvas(pattern, prefix=name).rect(0, 0, 6, 6, fill=Tone.GROUND)
        Canvas(pattern, prefix=name).path("M-1 1L1 -1M0 6L6 0M5 7L7 5", stroke=tone, thick=1.6)
        return name

    def _titled(self, tag: str, attributes: dict[str, str], title: str | None) -> "Canvas":
        made = self._add(tag, attributes)
        if title is not None:
            ElementTree.SubElement(made, "title").text = plain(title)
        return Canvas(made, prefix=self._prefix)

    def _shape(
        self,
        tag: str,
        attributes: dict[str, str],
        fill: Tone | None,
        stroke: Tone | None,
        *,
        thick: float = 1,
        pattern: str | None = None,
    ) -> None:
        classes = [t for t in (fill.fill if fill else None, stroke.stroke if stroke else None) if t]
        paint = f"url(#{pattern})" if pattern else (fill.light if fill else "none")
        more = {**attributes, "fill": paint}
        if stroke is not None:
            more["stroke"] = stroke.light
            if thick != 1:
                more["stroke-width"] = number(thick)
        if classes:
            more["class"] = " ".join(classes)
        self._add(tag, more)

    def _add(self, tag: str, attributes: dict[str, str]) -> Element:
        return ElementTree.SubElement(self._element, tag, attributes)

"""The paragraphs of a plain text file: one a line, or lines wrapped at a width and put together again.

In:      decoded text
Out:     TextUnits, in order: the stretches of the text that make each paragraph
Refuses: nothing
Shown:   tests/documents/test_lines.py

Files come in two habits: a line is a paragraph, or an editor has broken lines at 60 to 80 letters. In the second, a
line goes on in the next one exactly when the next one's first word would not have fitted.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.documents.composing import fold

MIN_WIDTH = 40
MAX_WIDTH = 100
# A file is wrapped when this share of the lines that have a next one are full.
MIN_FULL = 0.7
# A single line over the width (an address, a table) does not make a file unwrapped.
MAX_OVERLONG = 0.02
# Words that would have fitted by this few letters: editors break before a dash, count tabs, leave a margin.
SLACK = 4
# Where more lines than this share end a sentence, each is a paragraph, however alike their lengths.
MAX_SENTENCE_ENDS = 0.6

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_STARTS_ITEM = re.compile(r"(?:[-–•*·▪◦]|\d{1,2}[.)]|\([a-z0-9]\))\s")


@dataclass(frozen=True, slots=True)
class TextUnit:
    """One paragraph: its stretches `[start, end)` in the text, none empty, and its words, white space folded."""

    stretches: tuple[tuple[int, int], ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str
    indent: int
    after_blank: bool


def units(text: str) -> tuple[TextUnit, ...]:
    """The paragraphs of the text; none for text without a letter."""
    lines = _lines(text)
    width = _wrapped_at(lines)
    found: list[TextUnit] = []
    open_lines: list[_Line] = []
    for line in lines:
        if open_lines and not (width and _goes_on(open_lines[-1], line, width)):
            found.append(_unit(open_lines))
            open_lines = []
        open_lines.append(line)
    if open_lines:
        found.append(_unit(open_lines))
    return tuple(found)


def _unit(lines: Sequence[_Line]) -> TextUnit:
    return TextUnit(tuple((line.start, line.end) for line in lines), " ".join(line.words for line in lines))


def _lines(text: str) -> list[_Line]:
    found = []
    start = 0
    after_blank = True
    ends = [(m.start(), m.end()) for m in _LINE_END.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        raw = text[start:end]
        words = raw.strip()
        if words:
            first = start + len(raw) - len(raw.lstrip())
            found.append(_Line(first, first + len(words), fold(words), first - start, after_blank))
        after_blank = not words
        start = following
    return found


def _wrapped_at(lines: Sequence[_Line]) -> int:
    """The width the file is wrapped at; 0 when a line is a paragraph."""
    lengths = sorted(len(line.words) for line in lines)
    if len(lengths) < 3:
        return 0
    width = lengths[int((len(lengths) - 1) * (1 - MAX_OVERLONG))]
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    followed = [(a, b) for a, b in itertools.pairwise(lines) if not b.after_blank]
    if sum(a.words.endswith((".", "!", "?", '"', "”")) for a, _ in followed) > MAX_SENTENCE_ENDS * len(followed):
        return 0
    full = sum(_full(a, b, width) for a, b in followed)
    # Where every line has a blank line behind it nothing is wrapped.
    return width if len(followed) >= 2 and full >= MIN_FULL * len(followed) else 0


def _full(line: _Line, following: _Line, width: int) -> bool:
    return len(line.words) + 1 + len(following.words.split(" ", 1)[0]) > width - SLACK


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    if following.after_blank or following.indent > line.indent + 1 or _STARTS_ITEM.match(following.words):
        return False
    return _full(line, following, width) or following.words[:1].islower()

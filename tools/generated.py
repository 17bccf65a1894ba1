"""Parts of a page that a command writes, between two marks; what is around them is written by hand.

In:      the text of a page, the name of a part
Out:     the text with that part renewed; the text without any such part
Refuses: a page that has not one beginning and one end of the part (ValueError)
Shown:   tests/docs/test_typed_figures.py, tests/bench/test_docs.py
"""

import re
from collections.abc import Iterable

# A part between two marks; what the tools that write the rest of a page put before it.
PARTS = (
    re.compile(r"<!-- ([^>\n]+): begin -->\n.*?<!-- \1: end -->", re.DOTALL),
    re.compile(r"<!-- From here on written by .*", re.DOTALL),
)


def between(text: str, name: str, new: str) -> str:
    """The text with something new between two marks.

    >>> between("a <!-- x: begin -->old<!-- x: end --> b", "x", "new")
    'a <!-- x: begin -->\\nnew\\n<!-- x: end --> b'
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"the page has not one {begin} and one {end}")
    before, _, rest = text.partition(begin)
    return f"{before}{begin}\n{new}\n{end}{rest.partition(end)[2]}"


def by_hand(text: str) -> str:
    """The text with every part that a command writes left empty, lines kept: what is left somebody typed.

    >>> by_hand("a\\n<!-- x: begin -->\\n.5\\n<!-- x: end -->\\nb")
    'a\\n\\n\\n\\nb'
    """
    for part in PARTS:
        text = part.sub(lambda found: "\n" * found[0].count("\n"), text)
    return text


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown, without a line break behind it. A bar in a cell would end it, and is escaped.

    >>> table(("a", "b"), [("1", "2|3")])
    '| a | b |\\n| --- | --- |\\n| 1 | 2\\\\|3 |'
    """
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)

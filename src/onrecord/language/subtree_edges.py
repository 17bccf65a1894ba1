"""How far each word's own words reach: first and last token of every subtree, found in one pass.

In:      a Parse
Out:     Edges
Source:  arithmetic on the head column; `Parse.subtree` gives the same hull, one token at a time
"""

from dataclasses import dataclass

from onrecord.terms.parses import Parse


@dataclass(frozen=True, slots=True)
class Edges:
    """`left[i]` and `right[i]`: first and last token that token `i` governs, itself included."""

    left: tuple[int, ...]
    right: tuple[int, ...]


def edges_of(parse: Parse) -> Edges:
    """The edges of every token; linear in their number."""
    count = len(parse)
    left, right = list(range(count)), list(range(count))
    order = [i for i in range(count) if parse.heads[i] == i]
    for i in order:  # grows while it is walked: breadth first, heads before what they govern
        order.extend(parse.children[i])
    for i in reversed(order):
        head = parse.heads[i]
        left[head] = min(left[head], left[i])
        right[head] = max(right[head], right[i])
    return Edges(tuple(left), tuple(right))

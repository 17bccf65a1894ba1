"""Pictures: typed values in, SVG and the same values as a table out, for desk, print and command line alike.

In:      sayings of a timeline, the course of a what-if, counts; a title, a width
Out:     Drawing: SVG text and a Table
Refuses: nothing; what finds no room is counted, and stands in the table
Source:  docs/drawings.md
Shown:   tests/drawings/
"""

from onrecord.drawings.canvas import Address
from onrecord.drawings.cascade import draw_cascade
from onrecord.drawings.commitments import Bar, draw_commitments
from onrecord.drawings.counts import CountedSaying, draw_counts
from onrecord.drawings.of_timeline import bars_of, counted_of
from onrecord.drawings.tones import stylesheet
from onrecord.drawings.twins import Cell, Drawing, Table
from onrecord.drawings.world_map import OnMap, draw_map

WIDE_PX, NARROW_PX = 960, 340

__all__ = [
    "NARROW_PX",
    "WIDE_PX",
    "Address",
    "Bar",
    "Cell",
    "CountedSaying",
    "Drawing",
    "OnMap",
    "Table",
    "bars_of",
    "counted_of",
    "draw_cascade",
    "draw_commitments",
    "draw_counts",
    "draw_map",
    "stylesheet",
]

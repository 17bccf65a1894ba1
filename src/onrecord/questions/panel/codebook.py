"""The codebook of a panel: its columns, one by one, and the rules they are counted by, as Markdown.

In:      what the panel is by
Out:     Markdown
Refuses: nothing
Source:  questions/panel/columns.py; docs/panel.md holds the same table
Shown:   tests/questions/test_panel_codebook.py
"""

from collections.abc import Iterable

from onrecord.questions.exports.columns import Column, Holds
from onrecord.questions.panel.columns import PanelBy, PanelColumn, columns_of

TYPES = {
    Holds.TEXT: "text",
    Holds.NUMBER: "whole number",
    Holds.SHARE: "number from 0 to 1",
    Holds.DAY: "day, YYYY-MM-DD",
    Holds.MOMENT: "moment with its time zone, ISO 8601",
    Holds.WORD: "one of a closed set",
}

RULES = """\
- **A row** is {unit} in one month of the calendar, in which at least one thing is counted; of a balanced panel it is
  every {unit_plain} of the panel in every month from the first to the last.
- **Which month.** The day the words themselves set ("said on Thursday"), where that lies in one month; where they set
  none, the day the page was published. What is known no finer than to a season or a year, and what is only known to
  lie before or after a day, is in no row: it is counted, and told on standard error.
- **What became of norms** (`met` to `unsettled`) stands in the month in which the norm was *said*, as the ledger knows
  it when the panel is made: of two months the later one has had less time. `kept` to `unsettled` are seven ways that
  exclude each other; they add up to `norms`.
- **Nothing on record is 0.** It says that no page of the ledger tells of it, not that nothing happened;
  `pages_read_in_month` tells whether anything was read.
- **An empty cell** is "there is none": an organisation or an armed group has no code of states. No cell says NA. In R:
  `read.csv(FILE, na.strings = "", encoding = "UTF-8")`; in pandas:
  `pandas.read_csv(FILE, keep_default_na=False, na_values=[""])`.
- **Copies.** `sources` counts a story and its near-copies once, by families of copies made over all that the panel
  counts; norms, events and quotations are counted as often as they are told.
"""

UNITS = {PanelBy.ACTOR: ("an actor", "actor"), PanelBy.DYAD: ("one actor towards another (directed)", "such pair")}


def codebook(by: PanelBy) -> str:
    """The whole of it, for one kind of panel."""
    unit, plain = UNITS[by]
    rules = RULES.format(unit=unit, unit_plain=plain)
    return f"# Codebook of the panel by {by.value} and month\n\n{rules}\n{column_table(columns_of(by))}"


def column_table(columns: Iterable[PanelColumn]) -> str:
    """A table of columns: name, type, whether a cell may be empty, meaning."""
    head = "| column | type | may be empty | meaning |\n| --- | --- | --- | --- |\n"
    return head + "".join(
        f"| `{c.name}` | {TYPES[c.column.holds]} | {'yes' if c.may_be_empty else 'no'} | {c.means}{_only(c)} |\n"
        for c in columns
    )


def plain_table(columns: Iterable[Column]) -> str:
    """The same of columns without words of their own: name, type, the closed set."""
    head = "| column | type | |\n| --- | --- | --- |\n"
    return head + "".join(
        f"| `{c.name}` | {TYPES[c.holds]} | {', '.join(f'`{word}`' for word in c.words)} |\n" for c in columns
    )


def _only(column: PanelColumn) -> str:
    return f" (By {column.only.value} only.)" if column.only else ""

"""Writes the tables of docs/operations.md: every event of the log, every metric.

python -m tools.write_operations

In:      terms.log_events, faces.metrics
Out:     the tables between their marks; the rest of the page is kept
Refuses: a page without the marks (ValueError)
Shown:   tests/docs/test_operations.py
"""

import logging
from pathlib import Path

from onrecord.faces.metrics import METRICS, PREFIX, Sort
from onrecord.terms.log_events import LogEvent

PAGE = Path(__file__).resolve().parents[1] / "docs" / "operations.md"

BEGINS = "<!-- {name}: written by `python -m tools.write_operations`. -->\n\n"
ENDS = "\n<!-- end of {name} -->\n"


def operations_page(page: str) -> str:
    """The page with the tables as they should stand there."""
    for name, table in (("events", events()), ("metrics", metrics())):
        begins, ends = BEGINS.format(name=name), ENDS.format(name=name)
        before, mark, rest = page.partition(begins)
        _, end, after = rest.partition(ends)
        if not mark or not end:
            raise ValueError(f"{PAGE}: no place for the table of {name}")
        page = before + begins + table + ends + after
    return page


def events() -> str:
    """A row an event."""
    rows = [
        f"| `{event.value.name}` | {logging.getLevelName(event.value.level).lower()} | {event.value.meaning} | "
        f"{', '.join(f'`{field}`' for field in event.value.fields)} |\n"
        for event in LogEvent
    ]
    return "| event | level | when | fields |\n| --- | --- | --- | --- |\n" + "".join(rows)


def metrics() -> str:
    """A row a metric."""
    rows = [
        f"| `{PREFIX}{name}` | {metric.sort.value}{', seconds' if metric.sort is Sort.HISTOGRAM else ''} | "
        f"{metric.meaning} | {', '.join(f'`{label}`' for label in metric.labels)} |\n"
        for name, metric in METRICS.items()
    ]
    return "| metric | sort | what | labels |\n| --- | --- | --- | --- |\n" + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(operations_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")

"""Writes the tables of docs/operations.md: every event of the log, every metric.

python -m tools.write_operations

In:      terms.log_events, faces.metrics
Out:     the tables between their marks; the rest of the page is kept
Refuses: a page without the marks (ValueError, by tools.generated)
Shown:   tests/docs/test_operations.py
"""

import logging
from pathlib import Path

from onrecord.faces.metrics import METRICS, PREFIX, Sort
from onrecord.terms.log_events import LogEvent
from tools.generated import between, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "operations.md"


def operations_page(page: str) -> str:
    """The page with the tables as they should stand there."""
    return between(between(page, "events", events()), "metrics", metrics())


def events() -> str:
    """A row an event."""
    rows = [
        (
            f"`{event.value.name}`",
            logging.getLevelName(event.value.level).lower(),
            event.value.meaning,
            ", ".join(f"`{field}`" for field in event.value.fields),
        )
        for event in LogEvent
    ]
    return table(("event", "level", "when", "fields"), rows)


def metrics() -> str:
    """A row a metric."""
    rows = [
        (
            f"`{PREFIX}{name}`",
            f"{metric.sort.value}{', seconds' if metric.sort is Sort.HISTOGRAM else ''}",
            metric.meaning,
            ", ".join(f"`{label}`" for label in metric.labels),
        )
        for name, metric in METRICS.items()
    ]
    return table(("metric", "sort", "what", "labels"), rows)


if __name__ == "__main__":
    PAGE.write_text(operations_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")

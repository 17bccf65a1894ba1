"""docs/operations.md has every event of the log and every metric, with fields and labels, as the program has them."""

from tools.write_operations import PAGE, operations_page

from onrecord.faces.metrics import METRICS, PREFIX
from onrecord.terms.log_events import LogEvent


def test_the_page_is_what_the_code_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == operations_page(page), "run `python -m tools.write_operations`"


def test_every_event_and_every_metric_has_a_row() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = [event.value.name for event in LogEvent] + [f"{PREFIX}{name}" for name in METRICS]
    assert len(named) > 40
    assert [name for name in named if f"| `{name}` | " not in page] == []

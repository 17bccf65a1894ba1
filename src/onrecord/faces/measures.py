"""What this process does, counted: the events of the log turned into metrics, and what else can be asked.

In:      events of `terms.log_events`, as they are logged; collectors of how things are
Out:     a text that Prometheus reads
Refuses: to begin without the extra `metrics` (MetricsMissing)
Source:  docs/operations.md; Prometheus text format
Shown:   tests/faces/test_metrics_file.py, tests/faces/web/test_measuring.py

One telling for both: whoever adds an event to a room need not think of counters, and no metric can hold what no line
of the log may.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from onrecord.faces.metrics import METRICS, PREFIX, Sort
from onrecord.terms.errors import OnRecordError
from onrecord.terms.log_events import LogEvent, LogLine, Value


class MetricsMissing(OnRecordError):
    """The optional extra `metrics` is not installed."""


try:
    from prometheus_client import (
        CollectorRegistry,
        Counter,
        Histogram,
        ProcessCollector,
        disable_created_metrics,
        generate_latest,
    )
    from prometheus_client.core import GaugeMetricFamily, Metric
    from prometheus_client.exposition import CONTENT_TYPE_LATEST
    from prometheus_client.registry import Collector
except ModuleNotFoundError as missing:
    if (missing.name or "").partition(".")[0] != "prometheus_client":
        raise
    raise MetricsMissing("this needs what measures: pip install 'onrecord[metrics]'") from None

CONTENT_TYPE = CONTENT_TYPE_LATEST
LOGGER = logging.getLogger("onrecord")

RECORDED = ("readings", "statements", "records", "norms", "events", "refused_pages")
FAULTS = (
    LogEvent.READER_FAILED,
    LogEvent.READER_DIED,
    LogEvent.PROCESS_ENDED,
    LogEvent.REQUEST_FAILED,
    LogEvent.COMMAND_FAILED,
)
FEEDS = {
    LogEvent.FEED_POLLED: "polled",
    LogEvent.FEED_MOVED: "moved",
    LogEvent.FEED_FAILED: "failed",
    LogEvent.FEED_STOPPED: "stopped",
}
ITEMS = {LogEvent.ITEM_ADDED: "added", LogEvent.ITEM_REFUSED: "refused", LogEvent.ITEM_LATER: "later"}
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

Fields = Mapping[str, Value]


# Else each counter comes twice, the second time with the moment it was made.
disable_created_metrics()  # type: ignore[no-untyped-call]

Ask = Callable[[], Iterable[Metric]]


class Measures:
    """Counts from `begin` until `close`. state: what is asked whenever the metrics are, by the name of the part.

    process: memory, open files and processor time of this process too.
    """

    def __init__(self, state: Mapping[str, Ask], *, process: bool) -> None:
        self._registry = CollectorRegistry()
        self._made = {name: _made(name, self._registry) for name, m in METRICS.items() if m.sort is not Sort.GAUGE}
        if process:
            ProcessCollector(registry=self._registry)
        self._state = dict(state)
        self._registry.register(_Asking(self._state))
        self._handler = _Counting(self._heard)
        self._level: int | None = None

    def begin(self) -> None:
        """Count from now on, whatever of it is logged."""
        self._level = LOGGER.level
        LOGGER.setLevel(logging.DEBUG)
        LOGGER.addHandler(self._handler)

    def close(self) -> None:
        """Count no more."""
        LOGGER.removeHandler(self._handler)
        if self._level is not None:
            LOGGER.setLevel(self._level)
            self._level = None

    def ask_also(self, part: str, ask: Ask) -> None:
        """Ask this too from now on."""
        self._state[part] = ask

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)

    def _heard(self, line: LogLine) -> None:
        heard = _HEARD.get(line.event)
        if heard is not None:
            heard(self, line.fields)

    def _count(self, name: str, by: Value = 1, **labels: Value) -> None:
        if isinstance(by, int | float) and by > 0:
            made = self._made[name]
            (made.labels(**{k: str(v) for k, v in labels.items()}) if labels else made).inc(by)

    def _time(self, name: str, fields: Fields, **labels: Value) -> None:
        seconds, made = fields.get("seconds"), self._made[name]
        if isinstance(seconds, int | float):
            (made.labels(**{k: str(v) for k, v in labels.items()}) if labels else made).observe(seconds)

    def _page_read(self, fields: Fields) -> None:
        self._count("pages_read_total")
        self._time("page_read_seconds", fields)

    def _page_refused(self, fields: Fields) -> None:
        self._count("pages_refused_total", room=fields["room"], code=fields["code"])

    def _recorded(self, fields: Fields) -> None:
        for what in RECORDED:
            self._count("recorded_total", fields.get(what), what=what)
        self._time("ledger_commit_seconds", fields)

    def _answered(self, fields: Fields) -> None:
        method = fields["method"] if fields["method"] in METHODS else "other"
        self._count("requests_total", method=method, route=fields["route"], status=fields["status"])
        self._time("request_seconds", fields, route=fields["route"])

    def _alerts(self, fields: Fields) -> None:
        for outcome, by in fields.items():
            self._count("alerts_total", by, outcome=outcome)

    def _shard_made(self, fields: Fields) -> None:
        self._count("shards_total", outcome="made" if fields["new"] else "held")
        for outcome in ("seen", "read", "refused", "quarantined") if fields["new"] else ():
            self._count("batch_records_total", fields[outcome], outcome=outcome)


Heard = Callable[[Measures, Fields], None]


def _counts(name: str, **labels: str) -> Heard:
    return lambda measures, _: measures._count(name, **labels)


_HEARD: dict[LogEvent, Heard] = {
    LogEvent.PAGE_READ: Measures._page_read,
    LogEvent.PAGE_REFUSED: Measures._page_refused,
    LogEvent.PAGE_HELD: _counts("pages_held_total"),
    LogEvent.RECORDED: Measures._recorded,
    LogEvent.LEDGER_WAITED: lambda measures, fields: measures._time("ledger_wait_seconds", fields),
    LogEvent.REQUEST_ANSWERED: Measures._answered,
    LogEvent.TOKEN_WRONG: _counts("tokens_wrong_total"),
    LogEvent.ALERTS_SENT: Measures._alerts,
    LogEvent.SHARD_MADE: Measures._shard_made,
    LogEvent.PART_LEFT_OVER: _counts("shards_total", outcome="left_over"),
    LogEvent.SHARD_ABSORBED: _counts("shards_total", outcome="absorbed"),
    LogEvent.SHARD_REFUSED: _counts("shards_total", outcome="refused"),
    **{event: _counts("feed_answers_total", outcome=outcome) for event, outcome in FEEDS.items()},
    **{event: _counts("feed_items_settled_total", outcome=outcome) for event, outcome in ITEMS.items()},
    **{event: _counts("faults_total", event=event.value.name) for event in FAULTS},
}


class _Counting(logging.Handler):
    def __init__(self, heard: Callable[[LogLine], None]) -> None:
        super().__init__(logging.DEBUG)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Of our own lines alone."""
        line = getattr(record, "onrecord", None)
        if isinstance(line, LogLine):
            self._heard(line)


def _made(name: str, registry: CollectorRegistry) -> Any:
    metric = METRICS[name]
    if metric.sort is Sort.COUNTER:
        return Counter(PREFIX + name, metric.meaning, metric.labels, registry=registry)
    return Histogram(PREFIX + name, metric.meaning, metric.labels, registry=registry, buckets=metric.buckets)


def gauge(name: str, values: Iterable[tuple[tuple[str, ...], float]]) -> GaugeMetricFamily:
    """A gauge with a value for each set of labels, in the order METRICS has them."""
    metric = METRICS[name]
    family = GaugeMetricFamily(PREFIX + name, metric.meaning, labels=metric.labels)
    for labels, value in values:
        family.add_metric(labels, value)
    return family


class _Asking(Collector):
    """What cannot be answered just now is said, and the others are heard."""

    def __init__(self, state: Mapping[str, Ask]) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        """The metrics of each part, and which parts could not be asked."""
        missed = {}
        for part, ask in self._state.items():
            missed[part] = 1.0
            found: list[Metric] = []
            with suppress(OnRecordError, OSError):
                found = list(ask())
                missed[part] = 0.0
            yield from found
        yield gauge("not_measured", [((part,), value) for part, value in missed.items()])

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked when it is registered."""
        return ()

"""How a ledger and its feeds are, as metrics.

In:      the ledger's file, an open ledger; a manifest of a batch
Out:     what `measures.Measures` asks
Refuses: nothing; what cannot be asked just now is said (`not_measured`)
Source:  docs/operations.md
Shown:   tests/faces/test_metrics_file.py, tests/faces/web/test_measuring.py
"""

import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from shutil import disk_usage

from prometheus_client.core import Metric

from onrecord.batch.manifest import BatchManifest
from onrecord.faces.measures import Ask, gauge
from onrecord.ledger import Ledger
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.walk.models import models_digest, models_published
from onrecord.watching.deliveries import deliveries
from onrecord.watching.polled_feeds import FeedState, PolledFeed, feeds_of

# To count every table takes a while at a large ledger: the figures of a state of it are kept so long at least.
KEPT_S = 30.0


def build_measured() -> Ask:
    """Who measures, and with which models."""

    def ask() -> Iterator[Metric]:
        labels = (version("onrecord"), platform.python_version(), models_digest())
        yield gauge("build_info", [(labels, 1.0)])
        yield gauge("model_info", [((one.file, one.sha256), 1.0) for one in models_published()])

    return ask


def ledger_measured(
    opened: Callable[[], AbstractContextManager[Ledger]], *, clock_s: Callable[[], float] = time.monotonic
) -> Ask:
    """A ledger; rows are counted anew where it was written to, no more often than every KEPT_S.

    opened: gives it, open, whenever it is asked.
    """
    kept: list[tuple[float, str, list[Metric]]] = []

    def ask() -> Iterator[Metric]:
        with opened() as ledger:
            if isinstance(ledger.place, Path):  # the disk of a server is not ours to see
                yield gauge("ledger_bytes", [((), float(_bytes(ledger.place)))])
                yield gauge("ledger_disk_free_bytes", [((), float(disk_usage(ledger.place.absolute().parent).free))])
            yield gauge("ledger_commits", [((), float(ledger.head().commits))])
            mark = ledger.mark()
            if not kept or (kept[0][1] != mark and clock_s() - kept[0][0] >= KEPT_S):
                kept[:] = [(clock_s(), mark, list(_counted(ledger)))]
        yield from kept[0][2]

    return ask


def _counted(ledger: Ledger) -> Iterator[Metric]:
    yield gauge("ledger_rows", [((table,), float(n)) for table, n in ledger.counts().items()])
    yield gauge("ledger_reader_info", [((one.name,), 1.0) for one in ledger.readers.held()[-1:]])
    yield gauge("ledger_refusals", [(reason, float(n)) for reason, n in ledger.refusal_counts().items()])


def _bytes(path: Path) -> int:
    log = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def watch_measured(ledger: LedgerPlace) -> Ask:
    """The feeds of a ledger and what waits for receivers; how many, and never which."""

    def ask() -> Iterator[Metric]:
        feeds = feeds_of(ledger)
        polled = [feed for feed in feeds if feed.state is FeedState.POLLED]
        states = Counter(feed.state for feed in feeds)
        yield gauge("feeds", [((state.value,), float(n)) for state, n in sorted(states.items())])
        yield gauge("feeds_failing", [((), float(sum(feed.failing is not None for feed in polled)))])
        if polled:
            success = [_success(feed) for feed in polled]
            yield gauge("feeds_last_success_timestamp_seconds", [((), max(success))])
            yield gauge("feeds_oldest_success_timestamp_seconds", [((), min(success))])
        items = sum((Counter(feed.items) for feed in feeds), Counter())
        yield gauge("feed_items", [((state.value,), float(n)) for state, n in sorted(items.items())])
        sent = Counter(one.state for one in deliveries(ledger))
        yield gauge("deliveries", [((state,), float(n)) for state, n in sorted(sent.items())])

    return ask


def _success(feed: PolledFeed) -> float:
    return feed.read.timestamp() if feed.read is not None else 0.0


def batch_measured(manifest: BatchManifest) -> Ask:
    """All that lies in the folder of a batch."""

    def ask() -> Iterator[Metric]:
        counts = manifest.counts
        sums = {
            "seen": counts.seen,
            "read": counts.read,
            "skipped": sum(counts.skipped.values()),
            "refused": sum(counts.refused.values()),
            "quarantined": sum(counts.quarantined.values()),
        }
        yield gauge("batch_folder_records", [((outcome,), float(n)) for outcome, n in sums.items()])
        yield gauge("batch_folder_refused", [((code,), float(n)) for code, n in counts.refused.items()])
        yield gauge("batch_folder_shards", [((), float(len(manifest.shards)))])
        yield gauge("batch_folder_left_over", [((), float(len(manifest.left_over)))])

    return ask


def written_measured(now: Callable[[], datetime]) -> Ask:
    """When the metrics were asked: for a file, which may lie there long after its command ended."""

    def ask() -> Iterator[Metric]:
        yield gauge("written_timestamp_seconds", [((), now().timestamp())])

    return ask

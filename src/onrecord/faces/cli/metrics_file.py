"""`--metrics FILE`: what a long command does, as a file that Prometheus' node exporter reads.

In:      a file; the ledger
Out:     the file, whole at every moment: written anew while the command runs, and at its end
Refuses: a file that cannot be written; to begin without the extra `metrics` (MetricsMissing)
Source:  https://github.com/prometheus/node_exporter#textfile-collector
Shown:   tests/faces/test_metrics_file.py
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.batch.manifest import BatchManifest
    from onrecord.faces.measures import Measures

EVERY_S = 15.0

MetricsOption = Annotated[
    Path | None,
    typer.Option("--metrics", metavar="FILE", help="Keep metrics there, for Prometheus' node exporter (NAME.prom)."),
]


@contextmanager
def metrics_kept(
    path: Path | None, *, ledger: LedgerPlace | None = None, every_s: float = EVERY_S
) -> Iterator[Callable[["BatchManifest"], None]]:
    """Count, and keep the file, for as long as the block lasts; yields what takes the manifest of a batch.

    path: None: nothing is kept. ledger: its rows and feeds are told too; None: there is none.
    """
    if path is None:
        yield lambda _: None
        return
    from onrecord.faces.clock import now
    from onrecord.faces.measures import Measures
    from onrecord.faces.state_measured import batch_measured, build_measured, written_measured

    # Not the process: node exporter has metrics of these names for itself.
    measures = Measures({"build": build_measured(), "file": written_measured(now)}, process=False)
    if ledger is not None:
        _ask_of(ledger, measures)
    _write(measures, path)  # what cannot be written is said before anything is done
    measures.begin()
    over = threading.Event()
    writer = threading.Thread(target=_write_on, args=(measures, path, over, every_s), daemon=True)
    writer.start()
    try:
        yield lambda manifest: measures.ask_also("batch", batch_measured(manifest))
    finally:
        over.set()
        writer.join()
        measures.close()
        _write(measures, path)


def _write_on(measures: "Measures", path: Path, over: threading.Event, every_s: float) -> None:
    while not over.wait(every_s):
        with suppress(OSError):  # the last time it is said
            _write(measures, path)


def _ask_of(ledger: LedgerPlace, measures: "Measures") -> None:
    from onrecord.faces.state_measured import ledger_measured, watch_measured
    from onrecord.ledger import open_ledger

    # Opened whenever it is asked: the command itself makes it, or brings it forward.
    measures.ask_also("ledger", ledger_measured(lambda: open_ledger(ledger, create=False, read_only=True)))
    measures.ask_also("watch", watch_measured(ledger))


def _write(measures: "Measures", path: Path) -> None:
    from onrecord.terms.whole_files import write_whole

    write_whole(path, measures.text())

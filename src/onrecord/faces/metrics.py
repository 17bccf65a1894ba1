"""What is measured: a closed list of metrics, each with the labels it may have; none holds an address or words.

In:      nothing
Out:     Metric by name
Source:  docs/operations.md; https://prometheus.io/docs/practices/naming
Shown:   tests/faces/test_metrics_file.py, tests/faces/web/test_measuring.py
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

PREFIX = "onrecord_"

# Seconds: a page takes some tenths, an answer some hundredths, a commit some thousandths.
READ_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
ANSWER_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
WAIT_S = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0)


class Sort(StrEnum):
    """COUNTER: of this process, from nothing on. GAUGE: as it is now. HISTOGRAM: seconds, of this process."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Metric:
    """labels: each has a closed set of values. buckets: upper bounds in seconds, of a histogram."""

    sort: Sort
    meaning: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


_C, _G, _H = Sort.COUNTER, Sort.GAUGE, Sort.HISTOGRAM

METRICS = MappingProxyType(
    {
        # --- what this process did ---
        "pages_read_total": Metric(_C, "Pages read."),
        "page_read_seconds": Metric(_H, "How long a page took to read.", buckets=READ_S),
        "pages_refused_total": Metric(
            _C, "Pages that could not be captured or read (docs/refusals.md).", ("room", "code")
        ),
        "pages_held_total": Metric(_C, "Pages not read again: their reading is held."),
        "recorded_total": Metric(
            _C, "What was added to the ledger: readings, statements, records, norms, events, refused_pages.", ("what",)
        ),
        "ledger_commit_seconds": Metric(_H, "How long it took to record some readings.", buckets=WAIT_S),
        "ledger_wait_seconds": Metric(_H, "How long a writer waited for its turn.", buckets=WAIT_S),
        "requests_total": Metric(_C, "Answers of the desk and its API.", ("method", "route", "status")),
        "request_seconds": Metric(_H, "How long an answer took to begin.", ("route",), ANSWER_S),
        "tokens_wrong_total": Metric(_C, "Tokens that did not count."),
        "feed_answers_total": Metric(_C, "Feeds asked: polled, moved, failed, stopped.", ("outcome",)),
        "feed_items_settled_total": Metric(_C, "Items of feeds: added, refused, later.", ("outcome",)),
        "alerts_total": Metric(_C, "Alerts: new, sent, failed, dead, gone.", ("outcome",)),
        "batch_records_total": Metric(
            _C, "Records of shards made in this run: read, refused, quarantined, seen.", ("outcome",)
        ),
        "shards_total": Metric(_C, "Shards: made, held, left_over, absorbed, refused.", ("outcome",)),
        "faults_total": Metric(_C, "Faults, by the event of the log that tells of one.", ("event",)),
        # --- how things are ---
        "build_info": Metric(
            _G,
            "1. models: first digits of a digest over the digests of all.",
            ("version", "python", "models"),
        ),
        "model_info": Metric(_G, "1 for each file of the models.", ("file", "sha256")),
        "ledger_reader_info": Metric(
            _G, "1 for who read last into the ledger: versions of onrecord and models.", ("reader",)
        ),
        "ledger_bytes": Metric(_G, "The ledger's file, with its write-ahead log."),
        "ledger_disk_free_bytes": Metric(_G, "Room on the ledger's disk."),
        "ledger_commits": Metric(_G, "Commits of the chain."),
        "ledger_rows": Metric(_G, "Rows of each table of the log: norms, events, encounters ...", ("table",)),
        "ledger_refusals": Metric(_G, "What could not be read, in current readings and at the door.", ("room", "code")),
        "feeds": Metric(_G, "Feeds that are watched, by state: polled, stopped.", ("state",)),
        "feeds_failing": Metric(_G, "Feeds that fail just now."),
        "feeds_last_success_timestamp_seconds": Metric(_G, "When a feed answered last."),
        "feeds_oldest_success_timestamp_seconds": Metric(
            _G, "When the feed that has been silent longest answered last; 0: one never did."
        ),
        "feed_items": Metric(_G, "Items of feeds, by state; waiting is a queue.", ("state",)),
        "deliveries": Metric(_G, "Alerts for receivers, by state; waiting is a queue.", ("state",)),
        "batch_folder_records": Metric(
            _G, "Records of all shards of the folder: seen, read, skipped, refused, quarantined.", ("outcome",)
        ),
        "batch_folder_refused": Metric(_G, "Records refused in the folder, by reason.", ("code",)),
        "batch_folder_shards": Metric(_G, "Shards of the folder."),
        "batch_folder_left_over": Metric(_G, "Parts of the inputs that have no shard."),
        "not_measured": Metric(
            _G, "1 where a part could not be asked just now: build, ledger, watch, batch, file.", ("part",)
        ),
        "written_timestamp_seconds": Metric(_G, "When a file of metrics was written."),
    }
)

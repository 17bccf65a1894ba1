"""The shared dated pages come in day by day through a watch, by hand: `python -m tests.watching.replay FOLDER`.

en.kremlin.ru, Wikinews of 2019 and pages of 2023, each on the day it was published, as items of one feed on a server
of this machine, with a clock that jumps from day to day. Everything certain is watched, and a dozen states. Printed:
alerts by kind and by day; `alerts.jsonl` in the folder holds each as it was told, to be judged.
"""

import argparse
import csv
import gzip
import html
import json
import os
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from tests.watching.web import Clock, Reply, Watcher, Web, item, rss

from onrecord.documents import read_page
from onrecord.pages import capture_sent
from onrecord.questions.alert_words import alert_json, in_an_alert
from onrecord.questions.alerts import Happenings
from onrecord.questions.subjects import Subject, SubjectKind
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page
from onrecord.walk.many import read_many
from onrecord.watching.alerts import as_it_stands, kept_alerts
from onrecord.watching.deliveries import Outside
from onrecord.watching.outgoing import send_due
from onrecord.watching.watches import make_watch

FEED = "http://news.test/feed"
WATCHED = ("CHN", "GBR", "IRN", "IRQ", "ISR", "KOR", "PRK", "RUS", "SYR", "TUR", "UKR", "USA")
MOST_ALERTS = 100_000


def bodies(shared: Path) -> Iterator[bytes]:
    """The pages as a server would give them."""
    pages = shared / "data" / "pages"
    for folder in ("kremlin", "news2023"):
        for path in sorted((pages / folder).glob("*.html.gz")):
            yield gzip.decompress(path.read_bytes())
    csv.field_size_limit(sys.maxsize)
    with (pages / "wikinews_2019.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in row["text"].split("\n") if p.strip())
            title = html.escape(row["title"])
            yield (
                f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:site_name" '
                f'content="Wikinews"><meta property="article:published_time" content="{row["date"]}"></head>'
                f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
            ).encode()


def by_day(shared: Path) -> dict[date, list[bytes]]:
    """The dated ones by the last day on which they may have been published."""
    found: dict[date, list[bytes]] = defaultdict(list)
    for body in bodies(shared):
        for page in capture_sent(body, name="page.html", fetched_at=datetime.now(UTC)):
            document = read_page(page) if isinstance(page, Page) else None
            if isinstance(document, Document) and document.published and document.published.bounds.last:
                found[document.published.bounds.last].append(body)
    return dict(sorted(found.items()))


def main() -> None:
    """Replay them."""
    parser = argparse.ArgumentParser(prog="python -m tests.watching.replay")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))
    ledger = options.folder / "replay.db"
    days = by_day(shared)
    first = datetime.combine(next(iter(days)), time(6), tzinfo=UTC)
    clock = Clock(first - timedelta(days=1))
    web = Web(clock)
    watcher = Watcher(ledger, web, read=partial(read_many, workers=options.workers)).watch(FEED)
    for code in WATCHED:
        make_watch(ledger, Subject(SubjectKind.ACTOR, (("who", code),)), at=clock.now())
    make_watch(ledger, Subject(SubjectKind.ALL, ()), at=clock.now())
    outside = Outside(now=clock.now, network=web.network(), chance=lambda: 0.5)
    told: dict[date, int] = {}
    for day, held in days.items():
        clock.sleep_s(max(0.0, (datetime.combine(day, time(12), tzinfo=UTC) - clock.now()).total_seconds()))
        items = []
        for number, body in enumerate(held):
            path = f"/{day}/{number}"
            web.replies["news.test", path] = Reply(body, headers={"Content-Type": "text/html; charset=utf-8"})
            items.append(item(f"http://news.test{path}", id=path))
        web.replies["news.test", "/feed"] = Reply(rss(*items), headers={"Content-Type": "application/rss+xml"})
        watcher.once()
        told[day] = send_due(ledger, outside).new
    happenings = Happenings(watcher.book, now=clock.now())
    kinds: Counter[str] = Counter()
    with (options.folder / "alerts.jsonl").open("w", encoding="utf-8") as file:
        for kept in kept_alerts(ledger, limit=MOST_ALERTS):
            alert = as_it_stands(happenings, kept)
            if alert is not None:
                words = in_an_alert(alert)
                kinds[words.title.partition(":")[0]] += 1
                file.write(json.dumps({**alert_json(alert), "text": words.text}) + "\n")
    watcher.close()
    web.close()
    counts = sorted(told.values())
    pages = sum(map(len, days.values()))
    print(f"{pages} pages on {len(days)} days, {sum(counts)} alerts")
    print(f"a day: median {statistics.median(counts):g}, mean {statistics.mean(counts):.2f}, most {counts[-1]}")
    for kind, n in kinds.most_common():
        print(f"  {n:4} {kind}")


if __name__ == "__main__":
    main()

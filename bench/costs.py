"""What a year of the world's news costs, reckoned from measured figures.

    python -m bench.costs                        the section, from the last figures
    python -m bench.costs --absorb-s SECONDS     and keep what absorbing 1,000 pages took, measured elsewhere

In:      results.json: the contest `costs`, and the peak memory of the whole reading
Out:     Markdown: the figures, the formulas, a row a machine, what breaks first
Refuses: results without the contest (NoResults)
Source:  docs/bench.md
Shown:   tests/bench/test_costs.py
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.contests import READING
from bench.results import NoResults, Results, read_results, write

PAGES_A_DAY = 300_000
DAYS = 365
SECONDS_A_DAY = 86_400
GB = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Machine:
    """memory_gb, disk_gb: of one machine; assumed, as such machines are sold."""

    name: str
    machines: int
    cores: int
    memory_gb: int
    disk_gb: int


MACHINES = (
    Machine("a laptop, 4 cores", 1, 4, 16, 1_000),
    Machine("one machine, 32 cores", 1, 32, 128, 4_000),
    Machine("ten such", 10, 32, 128, 4_000),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What one page costs, measured. absorb_ms: None where nobody has measured it."""

    words: float
    read_ms: float
    store_ms: float
    ledger_kb: float
    worker_mb: float
    absorb_ms: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """A year's pages on a machine; days by the clock, all cores at work.

    one_writer_days: storing, which one process does, however many read.
    """

    day_h: float
    read_days: float
    one_writer_days: float
    ledger_gb: float
    memory_gb: float


def can_tell(results: Results) -> bool:
    """Was the contest `costs` run?"""
    return "costs" in results["contests"] and "pages" in results["contests"]


def page_of(results: Results) -> Page:
    """The measured figures of a page."""
    if not can_tell(results):
        raise NoResults("no figures of costs: run python -m bench --only pages costs")
    held = results["contests"]["costs"]
    (entry,) = held["entries"].values()
    reading = results["contests"]["pages"]["entries"][READING.name]
    return Page(
        words=held["timed_words"] / held["timed"],
        read_ms=entry["ms"]["median"],
        store_ms=entry["facts"]["store_ms_a_page"],
        ledger_kb=entry["facts"]["ledger_kb_a_page"],
        worker_mb=reading["peak_mb"],
        absorb_ms=results["absorb_s_a_1000_pages"],  # seconds a thousand are milliseconds each
    )


def year_of(page: Page, machine: Machine) -> Year:
    """By the formulas of `section`."""
    pages = PAGES_A_DAY * DAYS
    cores = machine.machines * machine.cores
    one_writer_ms = page.store_ms if page.absorb_ms is None else page.absorb_ms
    return Year(
        day_h=PAGES_A_DAY * page.read_ms / 1000 / cores / 3600,
        read_days=pages * page.read_ms / 1000 / cores / SECONDS_A_DAY,
        one_writer_days=pages * one_writer_ms / 1000 / SECONDS_A_DAY,
        ledger_gb=pages * page.ledger_kb * 1000 / GB,
        memory_gb=machine.cores * page.worker_mb / 1000,
    )


def breaks(year: Year, machine: Machine) -> Iterator[str]:
    """What is too much for the machine, the worst first."""
    if year.ledger_gb > machine.disk_gb:
        days = DAYS * machine.disk_gb / year.ledger_gb
        yield f"its disk of {machine.disk_gb:,} GB, full after {days:,.0f} days' pages"
    if year.one_writer_days > year.read_days:
        yield f"the one writer, {year.one_writer_days / year.read_days:,.1f} times as long as the reading"
    if year.memory_gb > machine.memory_gb:
        yield f"its memory of {machine.memory_gb} GB"
    if year.day_h > 24:
        yield "the day: it does not keep up"


def section(results: Results) -> str:
    """Figures, formulas and the table."""
    page = page_of(results)
    held = results["contests"]["costs"]
    absorbed = "not measured yet; storing stands in for it" if page.absorb_ms is None else f"{page.absorb_ms:,.1f} s"
    one_writer = "S" if page.absorb_ms is None else "A / 1,000"
    lines = [
        f"Measured on {held['timed']} {held['of']} ({held['measured']}), {page.words:,.0f} words each:",
        "",
        "| of a page | |",
        "| --- | --- |",
        f"| reading, R | {page.read_ms:,.0f} CPU ms |",
        f"| storing, S | {page.store_ms:,.1f} CPU ms |",
        f"| ledger, L | {page.ledger_kb:,.1f} kB, {page.ledger_kb:,.1f} MB a 1,000 pages |",
        f"| memory of a worker, M | {page.worker_mb:,.0f} MB at most |",
        f"| absorbing 1,000 pages, A | {absorbed} |",
        "",
        f"With P = {PAGES_A_DAY:,} pages a day: a day's pages take P x R / cores, a year's {DAYS} times that; the one",
        f"writer takes {DAYS} x P x {one_writer}, however many read; the ledger of a year is {DAYS} x P x L; memory is",
        "M a core.",
        "",
        "| | a day's pages | a year's pages read | the one writer | ledger of a year | memory | what breaks first |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for machine in MACHINES:
        year = year_of(page, machine)
        cells = (
            machine.name,
            f"{year.day_h:,.1f} h",
            f"{year.read_days:,.1f} days",
            f"{year.one_writer_days:,.1f} days",
            f"{year.ledger_gb:,.0f} GB",
            f"{year.memory_gb:,.1f} GB" + (" each" if machine.machines > 1 else ""),
            next(breaks(year, machine), "nothing of these"),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Keep what absorbing took where it is given; print."""
    parser = argparse.ArgumentParser(prog="python -m bench.costs", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--absorb-s", type=float, metavar="SECONDS", help="what absorbing 1,000 pages took")
    options = parser.parse_args(arguments)
    try:
        results: dict[str, Any] = read_results()
        if options.absorb_s is not None:
            if options.absorb_s <= 0:
                parser.error("--absorb-s is more than nothing")
            results["absorb_s_a_1000_pages"] = options.absorb_s
            write(results)
        print(section(results))
    except NoResults as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`onrecord watch`: feeds that are read as they come.

In:      a ledger; addresses of feeds, lists of them in OPML
Out:     standard output: what was asked and what was added; the feeds as they are; standard error: what failed
Refuses: an address that is none, a list that is none; a ledger that is watched already
Shown:   tests/faces/test_watch.py

Exit codes: 0 something was watched, asked or found; 1 nothing was, or all that was asked failed.
"""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli import watch_alerts
from onrecord.faces.cli.console import say
from onrecord.faces.cli.metrics_file import MetricsOption, metrics_kept
from onrecord.faces.cli.options import Json, LedgerOption, ledger_path
from onrecord.faces.cli.page_options import Least, MaxBytes, MaxSeconds, Workers
from onrecord.faces.cli.with_settings import WithSettings
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.pages import Network
    from onrecord.watching.happenings import Happening

app = typer.Typer(rich_markup_mode=None)
watch = typer.Typer(
    cls=WithSettings, rich_markup_mode=None, help="Read feeds as they come, and be told once of what is new."
)
watch.add_typer(watch_alerts.commands)
app.add_typer(watch, name="watch")

# Between two requests to one host; a longer Crawl-delay is kept to.
PAUSE_S = 2.0

Once = Annotated[bool, typer.Option("--once", help="Ask what is due, add what is new, and end.")]
For = Annotated[
    float | None, typer.Option("--for", min=0.0, metavar="SECONDS", help="Begin nothing more after so long, and end.")
]


@watch.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    ledger: LedgerOption = None,
    once: Once = False,
    for_s: For = None,
) -> None:
    """Read feeds as they come (RSS, Atom, JSON Feed), and be told once of what is new. Without a command: run."""
    if context.invoked_subcommand is None:
        raise typer.Exit(run_watch(ledger_path(ledger), once=once, for_s=for_s))
    sources = (context.get_parameter_source(name) for name in context.params)
    if any(source is not None and source.name == "COMMANDLINE" for source in sources):
        # It would be taken for the other's, and be nobody's.
        raise typer.BadParameter(f"write options behind {context.invoked_subcommand!r}, not before it")


@watch.command()
def run(
    ledger: LedgerOption = None,
    once: Once = False,
    for_s: For = None,
    workers: Workers = 1,
    least: Least = None,
    max_bytes: MaxBytes = 20_000_000,
    max_seconds: MaxSeconds = 300.0,
    metrics: MetricsOption = None,
) -> None:
    """Ask the feeds when they are due and add the pages of new items, until it is stopped."""
    path = ledger_path(ledger)
    with metrics_kept(metrics, ledger=path):
        code = run_watch(
            path, once=once, for_s=for_s, workers=workers, least=least, max_bytes=max_bytes, max_seconds=max_seconds
        )
    raise typer.Exit(code)


@watch.command()
def add(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED...", help="Addresses of feeds, or files that list them (OPML).")
    ],
    ledger: LedgerOption = None,
) -> None:
    """Watch these feeds from now on; nothing is fetched before `run`."""
    from onrecord.faces.clock import now
    from onrecord.pages.visits import usable_address
    from onrecord.terms.pages import RefusedPage
    from onrecord.watching.feed_lists import NoFeedList
    from onrecord.watching.polled_feeds import polled_feeds

    watched = 0
    with polled_feeds(ledger_path(ledger)) as held:
        for given in feeds:
            try:
                addresses = _addresses(given)
            except NoFeedList as error:
                say(f"refused: {error}", err=True)
                continue
            for address in addresses:
                usable = usable_address(address)
                if isinstance(usable, RefusedPage):
                    say(f"refused {usable.address}: {usable.refusal.reason}", err=True)
                    continue
                watched += 1
                say(f"watching {usable}" if held.add(usable, now=now()) else f"watched already: {usable}")
    raise typer.Exit(0 if watched else 1)


@watch.command("list")
def list_(ledger: LedgerOption = None, as_json: Json = False) -> None:
    """List the feeds: when each was read and is asked next, what came of its items, what fails and since when."""
    from onrecord.faces.cli.console import console, print_json
    from onrecord.watching.feed_words import feed_lines
    from onrecord.watching.polled_feeds import feeds_of

    feeds = feeds_of(ledger_path(ledger))
    out = console(soft_wrap=True)
    for feed in feeds:
        if as_json:
            print_json(out, feed.to_json())
            continue
        out.print(f"{feed.address}  {feed.title}" if feed.title else feed.address, style="bold")
        for line in feed_lines(feed):
            out.print(f"  {line}")
    if not feeds and not as_json:
        out.print("no feed is watched: `onrecord watch add ADDRESS`")
    raise typer.Exit(0 if feeds else 1)


@watch.command()
def remove(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED...", help="Their addresses, as `list` prints them.")],
    ledger: LedgerOption = None,
) -> None:
    """Watch these feeds no more; what came of them stays in the ledger."""
    from onrecord.pages.visits import usable_address
    from onrecord.watching.polled_feeds import polled_feeds

    with polled_feeds(ledger_path(ledger)) as held:
        for given in feeds:
            usable = usable_address(given)
            held.remove(usable if isinstance(usable, str) else given)
            say(f"no longer watched: {given}")


def run_watch(
    ledger: LedgerPlace,
    *,
    once: bool,
    for_s: float | None,
    workers: int = 1,
    least: float | None = None,
    max_bytes: int = 20_000_000,
    max_seconds: float = 300.0,
    network: "Network | None" = None,
) -> int:
    """Watch until it is stopped; the exit code. network: how pages are fetched and alerts sent; None: as ever."""
    import random
    from functools import partial

    from onrecord.faces.cli.watch_logged import log_alerts, log_round
    from onrecord.faces.clock import now
    from onrecord.ledger import LedgerBusy, open_ledger
    from onrecord.pages import CaptureOptions, Network
    from onrecord.pages.visits import Visit
    from onrecord.walk.held import held_in
    from onrecord.walk.many import read_new, read_safely, reader_name
    from onrecord.watching.deliveries import Outgoing, deliveries
    from onrecord.watching.outgoing import AlertsTold, send_due
    from onrecord.watching.polled_feeds import polled_feeds
    from onrecord.watching.polling import Polling, Round
    from onrecord.watching.polling_alone import alone
    from onrecord.watching.watches import watches

    outside = network if network is not None else Network()
    reader = partial(read_safely, least=least, max_seconds=max_seconds)
    total = Round()

    def send(*, look: bool) -> None:
        try:
            told = send_due(ledger, watch_alerts.outside_of(outside), look=look)
        except LedgerBusy as busy:
            say(f"alerts wait: {busy}", err=True)
            return
        if told != AlertsTold(0, Outgoing()):
            log_alerts(told)
            say(watch_alerts.told_words(told))

    def sleep(seconds: float) -> None:
        outside.sleep_s(seconds)
        send(look=False)  # what waits to be sent again

    def done(one: Round) -> None:
        nonlocal total
        total += one
        log_round(one)

    with alone(ledger), open_ledger(ledger) as book, polled_feeds(ledger) as feeds:
        visit = Visit(CaptureOptions(max_bytes=max_bytes, attempts=1), outside, pause_s=PAUSE_S)
        if not feeds.feeds():
            say("no feed is watched: `onrecord watch add ADDRESS`", err=True)
            # A round still tells what other watches have found, and sends what is due.
            if once and not watches(ledger) and not deliveries(ledger, state="waiting"):
                return 1
        polling = Polling(
            book,
            feeds,
            visit,
            read=lambda pages: read_new(
                pages, held=held_in(book), named=partial(reader_name, least=least), workers=workers, reader=reader
            ),
            after_round=partial(send, look=True),
            told=_tell,
            now=now,
            chance=random.random,
        )
        ends = now() + timedelta(seconds=for_s) if for_s is not None else None
        try:
            polling.run(once=once, ends=ends, sleep_s=sleep, done=done)
        finally:
            visit.close()
            say(total.in_words())
    return 1 if total.feeds and total.failed == total.feeds and not total.added else 0


def _tell(happening: "Happening") -> None:
    from onrecord.faces.cli.watch_logged import log_happening
    from onrecord.watching.happenings import AMISS

    log_happening(happening)
    say(f"{happening.kind.value} {happening.address}: {happening.words}", err=happening.kind in AMISS)


def _addresses(given: str) -> tuple[str, ...]:
    """An address as it is; those that a file lists. NoFeedList where it cannot be read, or is no list."""
    from onrecord.terms.regular_files import open_regular
    from onrecord.watching.feed_lists import MOST_BYTES, NoFeedList, addresses_in

    if "://" in given:
        return (given,)
    try:
        with open_regular(Path(given)) as stream:
            body = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NoFeedList(f"{given!a} is neither an address (http://, https://) nor a file to be read: {why}") from None
    return addresses_in(body, name=given)

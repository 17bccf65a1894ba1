"""`onrecord watch actor|pair|search|all ...`: what is watched, what was told of it, and who is sent it.

In:      a ledger, what to watch, addresses of receivers
Out:     standard output: watches, alerts in words, receivers, what was sent; a receiver's secret, once
Refuses: what `questions.subjects`, `watching` and `pages.sending` refuse
Source:  docs/watching.md
Shown:   tests/faces/test_watch_alerts.py
"""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import say
from onrecord.faces.cli.options import Json, LedgerOption, Limit, filters_as_typed, ledger_path
from onrecord.faces.cli.with_settings import WithSettings
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from onrecord.pages import Network
    from onrecord.questions.subjects import SubjectKind
    from onrecord.watching.deliveries import Delivery, Outgoing, Outside
    from onrecord.watching.hooks import Hook
    from onrecord.watching.outgoing import AlertsTold
    from onrecord.watching.watches import Watch

commands = typer.Typer(rich_markup_mode=None)
hook = typer.Typer(
    cls=WithSettings, rich_markup_mode=None, no_args_is_help=True, help="Receivers that are sent what the watches find."
)
commands.add_typer(hook, name="hook")

NameOption = Annotated[str | None, typer.Option("--name", help="What to call it.", show_default="what it watches")]
WatchId = Annotated[str, typer.Argument(metavar="ID", help="Its id, or enough of its beginning.")]


@commands.command()
def actor(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who: a name or a code (Iran, RUS, NATO).")],
    called: NameOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Watch what an actor commits to, what becomes of it, and its deadlines."""
    _make(ledger, "actor", {"who": name}, called)


@commands.command()
def pair(
    one: Annotated[str, typer.Argument(metavar="A", help="A name or a code.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    called: NameOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Watch what two actors say of each other."""
    _make(ledger, "pair", {"who": one, "other": other}, called)


@commands.command()
@filters_as_typed
def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS...]", help="Words that must all be there.")
    ] = None,
    called: NameOption = None,
    ledger: LedgerOption = None,
    *,
    filters: dict[str, str],
) -> None:
    """Watch what a saved search finds."""
    _make(ledger, "search", {"q": " ".join(words or ()), **filters}, called)


@commands.command("all")
def all_(called: NameOption = None, ledger: LedgerOption = None) -> None:
    """Watch all that is met for certain and all that hardens, softens or is taken back, whoever's it is."""
    _make(ledger, "all", {}, called)


@commands.command()
def watches(ledger: LedgerOption = None, as_json: Json = False) -> None:
    """List what is watched, with how many alerts each found and how many of them were judged wrong."""
    from onrecord.ledger import open_ledger
    from onrecord.questions.wording import plural
    from onrecord.watching import watches as kept
    from onrecord.watching.tallies import tallies

    path = ledger_path(ledger)
    held = kept.watches(path)
    if held:
        with open_ledger(path, create=False, read_only=True) as book:
            found = tallies(book, path, held)
        for watch in held:
            tally = found[watch.id]
            counts = {"alerts": tally.alerts, "judged_wrong": tally.judged_wrong}
            told = f"{plural(tally.alerts, 'alert')}, {tally.judged_wrong} judged wrong"
            say(json.dumps({**watch.to_json(), **counts}) if as_json else f"{_watch_words(watch)}; {told}")
    elif not as_json:
        say("nothing is watched: `onrecord watch actor NAME` begins")
    raise typer.Exit(0 if held else 1)


@commands.command()
def mute(
    id_: WatchId,
    undo: Annotated[bool, typer.Option("--undo", help="Send again what it finds from now on.")] = False,
    ledger: LedgerOption = None,
) -> None:
    """Send nothing more of what a watch finds; it is kept and shown."""
    from onrecord.faces.clock import now
    from onrecord.watching.watches import mute as keep

    say(_watch_words(keep(ledger_path(ledger), id_, at=None if undo else now())))


@commands.command()
def end(id_: WatchId, ledger: LedgerOption = None) -> None:
    """Watch it no longer."""
    from onrecord.faces.clock import now
    from onrecord.watching.watches import end as keep

    say(f"no longer watched: {keep(ledger_path(ledger), id_, at=now()).name}")


@commands.command()
def alerts(
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Print the alerts that were noted, the newest first, as they stand."""
    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger
    from onrecord.questions.alert_words import alert_json, in_an_alert
    from onrecord.questions.alerts import Happenings
    from onrecord.watching.alerts import as_it_stands, kept_alerts

    path = ledger_path(ledger)
    kept = kept_alerts(path, limit=limit)
    if kept:
        with open_ledger(path, create=False, read_only=True) as book:
            happenings = Happenings(book, now=now())
            for one in kept:
                alert = as_it_stands(happenings, one)
                if alert is not None:
                    say(json.dumps(alert_json(alert)) if as_json else in_an_alert(alert).text)
                elif not as_json:
                    say(f"{one.id}: what it told of is no longer on record")
    elif not as_json:
        say("no alert yet")
    raise typer.Exit(0 if kept else 1)


@commands.command()
def tell(ledger: LedgerOption = None) -> None:
    """Note what is new since the last time, and send what is due; `watch run` does so after each round."""
    from onrecord.watching.outgoing import send_due

    told = send_due(ledger_path(ledger), outside_of())
    say(told_words(told))


@commands.command()
def replay(
    id_: Annotated[str | None, typer.Argument(metavar="[ID]", help="One letter: its id, or enough of it.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All that was given up.")] = False,
    ledger: LedgerOption = None,
) -> None:
    """Send again what was given up, under the same id; without an ID: list it."""
    from onrecord.watching.deliveries import deliveries
    from onrecord.watching.outgoing import send_again

    path = ledger_path(ledger)
    if id_ is None and not every:
        dead = deliveries(path, state="dead")
        for letter in dead:
            say(_letter_words(letter))
        if not dead:
            say("nothing was given up")
        raise typer.Exit(0 if dead else 1)
    back, outgoing = send_again(path, id_, outside_of())
    say(f"{len(back)} put back in line; {_outgoing_words(outgoing)}")


@hook.command()
def add(
    url: Annotated[str, typer.Argument(help="Where alerts are sent: an http(s) address.")],
    private: Annotated[
        bool, typer.Option("--private", help="It may be in a private network, or this machine.")
    ] = False,
    desk: Annotated[str, typer.Option("--desk", metavar="URL", help="Your desk's address, for its links.")] = "",
    ledger: LedgerOption = None,
) -> None:
    """Add a receiver and print its secret, which is not printed again."""
    import secrets

    from onrecord.faces.clock import now
    from onrecord.pages import Network
    from onrecord.watching.hooks import add_hook
    from onrecord.watching.signing import SECRET_BYTES
    from onrecord.watching.watches import watches as watching

    path = ledger_path(ledger)
    chance = secrets.token_bytes(SECRET_BYTES)
    made, secret = add_hook(path, url, private=private, desk=desk, at=now(), chance=chance, network=Network())
    say(f"{_hook_words(made)}. Keep its secret now: it is shown once", err=True)
    if not watching(path):
        say("nothing is watched yet: `onrecord watch actor NAME` or `onrecord watch all` begins", err=True)
    say(secret)


@hook.command("list")
def list_(ledger: LedgerOption = None, as_json: Json = False) -> None:
    """List the receivers there are, and those that take nothing any more."""
    from onrecord.watching.hooks import hooks

    held = hooks(ledger_path(ledger))
    for one in held:
        say(json.dumps(one.to_json()) if as_json else _hook_words(one))
    if not held and not as_json:
        say("there is no receiver")
    raise typer.Exit(0 if held else 1)


@hook.command()
def remove(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id, as `hook list` prints it.")],
    ledger: LedgerOption = None,
) -> None:
    """Send it nothing any more."""
    from onrecord.faces.clock import now
    from onrecord.watching.hooks import remove_hook

    say(f"removed: {remove_hook(ledger_path(ledger), id_, at=now()).url}")


def _make(ledger: LedgerPlace | None, kind: str, typed: dict[str, str], called: str | None) -> None:
    from onrecord.faces.clock import now
    from onrecord.ledger import open_ledger
    from onrecord.questions.subjects import SubjectKind, subject_of
    from onrecord.watching.watches import make_watch

    path = ledger_path(ledger)
    open_ledger(path).close()  # a new one begins empty: it may be watched before the first page
    with open_ledger(path, create=False, read_only=True) as book:
        subject = subject_of(book, SubjectKind(kind), typed)
    watch, new = make_watch(path, subject, name=called, at=now())
    say(f"{'watched' if new else 'watched already'}: {_watch_words(watch)}")


def outside_of(network: "Network | None" = None) -> "Outside":
    """What sending needs from outside. network: None: the system's own."""
    import random

    from onrecord.faces.clock import now
    from onrecord.pages import Network
    from onrecord.watching.deliveries import Outside

    return Outside(now=now, network=network or Network(), chance=random.random)


def _watch_words(watch: "Watch") -> str:
    kind: SubjectKind = watch.subject.kind
    muted = f", muted on {watch.muted:%Y-%m-%d %H:%M} UTC" if watch.muted else ""
    return f"{watch.name} ({kind.value}, {watch.id}), since {watch.made:%Y-%m-%d %H:%M} UTC{muted}"


def _hook_words(one: "Hook") -> str:
    ended = f"; it takes nothing since {one.ended:%Y-%m-%d %H:%M} UTC: {one.why}" if one.ended else ""
    return f"{one.url} ({one.id}){ended}"


def _letter_words(letter: "Delivery") -> str:
    from onrecord.questions.wording import plural

    return f"{letter.id}: {letter.alert} for {letter.hook}, tried {plural(letter.tries, 'time')}; {letter.said}"


def told_words(told: "AlertsTold") -> str:
    """How many alerts are new, and what became of what was due."""
    from onrecord.questions.wording import plural

    return f"{plural(told.new, 'new alert')}; {_outgoing_words(told.outgoing)}"


def _outgoing_words(outgoing: "Outgoing") -> str:
    """What became of what was due."""
    counted = {
        "sent": outgoing.sent,
        "failed, to be tried again": outgoing.failed,
        "given up": outgoing.dead,
        "no longer on record": outgoing.gone,
    }
    return ", ".join(f"{n} {what}" for what, n in counted.items() if n or what == "sent")

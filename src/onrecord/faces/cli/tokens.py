"""`onrecord tokens`: who may judge and add through the desk's API.

In:      a ledger, a name, scopes, a last day; an id
Out:     standard output: the new token's text, once; the tokens there are; standard error: what it is for
Refuses: what `faces.tokens` refuses
Shown:   tests/faces/test_tokens.py
"""

import json
from typing import Annotated

import typer

from onrecord.faces.cli.console import say
from onrecord.faces.cli.options import Json, LedgerOption, day, ledger_path
from onrecord.faces.cli.with_settings import WithSettings
from onrecord.faces.tokens import Token, Tokens, TokenScope

app = typer.Typer(rich_markup_mode=None)
tokens = typer.Typer(cls=WithSettings, rich_markup_mode=None, no_args_is_help=True, help="Tokens for the desk's API.")
app.add_typer(tokens, name="tokens")


@tokens.command()
def create(
    by: Annotated[str, typer.Option("--by", help="Whose it is: the name that stands beside its judgements.")],
    scope: Annotated[list[TokenScope], typer.Option("--scope", help="What it allows; may be given more than once.")],
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DAY", help="Its last day (YYYY-MM-DD, UTC).")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Make a token and print it; it is kept as a hash, and not printed again."""
    from onrecord.faces.clock import now

    path = ledger_path(ledger)
    made, text = Tokens(path).create(by=by, scopes=tuple(scope), expires=day(expires, "--expires"), at=now())
    say(f"{_words(made)}. Keep it now: it is shown once", err=True)
    say(text)


@tokens.command("list")
def list_(ledger: LedgerOption = None, as_json: Json = False) -> None:
    """List the tokens there are, and those that no longer count."""
    from onrecord.faces.clock import now

    moment = now()
    held = Tokens(ledger_path(ledger)).held()
    for token in held:
        ended = "" if token.holds(moment) else "; it no longer counts"
        say(json.dumps(token.to_json()) if as_json else f"{_words(token)}{ended}")
    if not held and not as_json:
        say("no token was made for this ledger")
    raise typer.Exit(0 if held else 1)


@tokens.command()
def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="Its id, as `tokens list` prints it.")],
    ledger: LedgerOption = None,
) -> None:
    """Take a token back; from now on it opens nothing."""
    from onrecord.faces.clock import now

    say(_words(Tokens(ledger_path(ledger)).revoke(token, at=now())))


def _words(token: Token) -> str:
    scopes = ", ".join(s.value for s in token.scopes)
    until = f", until {token.expires}" if token.expires else ""
    back = f", taken back on {token.revoked:%Y-%m-%d %H:%M} UTC" if token.revoked else ""
    return f"token {token.id} of {token.by} ({scopes}), made on {token.made:%Y-%m-%d}{until}{back}"

"""`onrecord config`: which options are set, to what, and where.

In:      the environment, the settings file
Out:     standard output: a line for each option that is set, or for each there is; or the same as JSON lines
Refuses: what `settings` refuses: each as a sentence on standard error, then exit code 2
Shown:   tests/faces/test_config.py
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from onrecord.faces.cli.console import plain_json, say

if TYPE_CHECKING:
    from onrecord.faces.cli.settings import HeldSetting

app = typer.Typer(rich_markup_mode=None)


@app.command()
def config(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Also what is as the commands have it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """Print which options onrecord.toml and the environment set, to what, and where."""
    from onrecord.faces.cli.settings import Origin, looked_up, wrong_anywhere
    from onrecord.faces.cli.settings_file import NAME
    from onrecord.faces.cli.with_settings import in_force

    root = context.find_root().command
    assert isinstance(root, TyperGroup)
    found = in_force(root)
    held, _ = looked_up(found, found.settings)
    told = [one for one in held if every or one.origin is not Origin.DEFAULT]
    if as_json:
        for one in told:
            say(plain_json(json.dumps(one.to_json())))
    else:
        say(f"settings file: {found.file.path}" if found.file else f"no {NAME} is there")
        for alike in grouped(told):
            say(_line(alike))
        if not told:
            say("nothing is set; --all prints every option as its command has it")
    wrong = wrong_anywhere(found)
    for sentence in wrong:
        say(f"onrecord: {sentence}", err=True)
    raise typer.Exit(2 if wrong else 0)


def grouped(held: Iterable["HeldSetting"]) -> list[list["HeldSetting"]]:
    """Values together that stand in one place for several commands; all others alone."""
    found: dict[tuple[str, str], list[HeldSetting]] = {}
    for one in held:
        found.setdefault(
            (one.where, one.setting.key) if one.shared else (one.setting.table, one.setting.key), []
        ).append(one)
    return list(found.values())


def _line(alike: list["HeldSetting"]) -> str:
    """`[add] least = 0.3  (ONRECORD_ADD_LEAST)`, `ledger = x.db  (ONRECORD_LEDGER, for 25 commands)`."""
    one = alike[0]
    name = one.setting.key if one.shared else f"[{one.setting.table}] {one.setting.key}"
    place = one.where or "default"
    return f"{name} = {_words(one)}  ({place}{f', for {len(alike)} commands' if one.shared else ''})"


def _words(one: "HeldSetting") -> str:
    if one.value is None:
        shown = one.setting.option.show_default
        return shown if isinstance(shown, str) else "not set"
    return one.shown if isinstance(one.shown, str) else json.dumps(one.shown)

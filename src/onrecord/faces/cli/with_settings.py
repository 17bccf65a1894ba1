"""The command whose commands take what a settings file and the environment hold, beside what is typed.

In:      what was typed
Out:     the command to run, told the values that hold for it
Refuses: what `settings` refuses, as a WrongSetting, for the command it concerns
Shown:   tests/faces/test_settings.py
"""

import os
from copy import copy
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from onrecord.faces.cli.option_tree import settings_of
from onrecord.faces.cli.settings import InForce, Origin, looked_up
from onrecord.faces.cli.settings_file import WrongSetting, settings_file
from onrecord.faces.places import user_settings

# They tell what is wrong themselves, with all the rest.
TELLS_ITSELF = (("config",), ("doctor",))


class WithSettings(TyperGroup):
    """A group of commands. Help and completion tell of the command alone, whatever is set."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command named first, its defaults those that hold now."""
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None and isinstance(command, TyperCommand) and not ctx.resilient_parsing and not _asks(rest):
            ctx.default_map = {name: _defaults(ctx, (*_path(ctx), name), command)}
            command = _told_all(command)
        return name, command, rest


def in_force(root: TyperGroup) -> InForce:
    """What holds here and now."""
    return InForce(root, os.environ, settings_file(os.environ, here=Path(), of_user=user_settings()))


def _defaults(context: typer.Context, path: tuple[str, ...], command: TyperCommand) -> dict[str, Any]:
    """Values by the names of the command's parameters, of those that are set."""
    root = context.find_root().command
    assert isinstance(root, TyperGroup)
    found = in_force(root)
    held, wrong = looked_up(found, settings_of(path, command))
    wrong = [*found.wrong_for(path), *wrong]
    if wrong and path not in TELLS_ITSELF:
        raise WrongSetting("\n".join(wrong))
    return {one.setting.option.name: one.value for one in held if one.origin is not Origin.DEFAULT}


def _told_all(command: TyperCommand) -> TyperCommand:
    """The command, asking the environment for nothing: what is there was looked up. Left to itself, Typer would ask the
    variable that commands share before the command's own."""
    asking_nothing = copy(command)
    asking_nothing.params = [copy(p) for p in command.params]
    for option in asking_nothing.params:
        if isinstance(option, TyperOption):
            option.envvar = None
    return asking_nothing


def _path(context: typer.Context) -> tuple[str, ...]:
    """The names of the groups that lead here, without the program's own."""
    names: list[str] = []
    at: Any = context
    while at.parent is not None:
        names.insert(0, at.info_name)
        at = at.parent
    return tuple(names)


def _asks(args: list[str]) -> bool:
    """Is help asked for?"""
    return "--help" in (args[: args.index("--")] if "--" in args else args)

"""Every option of every command, with the key and the variable that set it.

In:      the command, as Typer has put it together
Out:     Settings; the keys that may stand above all tables of a settings file
Source:  docs/options.md
Shown:   tests/faces/test_settings.py, tests/docs/test_commands.py
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

PREFIX = "ONRECORD"


@dataclass(frozen=True)
class Setting:
    """One option of one command. path: the command's names, ("tokens", "create")."""

    path: tuple[str, ...]
    command: TyperCommand
    option: TyperOption

    @property
    def table(self) -> str:
        """The table of a settings file it stands in: "tokens.create"."""
        return ".".join(self.path)

    @property
    def key(self) -> str:
        """Its name there: "max-bytes" for --max-bytes."""
        return max(self.option.opts, key=len).lstrip("-")

    @property
    def variable(self) -> str:
        """The environment variable that sets it for this command alone: "ONRECORD_TOKENS_CREATE_BY"."""
        return variable_prefix(self.path) + self.key.upper().replace("-", "_")

    @property
    def shared_variables(self) -> tuple[str, ...]:
        """The variables that set it for other commands too, the first set one wins: ("ONRECORD_LEDGER",)."""
        declared = self.option.envvar
        return (declared,) if isinstance(declared, str) else tuple(declared or ())

    @property
    def takes_list(self) -> bool:
        """Does it take several values?"""
        return self.option.multiple or self.option.nargs != 1

    @property
    def takes_path(self) -> bool:
        """Is its value the name of a file?"""
        return self.option.type_descriptor.is_path or self.option.metavar == "FILE"

    @cached_property
    def context(self) -> typer.Context:
        """A context to read a value in; nothing is run in it."""
        return typer.Context(self.command, info_name=self.path[-1], resilient_parsing=True)

    @property
    def written(self) -> str:
        """As help writes it: "--limit <int range>"."""
        record = self.option.get_help_record(self.context)
        return record[0] if record else self.option.opts[0]

    @property
    def told(self) -> str:
        """What help says of it, without default and bounds."""
        return self.option.help or ""


def variable_prefix(path: tuple[str, ...]) -> str:
    """How the variables of a command begin: "ONRECORD_RECORD_OF_"."""
    return "_".join((PREFIX, *path)).upper().replace("-", "_") + "_"


def commands_of(group: TyperGroup, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    """Every command with its names, in the order of help."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands_of(command, (*path, name))
        elif isinstance(command, TyperCommand):
            yield (*path, name), command


def settings_of(path: tuple[str, ...], command: TyperCommand) -> tuple[Setting, ...]:
    """The options of one command, in the order of help; its arguments can only be typed."""
    return tuple(Setting(path, command, p) for p in command.params if isinstance(p, TyperOption) and not p.hidden)


def every_setting(root: TyperGroup) -> tuple[Setting, ...]:
    """The options of every command."""
    return tuple(setting for path, command in commands_of(root) for setting in settings_of(path, command))


@cache
def shared_keys(root: TyperGroup) -> frozenset[str]:
    """The keys that may stand above all tables: of two commands or more, each of which writes the option alike; none
    that is called as a table is, as `tag` is."""
    written: defaultdict[str, list[str]] = defaultdict(list)
    for setting in every_setting(root):
        written[setting.key].append(setting.written)
    tables = {path[0] for path, _ in commands_of(root)}
    return frozenset(key for key, ways in written.items() if len(ways) > 1 and len(set(ways)) == 1) - tables

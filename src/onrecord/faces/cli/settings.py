"""What holds for a command beside what is typed: the environment over a settings file over the defaults.

In:      Settings, the environment, the settings file
Out:     HeldSetting values, as the command takes them, each with where it stands
Refuses: a key or variable that no option has, a value that its option does not take (sentences, all of them)
Source:  docs/options.md
Shown:   tests/faces/test_settings.py
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from onrecord.faces.cli.option_tree import (
    Setting,
    commands_of,
    every_setting,
    shared_keys,
    variable_prefix,
)
from onrecord.faces.cli.settings_file import SettingsFile, WrongSetting
from onrecord.terms.ledger_places import is_address, shown_place

PAGE = "docs/options.md names them all"
YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")
SHOWN_CHARS = 80


class Origin(StrEnum):
    """Where a value stands."""

    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class HeldSetting:
    """The value of one option.

    value:  as the option takes it before it is read: text, yes or no, several texts; for a default what the command
            has, None where it works that out itself.
    where:  the variable, or the file with table and key; "" for a default.
    shared: does it stand where it sets other commands too?
    """

    setting: Setting
    value: str | bool | tuple[str, ...] | None
    origin: Origin
    where: str = ""
    shared: bool = False

    @property
    def shown(self) -> str | bool | tuple[str, ...] | None:
        """The value as it may be shown: an address of a ledger without its password."""
        return shown_place(self.value) if isinstance(self.value, str) else self.value

    def to_json(self) -> dict[str, Any]:
        """`{"command", "key", "variable", "value", "origin", "where"}`; where: null for a default."""
        return {
            "command": " ".join(self.setting.path),
            "key": self.setting.key,
            "variable": self.setting.variable,
            "value": list(self.value) if isinstance(self.value, tuple) else self.shown,
            "origin": self.origin.value,
            "where": self.where or None,
        }


@dataclass(frozen=True)
class InForce:
    """What the environment and one settings file say. root: the command they say it of."""

    root: TyperGroup
    environment: Mapping[str, str]
    file: SettingsFile | None

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """Of every command."""
        return every_setting(self.root)

    @cached_property
    def shared(self) -> frozenset[str]:
        """The keys that may stand above all tables."""
        return shared_keys(self.root)

    def of(self, setting: Setting) -> HeldSetting:
        """The value of an option: its own variable, one it shares, its table, above all tables, the default.

        WrongSetting where the option does not take it.
        """
        for variable in (setting.variable, *setting.shared_variables):
            if given := self.environment.get(variable):  # an empty one is none, as everywhere
                value = _from_text(setting, given, variable)
                return HeldSetting(setting, value, Origin.ENVIRONMENT, variable, variable != setting.variable)
        if self.file is not None:
            for table, shared in ((self._table(setting.path), False), (self.file.values, True)):
                key = next((k for k in table or {} if _plain(k) == setting.key), None)
                if table is None or key is None or isinstance(table[key], Mapping):
                    continue
                if not shared or setting.key in self.shared:
                    where = f"{self.file.path}: {'' if shared else f'[{setting.table}] '}{key}"
                    value = _from_file(setting, table[key], where, folder=self.file.path.parent)
                    return HeldSetting(setting, value, Origin.FILE, where, shared)
        return HeldSetting(setting, _default(setting), Origin.DEFAULT)

    def wrong_for(self, path: tuple[str, ...]) -> Iterator[str]:
        """What is said of a command, or of all, that no option is named for."""
        yield from self._wrong_variables(path)
        if self.file is None:
            return
        yield from self._wrong_at_top()
        group = self.root.commands[path[0]]
        if isinstance(group, TyperGroup):
            for name in self._table(path[:1]) or {}:
                if name not in group.commands:
                    near = _nearest(name, list(group.commands))
                    yield f"{self.file.path}: [{path[0]}] {name!r} is no command of `onrecord {path[0]}`{near}"
        table, dotted = self._table(path), ".".join(path)
        if table is None and dotted not in self.shared:
            yield f"{self.file.path}: {dotted!r} is a command: write [{dotted}], and its keys below"
        keys = [s.key for s in self.settings if s.path == path]
        for key in table or {}:
            if _plain(key) not in keys:
                yield f"{self.file.path}: [{dotted}] has no {key!r}{_nearest(_plain(key), keys)}"

    def _table(self, path: tuple[str, ...]) -> Mapping[str, Any] | None:
        """The table of a command, {} where none is written; None where its name is that of a value."""
        table: Any = self.file.values if self.file else {}
        for name in path:
            table = table.get(name, {})
            if not isinstance(table, Mapping):
                return None
        found: Mapping[str, Any] = table
        return found

    def _wrong_at_top(self) -> Iterator[str]:
        assert self.file is not None
        for key, value in self.file.values.items():
            having = [f"[{s.table}]" for s in self.settings if s.key == _plain(key)]
            # A command whose table is a value says so itself; one that is called as an option is may be that, meant.
            if key in self.root.commands and (isinstance(value, Mapping) or not having):
                continue
            if _plain(key) in self.shared and not isinstance(value, Mapping):
                continue
            if isinstance(value, Mapping):
                near = _nearest(key, list(self.root.commands))
                yield f"{self.file.path}: there is no command {key!r} to have a table{near}"
            elif having:
                yield f"{self.file.path}: {key!r} is not one thing for all commands: write it below {', '.join(having)}"
            else:
                near = _nearest(_plain(key), sorted(self.shared))
                yield f"{self.file.path}: {key!r} is no option that commands share{near}"

    def _wrong_variables(self, path: tuple[str, ...]) -> Iterator[str]:
        prefix = variable_prefix(path)
        for name in sorted(n for n in self.environment if n.startswith(prefix)):
            known = [s.variable for s in self.settings]
            if name not in known:
                near = _nearest(name, [v for v in known if v.startswith(prefix)])
                yield f"the variable {name} sets no option of `onrecord {' '.join(path)}`{near}"


def looked_up(in_force: InForce, settings: Iterable[Setting]) -> tuple[list[HeldSetting], list[str]]:
    """The values of some options, and a sentence for each that is not taken."""
    held, wrong = [], []
    for setting in settings:
        try:
            held.append(in_force.of(setting))
        except WrongSetting as error:
            wrong.append(str(error))
    return held, wrong


def wrong_anywhere(in_force: InForce) -> list[str]:
    """All that is wrong, for whichever command, each once."""
    _, values = looked_up(in_force, in_force.settings)
    keys = (line for path, _ in commands_of(in_force.root) for line in in_force.wrong_for(path))
    return list(dict.fromkeys((*keys, *values)))


def _plain(key: str) -> str:
    """A key as options are written: max_bytes is max-bytes."""
    return key.replace("_", "-")


def _nearest(name: str, names: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; {PAGE}"


def _from_text(setting: Setting, given: str, variable: str) -> str | bool | tuple[str, ...]:
    """What a variable says. Several values stand in it as a list of TOML; one may stand as it is."""
    if setting.option.is_flag:
        word = given.strip().lower()
        if word not in (*YES, *NO):
            raise WrongSetting(f"{variable}={_shown(given)}: it takes yes or no ({', '.join((*YES, *NO))})")
        return word in YES
    value: str | tuple[str, ...] = given
    if setting.takes_list:
        value = _listed(setting, given, variable) if given.lstrip().startswith("[") else (given,)
    return _taken(setting, value, variable)


def _listed(setting: Setting, given: str, variable: str) -> tuple[str, ...]:
    import tomllib

    try:
        values = tomllib.loads(f"it = {given}")
    except (tomllib.TOMLDecodeError, RecursionError):
        values = {}
    if list(values) != ["it"]:
        raise WrongSetting(f'{variable}={_shown(given)}: several values are a list, as in ["a", "b"]')
    return tuple(_one(setting, item, variable) for item in values["it"])


def _from_file(setting: Setting, given: Any, where: str, *, folder: Path) -> str | bool | tuple[str, ...]:
    """What a file says. A name of a file counts from the folder of the settings file; ~ is the user's own."""
    if setting.option.is_flag:
        if not isinstance(given, bool):
            raise WrongSetting(f"{where} = {_shown(given)}: it takes true or false")
        return given
    if setting.takes_list:
        if not isinstance(given, list):
            raise WrongSetting(f'{where} = {_shown(given)}: it takes a list, as in ["a", "b"]')
        return _taken(setting, tuple(_one(setting, item, where) for item in given), where)
    value = _one(setting, given, where)
    if setting.takes_path and value != "-" and not is_address(value):
        try:
            value = str(folder / Path(value).expanduser())
        except RuntimeError as error:  # ~name, and nobody is called so
            raise WrongSetting(f"{where} = {_shown(given)}: {error}") from None
    return _taken(setting, value, where)


def _one(setting: Setting, given: Any, where: str) -> str:
    """One value as it would be typed."""
    if isinstance(given, str):
        return given
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return str(given)
    if isinstance(given, (date, time)):
        return given.isoformat()
    raise WrongSetting(f"{where} = {_shown(given)}: it takes what may be typed for `{setting.written}`")


def _taken(setting: Setting, value: str | tuple[str, ...], where: str) -> str | tuple[str, ...]:
    """The value, once its option has read it."""
    if setting.option.nargs > 1 and len(value) != setting.option.nargs:
        raise WrongSetting(f"{where}: it takes {setting.option.nargs} values, and {len(value)} are given")
    try:
        setting.option.process_value(setting.context, value)
    except typer.BadParameter as error:
        given = list(value) if isinstance(value, tuple) else value
        raise WrongSetting(f"{where} = {_shown(given)}: {' '.join(error.message.split())}") from None
    return value


def _shown(given: Any) -> str:
    """A value in a message, not longer than can be read there."""
    shown = repr(shown_place(given) if isinstance(given, str) else given)
    return shown if len(shown) <= SHOWN_CHARS else f"{shown[:SHOWN_CHARS]} ..."


def _default(setting: Setting) -> str | bool | tuple[str, ...] | None:
    value = setting.option.get_default(setting.context)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (list, tuple)):
        return tuple(map(str, value))
    return str(getattr(value, "value", value))

"""Writes the tables of docs/options.md: every option of every command, what it takes and what holds without it.

python -m tools.write_options

An option that several commands have alike stands once, in the first table, and is named under each; a command's own
table has its others. Key and variable follow from the option and its command, as the page says above the tables.

Shown:   tests/docs/test_commands.py
"""

from collections.abc import Mapping
from pathlib import Path

from typer.core import TyperGroup

from onrecord.faces.cli.app import command_line
from onrecord.faces.cli.option_tree import Setting, commands_of, every_setting, settings_of, shared_keys

PAGE = Path(__file__).resolve().parents[1] / "docs" / "options.md"

MARK = "<!-- From here on written by `python -m tools.write_options`. -->\n"


def options_page(page: str) -> str:
    """The page with the tables as they should stand there; what is before the mark is kept."""
    root = command_line()
    kept, mark, _ = page.partition(MARK)
    common = _common(root)
    parts = [kept, mark, "\n## Options that several commands have\n\n", _table(tuple(common.values()))]
    parts += ["\n", _above_all(root)]
    without = []
    for path, command in commands_of(root):
        settings = [s for s in settings_of(path, command) if s.key not in _everywhere(root)]
        own = tuple(s for s in settings if not _is(s, common))
        also = ", ".join(f"`{s.option.opts[0]}`" for s in settings if _is(s, common))
        if own:
            parts.append(f"\n## {' '.join(path)}\n\n{_table(own)}" + (f"\nAlso: {also}.\n" if also else ""))
        else:
            without.append(f"`{' '.join(path)}`" + (f" ({also})" if also else ""))
    if without:
        parts.append(f"\nWithout options of its own: {', '.join(without)}.\n")
    return "".join(parts)


def _everywhere(root: TyperGroup) -> frozenset[str]:
    """The keys that every command has."""
    keys = [{s.key for s in settings_of(path, command)} for path, command in commands_of(root)]
    return frozenset(set.intersection(*keys))


def _common(root: TyperGroup) -> dict[str, Setting]:
    """By key the option as most commands have it, two at least: one form, one default, one sentence."""
    told: dict[str, dict[tuple[str, str, str], list[Setting]]] = {}
    for s in every_setting(root):
        told.setdefault(s.key, {}).setdefault(_told(s), []).append(s)
    most = {key: max(ways.values(), key=len) for key, ways in sorted(told.items())}
    return {key: having[0] for key, having in most.items() if len(having) > 1}


def _is(setting: Setting, common: Mapping[str, Setting]) -> bool:
    return setting.key in common and _told(setting) == _told(common[setting.key])


def _told(setting: Setting) -> tuple[str, str, str]:
    return setting.written, _default(setting), setting.told


def _above_all(root: TyperGroup) -> str:
    """What may stand above all tables of a file, and what every command has with its variable."""
    keys = ", ".join(f"`{key}`" for key in sorted(shared_keys(root)))
    every = [s for s in settings_of(*next(iter(commands_of(root)))) if s.key in _everywhere(root)]
    variables = ", ".join(f"`{s.option.opts[0]}` (`{'`, `'.join(s.shared_variables)}`)" for s in every)
    return f"Every command has {variables}. Above all tables of `onrecord.toml` may stand: {keys}.\n"


def _table(settings: tuple[Setting, ...]) -> str:
    return "| option | |\n| --- | --- |\n" + "".join(
        f"| `{_cell(s.written)}` | {_cell(_means(s))} |\n" for s in settings
    )


def _means(setting: Setting) -> str:
    """What it does, and what holds without it."""
    if setting.option.required:
        return f"{setting.told} Must be given."
    default = _default(setting)
    return f"{setting.told} Default: {default}." if default else setting.told


def _default(setting: Setting) -> str:
    option = setting.option
    if isinstance(option.show_default, str):
        return option.show_default
    value = option.get_default(setting.context)
    if value is None or value is False or value == "":
        return ""
    return f"`{getattr(value, 'value', value)}`"


def _cell(text: str) -> str:
    """Text in a cell of a table: a bar would end it, and an angle would be a tag."""
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(options_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

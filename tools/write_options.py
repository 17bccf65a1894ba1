"""Writes the tables of docs/options.md: every option of every command, with the key and the variable that set it.

python -m tools.write_options

Shown:   tests/docs/test_commands.py
"""

from pathlib import Path

from typer.core import TyperGroup
from typer.main import get_command

from onrecord.faces.cli.app import app
from onrecord.faces.cli.option_tree import Setting, commands_of, every_setting, settings_of, shared_keys

PAGE = Path(__file__).resolve().parents[1] / "docs" / "options.md"

MARK = "<!-- From here on written by `python -m tools.write_options`. -->\n"


def options_page(page: str) -> str:
    """The page with the tables as they should stand there; what is before the mark is kept."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    kept, mark, _ = page.partition(MARK)
    parts = [kept, mark, "\n## Above all tables\n\n", _shared(root)]
    everywhere = _everywhere(root)
    without = []
    for path, command in commands_of(root):
        settings = tuple(s for s in settings_of(path, command) if s.key not in everywhere)
        if settings:
            parts.append(f"\n## {' '.join(path)}\n\n{_table(settings)}")
        else:
            without.append(f"`{' '.join(path)}`")
    if without:
        parts.append(f"\nWithout options of its own: {', '.join(without)}.\n")
    return "".join(parts)


def _everywhere(root: TyperGroup) -> frozenset[str]:
    """The keys that every command has: they stand in the first table alone."""
    keys = [{s.key for s in settings_of(path, command)} for path, command in commands_of(root)]
    return frozenset(set.intersection(*keys))


def _shared(root: TyperGroup) -> str:
    shared = shared_keys(root)
    rows = []
    for key in sorted(shared):
        having = [s for s in every_setting(root) if s.key == key]
        commands = ", ".join(" ".join(s.path) for s in having)
        if key in _everywhere(root):
            commands = f"every command ({', '.join(f'`{name}`' for name in having[0].shared_variables)})"
        rows.append(f"| `{key}` | {_cell(having[0].told)} | {commands} |\n")
    return "| key | | of |\n| --- | --- | --- |\n" + "".join(rows)


def _table(settings: tuple[Setting, ...]) -> str:
    head = "| option | key | variable | default | |\n| --- | --- | --- | --- | --- |\n"
    return head + "".join(
        f"| `{_cell(s.written)}` | `{s.key}` | {_variables(s)} | {_cell(_default(s))} | {_cell(s.told)} |\n"
        for s in settings
    )


def _variables(setting: Setting) -> str:
    return ", ".join(f"`{name}`" for name in (setting.variable, *setting.shared_variables))


def _default(setting: Setting) -> str:
    option = setting.option
    if option.required:
        return "must be given"
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

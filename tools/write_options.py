"""Writes the tables of docs/options.md: every option of every command, what it takes and what holds without it.

python -m tools.write_options

An option that several commands have alike stands once, in the first table; a command's own table has its others. Key
and variable follow from the option and its command, as the page says above the tables.

Shown:   tests/docs/test_commands.py
"""

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
    alike = _alike(root)
    parts = [kept, mark, "\n## Above all tables\n\n", _shared(root, alike)]
    without = []
    for path, command in commands_of(root):
        settings = settings_of(path, command)
        own = tuple(s for s in settings if s.key not in alike)
        also = ", ".join(f"`{s.option.opts[0]}`" for s in settings if s.key in alike and s.key not in _everywhere(root))
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


def _alike(root: TyperGroup) -> frozenset[str]:
    """The shared keys that mean the same wherever they stand: one form, one default, one sentence."""
    told: dict[str, set[tuple[str, str, str]]] = {}
    for s in every_setting(root):
        told.setdefault(s.key, set()).add((s.written, _default(s), s.told))
    return frozenset(key for key in shared_keys(root) if len(told[key]) == 1)


def _shared(root: TyperGroup, alike: frozenset[str]) -> str:
    rows = []
    for key in sorted(shared_keys(root)):
        having = [s for s in every_setting(root) if s.key == key]
        commands = ", ".join(" ".join(s.path) for s in having)
        if key in _everywhere(root):
            commands = f"every command ({', '.join(f'`{name}`' for name in having[0].shared_variables)})"
        option, default, told = (
            (having[0].written, _default(having[0]), having[0].told) if key in alike else (f"--{key}", "", "see there")
        )
        rows.append(f"| `{_cell(option)}` | {_cell(default)} | {_cell(told)} | {commands} |\n")
    return "| option | default | | of |\n| --- | --- | --- | --- |\n" + "".join(rows)


def _table(settings: tuple[Setting, ...]) -> str:
    head = "| option | default | |\n| --- | --- | --- |\n"
    return head + "".join(f"| `{_cell(s.written)}` | {_cell(_default(s))} | {_cell(s.told)} |\n" for s in settings)


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

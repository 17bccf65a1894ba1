"""Every option of every command: typed over its own variable over a shared one over its table over what commands share
over the default; and what a settings file may not say."""

import json
import os
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.core import TyperArgument, TyperCommand, TyperGroup

from onrecord.faces.cli.app import command_line
from onrecord.faces.cli.export import FORMATS
from onrecord.faces.cli.option_tree import Setting, commands_of, settings_of, shared_keys
from onrecord.faces.cli.settings_file import WrongSetting, settings_file
from tests.faces.conftest import Run

SOURCES = ("typed", "variable", "shared variable", "table", "top")


ASKED = command_line()
COMMANDS = [path for path, _ in commands_of(ASKED)]
SHARED = shared_keys(ASKED)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two files a path may name, and no settings of whoever runs the tests."""
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text("assumed: []")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("onrecord.faces.cli.with_settings.user_settings", lambda: tmp_path / "none.toml")
    for name in [n for n in os.environ if n.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)
    return tmp_path


Value = str | bool | tuple[str, ...]
BySource = dict[str, Value]


def candidates(setting: Setting) -> list[Value]:
    """Values that the option takes, as they are typed; two at least."""
    option = setting.option
    if option.is_flag:
        return [True, False]
    ones = ["a", "b c", "-", "[x", "2024-01-02", "ü\"'\\"]
    if option.type_descriptor.choices:
        ones = [str(c.value) for c in option.type_descriptor.choices]
    elif setting.key == "format":  # of export and import, whose formats are read by hand
        ones = ["acled", "redlines"] if setting.variable == "ONRECORD_IMPORT_FORMAT" else list(FORMATS)
    elif option.metavar == "P":
        ones = ["0", "0.25", "1"]
    elif option.metavar == "I/N":
        ones = ["1/2", "2/2", "3/8"]
    elif option.metavar == "MB":
        ones = ["64", "3000"]
    elif option.type_descriptor.annotation in (int, float):
        ones = ["1", "2", "30"]
    elif setting.takes_path:
        ones = ["one.yaml", "two.yaml"]
    if option.nargs > 1:
        return [(one,) * option.nargs for one in ones]
    return [(one, ones[0]) for one in ones] if option.multiple else list(ones)


def typed(setting: Setting, value: Value) -> list[str]:
    """The value on the command line; a flag that has no other side cannot be denied there."""
    option = setting.option
    if isinstance(value, bool):
        return [option.opts[0]] if value else option.secondary_opts[:1]
    if isinstance(value, str):
        return [f"{option.opts[0]}={value}"]
    if option.nargs > 1:
        return [option.opts[0], *value]
    return [f"{option.opts[0]}={one}" for one in value]


def in_toml(setting: Setting, value: Value) -> str:
    number = setting.option.type_descriptor.annotation in (int, float)
    return str(value) if number else json.dumps(value, ensure_ascii=False)


def in_variable(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "0"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


def parameters(path: tuple[str, ...], arguments: list[str]) -> dict[str, object]:
    """What a command would be run with."""
    command: TyperCommand | TyperGroup = ASKED
    rest = [*path, *arguments]
    context = command.make_context("onrecord", rest)
    rest = [*context._protected_args, *context.args]
    while isinstance(command, TyperGroup):
        name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(name, rest, parent=context)
        rest = [*context._protected_args, *context.args]
    return {k: list(v) if isinstance(v, tuple | list) else v for k, v in context.params.items()}


def needed(path: tuple[str, ...]) -> list[str]:
    """Something for each argument that must be there."""
    command = next(c for p, c in commands_of(ASKED) if p == path)
    given = []
    for argument in command.params:
        if isinstance(argument, TyperArgument):
            choices = argument.type_descriptor.choices
            given += [str(choices[0].value) if choices else "x"] if argument.required else []
    return ["--", *given] if given else []


def possible(setting: Setting) -> list[str]:
    """Where its value may stand, in the order in which one goes before another."""
    lacking = {"shared variable"} if not setting.shared_variables else set()
    lacking |= {"top"} if setting.key not in SHARED else set()
    return [source for source in SOURCES if source not in lacking]


def first_wins(folder: Path, path: tuple[str, ...], said: dict[Setting, BySource], keys: dict[str, str]) -> None:
    """Of what is said of each option, by source, the first in the order of SOURCES is what the command is run with."""
    line, alone, environment = [], [], {}
    tables: dict[str, list[str]] = {"": [], ".".join(path): []}
    for setting, by_source in said.items():
        for source, value in by_source.items():
            if source == "typed":
                line += typed(setting, value)
            elif source == "variable":
                environment[setting.variable] = in_variable(value)
            elif source == "shared variable":
                environment[setting.shared_variables[0]] = in_variable(value)
            else:
                table = tables["" if source == "top" else ".".join(path)]
                table.append(f"{keys.get(setting.key, setting.key)} = {in_toml(setting, value)}")
        if by_source:
            alone += typed(setting, by_source[min(by_source, key=SOURCES.index)])
    file = folder / "onrecord.toml"
    file.unlink(missing_ok=True)
    expected = parameters(path, [*alone, *needed(path)])
    file.write_text("\n".join([*tables[""], f"[{'.'.join(path)}]", *tables[".".join(path)]]), encoding="utf-8")
    with mock.patch.dict(os.environ, environment):
        found = parameters(path, [*line, *needed(path)])
    assert {k: _plainly(v) for k, v in found.items()} == {k: _plainly(v) for k, v in expected.items()}


def settings_at(path: tuple[str, ...]) -> tuple[Setting, ...]:
    """The options of one command."""
    return settings_of(path, next(c for p, c in commands_of(ASKED) if p == path))


def may_be_typed(setting: Setting, value: Value) -> bool:
    return value is not False or bool(setting.option.secondary_opts)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_each_source_goes_before_all_that_come_after_it(folder: Path, path: tuple[str, ...]) -> None:
    for place in SOURCES:
        said = {}
        for setting in settings_at(path):
            one, other = candidates(setting)[:2]
            sources = [s for s in possible(setting) if SOURCES.index(s) >= SOURCES.index(place)] or ["table"]
            said[setting] = {source: one if source == sources[0] else other for source in sources}
        first_wins(folder, path, said, {})


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_typed_over_variable_over_file_over_default(folder: Path, path: tuple[str, ...], data: st.DataObject) -> None:
    said, keys = {}, {}
    for setting in settings_at(path):
        sources = data.draw(st.sets(st.sampled_from(possible(setting))), label=setting.key)
        sources |= {"table"} if setting.option.required else set()
        values = {source: data.draw(st.sampled_from(candidates(setting))) for source in sorted(sources)}
        if not may_be_typed(setting, values.get("typed", True)):
            del values["typed"]
        said[setting] = values
        keys[setting.key] = data.draw(st.sampled_from((setting.key, setting.key.replace("-", "_"))))
    first_wins(folder, path, said, keys)


def _plainly(value: object) -> object:
    return Path(value) if isinstance(value, str) and value.endswith(".yaml") else value


def refused(folder: Path, text: str, arguments: list[str], **variables: str) -> str:
    """What is said of a settings file and variables when a command is about to run."""
    file = folder / "onrecord.toml"
    file.write_text(text, encoding="utf-8")
    with mock.patch.dict(os.environ, variables), pytest.raises(WrongSetting) as error:
        parameters(tuple(arguments), [])
    return str(error.value).replace(str(file), "FILE").replace("onrecord.toml", "FILE")


@pytest.mark.parametrize(
    "text, arguments, said",
    [
        ("[serve]\nprot = 1", ["serve"], "FILE: [serve] has no 'prot'; did you mean 'port'?"),
        ("leger = 'x'", ["list"], "FILE: 'leger' is no option that commands share; did you mean 'ledger'?"),
        ("[serv]\nport = 1", ["list"], "FILE: there is no command 'serv' to have a table; did you mean 'serve'?"),
        ("[tokens.creat]\nby = 'A'", ["tokens", "list"], "no command of `onrecord tokens`; did you mean 'create'?"),
        ("add = 3", ["add", "x"], "FILE: 'add' is a command: write [add], and its keys below"),
        ("port = 3", ["list"], "FILE: 'port' is not one thing for all commands: write it below [serve]"),
        ("tag = 'x'", ["list"], "FILE: 'tag' is not one thing for all commands: write it below [list], [search]"),
        ("format = 'csv'", ["list"], "write it below [read], [export], [panel], [import], [whatif]"),
        ("[serve]\nport = 'x'", ["serve"], "FILE: [serve] port = 'x': Input should be a valid integer"),
        (
            "[serve]\nport = 70000",
            ["serve"],
            "FILE: [serve] port = '70000': Input should be less than or equal to 65535",
        ),
        ("[serve]\nport = true", ["serve"], "port = True: it takes what may be typed for `--port <int range>`"),
        ("[serve]\nport = [1]", ["serve"], "port = [1]: it takes what may be typed for"),
        ("[serve]\nread-only = 1", ["serve"], "read-only = 1: it takes true or false"),
        ("[serve]\nname = 'a'", ["serve"], """name = 'a': it takes a list, as in ["a", "b"]"""),
        ("[changes]\nbetween = ['a']", ["changes"], "[changes] between: it takes 2 values, and 1 are given"),
        ("[list]\nmode = 'iff'", ["list"], "FILE: [list] mode = 'iff': "),
        ("[add]\nleast = 2.5", ["add", "x"], "least = '2.5': '2.5' is no probability"),
        ("[add]\nledger = '~nobody-is-called-so/x'", ["add", "x"], "[add] ledger = '~nobody-is-called-so/x': "),
        ("[whatif]\nscenario = 'not-there.yaml'", ["whatif", "x"], "not-there.yaml' does not exist"),
        ("[add\nleast = 1", ["add", "x"], "FILE is no TOML: "),
        ("[add]\nleast = 1\nleast = 2", ["add", "x"], "Cannot overwrite a value"),
        ("a = " + "[" * 5000, ["add", "x"], "FILE is no"),
        ("#" * 1_000_001, ["add", "x"], "FILE is larger than 1,000,000 bytes"),
    ],
)
def test_a_wrong_settings_file_is_told_in_a_sentence(folder: Path, text: str, arguments: list[str], said: str) -> None:
    assert said in refused(folder, text, arguments)


@pytest.mark.parametrize(
    "variable, given, arguments, said",
    [
        (
            "ONRECORD_SERVE_PROT",
            "1",
            ["serve"],
            "sets no option of `onrecord serve`; did you mean 'ONRECORD_SERVE_PORT'?",
        ),
        ("ONRECORD_SERVE_PORT", "x", ["serve"], "ONRECORD_SERVE_PORT = 'x': Input should be a valid integer"),
        ("ONRECORD_LIST_JSON", "maybe", ["list"], "ONRECORD_LIST_JSON='maybe': it takes yes or no"),
        ("ONRECORD_SERVE_NAME", "[a", ["serve"], "several values are a list"),
        ("ONRECORD_SERVE_NAME", "['a']\nx = 1", ["serve"], "several values are a list"),
        (
            "ONRECORD_CONFIG",
            "/not/there.toml",
            ["list"],
            "ONRECORD_CONFIG=/not/there.toml: /not",
        ),
        ("ONRECORD_CONFIG", "/", ["list"], "/ cannot be read: Is a directory"),
    ],
)
def test_a_wrong_variable_is_told_in_a_sentence(
    folder: Path, variable: str, given: str, arguments: list[str], said: str
) -> None:
    assert said in refused(folder, "", arguments, **{variable: given})


def test_what_is_set_wrong_is_a_wrong_call(onrecord: Run, tmp_path: Path) -> None:
    file = tmp_path / "onrecord.toml"
    file.write_text("lmit = 3\n[list]\nmode = 'iff'")
    ran = onrecord("list", env={**os.environ, "ONRECORD_CONFIG": str(file)})
    assert (ran.returncode, ran.stdout) == (2, "")
    first, second = ran.stderr.splitlines()
    assert first == f"onrecord: {file}: 'lmit' is no option that commands share; did you mean 'limit'?"
    assert second.startswith(f"onrecord: {file}: [list] mode = 'iff': ")


def test_what_is_wrong_for_one_command_is_nothing_to_another(onrecord: Run, tmp_path: Path) -> None:
    file = tmp_path / "onrecord.toml"
    file.write_text("[serve]\nprot = 1\n[tokens.list]\nx = 1")
    environment = {**os.environ, "ONRECORD_CONFIG": str(file), "ONRECORD_SERVE_PROT": "1", "ONRECORD_SHARED": "/x"}
    assert onrecord("schema", env=environment).returncode == 0
    assert onrecord("serve", "--help", env=environment).returncode == 0


def test_bytes_that_are_no_text_are_told_by_their_line(tmp_path: Path) -> None:
    file = tmp_path / "onrecord.toml"
    file.write_bytes(b"\n\nledger = '\xff'")
    with pytest.raises(WrongSetting, match="line 3: a byte that is no UTF-8"):
        settings_file({}, here=tmp_path, of_user=tmp_path / "none")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "onrecord.toml")
    with pytest.raises(WrongSetting, match="cannot be read: it is a pipe"):
        settings_file({}, here=tmp_path, of_user=tmp_path / "none")


def test_the_named_file_goes_before_the_one_here_before_the_users(tmp_path: Path) -> None:
    named, here, of_user = (tmp_path / name for name in ("named.toml", "here", "user.toml"))
    here.mkdir()
    assert settings_file({}, here=here, of_user=of_user) is None
    of_user.write_text("limit = 1")
    (here / "onrecord.toml").write_text("limit = 2")
    named.write_text("limit = 3")
    found = [
        settings_file({"ONRECORD_CONFIG": str(named)}, here=here, of_user=of_user),
        settings_file({"ONRECORD_CONFIG": ""}, here=here, of_user=of_user),
        settings_file({}, here=tmp_path, of_user=of_user),
        settings_file({"ONRECORD_CONFIG": os.devnull}, here=here, of_user=of_user),
    ]
    assert [f.values.get("limit") for f in found if f] == [3, 2, 1, None]
    (here / "onrecord.toml").unlink()
    (here / "onrecord.toml").symlink_to("nowhere")
    with pytest.raises(WrongSetting, match="No such file"):
        settings_file({}, here=here, of_user=of_user)


def test_a_day_in_a_file_needs_no_quotation_marks(folder: Path) -> None:
    (folder / "onrecord.toml").write_text("[timeline]\nfrom = 2026-03-04")
    assert parameters(("timeline",), ["Russia"])["since"] == "2026-03-04"


def test_a_path_in_a_file_counts_from_that_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "its.toml").write_text("ledger = 'x.db'\n[timeline]\nsvg = '~/y.svg'\n[whatif]\nsvg = '-'")
    monkeypatch.setenv("ONRECORD_CONFIG", str(elsewhere / "its.toml"))
    monkeypatch.setenv("HOME", "/home/ada")
    timeline = parameters(("timeline",), ["Russia"])
    assert (timeline["ledger"], timeline["svg"]) == (elsewhere / "x.db", "/home/ada/y.svg")
    assert parameters(("whatif",), ["x"])["svg"] == "-"
    monkeypatch.setenv("ONRECORD_TIMELINE_LEDGER", "z.db")
    assert parameters(("timeline",), ["Russia"])["ledger"] == Path("z.db")


def test_help_tells_of_the_command_alone(onrecord: Run) -> None:
    as_it_is = onrecord("serve", "--help").stdout
    assert onrecord("serve", "--help", env={**os.environ, "ONRECORD_SERVE_PORT": "9"}).stdout == as_it_is

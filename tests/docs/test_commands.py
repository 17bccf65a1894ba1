"""Every command, and every option of each, is named in the documentation."""

import re

import pytest
from tools.write_options import MARK, PAGE, options_page
from typer.core import TyperGroup
from typer.main import get_command

from onrecord.faces.cli.app import app
from onrecord.faces.cli.option_tree import commands_of, every_setting, shared_keys
from tests.docs.pages import hand_written

ROOT_COMMAND = get_command(app)
assert isinstance(ROOT_COMMAND, TyperGroup)
COMMANDS = [" ".join(path) for path, _ in commands_of(ROOT_COMMAND)]
TOLD = hand_written()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_named_by_hand_on_some_page(command: str) -> None:
    words = re.escape(command).replace(r"\ ", r"\s+")
    assert re.search(rf"onrecord\s+{words}\b|`{words}\b", TOLD), f"no page says what `onrecord {command}` is for"


def test_the_page_of_options_is_what_the_code_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert MARK in page
    assert page == options_page(page), "run `python -m tools.write_options`"


def test_every_option_stands_on_that_page_in_a_row() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    assert isinstance(ROOT_COMMAND, TyperGroup)
    settings = list(every_setting(ROOT_COMMAND))
    assert len(settings) > 100
    unnamed = [s.option.opts[0] for s in settings if not any(s.option.opts[0] in row for row in rows)]
    assert unnamed == []
    assert [v for s in settings for v in s.shared_variables if f"`{v}`" not in page] == []


def test_no_two_options_have_one_variable() -> None:
    assert isinstance(ROOT_COMMAND, TyperGroup)
    variables = [s.variable for s in every_setting(ROOT_COMMAND)]
    assert len(variables) == len(set(variables)) > 100


def test_no_key_above_the_tables_is_named_as_one_of_them() -> None:
    assert isinstance(ROOT_COMMAND, TyperGroup)
    assert shared_keys(ROOT_COMMAND).isdisjoint(path[0] for path, _ in commands_of(ROOT_COMMAND))
    assert "tag" in {s.key for s in every_setting(ROOT_COMMAND)}


def test_key_and_variable_follow_from_the_option_and_its_command() -> None:
    assert isinstance(ROOT_COMMAND, TyperGroup)
    for s in every_setting(ROOT_COMMAND):
        assert s.variable == "_".join(["ONRECORD", *s.path, s.key]).upper().replace("-", "_")

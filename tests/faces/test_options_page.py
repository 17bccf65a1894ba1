"""docs/options.md names every option of every command, as the code has them, and its rules for keys and variables hold."""

from tools.write_options import MARK, PAGE, options_page
from typer.core import TyperGroup
from typer.main import get_command

from onrecord.faces.cli.app import app
from onrecord.faces.cli.option_tree import commands_of, every_setting, shared_keys


def test_the_page_is_what_the_code_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert MARK in page
    assert page == options_page(page), "run `python -m tools.write_options`"


def test_no_two_options_have_one_variable() -> None:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    variables = [s.variable for s in every_setting(root)]
    assert len(variables) == len(set(variables)) > 100


def test_key_and_variable_follow_from_the_option_and_its_command() -> None:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    for s in every_setting(root):
        assert s.variable == "_".join(["ONRECORD", *s.path, s.key]).upper().replace("-", "_")


def test_no_key_above_the_tables_is_named_as_one_of_them() -> None:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    assert shared_keys(root).isdisjoint(path[0] for path, _ in commands_of(root))
    assert "tag" in {s.key for s in every_setting(root)}

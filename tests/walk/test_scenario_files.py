"""Scenario files that are none: each is said in one line."""

import os
from pathlib import Path

import pytest

from onrecord.terms.patterns import PatternError
from onrecord.walk.scenario_files import scenario_from_file

NONE = {
    "a day that is none": ("now: 2023-02-30\nassume: [BLR ASSAULT UKR]\n", "no YAML text"),
    "lists without end": ("[" * 5000, "too deep"),
    "maps without end": ("a: " * 1 + "{a: " * 3000, "too deep|no YAML"),
    "a number for a key": ("1: 2\n", "no scenario"),
    "a list for a key": ("? [a]\n: b\n", "no (scenario|YAML)"),
    "a tag of Python": ("!!python/object/apply:os.system [true]\n", "no YAML text"),
    "a name for itself": ("&a [*a]", "no scenario"),
    "not UTF-8": (b"question: caf\xe9\n", "no YAML text"),
    "zero bytes": ("a\0b", "no YAML text"),
    "a number for a question": ("question: 3\n", "question is no text"),
    "too much": ("#" * 1_000_001, "no scenario"),
}


@pytest.mark.parametrize("text, said", NONE.values(), ids=NONE.keys())
def test_it_is_said_in_one_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    path = tmp_path / "s.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PatternError, match=said) as told:
        scenario_from_file(path)
    assert "\n" not in str(told.value)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.yaml")
    for path, said in (
        (tmp_path / "p.yaml", "a pipe"),
        (tmp_path / "no.yaml", "No such file"),
        (tmp_path, "directory"),
    ):
        with pytest.raises(PatternError, match=said):
            scenario_from_file(path)

"""Spark without a Java that it runs on is refused in a sentence that says what to install."""

from pathlib import Path

import pytest

from onrecord.batch.java import JavaMissing, java_version


def java(folder: Path, says: str) -> Path:
    """A program that answers as that Java does, on standard error."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\n[ \"$1\" = -version ] && echo '{says}' >&2\n")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize(
    "says, number",
    [
        ('openjdk version "17.0.19" 2026-04-21', 17),
        ('openjdk version "25" 2025-09-16', 25),
        ('openjdk version "21-ea" 2023-09-19', 21),
    ],
)
def test_the_version_is_the_first_number(tmp_path: Path, says: str, number: int) -> None:
    home = java(tmp_path / "home", says)
    assert java_version({"JAVA_HOME": str(home), "PATH": ""}) == number
    assert java_version({"PATH": str(home / "bin")}) == number


@pytest.mark.parametrize(
    "says, seen", [('java version "1.8.0_392"', "is Java 8"), ('openjdk version "11.0.2"', "is Java 11")]
)
def test_an_old_one_is_named(tmp_path: Path, says: str, seen: str) -> None:
    with pytest.raises(JavaMissing, match=rf"{seen}: install Java 17 or newer .*openjdk-17-jre-headless"):
        java_version({"PATH": str(java(tmp_path / "old", says) / "bin")})


def test_none_is_said_with_what_to_install() -> None:
    with pytest.raises(JavaMissing, match=r"there is no java on PATH: install Java 17 .*openjdk-17-jre-headless"):
        java_version({"PATH": ""})


def test_a_home_without_one_is_named_though_path_has_one(tmp_path: Path) -> None:
    """Spark's scripts look nowhere else once JAVA_HOME is set."""
    path = java(tmp_path / "home", 'openjdk version "17"') / "bin"
    with pytest.raises(JavaMissing, match=rf"JAVA_HOME is {tmp_path}/no, and there is no bin/java in it"):
        java_version({"JAVA_HOME": f"{tmp_path}/no", "PATH": str(path)})


def test_one_that_says_nothing_is_none(tmp_path: Path) -> None:
    with pytest.raises(JavaMissing, match="does not say its version"):
        java_version({"JAVA_HOME": str(java(tmp_path / "mute", "hello"))})

"""`onrecord batch --engine spark` as it is typed: what is wrong with a call is said before Spark is started."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.batch.java import JavaMissing
from onrecord.batch.spark import SparkMissing
from onrecord.faces.cli.app import app


def typed(*given: object) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, given)], env={"COLUMNS": "1000", "JAVA_HOME": ""})


@pytest.mark.parametrize(
    "given, said",
    [
        (["/a.warc", "--out", "/s", "--engine", "spark"], "--engine spark needs --master: local[2]"),
        (["/a.warc", "--out", "/s", "--master", "local[2]"], "--master and --spark-conf are for --engine spark"),
        (["a.warc", "--out", "/s", "--engine", "spark", "--master", "local[2]"], "a.warc is a relative path"),
        (["@a.txt", "--out", "/s", "--engine", "spark", "--master", "local[2]"], "@a.txt is a relative path"),
        (["/a.warc", "--out", "s", "--engine", "spark", "--master", "local[2]"], "s is a relative path, and Spark's"),
        (
            ["/a.warc", "--out", "/s", "--engine", "spark", "--master", "local[2]", "--spark-conf", "memory=1g"],
            "'memory=1g' is no setting of Spark: write spark.NAME=VALUE",
        ),
    ],
)
def test_a_wrong_call_is_said(given: list[str], said: str) -> None:
    result = typed(*given)
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())


def call(tmp_path: Path, master: str = "local[2]") -> list[str]:
    return [str(tmp_path / "a.warc"), "--out", str(tmp_path / "shards"), "--engine", "spark", "--master", master]


def test_without_java_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = typed(*call(tmp_path))
    assert isinstance(result.exception, JavaMissing)
    assert str(result.exception).startswith("Spark needs Java, and there is no java on PATH: install Java 17")
    assert not (tmp_path / "shards").exists()


def test_without_pyspark_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    result = typed(*call(tmp_path, "sc://127.0.0.1:1"))
    assert isinstance(result.exception, SparkMissing)
    assert str(result.exception) == "--engine spark needs pyspark: pip install 'onrecord[spark]'"

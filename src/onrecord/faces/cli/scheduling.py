"""Who makes the shards of `onrecord batch`: processes of this machine, or Spark.

In:      the options --engine, --master, --spark-conf; the environment
Out:     a Schedule, for as long as the block lasts
Refuses: a master without Spark, Spark without a master, a setting that is none, relative paths (the call is wrong)
Shown:   tests/faces/test_scheduling.py

Spark looks for the Python of its executors in PYSPARK_PYTHON: where nobody set it, it is this one.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from onrecord.batch.run import Schedule


class Engine(StrEnum):
    """Who makes the shards."""

    POOL = "pool"
    SPARK = "spark"


@contextmanager
def scheduling(
    engine: Engine, *, master: str | None, conf: Sequence[str], paths: Sequence[str]
) -> Iterator["Schedule | None"]:
    """What `run_batch` takes. paths: inputs and folder as they were typed."""
    if engine is Engine.POOL:
        if master is not None or conf:
            raise typer.BadParameter("--master and --spark-conf are for --engine spark")
        yield None
        return
    if master is None:
        raise typer.BadParameter("--engine spark needs --master: local[2], spark://HOST:7077, sc://HOST:15002")
    settings = dict(map(_setting, conf))
    for path in paths:
        if not Path(path.removeprefix("@")).is_absolute():
            raise typer.BadParameter(
                f"{path} is a relative path, and Spark's executors work in folders of their own: "
                "give the whole path, to a place that all machines see"
            )
    from onrecord.batch.spark import scheduled_by, spark_session

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith("local"):
        # By the name of this machine it may be unreachable, and nobody else is to reach it.
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with spark_session(master, environment=os.environ, conf=settings) as session:
        yield scheduled_by(session)


def _setting(typed: str) -> tuple[str, str]:
    key, equals, value = typed.partition("=")
    if not equals or not key.startswith("spark."):
        raise typer.BadParameter(f"{typed!r} is no setting of Spark: write spark.NAME=VALUE")
    return key, value

"""What the group shares: one session, which takes 17 s to start, and what the pool makes of the same pages."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.batch.run import Ran, run_batch
from tests.batch.readers import NOW, TEXTS, held, lines, opens, words
from tests.batch_spark.clusters import environment
from tests.batch_spark.driver import RECORDS_A_PART

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PAGES = 200


@pytest.fixture(scope="session")
def session() -> Iterator["SparkSession"]:
    """Of local[2]. Without Java or pyspark nothing here can be shown, and the run says so and fails."""
    from onrecord.batch.errors import BatchError
    from onrecord.batch.spark import spark_session

    os.environ.update({key: environment()[key] for key in ("PYTHONPATH", "PYSPARK_PYTHON", "SPARK_LOCAL_IP")})
    try:
        with spark_session("local[2]", environment=os.environ) as session:
            yield session
    except BatchError as missing:
        pytest.exit(str(missing), returncode=1)


@dataclass(frozen=True)
class Given:
    """Pages in a file, and what each shard of them holds, by its name, when the pool makes it."""

    path: Path
    digests: dict[str, str]
    shards: int


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """200 pages, one a near-copy of another."""
    folder = tmp_path_factory.mktemp("given")
    texts = [words(n) for n in range(PAGES - 1)] + [words(0) + " and"]
    path = lines(folder / "pages.jsonl", texts)
    made = by_pool(path, folder / "by-pool")
    digests = held(folder / "by-pool")
    assert made.manifest.counts.read == PAGES
    assert len(set(digests.values())) == PAGES // RECORDS_A_PART
    return Given(path, digests, len(digests))


def by_pool(path: Path, out: Path) -> Ran:
    """Two processes of this machine."""
    return run_batch([str(path)], out, TEXTS, recorded_at=NOW, workers=2, records_a_part=RECORDS_A_PART, opens=opens)


def started(engine: str, path: Path, out: Path, *options: str) -> "subprocess.Popen[str]":
    """A run in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batch_spark.driver", engine, str(path), str(out), *options],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told_by(process: "subprocess.Popen[str]", *, within_s: float = 300) -> dict[str, Any]:
    """What it prints in the end."""
    out, err = process.communicate(timeout=within_s)
    assert process.returncode == 0, err[-3000:]
    told: dict[str, Any] = json.loads(out)
    return told

"""Every way to Spark that docs/spark.md names makes the same shards."""

import random
from pathlib import Path

import pytest

from tests.batch_spark.clusters import connect_server, standalone
from tests.batch_spark.conftest import Given, started, told_by
from tests.batch_spark.processes import EXECUTOR, below, kill, wait_until

pytestmark = pytest.mark.spark


@pytest.mark.parametrize("way", ["standalone", "connect"])
def test_a_cluster_makes_the_shards_of_the_pool(given: Given, tmp_path: Path, way: str) -> None:
    cluster, conf = {
        "standalone": (standalone, ["--conf", "spark.executor.memory=600m"]),
        "connect": (connect_server, []),
    }[way]
    with cluster(tmp_path / "cluster") as master:
        told = told_by(started(master, given.path, tmp_path / "out", *conf))
    assert told["digests"] == given.digests
    assert (told["made"], told["held"], told["left_over"]) == (given.shards, 0, [])


def test_an_executor_that_is_killed_costs_nothing(given: Given, tmp_path: Path) -> None:
    out = tmp_path / "out"
    driver = started("local-cluster[2,1,700]", given.path, out, "--reader", "slow")
    assert wait_until(lambda: list(out.glob("*.done.json")), within_s=200)
    executors = [pid for pid, command in below(driver.pid).items() if EXECUTOR in command]
    assert len(executors) == 2
    kill(random.Random(1).choice(executors))
    told = told_by(driver)
    assert told["digests"] == given.digests
    assert (told["made"], told["left_over"]) == (given.shards, [])
    assert {p.name for p in out.iterdir() if p.name.startswith(".")} == {".put.lock"}

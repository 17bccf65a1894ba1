"""Spark on this machine as it would be on several: a stand-alone master with two workers, a Spark Connect server.

The package has no start-master.sh, so the classes are started by name.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

STARTS_WITHIN_S = 120
WORKER_MEMORY = "700m"


def environment() -> dict[str, str]:
    """Of whatever starts Spark here: its own Python on the executors, and no address but this machine's."""
    root = Path(__file__).resolve().parents[2]
    return {
        **os.environ,
        "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }


@contextmanager
def standalone(folder: Path) -> Iterator[str]:
    """The address of a master with two workers of one core."""
    port = _free_port()
    address = f"spark://127.0.0.1:{port}"
    master = ["org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    with ExitStack() as running:
        running.enter_context(_started(["spark-class", *master], folder / "master.log", port))
        for number in (1, 2):
            own = ["--cores", "1", "--memory", WORKER_MEMORY, "--work-dir", str(folder / f"worker-{number}")]
            worker = ["org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", *own]
            running.enter_context(_started(["spark-class", *worker, address], folder / f"worker-{number}.log", None))
        yield address


@contextmanager
def connect_server(folder: Path) -> Iterator[str]:
    """The address of a Spark Connect server over local[2]."""
    port = _free_port()
    server = ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", "local[2,4]"]
    conf = [f"spark.connect.grpc.binding.port={port}", "spark.ui.enabled=false", "spark.driver.host=127.0.0.1"]
    options = [word for one in conf for word in ("--conf", one)]
    with _started(["spark-submit", *server, *options, "spark-internal"], folder / "connect.log", port):
        yield f"sc://127.0.0.1:{port}"


@contextmanager
def _started(command: list[str], log: Path, port: int | None) -> Iterator[None]:
    from pyspark.find_spark_home import _find_spark_home

    words = [str(Path(_find_spark_home()) / "bin" / command[0]), *command[1:]]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as written:
        process = subprocess.Popen(
            words, stdout=written, stderr=subprocess.STDOUT, env=environment(), start_new_session=True
        )
        try:
            if port is not None:
                _wait_for(port, process, log)
            yield
        finally:
            # The shell, the JVM it became, and what that started: of this group alone.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"nothing answers at port {port}; {log} says: {log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port

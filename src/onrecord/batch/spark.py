"""Spark as the scheduler: a row a part, a task a row, and `process_shard` in each.

In:      parts, the folder, settings; a session, or where to start one
Out:     what the marker of each shard says; a LeftOver for a part whose shard was not made
Refuses: no pyspark (SparkMissing), no Java (`batch.java`), a relative path (PathNotShared), a master that does not
         answer (SparkUnreachable), a job that Spark gives up (SparkGaveUp): what is done by then is kept
Source:  docs/spark.md
Shown:   tests/batch_spark/

The one file that knows pyspark. It asks of a session only what Spark Connect offers too: a DataFrame, `mapInArrow`.
"""

import logging
import re
import uuid
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.batch.appearing import Appearing
from onrecord.batch.done import Done
from onrecord.batch.errand import Errand, outcome_of
from onrecord.batch.errors import BatchError
from onrecord.batch.folder import building, said_of
from onrecord.batch.java import java_version
from onrecord.batch.leftover import LeftOver
from onrecord.batch.planning import Plan
from onrecord.batch.pool import Heard, unheard
from onrecord.batch.run import Schedule
from onrecord.batch.worker import Job
from onrecord.pages.archives import Part, PartKind
from onrecord.terms.log_events import LogEvent, tell

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

logger = logging.getLogger(__name__)

# A job that Spark gives up is handed in again with what is left, so often in all.
JOBS = 3
CONNECTS_WITHIN_S = 30


class SparkMissing(BatchError):
    """The extra `spark` is not installed."""


class PathNotShared(BatchError):
    """A path that means another place on another machine."""


class SparkUnreachable(BatchError):
    """No session was to be had."""


class SparkGaveUp(BatchError):
    """Spark ended the job, each time it was handed in."""


@contextmanager
def spark_session(
    master: str, *, environment: Mapping[str, str], conf: Mapping[str, str] | None = None
) -> Iterator["SparkSession"]:
    """A session of our own, ended with the block. It takes some 20 s to start.

    master:      "local[2]", "spark://HOST:PORT", whatever Spark takes; "sc://HOST:PORT" is a Spark Connect server.
    environment: of this process: JAVA_HOME and PATH say which Java; ONRECORD_* go on to the executors. Their Python is
                 the one that PYSPARK_PYTHON names when Spark starts, as ever with Spark.
    conf:        Spark's own settings, over ours. A Connect server has its own, and takes few of them.
    """
    over_connect = master.startswith("sc://")
    if not over_connect:
        java_version(environment)
    try:
        with _pandas_unremarked():
            from pyspark.sql import SparkSession
            from pyspark.sql.pandas.utils import require_minimum_pandas_version, require_minimum_pyarrow_version

            require_minimum_pandas_version()
            require_minimum_pyarrow_version()
    except ImportError:
        raise SparkMissing("--engine spark needs pyspark: pip install 'onrecord[spark]'") from None
    builder = SparkSession.builder
    if over_connect:
        _refuse_unreachable(master)
        builder, ours = builder.remote(master), {}
    else:
        builder, ours = builder.master(_trying_again(master)), _conf_of(master, environment)
    for key, value in {**ours, **(conf or {})}.items():
        builder = builder.config(key, value)
    try:
        with _pandas_unremarked():
            session = builder.getOrCreate()
    except Exception as error:
        raise SparkUnreachable(f"no Spark at {master}: {_first_line(error)}. Is that its address?") from error
    try:
        yield session
    finally:
        with suppress(Exception):  # it may have died, which has been said
            session.stop()


def scheduled_by(session: "SparkSession") -> Schedule:
    """Spark in the place of the pool, for `run_batch`. session: of Spark itself or of Spark Connect."""

    def schedule(plan: Plan, job: Job, heard: Heard) -> Iterator[Done | LeftOver]:
        try:
            parts = plan.all()
        finally:
            plan.stop()
        return run(parts, job, session=session, heard=heard)

    return schedule


def run(
    parts: Sequence[Part], job: Job, *, session: "SparkSession", heard: Heard = unheard
) -> Iterator[Done | LeftOver]:
    """Each part into its shard, one partition a part; what came of each, in their order, once all are done.

    job:   its `out` is absolute and the same folder on every machine, as the paths of the parts are the same files.
    heard: hears of shards as their markers appear in the folder.

    onrecord must be installed on the executors.
    """
    _refuse_relative(parts, job.out)
    if not parts:
        return
    appearing = Appearing(job.out, shards=len(parts), heard=heard)
    with _signed(job.out) as sign:
        errand = Errand(job=job, sign=sign, version=version("onrecord"))
        for text in _handed_in([part.to_json() for part in parts], errand, session, appearing):
            came = outcome_of(text)
            appearing.count(came)
            yield came


def _handed_in(rows: list[str], errand: Errand, session: "SparkSession", appearing: Appearing) -> list[str]:
    # A job that died took only its answers with it: what it did is done, and the next job finds it so.
    for job in range(1, JOBS + 1):
        try:
            return appearing.while_asking(lambda: _job(rows, errand, session))
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            with suppress(Exception):  # somebody stops us: the executors need not go on
                session.interruptAll()
            raise
        except Exception as error:
            said = _first_line(error)
            if "No module named 'onrecord" in str(error):
                raise SparkGaveUp(
                    "onrecord is not installed where the executors run: install it there, or send it along "
                    "(docs/spark.md); PYSPARK_PYTHON names the Python that they use"
                ) from None
            if job == JOBS:
                raise SparkGaveUp(
                    f"Spark ended the job {JOBS} times: {said}. What is done is kept: run the same again"
                ) from error
            tell(logger, LogEvent.SPARK_AGAIN, words=f"Spark ended the job, it is handed in again: {said}", job=job)
    raise AssertionError("the loop returns or raises")


def _job(rows: list[str], errand: Errand, session: "SparkSession") -> list[str]:
    import pyarrow as pa  # type: ignore[import-untyped]

    table = pa.table({"place": pa.array(range(len(rows)), pa.int32()), "part": rows})
    with _pandas_unremarked():
        # One part a partition, each its own task: parts take minutes, and a task is what is tried again.
        parts = session.createDataFrame(table).repartitionById(len(rows), "place")
        outcomes = parts.mapInArrow(_task(errand), "place int, outcome string")
    answered = outcomes.collect()
    return [row["outcome"] for row in sorted(answered, key=lambda row: row["place"])]


def _task(errand: Errand) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def of_partition(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa
        from pyspark import TaskContext

        task = TaskContext.get()
        tries = task.attemptNumber() if task is not None else 0
        for batch in batches:
            for place, part in zip(batch.column("place"), batch.column("part"), strict=True):
                outcome = errand.outcome(part.as_py(), tries=tries)
                yield pa.RecordBatch.from_pydict({"place": pa.array([place.as_py()], pa.int32()), "outcome": [outcome]})

    return of_partition


def _refuse_unreachable(master: str) -> None:
    # A session of Spark Connect is made without asking the server, and its first question is repeated for minutes.
    try:
        with _pandas_unremarked():
            import grpc
            from pyspark.errors import PySparkException
            from pyspark.sql.connect.client import DefaultChannelBuilder
    except ImportError:
        raise SparkMissing("Spark Connect needs more of pyspark: pip install 'onrecord[spark]'") from None
    try:
        with DefaultChannelBuilder(master).toChannel() as channel:
            grpc.channel_ready_future(channel).result(timeout=CONNECTS_WITHIN_S)
    except (grpc.FutureTimeoutError, PySparkException) as error:
        why = _first_line(error) if str(error) else f"no answer within {CONNECTS_WITHIN_S} s"
        raise SparkUnreachable(f"no Spark Connect server at {master}: {why}. Is that its address?") from None


def _conf_of(master: str, environment: Mapping[str, str]) -> dict[str, str]:
    conf = {
        "spark.app.name": "onrecord batch",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.task.cpus": "1",
    }
    handed_on = {key: value for key, value in environment.items() if key.startswith("ONRECORD_")}
    # A task has one core: libraries that start a thread for each core of the machine would fight over it.
    for key, value in {**handed_on, **dict.fromkeys(ONE_THREAD, "1")}.items():
        conf[f"spark.executorEnv.{key}"] = value
    if re.match(r"local|spark://(127\.0\.0\.1|localhost)[:/]", master):
        conf |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if found := re.fullmatch(r"local-cluster\[\s*\d+\s*,\s*\d+\s*,\s*(\d+)\s*]", master):
        conf["spark.executor.memory"] = f"{found[1]}m"  # Spark's own, 1 GB, may be more than its workers have
    return conf


ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def _trying_again(master: str) -> str:
    """In local mode Spark gives up at the first process that dies, unless it is told how often to try.

    >>> _trying_again("local[2]"), _trying_again("local"), _trying_again("spark://here:7077")
    ('local[2,4]', 'local[1,4]', 'spark://here:7077')
    """
    if master == "local":
        return "local[1,4]"
    return re.sub(r"^local\[\s*(\d+|\*)\s*]$", r"local[\1,4]", master)


def _refuse_relative(parts: Sequence[Part], out: Path) -> None:
    named = [str(out), *(part.path for part in parts if part.kind is not PartKind.FILES)]
    named += [file.path for part in parts for file in part.files]
    for path in named:
        if not Path(path).is_absolute():
            raise PathNotShared(
                f"{path} is a relative path, and executors work in folders of their own: give the whole path, "
                "to a place that all machines see"
            )


@contextmanager
def _signed(out: Path) -> Iterator[str]:
    """A file in the folder, by which an executor knows that it sees the same one."""
    with said_of(out), building(out, f"seen-from-here-{uuid.uuid4().hex}") as sign:
        sign.touch()
        yield sign.name


@contextmanager
def _pandas_unremarked() -> Iterator[None]:
    # pyspark remarks on every pandas from 3 on; nothing here uses pandas.
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
        yield


def _first_line(error: BaseException) -> str:
    """What a stranger can use of an error of Spark's, whose text holds the stacks of two languages."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    for line in lines:
        if re.match(r"(Caused by: )?[\w.]*(Exception|Error): \S", line) and "SparkException: Job aborted" not in line:
            return line.removeprefix("Caused by: ")[:300]
    return (lines[0] if lines else type(error).__name__)[:300]

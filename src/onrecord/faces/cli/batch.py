"""`onrecord batch`: large inputs into a folder of shards, which `absorb` takes into a ledger.

In:      files, folders, lists of files
Out:     standard output: what became of every record; standard error: progress
Refuses: a folder that another run works on, or that takes no file; a share that is none
Shown:   tests/faces/test_batch.py

Exit codes: 0 every part has its shard; 1 nothing was read, or parts are left over.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.metrics_file import MetricsOption, metrics_kept
from onrecord.faces.cli.page_options import Input, Least, columns_given
from onrecord.faces.cli.scheduling import Engine, scheduling

if TYPE_CHECKING:
    from onrecord.batch.run import Ran
    from onrecord.batch.shares import Share

app = typer.Typer()


def _share(given: str) -> "Share":
    """A share as typed; the call is wrong when it is none."""
    from onrecord.batch.shares import NoShare, Share

    try:
        return Share.parse(given)
    except NoShare as error:
        raise typer.BadParameter(str(error)) from None


@app.command()
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="WARC, WACZ, tar, JSON lines, Parquet, other files and folders of them; @FILE is a list of files.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder of shards; made if it is not there.")],
    workers: Annotated[int, typer.Option("--workers", min=1, help="Shards made at a time, each by two processes.")] = 1,
    share: Annotated[
        str | None,
        typer.Option(
            "--shard",
            metavar="I/N",
            parser=_share,
            help="Make share I of N only, from 1: for N machines that know nothing of each other.",
            show_default="all",
        ),
    ] = None,
    records: Annotated[int, typer.Option("--records", min=1, help="Records to a shard, at most.")] = 500,
    least: Least = None,
    input_format: Annotated[Input, typer.Option("--input", help="As for `add`.")] = Input.AUTO,
    columns: Annotated[str | None, typer.Option("--columns", metavar="FIELD=COLUMN,...", help="As for `add`.")] = None,
    max_bytes: Annotated[int, typer.Option(min=1, help="Largest page, in bytes after decompression.")] = 20_000_000,
    max_seconds: Annotated[
        float, typer.Option("--max-seconds", min=0.1, help="Longest that one record may take; it is tried three times.")
    ] = 120.0,
    max_memory: Annotated[
        int, typer.Option("--max-memory", metavar="MB", min=64, help="Most memory that a process may read with.")
    ] = 3_000,
    engine: Annotated[Engine, typer.Option(help="Who makes the shards (docs/spark.md).")] = Engine.POOL,
    master: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Of Spark: local[2], spark://HOST:7077; sc://HOST:15002 for Spark Connect."),
    ] = None,
    spark_conf: Annotated[
        list[str] | None, typer.Option("--spark-conf", metavar="spark.NAME=VALUE", help="Of Spark; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the manifest as JSON.")] = False,
    metrics: MetricsOption = None,
) -> None:
    """Read large inputs into a folder of shards, each whole or not at all; run again, it makes what is missing."""
    from onrecord.batch.run import run_batch
    from onrecord.batch.settings import BatchSettings
    from onrecord.batch.shares import Share
    from onrecord.faces.cli.batch_told import print_ran, progress_told
    from onrecord.faces.cli.console import console
    from onrecord.faces.clock import now
    from onrecord.faces.logs import current_run

    settings = BatchSettings(
        least=least,
        max_seconds=max_seconds,
        max_memory_mb=max_memory,
        max_bytes=max_bytes,
        input_format=input_format.value,
        columns=columns_given(columns),
    )
    with (
        metrics_kept(metrics) as measure,
        scheduling(engine, master=master, conf=spark_conf or (), paths=(*inputs, str(out))) as schedule,
        progress_told(console(stderr=True)) as heard,
    ):
        ran = run_batch(
            inputs,
            out,
            settings,
            recorded_at=now(),
            workers=workers,
            schedule=schedule,
            share=share if isinstance(share, Share) else Share(),
            records_a_part=records,
            run=current_run(),
            heard=heard,
        )
        measure(ran.manifest)
    print_ran(ran, out, as_json=as_json)
    raise typer.Exit(exit_code(ran))


def exit_code(ran: "Ran") -> int:
    """1 when nothing was read, or a part has no shard."""
    return 1 if ran.manifest.left_over or not ran.manifest.counts.read else 0

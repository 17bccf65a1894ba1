"""What it takes to absorb shards: `python -m tests.ledger.measure_absorb FOLDER [NORMS]`, by hand.

Shards of 5,000 norms and as many events each, ten of either to a page (measure_answers), in FOLDER/shards;
absorbed into a new ledger, then once more, in another order. Steps are as long as the clock of the processor says, so
that a busy machine does not shorten them.
"""

import argparse
import os
import random
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ledger.factory import NOON
from tests.ledger.measure_answers import A_PAGE, page
from tests.ledger.story_actions import actions_of

from onrecord.ledger import Ledger, Recorded, open_ledger
from onrecord.ledger.intake.absorbing import AbsorbPace

A_SHARD = 5_000


def shards(folder: Path, norms: int) -> list[Path]:
    """Made where they are not."""
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))
    actions = actions_of(shared, folder / "actions.jsonl")
    (folder / "shards").mkdir(exist_ok=True)
    found = []
    for start in range(0, norms, A_SHARD):
        path = folder / "shards" / f"{start:08}.shard.db"
        found.append(path)
        if not path.exists():
            beside = path.with_suffix(".part")
            beside.unlink(missing_ok=True)
            numbers = range(start // A_PAGE, (start + A_SHARD) // A_PAGE)
            with open_ledger(beside) as ledger:
                ledger.record_many((page(i, actions) for i in numbers), recorded_at=NOON)
            beside.rename(path)
    return found


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long it took, by the processor and by the clock, and the most memory so far."""
    cpu, wall = time.process_time(), time.monotonic()
    yield
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    print(f"{what}: {cpu:.1f} s of CPU, {wall:.1f} s by the clock, peak {memory:.0f} MB", flush=True)


def absorb_all(ledger: Ledger, paths: list[Path]) -> Recorded:
    """All of them; says in how many steps."""
    steps: list[Recorded] = []
    for path in paths:
        ledger.absorb(path, pace=AbsorbPace(now_s=time.process_time), on_commit=steps.append)
    print(f"  {len(steps)} steps", flush=True)
    return sum(steps, Recorded())


def main() -> None:
    """Make the shards, absorb them twice."""
    parser = argparse.ArgumentParser(prog="python -m tests.ledger.measure_absorb")
    parser.add_argument("folder", type=Path)
    parser.add_argument("norms", type=int, nargs="?", default=100_000)
    options = parser.parse_args()
    options.folder.mkdir(exist_ok=True)
    paths = shards(options.folder, options.norms)
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} shards, {size / 1e6:.0f} MB")
    path = options.folder / "absorbed.db"
    path.unlink(missing_ok=True)
    with open_ledger(path) as ledger:
        with timed("absorbed"):
            done = absorb_all(ledger, paths)
        print(f"  {done.norms.new:,} norms on {done.pages.new:,} pages, {path.stat().st_size / 1e6:.0f} MB")
        digest = ledger.content_digest()
        random.Random(7).shuffle(paths)
        with timed("once more, in another order"):
            again = absorb_all(ledger, paths)
        held = "the same" if ledger.content_digest() == digest else "ANOTHER"
        print(f"  {again.norms.new:,} new norms; the digest is {held}")


if __name__ == "__main__":
    main()

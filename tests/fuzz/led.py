"""Fuzzing led by coverage of our own code; needs atheris (`pip install atheris`), which is no dependency.

    python -m tests.fuzz.led SECONDS TARGET

Findings are made small and kept as those of `run.py` are; the corpus it grows is thrown away.
"""

import sys
import tempfile
import time
from pathlib import Path


def main(seconds: float, target: str) -> None:
    """See the top of this file. Imports here: our code must be read by atheris before anybody else asks for it."""
    import atheris  # type: ignore[import-not-found]

    with atheris.instrument_imports(include=["onrecord"]):
        from tests.fuzz.run import fault, keep, smaller
        from tests.fuzz.targets import seeds
    told: set[str] = set()

    def one(data: bytes) -> None:
        seen = fault(target, data)
        if seen is not None and seen not in told:
            told.add(seen)
            print(target, seen, keep(target, smaller(target, data, seen, time.monotonic() + 30)), flush=True)

    corpus = Path(tempfile.mkdtemp(prefix="onrecord-corpus-"))
    for number, data in enumerate(seeds(target)):
        (corpus / f"seed-{number}").write_bytes(data)
    limits = (f"-max_total_time={int(seconds)}", "-timeout=60", "-rss_limit_mb=4096", "-max_len=20000")
    atheris.Setup([sys.argv[0], *limits, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2])

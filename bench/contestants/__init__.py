"""One file a contestant, as `bench.worker` runs it: `open_contestant()`, in an environment that has what it imports.

A peer's file imports the standard library, `bench.worker` and the peer: onrecord is not where peers are installed.
"""

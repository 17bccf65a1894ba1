"""How well and how fast onrecord reads, beside others who do a part of the same (docs/bench.md)."""

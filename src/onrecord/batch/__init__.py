"""Large inputs, cut into parts; each part read into a ledger of its own, a shard, whole or not at all.

In:      parts of inputs, settings
Out:     a folder of shards, each with its marker; a manifest that sums them
Refuses: a folder that somebody works on, or that takes no file; a part that ends its process twice is set apart
Source:  docs/batch.md
Shown:   tests/batch/

Nothing is imported here: the process that reads must not hold the ledger, nor the worker the models.
"""

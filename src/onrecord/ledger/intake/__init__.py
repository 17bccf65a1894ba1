"""What a shard holds, taken into a ledger, rows to rows.

In:      a shard: a ledger of its own that a batch made
Out:     its readings and refused pages in another ledger
"""

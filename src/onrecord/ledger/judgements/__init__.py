"""What persons said of readings: the values, the words they hang on, and how they are kept.

Out:     Judgement
Source:  docs/ledger.md, "A judgement outlives the reader"
Shown:   tests/ledger/test_judgements.py
"""

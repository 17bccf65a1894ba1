"""What lists, searches and `met` run over: it says nothing the log does not say, and is made anew from it.

In:      readings and judgements; what is asked
Out:     rows of the index; what they answer
Source:  docs/ledger.md
Shown:   tests/ledger/
"""

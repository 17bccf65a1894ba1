"""English, in one place: what every reader asks of a sentence before it asks anything of its own room.

In:      Parses, and words without a parse
Out:     clauses and their denial, arguments, noun phrases, numbers, calendar words, word lists, whether two wordings
         tell of one action
Source:  the tables of onrecord/data/en, each row with its own
Shown:   tests/language/

Knows terms and data only: no engine, no actor, no norm. What only one room asks stays in that room.
"""

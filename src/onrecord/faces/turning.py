"""Characters that turn round the words after them: whoever wrote a page would write our words too.

In:      a table for `str.translate`
Out:     each gives way to one character, so that places in the text stay what they are
Source:  Unicode Standard Annex 9
Shown:   tests/faces/web/test_looks.py, tests/faces/mcp/test_quoted.py
"""

# What embeds, overrides or isolates a direction of writing, and what stands there instead.
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")

"""What in a text steers a terminal or turns words round.

In:      text
Out:     the text without it
Source:  ECMA-48 (C0, C1), Unicode Standard Annex 9 (bidirectional formatting characters)
Shown:   tests/faces/test_console.py
"""

import re

# C0 without tab and line break, DEL, C1; marks, embeddings, overrides and isolates of writing direction.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text without what steers a terminal.

    >>> plain("\\x1b]0;owned\\x07 Russia\\u202e will")
    ']0;owned Russia will'
    """
    return STEERING.sub("", text)

"""Words of pages as XML may hold them.

In:      any text
Out:     the same, where XML can hold it; what it cannot hold, and what turns words round, gives way to one character
Refuses: nothing
Source:  XML 1.0, 2.2; Unicode Standard Annex 9
Shown:   tests/questions/test_atom.py
"""

import re

_NOT_XML = re.compile("[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]|[\\u202a-\\u202e\\u2066-\\u2069]")


def xml_text(words: str) -> str:
    """The text; what is left of it is escaped by whoever writes the XML.

    >>> xml_text("a\\x00b\\u202ec")
    'a�b�c'
    """
    return _NOT_XML.sub("\ufffd", words)

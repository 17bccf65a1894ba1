"""The state on whose own site a page stands.

In:      the page's text
Out:     the state's code
Refuses: a page whose foot names no official site, or those of two states
Source:  words.csv ("official site")
Shown:   tests/language/test_sites.py

Sites of heads of state and of foreign ministries end a page with its address: "Direct link: en.kremlin.ru/d/27922".
"""

import re

from onrecord.language.words import word_values

LONGEST_FOOT = 200


def own_site(text: str) -> str | None:
    """The state whose site the foot of the page names; None when it names none, or two states'."""
    foot = text[-LONGEST_FOOT:].lower()
    states = {
        code for host, code in word_values("official site").items() if re.search(rf"(?<![\w-]){re.escape(host)}", foot)
    }
    return states.pop() if len(states) == 1 else None

"""One name in its many spellings.

In:      a name as a page writes it
Out:     a key that its spellings share; the name the other way round
Refuses: nothing; what no rule brings together is an alias in officeholders.csv
Source:  romanisations in use by English papers: "Zelensky, Zelenskyy, Zelenskiy", "el-Sisi, al-Sisi", "Orbán, Orban"
Shown:   tests/actors/test_spellings.py
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

# Letters that fall into no base letter and mark.
WHOLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ə": "e", "þ": "th", "ð": "d"})
# "Omer" and "Omar" share .75 of their letters, "Mali" and "Mike" .5.
ALIKE = 0.7
MARKS = re.compile(r"[’'`ʼʻʿʾ.]")
ARTICLE = re.compile(r"\b(?:al|el|ul|an|as|ash|ar|at|ad|az)[ -](?=\w)")
SOUNDS = ((re.compile(r"(?:yy|iy|yi|ii|ij|y)\b"), "i"), (re.compile(r"ou"), "u"), (re.compile(r"ey(?=\b)"), "ei"))
DOUBLED = re.compile(r"([a-z])\1")


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """The name without marks, in even spelling.

    >>> {folded(n) for n in ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskyi")}
    {'zelenski'}
    >>> folded("Abdel Fattah el-Sisi") == folded("Abdel Fattah al-Sisi"), folded("Orbán"), folded("Türk")
    (True, 'orban', 'turk')
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(WHOLE))
    plain = MARKS.sub("", "".join(c for c in plain if not unicodedata.combining(c)))
    plain = ARTICLE.sub("al-", plain).replace("-", " ")
    for sound, even in SOUNDS:
        plain = sound.sub(even, plain)
    return " ".join(DOUBLED.sub(r"\1", plain).split())


def same_first_name(one: str, other: str) -> bool:
    """May two full names begin with the same name, in two spellings or as an initial?

    >>> same_first_name("Omar al-Bashir", "Omer al-Bashir"), same_first_name("S. Lavrov", "Sergei Lavrov")
    (True, True)
    >>> same_first_name("Mali Johnson", "Mike Johnson")
    False
    """
    first, second = (folded(n).split()[0] for n in (one, other))
    if first[0] != second[0]:
        return False
    return min(len(first), len(second)) == 1 or SequenceMatcher(None, first, second).ratio() >= ALIKE


def turned_round(name: str) -> str:
    """Family name first made last, and back.

    >>> turned_round("Orbán Viktor"), turned_round("Kim Yo Jong")
    ('Viktor Orbán', 'Yo Jong Kim')
    """
    first, _, rest = name.partition(" ")
    return f"{rest} {first}".strip()

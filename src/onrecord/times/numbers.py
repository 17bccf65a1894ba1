"""How many: the number that words or digits say.

In:      "three", "twenty-four", "2 1/2", "two and a half", "several"
Out:     Count
Refuses: words that say no number (None)
Shown:   tests/times/test_numbers.py
"""

import re
from dataclasses import dataclass

from onrecord.times.tables import any_of, number_words

_KINDS = {kind: any_of(w for w, (k, _) in number_words().items() if k == kind) for kind in ("scale", "vague", "pair")}
_PLAIN = any_of(w for w, (k, _) in number_words().items() if k in ("unit", "ten", "scale"))
NUMBER = (
    r"(?:"
    r"(?:\d[\d,]{0,15}(?:\.\d{1,6})?(?:\s+1/2)?"
    rf"|\b(?:{_PLAIN})(?:(?:\s+|-|\s+and\s+)(?:{_PLAIN})){{0,6}}\b"
    rf"|\b(?:an?\s+)?(?:{_KINDS['vague']}|(?:{_KINDS['pair']})(?:\s+of)?|{_KINDS['scale']})\b"
    r"|\ban?\b)"
    r"(?:\s+and\s+a\s+half)?)"
)


@dataclass(frozen=True, slots=True)
class Count:
    """whole: None for a vague number ("several"); half: is there a half beside it?"""

    whole: int | None
    half: bool = False


def count_of(text: str) -> Count | None:
    """The number the words say; None when they say none.

    >>> count_of("twenty-four"), count_of("2 1/2"), count_of("several")
    (Count(whole=24, half=False), Count(whole=2, half=True), Count(whole=None, half=False))
    """
    words = text.lower().replace("-", " ").split()
    half = words[-3:] == ["and", "a", "half"] or words[-1:] == ["1/2"]
    if half:
        words = words[:-3] if words[-1] == "half" else words[:-1]
    total, group, seen = 0, 0, False
    for word in words:
        if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", word):
            number = float(word.replace(",", ""))
            if number != int(number):
                if number % 1 != 0.5:
                    return None
                half = True
            group += int(number)
        elif word in number_words():
            kind, said = number_words()[word]
            if said is None:
                return Count(None)
            if kind == "scale" and said > 100:
                total, group = total + max(group, 1) * said, 0
            elif kind == "scale":
                group = max(group, 1) * said
            elif kind == "pair":
                group = said
            else:
                group += said
        elif word not in ("and", "of"):
            return None
        seen = True
    return Count(total + group, half) if seen else None

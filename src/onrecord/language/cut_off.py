"""Where a text breaks off: a paywall, a shortened feed, an ellipsis.

In:      a Parse, the tokens of one sentence
Out:     the last token of what is left of it; None for a sentence that ends
Source:  the lists "cannot end a text" and "asks to read on" of data/en/words.csv
Shown:   tests/language/test_cut_off.py
"""

import re

from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

ELLIPSES = frozenset({"…", "...", "....", "[…]", "[...]", "(...)", "(…)"})
CLOSING = frozenset({"”", "’", '"', "'", "''", "»", ")", "]"})
ENDS = frozenset(".!?%") | CLOSING
# Letters without width, which pages leave behind a full stop, and which the parser keeps on its token.
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_LINE_END = re.compile(rf"[ \t\u00a0{UNSEEN}]*(?:[\r\n]|\Z)")
UNFINISHED = frozenset({"DT", "CC", "TO", "MD", "PRP$"})


def breaks_off(parse: Parse, sentence: range) -> int | None:
    """At an ellipsis behind which nothing or another sentence follows; at the end of the text without a full stop.

    A paragraph before the last may be a heading, which has none: it breaks off only at a word no text ends with.
    """
    for t in sentence:
        if parse.word(t) in ELLIPSES and t > sentence.start and _ends_there(parse, sentence, t):
            return t - 1 - (parse.word(t - 1) in {"[", "("})
    last = sentence[-1]
    seen = parse.word(last).rstrip(UNSEEN)
    if parse.pos[last] == "PUNCT" or not seen or seen[-1] in ENDS or not _ends_paragraph(parse, last):
        return None
    return last if last == len(parse) - 1 or is_unfinished(parse, last) else None


def is_unfinished(parse: Parse, last: int) -> bool:
    """Is this a word no text ends with: an article, "to", "not", "only", a connective, an auxiliary alone?"""
    if parse.tags[last] in UNFINISHED or parse.lower(last) in word_list("cannot end a text"):
        return True
    return parse.pos[last] == "AUX"


def _ends_there(parse: Parse, sentence: range, ellipsis: int) -> bool:
    """Not "if they come back … we will shoot", which goes on."""
    after = next((t for t in range(ellipsis + 1, sentence.stop) if parse.word(t) not in CLOSING | ELLIPSES), None)
    if after is None:
        return _ends_paragraph(parse, sentence[-1])
    if parse.lower(after) in word_list("asks to read on"):
        return True
    return parse.word(after)[0].isupper() and parse.pos[after] not in {"PROPN", "PRON"}


def _ends_paragraph(parse: Parse, last: int) -> bool:
    return _LINE_END.match(parse.text, parse.ends[last]) is not None

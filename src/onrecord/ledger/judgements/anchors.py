"""What a norm and an event keep when the page is read anew: the page, and the words.

An id changes with every offset, and offsets change with the reader that cuts the text. The words on the page do not.

>>> fold("“Send   troops,”") == fold("send troops")
True
"""

import re
from collections.abc import Iterable

from onrecord.terms.ids import content_id

_NO_WORD = re.compile(r"[\W_]+")


def fold(words: str) -> str:
    """Letters and digits in one case, one space between: what two readers of one page agree on."""
    return _NO_WORD.sub(" ", words.casefold()).strip()


def fold_all(pieces: Iterable[str]) -> str:
    """Several pieces as one."""
    return fold(" ".join(pieces))


def same_sentence(one: str, other: str) -> bool:
    """Do two folded pieces of evidence hold one another, or share most of their words?"""
    if one in other or other in one:
        return True
    left, right = set(one.split()), set(other.split())
    return len(left & right) > len(left ^ right)


def same_action(one: str, other: str) -> bool:
    """Are two folded actions the same words, or is one the other cut short?

    >>> same_action("send troops", "send troops to chad"), same_action("send", "sender")
    (True, False)
    """
    short, long = sorted((f" {one} ", f" {other} "), key=len)
    return short in long


def norm_anchor(page_id: str, modal: str, mode: str, action: str, trigger: str | None) -> str:
    """Names the claim read off these words of this page: `will_not A unless C` and `ready A if C` are two."""
    return content_id("claim", [page_id, modal, mode, fold(action), fold(trigger) if trigger else None])


def event_anchor(page_id: str, type_: str, evidence: Iterable[str]) -> str:
    """Names the event read off these words of this page."""
    return content_id("deed", [page_id, type_, fold_all(evidence)])

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


def norm_anchor(page_id: str, modal: str, mode: str, action: str, trigger: str | None) -> str:
    """Names the claim read off these words of this page: `will_not A unless C` and `ready A if C` are two."""
    return content_id("claim", [page_id, modal, mode, fold(action), fold(trigger) if trigger else None])


def event_anchor(page_id: str, type_: str, evidence: Iterable[str]) -> str:
    """Names the event read off these words of this page."""
    return content_id("deed", [page_id, type_, fold_all(evidence)])

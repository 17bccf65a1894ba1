"""What a person hangs on a record or a page: a tag, a case it belongs to, a note."""

import unicodedata
from enum import StrEnum


class RemarkKind(StrEnum):
    """TAG and CASE are names, on or off, whoever put them there. NOTE is words, taken back by who wrote them."""

    TAG = "tag"
    CASE = "case"
    NOTE = "note"


NAMED = (RemarkKind.TAG, RemarkKind.CASE)


def fold_name(name: str) -> str:
    """What two spellings of one name share: case, width and white space apart.

    >>> fold_name(" Red  Lines") == fold_name("red lines")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

"""What was considered in a sentence, as a person would say it.

In:      what `why` looked at
Out:     a line each
Shown:   tests/faces/test_why.py
"""

from onrecord.language.norm_sentence import wrong_in_100
from onrecord.walk.why import ConsideredAction, SentenceLooked

NOTHING = "nothing was considered here: no verb or noun stands under will, would, may, must ..., "
NO_WORD = "and no word is in the table of those that undertake, refuse, demand or foresee"
NO_VERB = "and none of its verbs is in the table of words that undertake, refuse, demand or foresee"


def speaker_words(sentence: SentenceLooked) -> str:
    """Who is taken to speak there."""
    if sentence.directness is None:
        return "told by the page itself; no attribution was read here"
    return f"{sentence.directness} speech of {sentence.speaker or 'a speaker who was not read'}"


def nothing_words(sentence: SentenceLooked) -> str:
    """Of a sentence in which nothing was considered: what was looked at."""
    verbs = ", ".join(f"“{verb}”" for verb in sentence.verbs)
    return f"{NOTHING}{NO_VERB}: {verbs}" if verbs else f"{NOTHING}{NO_WORD}"


def considered_words(text: str, one: ConsideredAction) -> str:
    """What was considered, and what came of it. text: the one it stands in."""
    if one.outcome == "norm":
        doubt = f" ({wrong_in_100(one.probability)})" if one.probability is not None else ""
        return f"a norm: {one.said}{doubt}"
    action = " ".join(one.action.of(text).split())
    if one.outcome == "refused":
        told = "" if "“" in one.said else f"“{action}”: "  # most reasons quote the words themselves
        return f"refused: {told}{one.said} [{one.code}]"
    if one.outcome == "idle":
        return f"opens nothing here: “{action}”: {one.said}"
    return f"no norm: “{action}” (under “{one.under}”): {one.said}"

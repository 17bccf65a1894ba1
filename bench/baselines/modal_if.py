"""Norms by regular expressions: a modal word, the words before it as who, the words after it as action, and "if".

In:      a text
Out:     norms in the scorer's form: modal, mode, agent, action, trigger, agent_id
Refuses: nothing; a modal whose agent is no name of the list and no pronoun of a person is passed over
Source:  codebook 1 and 2 for the words; chosen on gold/train alone
Shown:   tests/bench/test_baselines.py
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.baselines.names import Mention, mentions

SENTENCE = re.compile(
    r"\S(?:(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bMs)\.|(?<=\bDr)\.|(?<=\bGen)\.|(?<=\bSen)\.|(?<=\bU\.S)\.|(?<=\bU\.N)\."
    r"|(?<=\b[A-Z])\.|[^.!?\n]|[.!?](?![\"”’)]*(?:\s|$)))*[.!?]*[\"”’)]*"
)
COMMISSIVE = r"vow|promis|pledg|threaten|agre|intend|plan|undertak|commit|swor|swear|offer|propos|resolv|guarante"
REQUEST = r"demand|urg|call|ask|request|order|insist|warn|appeal|press"
# (what is said, modal); the first that fits at a place counts.
MODALS = (
    (r"(?:will|would|shall|wo)(?:\s+(?:not|never)|n[’']t|not)", "will_not"),
    (r"(?:refus\w+|declin\w+)\s+to|rul(?:e|es|ed|ing)\s+out", "will_not"),
    (rf"(?:{COMMISSIVE})\w*\s+not\s+to|(?:{COMMISSIVE})\w*\s+never\s+to", "will_not"),
    (
        r"(?:is|are|was|were|am|’m|’re|be)\s+(?:ready|prepared|willing|able)\s+to|(?:readiness|willingness)\s+to",
        "ready",
    ),
    (r"could|may|might|reserv\w+\s+the\s+right\s+to", "ready"),
    (rf"(?:{REQUEST})\w*\s+(?:on\s+|for\s+|upon\s+)?(?P<whom>[^,;:.“”\"]{{2,60}}?)\s+to", "demands"),
    (r"(?:must|should)(?:\s+not)?", "demands"),
    (rf"(?:{COMMISSIVE})\w*\s+to", "will"),
    (r"(?:is|are|was|were|am|’m|’re)\s+(?:going|set|due|determined)\s+to", "will"),
    (r"will|would|shall|[’']ll", "will"),
)
MODAL = re.compile("|".join(rf"(?P<m{i}>\b(?:{words})\b)" for i, (words, _) in enumerate(MODALS)))
# (connective, mode, modal that it makes of the norm's)
CUES = (
    (r"only\s+(?:if|when|after|once)|only\s+on\s+condition\s+that", "unless", "will_not"),
    (r"even\s+if|regardless\s+of\s+whether|no\s+matter", "even_if", None),
    (r"unless|until|except\s+if", "unless", None),
    (r"if|provided(?:\s+that)?|providing|on\s+(?:the\s+)?condition\s+that|as\s+long\s+as|so\s+long\s+as", "if", None),
    (
        r"in\s+the\s+event\s+(?:that|of)|in\s+exchange\s+for|in\s+return\s+for|should(?=\s+\w+\s+\w+\s)|once(?=\s+(?:the|a|an|it|he|she|they|we|I|this|that|[A-Z])\b)",
        "if",
        None,
    ),
)
CUE = re.compile("|".join(rf"(?P<c{i}>\b(?:{words})\b)" for i, (words, *_) in enumerate(CUES)), re.IGNORECASE)
BARE = re.compile(r"could|may|might")
BORDER = re.compile(r"[,;:.!?“”\"()–—]|\s-\s|\b(?:that|which|who|and|but|because|while|although|said|says)\b")
PRONOUN = re.compile(r"\b(?:I|we|he|she|they|it|We|He|She|They|It)\b")
SAYS = re.compile(
    r"[”\"][^“\".]{0,20}\b(?:said|says|told|added|announced|declared)\b[^.“\"]{0,40}"
    r"|[”\"],? (?:[A-Z]\w+ ){1,3}(?:said|says|told|added)"
)
SAYS_WITHIN = 250
NOBODY = ""
STOP = re.compile(
    r"[;:!?“”\"()–—]|[.](?=\s|$|[\"”’)])"
    r"|,(?=\s*(?:but|and\s+(?:it|he|she|they|we|I|the)|said|says|he|she|they|we|I|it|adding|who|$|[\"”])\b)"
    r"|\s-\s|\b(?:which|because|while|although|but|said|says)\b"
)


def norms_of(text: str) -> list[dict[str, Any]]:
    """The norms of a text, in the order of their modals."""
    known = mentions(text)
    return [norm for m in SENTENCE.finditer(text) for norm in norms_in(text, m.start(), m.end(), known)]


def norms_in(text: str, start: int, end: int, known: list[Mention]) -> Iterator[dict[str, Any]]:
    """The norms of one sentence."""
    condition = condition_in(text, start, end)
    for match in MODAL.finditer(text, start, end):
        at, after = match.span()
        if condition and condition["from"] <= at < condition["to"]:
            continue
        modal = next(said for i, (_, said) in enumerate(MODALS) if match[f"m{i}"])
        if modal == "ready" and condition is None and BARE.match(match[0]):
            continue  # a chance, not an offer
        agent = agent_before(text, start, at)
        who = who_is(text, agent, known)
        if who is None or agent is None:
            continue
        stop = end if not condition or condition["from"] < after else condition["from"]
        action = action_after(text, after, stop)
        if action is None:
            continue
        mode = condition["mode"] if condition else "none"
        yield {
            "modal": (condition["modal"] if condition and modal in ("will", "ready") else None) or modal,
            "mode": mode,
            "agent": agent,
            "agent_id": who or None,
            "action": action,
            "trigger": condition["trigger"] if condition else None,
        }


def condition_in(text: str, start: int, end: int) -> dict[str, Any] | None:
    """The first condition of the sentence: fronted, to its comma; else to the end or the next mark."""
    cue = CUE.search(text, start, end)
    if cue is None:
        return None
    mode, modal = next((mode, modal) for i, (_, mode, modal) in enumerate(CUES) if cue[f"c{i}"])
    stop = re.compile(r"[,;:.!?“”\"()–—]|\s-\s").search(text, cue.end(), end)
    to = stop.start() if stop else end
    trigger = trimmed(text, cue.end(), to)
    return {"from": cue.start(), "to": to, "mode": mode, "modal": modal, "trigger": trigger} if trigger else None


def agent_before(text: str, start: int, at: int) -> list[int] | None:
    """The words between the last border and the modal."""
    borders = [m.end() for m in BORDER.finditer(text, start, at)]
    return trimmed(text, borders[-1] if borders else start, at)


def action_after(text: str, start: int, end: int) -> list[int] | None:
    """The words after the modal up to the next border."""
    stop = STOP.search(text, start, end)
    return trimmed(text, start, stop.start() if stop else end)


def who_is(text: str, agent: list[int] | None, known: list[Mention]) -> str | None:
    """The name in the agent's words; for "he", "she", "they", "it" the last name before, for "I" and "we" the one who
    says so in or right after the sentence; NOBODY for a person nobody names. None: the words are no agent."""
    if agent is None:
        return None
    start, end = agent
    inside = [m.id for m in known if start <= m.span.start < end]
    if inside:
        return inside[0]
    pronoun = PRONOUN.search(text, start, end)
    if pronoun is None:
        return None
    before = [m.id for m in known if m.span.end <= start]
    if pronoun[0].lower() in ("i", "we"):
        said = SAYS.search(text, end, min(len(text), end + SAYS_WITHIN))
        spoke = [m.id for m in known if said and said.start() <= m.span.start < said.end()]
        return spoke[0] if spoke else Counter(m.id for m in known).most_common(1)[0][0] if known else NOBODY
    return before[-1] if before else NOBODY


def trimmed(text: str, start: int, end: int) -> list[int] | None:
    """The span without white space at its ends; None where nothing is left."""
    words = text[start:end]
    inner = words.strip()
    if not inner:
        return None
    begin = start + len(words) - len(words.lstrip())
    return [begin, begin + len(inner)]

"""Why some words of a page gave a norm or none: what was considered in their sentences, and what became of it.

In:      a captured Page, words of it, the engines
Out:     Why: each sentence that holds the words, who is taken to speak there, and every action that was considered
Refuses: a page that cannot be read, and words that do not stand in the text that was read (WordsNotRead)
Source:  the same walk as `read`; nothing is looked at that a reading does not rest on
Shown:   tests/walk/test_why.py
"""

import re
from dataclasses import dataclass
from typing import Any

from onrecord.commitments import idle_words
from onrecord.language.norm_sentence import norm_sentence
from onrecord.terms.considered import PassedOver
from onrecord.terms.errors import OnRecordError
from onrecord.terms.pages import Page
from onrecord.terms.parses import Parse
from onrecord.terms.reading import Reading
from onrecord.terms.records import Norm
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement
from onrecord.walk.open import Engines
from onrecord.walk.read import walked

_QUOTES = {"'": "['‘’]", '"': '["“”«»]'}


class WordsNotRead(OnRecordError):
    """The words are not in the text that was read of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsideredAction:
    """One action that was considered. outcome: "norm", "refused", "passed over", or "idle" for a word that could open a
    commitment and opens none as it stands; said: the norm in words, or why not.

    under: the word that governs an action passed over ("will"), None otherwise. code: of the refusal, None otherwise.
    probability: of a norm that was kept, in [0, 1].
    """

    action: Span
    outcome: str
    said: str
    under: str | None = None
    code: str | None = None
    probability: float | None = None

    def to_json(self) -> dict[str, Any]:
        """As it stands, the span as [start, end)."""
        return {
            "action": self.action.to_json(),
            "outcome": self.outcome,
            "said": self.said,
            "under": self.under,
            "code": self.code,
            "probability": self.probability,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceLooked:
    """One sentence that holds the words; speaker: in the words of the page, None where none was read.

    verbs: the verbs that were looked at, where none of its words was considered; else ().
    """

    span: Span
    words: str
    directness: str | None
    speaker: str | None
    looked: tuple[ConsideredAction, ...]
    verbs: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As it stands."""
        return {
            "span": self.span.to_json(),
            "words": self.words,
            "directness": self.directness,
            "speaker": self.speaker,
            "considered": [one.to_json() for one in self.looked],
            "verbs": list(self.verbs),
        }


@dataclass(frozen=True, slots=True)
class Why:
    """The answer: the page's reading, the sentences asked about in text order; least: norms under it are refused."""

    reading: Reading
    sentences: tuple[SentenceLooked, ...]
    least: float

    def to_json(self) -> dict[str, Any]:
        """`{"page", "least", "sentences"}`, the page by its address."""
        return {
            "page": self.reading.page.address,
            "least": self.least,
            "sentences": [s.to_json() for s in self.sentences],
        }


def why(page: Page, words: str, engines: Engines) -> Why:
    """What was considered where these words stand; letter case, white space and form of quotation marks are free."""
    walk = walked(page, engines)
    if walk.parse is None or walk.reading.document is None:
        reasons = "; ".join(r.reason for r in walk.reading.refusals)
        raise WordsNotRead(f"the page was not read at all: {reasons}")
    text = walk.reading.text
    places = [Span(*m.span()) for m in _pattern(words).finditer(text)]
    if not places:
        raise WordsNotRead(_not_there(page, words))
    indices = sorted({i for place in places for i in _sentences(walk.parse, place)})
    sentences = tuple(_looked_at(walk.reading, walk.parse, i, walk.passed) for i in indices)
    return Why(walk.reading, sentences, engines.norm_judge.least)


def _pattern(words: str) -> re.Pattern[str]:
    parts = ("".join(_QUOTES.get(c, re.escape(c)) for c in part) for part in words.split())
    return re.compile(r"\s+".join(parts) or r"(?!)", re.IGNORECASE)


def _not_there(page: Page, words: str) -> str:
    """Words of the page that were left out as no part of the article are another thing than words it does not have."""
    source = page.body.decode(page.encoding, errors="replace")
    if _pattern(words).search(source):
        return f"{words!r} stands on the page, but in what was left out of its text (menus, boxes, comments, credits)"
    return f"{words!r} does not stand in the text that was read"


def _sentences(parse: Parse, place: Span) -> set[int]:
    tokens = [t for t in range(len(parse)) if parse.starts[t] < place.end and parse.ends[t] > place.start]
    return {parse.sentence_index(t) for t in tokens}


def _looked_at(reading: Reading, parse: Parse, index: int, passed: tuple[PassedOver, ...]) -> SentenceLooked:
    sentence, tokens = parse.sentence_span(index), range(*parse.sentences[index])
    inside = [s for s in reading.statements if any(piece.overlaps(sentence) for piece in s.content)]
    statement = min(inside, key=_length, default=None)
    found = [_norm(reading, n) for n in reading.norms if n.action.overlaps(sentence)]
    found += [_refused(r) for r in reading.refusals if r.span is not None and r.span.overlaps(sentence)]
    taken = [one.action for one in found]
    for one in passed:
        if one.action.overlaps(sentence) and not any(t.covers(one.action) for t in taken):
            under = one.governor.of(reading.text)
            found.append(ConsideredAction(action=one.action, outcome="passed over", said=one.reason, under=under))
    found += [ConsideredAction(action=one.action, outcome="idle", said=one.reason) for one in idle_words(parse, tokens)]
    verbs = () if found else tuple(dict.fromkeys(parse.lower(t) for t in tokens if parse.pos[t] == "VERB"))
    return SentenceLooked(
        span=sentence,
        words=" ".join(sentence.of(reading.text).split()),
        directness=statement.directness.value if statement else None,
        speaker=" ".join(piece.of(reading.text) for piece in statement.source) or None if statement else None,
        looked=tuple(sorted(found, key=lambda one: one.action)),
        verbs=verbs,
    )


def _length(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.content)


def _norm(reading: Reading, norm: Norm) -> ConsideredAction:
    def words(span: Span | None) -> str | None:
        return span.of(reading.text) if span is not None else None

    said = norm_sentence(
        norm.modal,
        norm.mode,
        action=norm.action.of(reading.text),
        agent=words(norm.agent),
        agent_code=norm.agent_id,
        target=words(norm.target),
        target_code=norm.target_id,
        trigger=words(norm.trigger),
        deadline=words(norm.deadline),
    )
    return ConsideredAction(action=norm.action, outcome="norm", said=said, probability=norm.probability)


def _refused(refusal: Refusal) -> ConsideredAction:
    assert refusal.span is not None  # asked for by the caller
    return ConsideredAction(action=refusal.span, outcome="refused", said=refusal.reason, code=refusal.code)

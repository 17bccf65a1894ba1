"""Politics only: a club that will appeal and a reviewer who will upgrade bind nobody we keep a record of.

In:      Document, Parse, Cast, Drafts
Out:     the Drafts that politics can be read from
Source:  codebook 1
Shown:   tests/commitments/test_politics.py
"""

from bisect import bisect_right

from onrecord.commitments.draft import Draft
from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal
from onrecord.terms.spans import Span

# A text of fewer sentences is an excerpt: it need not name the state it speaks of.
EXCERPT = 8


def political(document: Document, parse: Parse, cast: Cast, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Drafts with a party we know, or in a paragraph that names a state, for a forecast in its very sentence; all of
    them in an excerpt."""
    if len(parse.sentences) < EXCERPT:
        return drafts
    known = _political_codes(cast)
    drafts = tuple(d for d in drafts if d.agent.code is None or _codes(d) & known)
    drafts = tuple(d for d in drafts if d.modal is not Modal.PREDICTS or _names_party(cast, d))
    named = tuple(b.span for b in document.blocks if _names_state(cast, b.span))
    return tuple(d for d in drafts if _has_known_party(d) or _lies_in(named, d.action.start))


def _lies_in(spans: tuple[Span, ...], position: int) -> bool:
    before = bisect_right(spans, position, key=lambda s: s.start)
    return before > 0 and position < spans[before - 1].end


def _names_party(cast: Cast, draft: Draft) -> bool:
    """Do the draft or its sentence name somebody we know?"""
    named = (cast.actor(mention) for words in draft.evidence for mention in cast.within(words))
    return _has_known_party(draft) or any(actor is not None and actor.code for actor in named)


def _political_codes(cast: Cast) -> frozenset[str]:
    """Codes of states, and of organisations a table knows; a name that only looks like one may be a firm."""
    held = (a for a in cast.actors.values() if a.code)
    return frozenset(a.code for a in held if a.code and (a.state is not None or a.basis != "entity tagger"))


def _codes(draft: Draft) -> frozenset[str]:
    codes = (draft.agent.code, draft.target.code, draft.trigger_id, draft.speaker.code)
    return frozenset(code for code in codes if code)


def _has_known_party(draft: Draft) -> bool:
    return bool(_codes(draft))


def _names_state(cast: Cast, block: Span) -> bool:
    actors = (cast.actor(mention) for mention in cast.within(block))
    return any(actor is not None and actor.state is not None for actor in actors)

"""The patterns of a norm whose slots somebody else filled in: a coder's norm on a page that is read here.

In:      a page as walked, a Norm with words and codes
Out:     the Norm with the patterns of its action and its trigger
Refuses: nothing; a slot whose words hold no clause gets a pattern of codes and words alone
Source:  docs/semantics.md, Matching
Shown:   tests/test_story_scorers.py
"""

from dataclasses import replace

from onrecord.language.denial import denied_inside
from onrecord.language.predications import named_by, predication_of, with_pronouns
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import Predication
from onrecord.terms.records import Modal, Norm
from onrecord.terms.spans import Span
from onrecord.walk.read import Walk


def with_patterns(walk: Walk, norm: Norm) -> Norm:
    """The norm with both patterns; who must act is who the slots say."""
    another = norm.modal in (Modal.DEMANDS, Modal.PREDICTS)
    doer, other = (norm.target_id, None) if another else (norm.agent_id, norm.target_id)
    does, happens = _said(walk, norm.action, action=True)
    action = _pattern(walk, norm.action, norm.action_event, doer, other, does, happens=another or happens)
    if norm.trigger is None:
        return replace(norm, action_pattern=action)
    asked, happens = _said(walk, norm.trigger, action=False)
    if asked is not None and does is not None:
        asked = with_pronouns(asked, does, doer)
    trigger = _pattern(walk, norm.trigger, norm.trigger_event, norm.trigger_id, None, asked, happens=happens)
    return replace(norm, action_pattern=action, trigger_pattern=trigger)


def _said(walk: Walk, words: Span, *, action: bool) -> tuple[Predication | None, bool]:
    """(what the words say, whether they say that it happens)."""
    parse = walk.parse
    head = parse.head_of(words) if parse is not None else None
    if parse is None or head is None:
        return None, True
    codes = named_by(walk.reading.cast)(parse)
    says = predication_of(parse, head, codes, within=words, doer_outside=action)
    return says, action or not denied_inside(parse, head, words)


def _pattern(
    walk: Walk,
    words: Span,
    kind: EventType | None,
    doer: str | None,
    other: str | None,
    does: Predication | None,
    *,
    happens: bool,
) -> EventPattern:
    return EventPattern(
        type=kind,
        actor=Party(doer) if doer else None,
        recipient=Party(other) if other else None,
        does=does,
        words=words.of(walk.reading.text),
        happens=happens,
    )

"""What speaks for or against a norm being read rightly: its features.

In:      a CodedDraft, the record's strength and kind, Parse
Out:     feature -> how much of it there is; every value lies in [0, 1]
Shown:   tests/commitments/test_scoring.py

A feature is something a reader could point at: who governs the action, whether somebody is named, how it was said.
"""

from math import log

from onrecord.commitments.draft import NormDraft
from onrecord.commitments.relations import CodedDraft
from onrecord.language.clauses import subject
from onrecord.terms.parses import Parse
from onrecord.terms.records import RecordKind

# Longer actions, triggers and sentences are all as long as these, in words.
LONG_ACTION, LONG_SENTENCE = 40, 80
# Log-odds beyond which a model is as sure as can be.
SURE = 5.0


def features_of(parse: Parse, coded: CodedDraft, kind: RecordKind, *, fellows: int) -> dict[str, float]:
    """fellows: how many norms the sentence yields in all."""
    draft = coded.draft
    held: dict[str, float] = dict.fromkeys(_named(parse, coded, kind), 1.0)
    held |= {f"has {slot}": 1.0 for slot, there in _slots(draft, coded).items() if there}
    held["strength"] = draft.strength.rank / 6
    held["action length"] = min(1.0, log(1 + len(parse.tokens_in(draft.action))) / log(1 + LONG_ACTION))
    tokens = parse.sentences[parse.sentence_index(draft.governed.head)]
    held["sentence length"] = min(1.0, log(1 + tokens[1] - tokens[0]) / log(LONG_SENTENCE))
    held["place in sentence"] = (draft.governed.head - tokens[0]) / (tokens[1] - tokens[0])
    held["fellows"] = min(1.0, (fellows - 1) / 4)
    return held | _read(draft)


def _read(draft: NormDraft) -> dict[str, float]:
    """Who reads it, and how sure the model is."""
    source = f"read by {draft.source.value}"
    odds = 0.0 if draft.read is None else (SURE + max(-SURE, min(SURE, _log_odds(draft.read)))) / (2 * SURE)
    sure = {} if draft.sure is None else {"sure of the agent": draft.sure}
    return sure | {source: 1.0, "model": odds, f"model, {source}": odds, f"model, {draft.modal.value}": odds}


def _log_odds(probability: float) -> float:
    return log(max(probability, 1e-6) / max(1.0 - probability, 1e-6))


def _named(parse: Parse, coded: CodedDraft, kind: RecordKind) -> list[str]:
    """Features that are there or not, by name."""
    draft = coded.draft
    governed = draft.governed
    names = [
        f"modal {draft.modal.value}",
        f"mode {draft.mode.value}",
        f"modal and mode {draft.modal.value} {draft.mode.value}",
        f"kind {kind.value}",
        f"force {governed.force.value}",
        f"governor {parse.lemmas[governed.governor].lower()}",
        f"governed by {governed.speaker}",
        f"action is {parse.pos[governed.head]}",
        f"action stands as {parse.deps[governed.head]}",
        f"directness {_directness(draft)}",
        f"doer {_doer(parse, governed.doer)}",
        f"agent {_code(draft.agent.code)}",
        f"speaker {_code(draft.speaker.code)}",
        f"type {coded.action.value if coded.action else 'none'}",
        f"agent and speaker {_spoken(draft)}",
        f"{draft.modal.value}, agent and speaker {_spoken(draft)}",
    ]
    if draft.condition is not None:
        names.append(f"logic {draft.condition.logic.value}")
        names.append(f"trigger is {parse.pos[draft.condition.head]} {parse.tags[draft.condition.head]}")
        names.append(f"trigger type {coded.trigger.value if coded.trigger else 'none'}")
        names.append("condition first" if draft.condition.first < governed.head else "condition last")
    own = subject(parse, governed.head)
    names.append("passive" if own is not None and parse.deps[own] == "nsubjpass" else "active")
    if coded.is_headline:
        names.append("headline")
    if draft.extends is not None:
        names.append("extends")
    return names


def _spoken(draft: NormDraft) -> str:
    """Does the agent speak for itself? Of gold's norms with both codes 98 in 100 do."""
    agent, speaker = draft.agent.code, draft.context.code
    if agent is None or speaker is None:
        return "not both known"
    return "one" if agent == speaker else "two"


def _slots(draft: NormDraft, coded: CodedDraft) -> dict[str, bool]:
    return {
        "agent": draft.agent.words is not None,
        "agent code": draft.agent.code is not None,
        "target": draft.target.words is not None,
        "target code": draft.target.code is not None,
        "trigger code": draft.trigger_id is not None,
        "cue": draft.cue is not None,
        "speaker": draft.speaker.words is not None,
        "deadline": draft.deadline is not None,
        "holder": draft.governed.holder is not None,
        "two sentences": len(draft.evidence) > 1,
        "threshold": bool(coded.asked),
    }


def _directness(draft: NormDraft) -> str:
    if draft.context.is_writer:
        return "writer"
    return draft.context.statement.directness.value if draft.context.statement is not None else "told"


def _doer(parse: Parse, token: int | None) -> str:
    """What sort of word names whoever would do it."""
    if token is None:
        return "none"
    if parse.pos[token] == "PRON":
        return parse.lower(token)
    return parse.entities[token] or parse.pos[token]


def _code(code: str | None) -> str:
    if code is None:
        return "unknown"
    return "state" if len(code) == 3 and code.isupper() else "other"

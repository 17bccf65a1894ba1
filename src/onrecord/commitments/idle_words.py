"""Words that could open a commitment and open none as they stand: "were instructed to", "plans" with nothing behind it.

In:      Parse, one sentence
Out:     PassedOver for each, in text order
Source:  data/en/modals.csv
Shown:   tests/walk/test_why.py

Asked for by `onrecord why` alone: a reading does without.
"""

from onrecord.commitments.modality import find_actions
from onrecord.commitments.tables import modal_words
from onrecord.language.clauses import child
from onrecord.terms.considered import PassedOver
from onrecord.terms.parses import Parse

PASSIVE = "it stands in the passive, which is not read: who undertakes or demands it must be its subject"
# What must follow, by frame of data/en/modals.csv; X is an action, P the frame's preposition.
FOLLOWED_BY = {
    "to": "to do X",
    "to-bare": "to do X",
    "ing": "P doing X",
    "to-ing": "to doing X",
    "np": "a noun of an action (“a strike”)",
    "np-deed": "a noun of an action (“a strike”)",
    "np-listed": "a noun of an action (“a truce”)",
    "prep": "P a noun of an action (“a strike”)",
    "obj-to": "somebody to do X",
    "refl-to": "itself to do X",
    "on-to": "on somebody to do X",
    "for-to": "for somebody to do X",
    "to-to": "to somebody to do X",
    "that": "that somebody do X",
    "offer": "an offer to do X",
    "plan": "a plan to do X",
    "pact": "a pact to do X",
}


def idle_words(parse: Parse, sentence: range) -> tuple[PassedOver, ...]:
    """Verbs and adjectives of the table that govern no action of the sentence, each with what would have to follow."""
    busy = {t for d in find_actions(parse, sentence) for t in (d.head, d.governor)}
    return tuple(
        PassedOver(parse.span(t, t), parse.span(t, t), reason)
        for t in sentence
        if t not in busy and (reason := _reason(parse, t)) is not None
    )


def _reason(parse: Parse, token: int) -> str | None:
    if parse.pos[token] not in {"VERB", "ADJ"}:
        return None
    # A word of two parts ("turn down") is none without its second.
    rows = [w for w in modal_words().get(parse.lemmas[token].lower(), ()) if " " not in w.lemma and w.particle is None]
    if not rows:
        return None
    if child(parse, token, "nsubjpass", "auxpass") is not None:
        return PASSIVE
    frames = dict.fromkeys(_followed_by(f) for w in rows for f in w.frames if f.partition(":")[0] in FOLLOWED_BY)
    return f"it opens a commitment only before one of these: {'; '.join(frames)}" if frames else None


def _followed_by(frame: str) -> str:
    kind, _, particle = frame.partition(":")
    return FOLLOWED_BY[kind].replace("P ", f"{particle} " if particle else "")

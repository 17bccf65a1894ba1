"""What the ledger answers as what the pictures draw.

In:      sayings of a timeline; when and how an actor spoke
Out:     Bars for the picture of commitments; CountedSaying for the count by month
Shown:   tests/drawings/test_of_timeline.py
"""

from collections.abc import Iterable

from onrecord.drawings.commitments import Bar
from onrecord.drawings.counts import CountedSaying
from onrecord.language.actor_names import name_of
from onrecord.questions.spoken import Spoken
from onrecord.questions.timelines import Saying
from onrecord.questions.wording import in_words
from onrecord.terms.statements import Directness
from onrecord.terms.wording import MODAL_WORDS


def bars_of(sayings: Iterable[Saying]) -> tuple[Bar, ...]:
    """One for each saying. Sayings that are compared with each other, or with the same earlier one, are of one
    action."""
    held = tuple(sayings)
    home: dict[str, str] = {}

    def action(norm_id: str) -> str:
        at = norm_id
        while at in home:
            at = home[at]
        return at

    for saying in held:
        if saying.after is not None and action(saying.norm.id) != action(saying.after):
            home[action(saying.norm.id)] = action(saying.after)
    return tuple(_bar(saying, action(saying.norm.id)) for saying in held)


def counted_of(spoken: Iterable[Spoken]) -> tuple[CountedSaying, ...]:
    """What is counted of each: its days, and whether it is a quotation."""
    return tuple(CountedSaying(first=s.first, last=s.last, direct=s.directness == Directness.DIRECT) for s in spoken)


def _bar(saying: Saying, action: str) -> Bar:
    norm, entry = saying.norm.norm, saying.entry
    speaker = entry.speaker_of(saying.norm)
    who = name_of(norm.agent_id) if norm.agent_id else saying.norm.slot("agent") or "somebody"
    return Bar(
        id=saying.norm.id,
        record_id=entry.id,
        action=action,
        label=f"{who} {MODAL_WORDS[norm.modal]} “{' '.join((saying.norm.slot('action') or '').split())}”",
        sentence=in_words(saying.norm),
        first=saying.first,
        last=saying.last,
        strength=entry.record.strength,
        mode=norm.mode,
        mark=saying.change.mark,
        reasons=saying.change.reasons,
        speaker=speaker.name if speaker else None,
    )

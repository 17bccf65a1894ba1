"""How a verdict, a strength and a slot look: a CSS class beside the words, never instead of them.

In:      verdicts, strengths, names of slots
Out:     class names of static/desk.css; letters; words
Source:  docs/desk.md, "How sure it is"
Shown:   tests/faces/web/test_looks.py
"""

from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.records import Mode, Strength
from onrecord.terms.statements import Directness

# A slot of a norm: its CSS class and what the legend calls it. The class sets tint and underline style together.
SLOTS = {
    "agent": ("who", "who"),
    "action": ("deed", "action"),
    "trigger": ("cond", "condition"),
    "target": ("whom", "to or of whom"),
    "deadline": ("dead", "until when"),
}

# Seven steps, each with a letter: tints alone are under 3:1 (DESK).
STRENGTH_LETTERS = dict(zip(Strength, "NDPERFC", strict=True))

GLYPHS = {Mode.IF: "◇", Mode.UNLESS: "▣", Mode.EVEN_IF: "▲", Mode.NONE: "●"}
CONDITION_WORDS = {
    Mode.IF: "on a condition",
    Mode.UNLESS: "with an exception",
    Mode.EVEN_IF: "whatever happens",
    Mode.NONE: "without condition",
}

_TRIGGERED = {Verdict.TRIGGERED, Verdict.PREDICTION_APPLIES, Verdict.CAME_TRUE, Verdict.RELEASED, Verdict.OVERDUE}
_BROKEN = {Verdict.BREACHED}
_STANDS = {Verdict.IN_FORCE, Verdict.STANDS, Verdict.FULFILLED, Verdict.COMPLIED, Verdict.PENDING, Verdict.OPEN}


def tone(status: str | None) -> str:
    """The class of a verdict or status: "triggered", "broken", "stands", "maybe" or "quiet"."""
    if status is None or status not in set(Verdict):
        return "quiet"
    verdict = Verdict(status)
    if verdict.unsure:
        return "maybe"
    for name, held in (("triggered", _TRIGGERED), ("broken", _BROKEN), ("stands", _STANDS)):
        if verdict in held:
            return name
    return "quiet"


DIRECTNESS = {
    Directness.DIRECT: "in the speaker's own words",
    Directness.INDIRECT: "as the page reports it",
    Directness.MIXED: "reported, with the speaker's own words quoted",
}


def quoted(words: str) -> str:
    """In quotation marks; words that hold some of their own stand as they are, for “““ tells nobody who speaks."""
    return words if any(mark in words for mark in '“”"') else f"“{words}”"

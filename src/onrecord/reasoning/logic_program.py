"""Norms and events as facts of a logic program.

In:      a Rulebook, events
Out:     program text, with numbers for norms and events
Source:  data/whatif.lp
Shown:   tests/reasoning/test_what_would.py
"""

from collections.abc import Iterable, Sequence
from importlib import resources

from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.entailment import Follows
from onrecord.reasoning.matching import NOTHING_KNOWN, Background
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.patterns import EventPattern


def program(
    book: Rulebook, events: Sequence[EventPattern], background: Background = NOTHING_KNOWN
) -> tuple[str, dict[EventPattern, int]]:
    """The table, the norms, and how every event, and every action a norm leads to, meets them. Also the events'
    numbers.

    No event is given and none a candidate yet: see `given`, `candidates`.
    """
    actions = [r.action for r in book.rules if r.undertakes]
    number = {event: n for n, event in enumerate(dict.fromkeys((*events, *actions)))}
    lines = [resources.files("onrecord.data").joinpath("whatif.lp").read_text(encoding="utf-8")]
    for n, rule in enumerate(book.rules):
        lines.append(f"norm({n},{rule.modal.value},{rule.mode.value}).")
        if rule.undertakes:
            lines.append(f"leads({n},{number[rule.action]}).")
    for event, e in number.items():
        follows = Follows(event, background)
        parts = book.touched(form.event for form in follows.forms)
        for part in sorted(parts):
            pattern = book.pattern(part)
            certainty = follows.meets(pattern).certainty if pattern.happens else Certainty.NO
            if certainty is not Certainty.NO:
                lines.append(f"{'trigger' if part.trigger else 'deed'}({part.rule},{e},{int(certainty)}).")
    return "\n".join(lines) + "\n", number


def given(numbers: Iterable[int]) -> str:
    """These events happen."""
    return "".join(f"given({n}).\n" for n in numbers)


def candidates(numbers: Iterable[int]) -> str:
    """These events may happen."""
    return "".join(f"candidate({n}).\n" for n in numbers)


def wanted(rules: Iterable[int], verdicts: Iterable[Verdict]) -> str:
    """One of these norms must get one of these verdicts."""
    kinds = tuple(verdicts)
    return "".join(f"wanted({n},{v.value}).\n" for n in rules for v in kinds)

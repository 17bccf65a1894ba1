"""What would have to happen for a norm to be triggered, broken or released? The smallest sets of events.

In:      a Rulebook, the norms and what is to become of one of them, a Solver
Out:     Ways: sets of events, smallest first, none inside another
Refuses: a norm that can never be triggered, broken or released so (CannotHappen)
Source:  data/whatif.lp
Shown:   tests/reasoning/test_what_would.py

Events are drawn from the conditions and actions of the norms themselves. Only what is sure counts: no way rests on a
maybe. A condition that something does not happen is not looked for.
"""

from collections.abc import Sequence
from enum import StrEnum

from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.errors import ReasoningError
from onrecord.reasoning.logic_program import candidates, program, wanted
from onrecord.reasoning.matching import NOTHING_KNOWN, Background
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.verdicts import Verdict, verdict_of
from onrecord.terms.patterns import EventPattern
from onrecord.terms.protocols import Solver
from onrecord.terms.records import Modal, Mode

Way = tuple[EventPattern, ...]


class CannotHappen(ReasoningError):
    """No norm asked about can become what is asked."""


class WouldOutcome(StrEnum):
    """What is to become of the norm."""

    TRIGGER = "trigger"
    BREAK = "break"
    RELEASE = "release"


VERDICTS = {
    # An action done too hides that the condition holds; it holds all the same.
    WouldOutcome.TRIGGER: (
        Verdict.TRIGGERED,
        Verdict.FULFILLED,
        Verdict.MAYBE_FULFILLED,
        Verdict.PREDICTION_APPLIES,
        Verdict.CAME_TRUE,
        Verdict.MAYBE_CAME_TRUE,
    ),
    WouldOutcome.BREAK: (Verdict.BREACHED,),
    WouldOutcome.RELEASE: (Verdict.RELEASED,),
}


def what_would(
    book: Rulebook,
    norms: Sequence[str],
    outcome: WouldOutcome,
    *,
    solver: Solver,
    background: Background = NOTHING_KNOWN,
    limit: int = 10,
) -> tuple[Way, ...]:
    """The `limit` smallest sets of events after which one of the norms is triggered, broken or released."""
    asked = [n for n, r in enumerate(book.rules) if r.id in set(norms) and can_become(r.modal, r.mode, outcome)]
    if not norms:
        raise CannotHappen("no norm on record leads to this under a condition: `onrecord list` shows what there is")
    if not asked:
        raise CannotHappen(
            f"none of {', '.join(norms)} can be the answer to {outcome.value!r}: trigger asks for will, "
            "ready or predicts with if; release for unless; break for will not"
        )
    parts = [r.action for r in book.rules] + [r.trigger for r in book.rules if r.trigger is not None]
    pool = sorted({p for p in parts if p.happens and (p.type is not None or p.does is not None)}, key=str)
    text, number = program(book, pool, background)
    text += candidates(number[p] for p in pool) + wanted(asked, VERDICTS[outcome])
    named = {n: event for event, n in number.items()}
    ways: list[Way] = []
    while len(ways) < limit:
        best = solver.best(text)
        if best is None:
            break
        chosen = sorted(int(arguments[0]) for name, arguments in best if name == "given")
        if not chosen:
            break
        ways.append(tuple(named[n] for n in chosen))
        text += f":- {', '.join(f'given({n})' for n in chosen)}.\n"
    return tuple(ways)


def can_become(modal: Modal, mode: Mode, outcome: WouldOutcome) -> bool:
    """May a norm of this form become so at all? Whatever the table of verdicts says of it."""
    if outcome is WouldOutcome.TRIGGER:
        held = verdict_of(modal, mode, trigger=Certainty.YES, action=Certainty.NO)
        return mode is Mode.IF and held in (Verdict.TRIGGERED, Verdict.PREDICTION_APPLIES)
    if outcome is WouldOutcome.RELEASE:
        return verdict_of(modal, mode, trigger=Certainty.YES, action=Certainty.NO) is Verdict.RELEASED
    return verdict_of(modal, Mode.NONE, trigger=Certainty.NO, action=Certainty.YES) is Verdict.BREACHED

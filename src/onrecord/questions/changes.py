"""Is it the same action, and how does what was said later stand to what was said before?

In:      two norms of one agent, as they stand
Out:     same_undertaking; Change: hardened, softened, repeated, withdrawn, contradicted or changed, with reasons
Source:  docs/questions.md; language/same_action.py
Shown:   tests/questions/test_timelines.py
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from onrecord.language.same_action import SAME_WORDS, WordedAction, Wording, alike, same_action
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode
from onrecord.terms.wording import MODAL_WORDS, MODE_WORDS


class ChangeMark(StrEnum):
    """How a saying stands to the last one about the same action. WITHDRAWN: an offer, or what hung on a condition, is
    taken back outright. CHANGED: harder in one thing and softer in another."""

    FIRST = "first"
    REPEATED = "repeated"
    HARDENED = "hardened"
    SOFTENED = "softened"
    WITHDRAWN = "withdrawn"
    CONTRADICTED = "contradicted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A mark, and a clause for each thing that moved."""

    mark: ChangeMark
    reasons: tuple[str, ...]


class Undertaking(Protocol):
    """What a norm says of its action, whoever holds it."""

    @property
    def modal(self) -> Modal: ...
    @property
    def target_id(self) -> str | None: ...
    @property
    def action_event(self) -> EventType | None: ...
    @property
    def action_words(self) -> Wording: ...


def same_undertaking(one: Undertaking, other: Undertaking) -> bool:
    """Are two norms about one action: of one family, on no two targets, in words that tell of one?"""
    if one.target_id and other.target_id and one.target_id != other.target_id:
        return False
    if family(one.modal) != family(other.modal):
        return False
    return same_action(
        WordedAction(one.action_words, one.action_event), WordedAction(other.action_words, other.action_event)
    )


def same_condition(one: CurrentNorm, other: CurrentNorm) -> bool:
    """Do most words of the shorter condition stand in the other?"""
    if one.trigger_words is None or other.trigger_words is None:
        return False
    return alike(one.trigger_words, other.trigger_words) >= SAME_WORDS


def family(modal: Modal) -> str:
    """Undertakings are compared with undertakings, demands with demands, predictions with predictions."""
    return modal.value if modal.of_another else "undertaking"


def change(earlier: CurrentNorm, later: CurrentNorm) -> Change:
    """How the later saying of an action stands to the earlier one."""
    if _against(earlier, later):
        mark = ChangeMark.WITHDRAWN if _takes_back(earlier, later) else ChangeMark.CONTRADICTED
        return Change(mark, (f"it said {_said(earlier)} before, and now {_said(later)}",))
    harder: list[str] = []
    softer: list[str] = []
    other: list[str] = []
    _weigh(_commits(later.modal) - _commits(earlier.modal), _moved(earlier, later), harder, softer)
    if (earlier.modal is Modal.WILL_NOT) != (later.modal is Modal.WILL_NOT):
        other.append(f"it said {_said(earlier)} before, and now {_said(later)}")
    _weigh(_binding(later.mode) - _binding(earlier.mode), _mode_moved(earlier, later), harder, softer)
    if not (harder or softer or other):  # where more than an adverb moved, the adverb says nothing
        rank = later.strength.rank - earlier.strength.rank
        _weigh(rank, f"strength {earlier.strength.value} before, {later.strength.value} now", harder, softer)
    if earlier.due is not later.due and earlier.due != later.due:
        sooner = (earlier.due is None) or (later.due is not None and later.due < earlier.due)
        words = f"deadline {earlier.due or 'none'} before, {later.due or 'none'} now"
        _weigh(1 if sooner else -1, words, harder, softer)
    bound = Mode.EVEN_IF not in (earlier.mode, later.mode)
    if bound and earlier.trigger and later.trigger and not same_condition(earlier, later):
        other.append(f"the condition was “{earlier.trigger}”, and is now “{later.trigger}”")
    reasons = (*harder, *softer, *other)
    if not reasons:
        return Change(ChangeMark.REPEATED, ("the same action, in the same mode and strength",))
    if harder and not softer and not other:
        return Change(ChangeMark.HARDENED, reasons)
    if softer and not harder and not other:
        return Change(ChangeMark.SOFTENED, reasons)
    return Change(ChangeMark.CHANGED, reasons)


def _against(earlier: CurrentNorm, later: CurrentNorm) -> bool:
    """One says it does the action and the other that it does not, with no condition that lets both stand.

    `will A if C` and `will_not A unless C` stand together; `ready A` and `will_not A` do not.
    """
    refuses = [n for n in (earlier, later) if n.modal is Modal.WILL_NOT]
    does = [n for n in (earlier, later) if n.modal.undertakes]
    if len(refuses) != 1 or len(does) != 1:
        return False
    flat = (Mode.NONE, Mode.EVEN_IF)
    if refuses[0].mode in flat or does[0].mode in flat:
        return refuses[0].mode is not Mode.UNLESS or does[0].mode in flat
    return same_condition(refuses[0], does[0]) and refuses[0].mode is does[0].mode


def _takes_back(earlier: CurrentNorm, later: CurrentNorm) -> bool:
    """Was the action offered, or hung on a condition, and is it refused outright now?"""
    loose = earlier.modal is Modal.READY or (earlier.modal is Modal.WILL and earlier.mode is Mode.IF)
    return loose and later.modal is Modal.WILL_NOT and later.mode in (Mode.NONE, Mode.EVEN_IF)


def _commits(modal: Modal) -> int:
    """Who is only ready commits to less."""
    return 1 if modal is Modal.READY else 2


def _binding(mode: Mode) -> int:
    """A condition takes something back; "even if" takes none."""
    return {Mode.IF: 0, Mode.UNLESS: 0, Mode.NONE: 1, Mode.EVEN_IF: 2}[mode]


def _weigh(step: int, words: str, harder: list[str], softer: list[str]) -> None:
    if step:
        (harder if step > 0 else softer).append(words)


def _said(norm: CurrentNorm) -> str:
    condition = f" {MODE_WORDS[norm.mode]} “{norm.trigger}”" if norm.mode is not Mode.NONE else ""
    return f"it {MODAL_WORDS[norm.modal]} “{norm.action}”{condition}"


def _moved(earlier: CurrentNorm, later: CurrentNorm) -> str:
    return f"“{MODAL_WORDS[earlier.modal]}” before, “{MODAL_WORDS[later.modal]}” now"


def _mode_moved(earlier: CurrentNorm, later: CurrentNorm) -> str:
    before, after = (
        f"{MODE_WORDS[n.mode]} “{n.trigger}”" if n.trigger else MODE_WORDS[Mode.NONE] for n in (earlier, later)
    )
    return f"{before} before, {after} now"

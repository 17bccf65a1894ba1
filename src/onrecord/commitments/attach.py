"""Which action a condition governs.

In:      the actions and conditions of one sentence
Out:     for each action its condition, or None
Source:  codebook 2; syntax first, then place: a leading condition governs the actions after it, a trailing one the
         action before
Shown:   tests/commitments/test_connectives.py
"""

from onrecord.commitments.connectives import Condition
from onrecord.commitments.modality import GovernedAction
from onrecord.commitments.tables import Logic
from onrecord.language.clauses import subject
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

# When an action has several conditions, the strictest is its mode.
STRICTNESS = (
    Logic.BOTH,
    Logic.NECESSARY,
    Logic.ELSE,
    Logic.EXCEPT,
    Logic.WITHOUT,
    Logic.CONCESSIVE,
    Logic.PRICE,
    Logic.SUFFICIENT,
)


def attach(
    parse: Parse, actions: tuple[GovernedAction, ...], conditions: tuple[Condition, ...]
) -> dict[int, Condition]:
    """Condition of each action by the action's head; actions inside a condition are left out by `free_actions`."""
    free = free_actions(parse, actions, conditions)
    attached: dict[int, list[Condition]] = {}
    for condition in conditions:
        for governed in governed_by(parse, free, condition):
            attached.setdefault(governed.head, []).append(condition)
    return {head: min(held, key=lambda c: STRICTNESS.index(c.logic)) for head, held in attached.items()}


def free_actions(
    parse: Parse, actions: tuple[GovernedAction, ...], conditions: tuple[Condition, ...]
) -> tuple[GovernedAction, ...]:
    """Actions that stand in no condition ("unless Iran agrees to stop" undertakes nothing).

    A clause of time that governs no action is no condition: "met him after he threatened to resign" tells of a threat.
    """
    inner = [c for c in conditions if c.logic is not Logic.ELSE]
    outside = tuple(d for d in actions if not any(c.holds(d.head) for c in inner))
    inner = [c for c in inner if not c.temporal or governed_by(parse, outside, c)]
    return tuple(d for d in actions if not any(c.holds(d.head) for c in inner))


def governed_by(parse: Parse, actions: tuple[GovernedAction, ...], condition: Condition) -> tuple[GovernedAction, ...]:
    """The actions this condition governs, joined actions included when it leads."""
    nearest = _by_syntax(parse, actions, condition)
    if nearest is None and not condition.temporal:
        nearest = _by_place(parse, actions, condition)
    if nearest is None:
        return ()
    if condition.first > nearest.head:
        return (nearest,)
    return (nearest, *(d for d in actions if d.head > nearest.head and _is_joined(parse, d, nearest)))


def _by_syntax(parse: Parse, actions: tuple[GovernedAction, ...], condition: Condition) -> GovernedAction | None:
    here = condition.host
    seen = set()
    while here not in seen:
        seen.add(here)
        for governed in actions:
            if condition.temporal and governed.speaker != "context":
                continue  # "agreed to leave after the war" tells when it was agreed
            if here in {governed.head, governed.governor}:
                return governed
            if (
                not condition.temporal
                and parse.heads[governed.governor] == here
                and parse.deps[governed.governor] in {"acomp", "dobj"}
            ):
                return governed
        if subject(parse, here) is not None or parse.deps[here] == "relcl":
            return None  # a finite clause of its own stands between
        here = parse.heads[here]
    return None


def _by_place(parse: Parse, actions: tuple[GovernedAction, ...], condition: Condition) -> GovernedAction | None:
    """The first action after a leading condition, the last before a trailing one, when no other clause stands
    between."""
    before = [d for d in actions if d.head < condition.first]
    after = [d for d in actions if d.head > condition.last]
    leads = condition.host > condition.last or not before
    if leads and after:
        reached = next((d for d in after if _in_reach(parse, condition.host, d)), None)
        return reached or _behind_comma(parse, after, condition) or _next_clause(parse, after[0], condition)
    if not before:
        return None
    last = before[-1]
    if _in_reach(parse, condition.host, last) or _below_relative_clause(parse, condition.host, last):
        return last
    return None


def _behind_comma(parse: Parse, actions: list[GovernedAction], condition: Condition) -> GovernedAction | None:
    """ "..., if elected president, she would": the action whose subject stands right behind the comma."""
    comma = condition.last + 1
    if comma + 1 >= len(parse) or parse.word(comma) != ",":
        return None
    for governed in actions:
        own = subject(parse, governed.head)
        if own is not None and parse.subtree(own)[0] == comma + 1:
            return governed
    return None


def _next_clause(parse: Parse, governed: GovernedAction, condition: Condition) -> GovernedAction | None:
    """The action of the first clause behind a leading condition, though the parser cut the sentence in two there."""
    if condition.logic in {Logic.WITHOUT, Logic.PRICE}:
        return None
    for token in range(condition.last + 1, governed.head):
        finite = parse.pos[token] in {"VERB", "AUX"} and subject(parse, token) is not None
        its_own = token in {governed.governor, parse.heads[governed.governor]}
        if finite and not its_own and parse.lemmas[token] not in word_list("says"):
            return None
    return governed


def _below_relative_clause(parse: Parse, host: int, governed: GovernedAction) -> bool:
    """ "cut off the money they send home unless Mexico pays": the parser takes the nearest verb, we the action."""
    return parse.deps[host] in {"relcl", "acl", "advcl"} and governed.head in parse.ancestors(host)


def _in_reach(parse: Parse, host: int, governed: GovernedAction) -> bool:
    """Does the action stand under the host in the parse, or at the same level with it?"""
    if host == governed.head or host in parse.ancestors(governed.head):
        return True
    return parse.heads[host] == parse.heads[governed.head] and parse.deps[host] in {"prep", "advmod", "punct", "mark"}


def _is_joined(parse: Parse, governed: GovernedAction, to: GovernedAction) -> bool:
    """ "we will fight and we will survive": both under the condition that leads them."""
    above = governed.head
    while parse.deps[above] == "conj":
        above = parse.heads[above]
        if above in {to.head, to.governor}:
            return True
    return False

"""Norms by rules on a dependency parse: modal auxiliaries, verbs of commitment and demand, clauses of condition.

In:      a text, a parser
Out:     norms in the scorer's form: modal, mode, agent, action, trigger, agent_id
Refuses: nothing; an action whose agent is no name of the list, no named entity and no pronoun is passed over
Source:  codebook 1 and 2 for the words; chosen on gold/train and gold/pages_train alone
Shown:   tests/bench/test_baselines.py
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.baselines.conditions import Condition, condition_of
from bench.baselines.names import mentions
from bench.baselines.parties import Parties
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import Parser
from onrecord.terms.spans import Span

BLOCK = re.compile(r"\S[^\n]*")
WILL = frozenset({"vow", "promise", "pledge", "threaten", "agree", "intend", "plan", "undertake", "commit", "swear"})
WILL |= {"offer", "propose", "resolve", "guarantee", "determine"}
WILL_NOT = frozenset({"refuse"})
READY = frozenset({"ready", "prepared", "willing"})
DEMAND = frozenset({"demand", "urge", "call", "ask", "request", "order", "insist", "warn", "appeal", "press"})
DEMAND |= {"require"}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ASKS_FOR = frozenset({"call", "demand", "ask", "press", "appeal", "push"})
MODALS = {"will": "will", "would": "will", "shall": "will", "'ll": "will", "wo": "will"}
MODALS |= {"could": "ready", "may": "ready", "might": "ready", "must": "demands", "should": "demands"}


@dataclass(frozen=True, slots=True)
class Governed:
    """A verb somebody is bound to. above: the verb or adjective that binds, the verb itself under a modal."""

    verb: int
    above: int
    modal: str
    agent: int | None


def norms_of(text: str, parser: Parser) -> list[dict[str, Any]]:
    """The norms of a text, in the order of their verbs."""
    parse = parser.parse(text, [Span(*m.span()) for m in BLOCK.finditer(text)])
    parties = Parties(parse, mentions(text))
    return [norm for governed in actions(parse) if (norm := norm_of(parse, governed, parties))]


def actions(parse: Parse) -> Iterator[Governed]:
    """Every verb under a modal, or under a verb or adjective that binds."""
    for i in range(len(parse)):
        if parse.pos[i] not in ("VERB", "AUX") or parse.deps[i] in ("aux", "auxpass"):
            continue
        bound = under_modal(parse, i) or under_verb(parse, i)
        if bound:
            yield bound
        if asked := asked_for(parse, i):
            yield asked
        if bound:
            continue
        if parse.deps[i] == "conj" and not has(parse, i, SUBJECTS):
            # "will withdraw and pay": the second verb is bound as the first.
            first = parse.heads[i]
            if (held := under_modal(parse, first) or under_verb(parse, first)) and same_form(parse, first, i):
                yield Governed(i, held.above, held.modal, held.agent)


def asked_for(parse: Parse, verb: int) -> Governed | None:
    """A demand whose action is a noun: "called for a ceasefire", "demanded the release of the hostages"."""
    if parse.lemmas[verb].lower() not in ASKS_FOR or parse.pos[verb] != "VERB":
        return None
    phrase = next((c for c in parse.children[verb] if parse.deps[c] == "prep" and parse.lower(c) == "for"), None)
    if parse.lemmas[verb].lower() == "demand":
        governed = next((c for c in parse.children[verb] if parse.deps[c] == "dobj"), None)
    else:
        governed = (
            next((c for c in parse.children[phrase] if parse.deps[c] == "pobj"), None) if phrase is not None else None
        )
    return Governed(governed, verb, "demands", subject(parse, verb)) if governed is not None else None


def under_modal(parse: Parse, verb: int) -> Governed | None:
    """The verb's own auxiliary."""
    for aux in parse.children[verb]:
        if parse.deps[aux] == "aux" and parse.tags[aux] == "MD" and aux < verb:
            modal = MODALS.get(parse.lower(aux))
            if modal is None or any(parse.lower(c) == "have" and parse.deps[c] == "aux" for c in parse.children[verb]):
                return None  # "would have sued" did not
            if denied(parse, verb) and modal != "demands":
                modal = "will_not"
            return Governed(verb, verb, modal, subject(parse, verb))
    return None


def under_verb(parse: Parse, verb: int) -> Governed | None:
    """The verb or adjective above, with "to"."""
    above = parse.heads[verb]
    if parse.deps[verb] not in ("xcomp", "ccomp", "advcl", "acl") or above == verb:
        return None
    infinitive = any(parse.tags[c] == "TO" for c in parse.children[verb])
    lemma = parse.lemmas[above].lower()
    if not infinitive:
        return None
    if lemma in DEMAND and parse.pos[above] == "VERB":
        return Governed(verb, above, "demands", subject(parse, above))
    if parse.deps[verb] == "advcl":
        return None
    if lemma in WILL_NOT:
        return Governed(verb, above, "will_not", subject(parse, above))
    if lemma in WILL and parse.pos[above] == "VERB":
        return Governed(verb, above, "will_not" if denied(parse, verb) else "will", subject(parse, above))
    if parse.lower(above) in READY and parse.pos[above] == "ADJ":
        copula = parse.heads[above]
        return Governed(verb, above, "will_not" if denied(parse, copula) else "ready", subject(parse, copula))
    if parse.lower(above) == "going" and parse.tags[above] == "VBG":
        return Governed(verb, above, "will_not" if denied(parse, above) else "will", subject(parse, above))
    return None


def norm_of(parse: Parse, governed: Governed, parties: Parties) -> dict[str, Any] | None:
    """The action with who, what and under which condition; None where nobody is bound."""
    modal, agent = governed.modal, governed.agent
    teller = parties.teller(governed.above)
    if modal == "demands" and governed.above == governed.verb:
        agent = teller  # "he said that Iraq must comply": who demands is the agent
    who = parties.of(agent, teller) if agent is not None else None
    if who is None and modal in ("will", "ready", "will_not") and teller is not None:
        # "the deal will collapse", he said: no party's action, so what the teller foretells.
        modal, agent, who = "predicts", teller, parties.of(teller, None)
    if who is None or agent is None:
        return None
    condition = next((found for i in over(parse, governed) if (found := condition_of(parse, i))), None)
    if teller is None and condition is None and any(parse.lower(c) == "would" for c in parse.children[governed.verb]):
        return None
    if ((modal == "ready" and governed.above == governed.verb) or modal == "predicts") and condition is None:
        # Bare "could" and "may" are chances, bare forecasts mostly nobody's: one in twelve was a norm.
        return None
    action = action_of(parse, governed.verb, condition)
    if condition and condition.negates and modal in ("will", "ready"):
        modal = "will_not"
    return {
        "modal": modal,
        "mode": condition.mode if condition else "none",
        "agent": parties.span(agent).to_json(),
        "agent_id": who or None,
        "action": action.to_json(),
        "trigger": condition.trigger.to_json() if condition else None,
    }


def over(parse: Parse, governed: Governed) -> Iterator[int]:
    """Where the parser may hang the action's condition: the action, what binds it, the verb it is joined to or told
    by."""
    yield governed.verb
    if governed.above != governed.verb:
        yield governed.above
    for i in (governed.verb, governed.above):
        if parse.deps[i] in ("conj", "ccomp") and parse.heads[i] != i:
            yield parse.heads[i]


def action_of(parse: Parse, verb: int, condition: Condition | None) -> Span:
    """From the verb to the end of what it governs, up to its condition, a clause of its own, or a dash."""
    noun = parse.pos[verb] in ("NOUN", "PROPN")
    first = (
        parse.subtree(verb)[0]
        if noun
        else min(
            (
                c
                for c in parse.children[verb]
                if c < verb and parse.deps[c] in ("aux", "auxpass") and parse.lower(c) == "be"
            ),
            default=verb,
        )
    )
    left_out: set[int] = set()
    for child in parse.children[verb]:
        own = parse.deps[child] == "conj" and has(parse, child, SUBJECTS | {"aux"})
        if child > verb and (own or (parse.deps[child] == "parataxis" and has(parse, child, SUBJECTS))):
            left_out.update(parse.subtree(child))
    last = verb
    for i in parse.subtree(verb):
        if i <= verb:
            continue
        if i in left_out or (condition and verb < condition.first <= i):
            break
        last = i
    while last > verb and (parse.pos[last] in ("PUNCT", "CCONJ") or parse.deps[last] == "mark"):
        last -= 1
    return parse.span(first, last)


def subject(parse: Parse, verb: int) -> int | None:
    """The subject, or that of the verb it is joined to; who "who" stands for."""
    for child in parse.children[verb]:
        if parse.deps[child] in SUBJECTS and child < verb:
            if parse.lower(child) in ("who", "which", "that") and parse.deps[verb] == "relcl":
                return parse.heads[verb]
            return child
    if parse.deps[verb] in ("conj", "xcomp") and parse.heads[verb] != verb:
        return subject(parse, parse.heads[verb])
    return None


def denied(parse: Parse, token: int) -> bool:
    """Is there a "not" or a "never" on it?"""
    return any(parse.deps[c] == "neg" for c in parse.children[token])


def has(parse: Parse, token: int, deps: frozenset[str] | set[str]) -> bool:
    """Has it a child of one of these kinds?"""
    return any(parse.deps[c] in deps for c in parse.children[token])


def same_form(parse: Parse, a: int, b: int) -> bool:
    """Both bare forms: "will withdraw and pay", not "will withdraw and paid"."""
    return parse.tags[a] == parse.tags[b] == "VB"

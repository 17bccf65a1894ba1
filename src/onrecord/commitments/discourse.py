"""What the sentence before supplies: "If it does, ..."; "It will, unless ..."; "Otherwise, ..."; "This applies to X".

In:      Parse, a NormDraft or a GovernedAction, NormDrafts of earlier sentences
Out:     the clause or the action that is taken up; who a bare pronoun in a trigger is, with the sentence that shows it;
         a Condition whose trigger is earlier words; NormDrafts that extend earlier ones
Refuses: nothing; what the words before do not show stays None
Source:  docs/codebook.md 2 ("otherwise"), 3 (pronouns: "Hungary may join. If it does, ...") and 6 (scope extensions);
         data/en/words.csv, lists "carried if" and "carried unless"
Shown:   tests/commitments/test_discourse.py, tests/commitments/test_patterns.py
"""

from dataclasses import replace

from onrecord.commitments.connectives import Condition
from onrecord.commitments.draft import NormDraft
from onrecord.commitments.frames import VERBAL
from onrecord.commitments.modality import GovernedAction, find_actions
from onrecord.commitments.parties import Parties, SlotParty
from onrecord.commitments.speaker_context import SpeakerContexts
from onrecord.commitments.tables import Logic, ModalForce, auxiliaries
from onrecord.language.clauses import child, is_subject, subject, verb_phrase
from onrecord.language.noun_phrases import noun_phrase, preposition
from onrecord.language.pronouns import FIRST_PERSON, THIRD_PERSON
from onrecord.language.word_runs import trimmed_span
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.terms.spans import Span

# How many sentences back a scope extension may reach; the seed page needs one.
REACH = 3
OPENING = frozenset({'"', "“", "‘", "'", "``", "«", ",", ";", "and", "but"})


def clause_taken_up(parse: Parse, draft: NormDraft) -> tuple[int, Span] | None:
    """What a trigger that says only "it does" takes up: the last clause of the sentence before whose subject is not the
    speaker, as its verb and its words without their negation; None when nothing is taken up."""
    condition = draft.condition
    if condition is None or draft.trigger is None or parse.lemmas[condition.head] not in word_list("pro-verb"):
        return None
    own = subject(parse, condition.head)
    index = parse.sentence_index(condition.head)
    if own is None or parse.lower(own) not in THIRD_PERSON or index == 0 or _says_more(parse, condition.head):
        return None
    for verb in reversed(range(*parse.sentences[index - 1])):
        doer = subject(parse, verb)
        if doer is not None and parse.lower(doer) not in FIRST_PERSON and parse.pos[verb] == "VERB":
            words = trimmed_span(parse, parse.span(verb, _with_insertion(parse, parse.subtree(verb)[-1])))
            return (verb, words) if words is not None else None
    return None


def _says_more(parse: Parse, verb: int) -> bool:
    """ "if it does this", "if they do so" still take up; "if it does harm" says what."""
    noun = child(parse, verb, "dobj")
    return noun is not None and parse.lower(noun) not in word_list("takes up what was said")


def _with_insertion(parse: Parse, last: int) -> int:
    """The editor's words in brackets behind a clause are part of it, wherever the parser hung them."""
    sentence = parse.sentence_of(last)
    if last + 1 >= sentence.stop or parse.word(last + 1) not in {"[", "("}:
        return last
    return next((t for t in range(last + 1, sentence.stop) if parse.word(t) in {"]", ")"}), last)


def mended(parse: Parse, verb: int, words: Span) -> Parse:
    """The sentence of `verb` alone, with what the parser hung outside `words` hung on it: in "won't join [the war]" the
    brackets part the verb from its object."""
    sentence = parse.sentence_of(verb)
    first, last = sentence.start, sentence.stop
    inside = parse.tokens_in(words)
    heads = [
        (verb if t in inside and t != verb and parse.heads[t] not in inside else parse.heads[t]) - first
        for t in sentence
    ]
    return Parse(
        text=parse.text,
        starts=parse.starts[first:last],
        ends=parse.ends[first:last],
        lemmas=parse.lemmas[first:last],
        pos=parse.pos[first:last],
        tags=parse.tags[first:last],
        deps=parse.deps[first:last],
        heads=tuple(heads),
        entities=parse.entities[first:last],
        entity_starts=parse.entity_starts[first:last],
        sentences=((0, last - first),),
    )


def action_taken_up(parse: Parse, sentence: range) -> tuple[GovernedAction, Span] | None:
    """The action of a modal without a verb, its words in the sentence before: "Will it leave? It will, unless ..."."""
    index = parse.sentence_index(sentence.start)
    if index == 0:
        return None
    for token in sentence:
        row = auxiliaries().get(parse.lower(token))
        if row is None or parse.deps[token] in {"aux", "auxpass"} or subject(parse, token) is None:
            continue
        denied = any(parse.deps[c] == "neg" for c in parse.children[token])
        force = row.negative if denied else row.positive
        before = find_actions(parse, range(*parse.sentences[index - 1]))
        words = verb_phrase(parse, before[-1].head, without=frozenset()) if before else None
        if words is None or force not in {ModalForce.WILL, ModalForce.WILL_NOT}:
            return None
        return GovernedAction(token, token, subject(parse, token), None, force, Strength.FIRM, "context"), words
    return None


def with_antecedent(parse: Parse, parties: Parties, draft: NormDraft) -> NormDraft:
    """The draft with its trigger's pronoun read off the sentence before, which then belongs to the evidence."""
    condition = draft.condition
    if condition is None or draft.trigger is None:
        return draft
    own = subject(parse, condition.head)
    if own is None or parse.lower(own) not in THIRD_PERSON or parse.lemmas[condition.head] not in word_list("pro-verb"):
        return draft
    index = parse.sentence_index(condition.head)
    if index == 0:
        return draft
    code = draft.trigger_id or _last_other_subject(parse, parties, draft, index - 1)
    if code is None:
        return draft
    return replace(draft, trigger_id=code, evidence=(parse.sentence_span(index - 1), *draft.evidence))


def _last_other_subject(parse: Parse, parties: Parties, draft: NormDraft, sentence: int) -> str | None:
    """Code of the last subject of a sentence that is not the speaker."""
    for token in reversed(range(*parse.sentences[sentence])):
        if is_subject(parse, token) and parse.lower(token) not in FIRST_PERSON:
            code = parties.code(token, draft.context)
            if code is not None and code != draft.context.code:
                return code
    return None


def carried_condition(
    parse: Parse, governed: GovernedAction, own: Condition | None, before: tuple[NormDraft, ...]
) -> Condition | None:
    """The condition an action takes over from the drafts before it, nearest last.

    own: its "otherwise", read without knowing what was demanded; kept where nothing before fits. None: it has none.
    """
    return _or_else(parse, governed, own, before) or _pointed_at(parse, governed, before) or own


def owed(draft: NormDraft, before: tuple[NormDraft, ...]) -> NormDraft:
    """The draft with whoever a demand was made on as the actor of its trigger, where the demand is the trigger."""
    for demand in before:
        if demand.modal is Modal.DEMANDS and demand.action == draft.trigger:
            return replace(draft, trigger_id=demand.target.code)
    return draft


def _or_else(
    parse: Parse, governed: GovernedAction, own: Condition | None, before: tuple[NormDraft, ...]
) -> Condition | None:
    """ "Leave, or we will attack", "urged it to go, warning it would otherwise attack": what is demanded."""
    first, last = (own.last, own.last) if own is not None else _joint(parse, governed)
    if own is not None and own.cue is not None:
        held = parse.tokens_in(own.cue)
        first, last = held[0], held[-1]
    elif parse.lower(first) != "or":
        return None
    sentence = parse.sentence_span(parse.sentence_index(governed.head))
    demand = next((d for d in reversed(before) if d.modal is Modal.DEMANDS and sentence.covers(d.action)), None)
    if demand is None or demand.action.end > parse.starts[first]:
        return None
    return _as_condition(parse, demand.action, demand.governed.head, governed, first, last, Logic.ELSE)


def _joint(parse: Parse, governed: GovernedAction) -> tuple[int, int]:
    """The token before the clause of an action, twice."""
    own = subject(parse, governed.head)
    first = parse.subtree(own)[0] if own is not None else governed.governor
    return max(first - 1, 0), max(first - 1, 0)


def _pointed_at(parse: Parse, governed: GovernedAction, before: tuple[NormDraft, ...]) -> Condition | None:
    """ "Otherwise, it will attack", "If so, we will come": what was demanded, or made a condition, just before."""
    index = parse.sentence_index(governed.head)
    last = before[-1] if before and index - parse.sentence_index(before[-1].governed.head) <= 1 else None
    cue = pointing_words(parse, governed)
    if last is None or cue is None:
        return None
    first, end, logic = cue
    if logic is Logic.ELSE:
        if last.modal is not Modal.DEMANDS:
            return None
        return _as_condition(parse, last.action, last.governed.head, governed, first, end, logic)
    if last.condition is not None and last.trigger is not None and last.mode is Mode.IF:
        return _as_condition(parse, last.trigger, last.condition.head, governed, first, end, logic)
    return None


def pointing_words(parse: Parse, governed: GovernedAction) -> tuple[int, int, Logic] | None:
    """The words at the head of the action's clause that point back at a condition: first token, last token, logic."""
    sentence = parse.sentence_of(governed.head)
    for start in range(governed.head - 1, sentence.start - 1, -1):
        if start > sentence.start and parse.lower(start - 1) not in OPENING:
            continue
        for length in (4, 3, 2, 1):
            if start + length >= governed.head or parse.word(start + length) != ",":
                continue
            words = " ".join(parse.lower(t) for t in range(start, start + length))
            if words in word_list("carried unless"):
                return start, start + length - 1, Logic.ELSE
            if words in word_list("carried if"):
                return start, start + length - 1, Logic.SUFFICIENT
    return None


def _as_condition(
    parse: Parse, trigger: Span, head: int, governed: GovernedAction, first: int, last: int, logic: Logic
) -> Condition:
    return Condition(parse.span(first, last), trigger, head, governed.head, first, last, logic)


def scope_extensions(
    parse: Parse, contexts: SpeakerContexts, parties: Parties, sentence: int, earlier: tuple[NormDraft, ...]
) -> tuple[NormDraft, ...]:
    """Copies of the same speaker's last norms for whoever a sentence extends them to; () when it extends none."""
    to = _extended_to(parse, range(*parse.sentences[sentence]))
    if to is None:
        return ()
    verb, noun = to
    context = contexts.at(verb)
    base = _last_norms(parse, sentence, earlier)
    if not base or context.code is None or base[0].context.code != context.code:
        return ()
    party = parties.party(noun, context)
    words = party.words or noun_phrase(parse, noun)
    code = None if party.code == context.code else party.code  # "our neighbours" are not us
    return tuple(
        replace(
            draft,
            context=context,
            agent=SlotParty(None, draft.agent.code),
            target=SlotParty(words, code),
            trigger=words if draft.trigger else None,
            trigger_id=code if draft.trigger else None,
            cue=None,
            speaker=SlotParty(context.speaker, context.code),
            evidence=(*draft.evidence, parse.sentence_span(sentence)),
            extends=draft,
        )
        for draft in base
    )


def _extended_to(parse: Parse, tokens: range) -> tuple[int, int] | None:
    """The verb and the noun of "this applies to X", "the same goes for X"."""
    for verb in tokens:
        if parse.pos[verb] not in VERBAL or parse.lemmas[verb] not in word_list("extends"):
            continue
        own = subject(parse, verb)
        if own is None or parse.lower(own) not in word_list("what was said applies"):
            continue
        for word in ("to", "for"):
            at = preposition(parse, verb, word)
            noun = child(parse, at, "pobj") if at is not None else None
            if noun is not None:
                return verb, noun
    return None


def _last_norms(parse: Parse, sentence: int, earlier: tuple[NormDraft, ...]) -> tuple[NormDraft, ...]:
    """The norms of the nearest action within reach; several when an action has several."""
    if not earlier:
        return ()
    last = earlier[-1]
    if sentence - parse.sentence_index(last.governed.head) > REACH:
        return ()
    return tuple(d for d in earlier if d.governed == last.governed and d.extends is None)

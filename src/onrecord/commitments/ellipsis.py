"""What a sentence leaves to the one before: "If it does, we will fight"; "This applies to our other neighbours".

In:      Parse, Cast, NormDrafts of earlier sentences
Out:     who a bare pronoun in a trigger is, with the sentence that shows it; NormDrafts that extend earlier ones
Refuses: nothing; what the sentence before does not show stays None
Source:  docs/codebook.md 3 (pronouns) and 6 (scope extensions)
Shown:   tests/commitments/test_ellipsis.py
"""

from dataclasses import replace

from onrecord.commitments.draft import NormDraft
from onrecord.commitments.frames import VERBAL
from onrecord.commitments.parties import Parties, SlotParty
from onrecord.commitments.speaker_context import SpeakerContexts
from onrecord.language.clauses import child, is_subject, subject
from onrecord.language.noun_phrases import noun_phrase, preposition
from onrecord.language.pronouns import FIRST_PERSON, THIRD_PERSON
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

# How many sentences back a scope extension may reach; the seed page needs one.
REACH = 3


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
    """The norms of the nearest deed within reach; several when a deed has several."""
    if not earlier:
        return ()
    last = earlier[-1]
    if sentence - parse.sentence_index(last.deed.head) > REACH:
        return ()
    return tuple(d for d in earlier if d.deed == last.deed and d.extends is None)


def joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in text order, each once."""
    return tuple(sorted(set(spans)))

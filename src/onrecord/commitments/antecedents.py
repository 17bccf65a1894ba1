"""What a trigger that says only "it does" takes up: the clause of the sentence before.

In:      Parse, a NormDraft
Out:     the verb of that clause, and its words without their negation; its sentence with editor's insertions mended
Refuses: a trigger that speaks for itself; a sentence before in which only the speaker acts
Source:  codebook 3 ("Hungary may join. If it does, ...")
Shown:   tests/commitments/test_patterns.py
"""

from onrecord.commitments.draft import NormDraft
from onrecord.language.clauses import child, subject
from onrecord.language.pronouns import FIRST_PERSON, THIRD_PERSON
from onrecord.language.word_runs import trimmed_span
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span


def taken_up(parse: Parse, draft: NormDraft) -> tuple[int, Span] | None:
    """The last clause of the sentence before whose subject is not the speaker; None when nothing is taken up."""
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

"""The conditions of a sentence: connective, trigger, and what the two say together.

In:      Parse, one sentence
Out:     Conditions, in text order; Refusals
Refuses: a condition whose end cannot be seen
Source:  data/en/connectives.csv; codebook 2
Shown:   tests/commitments/test_connectives.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.commitments.tables import Connective, Logic, connectives
from onrecord.commitments.triggers import above, behind_attribution, head_after, trigger_tokens
from onrecord.language.clauses import beyond_hyphen, child, clause_subject, subject
from onrecord.language.cut_off import breaks_off, is_unfinished
from onrecord.language.word_runs import run_with, trimmed_span
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span

# A trigger begins right behind its connective; further off than this the parser has lost it.
FAR = 4

RESTRICTING = frozenset({Logic.NECESSARY, Logic.BOTH})

QUOTES = frozenset("\"'“”‘’«»") | {"``", "''"}
TIMES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition.

    cue:     the connective's words; None when there is none ("any attack will be met with force").
    trigger: the condition's words, without the connective.
    head:    token that heads the trigger: a verb, an adjective ("if necessary") or a noun ("in exchange for aid").
    host:    token the condition hangs on in the parse.
    first, last: tokens of connective and trigger, both included.
    temporal: a condition only where the action lies in the future.
    """

    cue: Span | None
    trigger: Span
    head: int
    host: int
    first: int
    last: int
    logic: Logic
    temporal: bool = False

    def holds(self, token: int) -> bool:
        """Does the token lie inside connective or trigger?"""
        return self.first <= token <= self.last


def find_conditions(parse: Parse, sentence: range) -> tuple[tuple[Condition, ...], tuple[Refusal, ...]]:
    """Conditions with a connective, and Refusals for those whose end cannot be seen."""
    found: list[Condition] = []
    refused: list[Refusal] = []
    for first, last, connective in cues(parse, sentence):
        if any(c.holds(first) and connective.logic is not Logic.ELSE and c.first != first for c in found[-1:]):
            continue  # a condition inside a condition belongs to its trigger
        read = read_condition(parse, sentence, first, last, connective)
        if isinstance(read, Refusal):
            refused.append(read)
        elif read is not None:
            found.append(read)
    found.extend(inversions(parse, sentence))
    return tuple(sorted(found, key=lambda c: c.first)), tuple(refused)


def cut_off(parse: Parse, sentence: range, conditions: tuple[Condition, ...]) -> tuple[Refusal, ...]:
    """A Refusal for a sentence that breaks off inside a condition, or at a word after which anything may follow
    ("Mali will expel the envoy if Paris does not", and then the paywall)."""
    last = breaks_off(parse, sentence)
    if last is None:
        return ()
    inside = any(c.last >= last > c.first and c.logic is not Logic.ELSE for c in conditions)
    if not inside and not is_unfinished(parse, last):
        return ()
    seen = f"the text breaks off behind {parse.word(last)!r}: the end of its condition cannot be seen"
    reason = f"{seen}; no norm was read from this sentence"
    return (Refusal("commitments", "condition-unclear", reason, parse.span(sentence.start, last)),)


def cues(parse: Parse, sentence: range) -> Iterator[tuple[int, int, Connective]]:
    """Every connective of the sentence: first token, last token, table row. Quotation marks inside one are skipped."""
    at = sentence.start
    while at < sentence.stop:
        for connective in connectives().get(parse.lower(at), ()):
            last = _match(parse, at, sentence.stop, connective.words)
            if last is not None:
                yield at, last, connective
                at = last
                break
        at += 1


def _match(parse: Parse, at: int, stop: int, words: tuple[str, ...]) -> int | None:
    last = at
    for i, word in enumerate(words):
        while i and at < stop and parse.word(at) in QUOTES:
            at += 1
        if at >= stop or parse.lower(at) != word:
            return None
        last, at = at, at + 1
    return last


def read_condition(
    parse: Parse, sentence: range, first: int, last: int, connective: Connective
) -> Condition | Refusal | None:
    """The condition that a connective opens; None when it opens none here ("see if", "until Friday")."""
    if connective.logic is Logic.ELSE:
        return _alternative(parse, sentence, first, last)
    if _is_verb(parse, last):
        return None
    head = head_after(parse, sentence, first, last)
    if head is None:
        return None if connective.temporal else _unclear(parse, sentence, first, last)
    if connective.temporal and parse.tags[head] == "VBD" and parse.lemmas[head] in word_list("says"):
        return None  # "after he said he would": when it was said
    if _is_lost(parse, last) or _is_cut_off(parse, sentence, head):
        return _unclear(parse, sentence, first, last)
    if _is_none(parse, sentence, first, last, head):
        # "only if possible" restricts, though to what is not said: no promise may come of it
        return _unclear(parse, sentence, first, last) if connective.logic in RESTRICTING else None
    speech = behind_attribution(parse, sentence, last)
    hung = head
    if speech is not None:
        head = parse.head_of(parse.span(speech[0], speech[-1])) or head
    begins = speech[0] if speech is not None else last + 1
    tokens = list(speech) if speech is not None else trigger_tokens(parse, sentence, head, first, last)
    run = run_with(tokens, head) if head in tokens else []
    if run and run[-1] + 1 in beyond_hyphen(parse, run[-1]):
        run += sorted(beyond_hyphen(parse, run[-1]))
    if len(run) > 1 and parse.tags[run[-1]] == "CC" and run[-1] + 1 in sentence and parse.pos[run[-1] + 1] == "VERB":
        run.pop()  # "will leave if Somalia does and stay if ..."
    words = trimmed_span(parse, parse.span(begins, run[-1])) if run else None
    if words is None or run[0] >= begins + FAR:
        return None if connective.temporal else _unclear(parse, sentence, first, last)
    first, logic = _with_only(parse, sentence, first, last, connective.logic)
    host = above(parse, first, last, hung)
    cue = Span(_cue_start(parse, first, sentence), parse.ends[last])
    return Condition(cue, words, head, host, first, run[-1], logic, connective.temporal)


def _with_only(parse: Parse, sentence: range, first: int, last: int, logic: Logic) -> tuple[int, Logic]:
    """ "only" before the connective, across quotation marks or at a distance ("will only talk if"), makes it necessary.

    Taking it for a plain "if" would invent a promise, so a doubtful "only" counts.
    """
    if logic not in {Logic.SUFFICIENT, Logic.PRICE}:
        return first, logic
    before = first - 1
    while before >= sentence.start and parse.word(before) in QUOTES:
        before -= 1
    if before >= sentence.start and parse.lower(before) in word_list("only"):
        return before, Logic.NECESSARY
    head = parse.heads[last] if parse.heads[last] > last else last
    host = parse.heads[head]
    while True:
        if any(parse.lower(c) == "only" and parse.deps[c] == "advmod" and c < first for c in parse.children[host]):
            return first, Logic.NECESSARY
        if parse.deps[host] not in {"xcomp", "acomp"}:
            return first, logic
        host = parse.heads[host]


def _cue_start(parse: Parse, first: int, sentence: range) -> int:
    """A quotation mark that opens inside the connective belongs to it: “only” if."""
    if first > sentence.start and parse.word(first - 1) in QUOTES and parse.word(first + 1) in QUOTES:
        return parse.starts[first - 1]
    return parse.starts[first]


def _is_none(parse: Parse, sentence: range, first: int, last: int, head: int) -> bool:
    """Does the connective open no condition here?"""
    word, before = parse.lower(last), parse.lower(first - 1) if first > sentence.start else ""
    if parse.lower(head) in word_list("no trigger") or (parse.pos[head] == "ADV" and subject(parse, head) is None):
        return True
    if word in word_list("time or condition") and _is_time(parse, head):
        return True
    if word == "if":
        return (
            before in word_list("before if: no condition")
            or _is_idiom(parse, sentence, head, last)
            or _asked(parse, head, last)
        )
    if word in {"when", "once"} and parse.deps[head] in {"relcl", "ccomp", "acl", "pcomp"}:
        return True
    if word in word_list("participle or connective") | {"once"}:
        return subject(parse, head) is None and child(parse, head, "expl") is None and parse.tags[head] != "VBN"
    return False


def _is_verb(parse: Parse, last: int) -> bool:
    """ "has provided the Council with evidence", "the email provided details": no connective."""
    if parse.lower(last) not in word_list("participle or connective"):
        return False
    return child(parse, last, "aux", "auxpass", "nsubj", "nsubjpass") is not None


def _is_lost(parse: Parse, last: int) -> bool:
    """ "provided Poland reopens": a participle has no object, so the parser took the connective for one."""
    return parse.lower(last) == "provided" and child(parse, last, "dobj") is not None


def _is_cut_off(parse: Parse, sentence: range, head: int) -> bool:
    """ "would join if it were": a headline somebody shortened; what it would have to be is lost."""
    if parse.lemmas[head] != "be" or parse.lower(head) == "be":
        return False
    return all(parse.pos[t] == "PUNCT" for t in range(head + 1, sentence.stop))


def _is_idiom(parse: Parse, sentence: range, head: int, last: int) -> bool:
    """ "if any,", "if ever", "if anything", "if only", "weaken, if not destroy"; not "if any country attacks"."""
    following = last + 1
    word = parse.lower(following)
    if word in {"any", "ever"}:
        return following + 1 >= sentence.stop or parse.pos[following + 1] == "PUNCT"
    if word == "anything":
        return parse.deps[following] not in {"nsubj", "nsubjpass"}
    return word == "only" or (word == "not" and subject(parse, head) is None)


def _is_time(parse: Parse, head: int) -> bool:
    """Is what follows a date or "further notice", so a deadline and no condition?"""
    return parse.pos[head] not in {"VERB", "AUX"} and (
        parse.entities[head] in TIMES or parse.lower(head) in word_list("time noun")
    )


def _asked(parse: Parse, head: int, last: int) -> bool:
    """ "asked if", "see if", "not sure if": a question told, no condition."""
    above = parse.heads[head]
    if above >= last or parse.deps[head] not in {"ccomp", "pcomp", "acl", "xcomp", "advcl"}:
        return False
    own = child(parse, above, "dobj")
    if own is not None and own < last and parse.lemmas[above] in word_list("weighs"):
        return False  # "would consider talks if": what is weighed is said before
    judged = child(parse, above, "acomp")  # "it is not clear if"
    if judged is not None and judged < last and parse.lemmas[judged] in word_list("asks whether"):
        return True
    return parse.lemmas[above] in word_list("asks whether") and (parse.deps[head] == "ccomp" or above == last - 1)


def _unclear(parse: Parse, sentence: range, first: int, last: int) -> Refusal:
    words = parse.span(first, last).of(parse.text)
    return Refusal(
        room="commitments",
        code="condition-unclear",
        reason=f"{words!r} opens a condition whose end cannot be seen; no norm was read from this sentence",
        span=parse.span(first, sentence.stop - 1),
    )


def _alternative(parse: Parse, sentence: range, first: int, last: int) -> Condition | None:
    """ "C, or else A": the clause before is the trigger of the one after."""
    after = parse.heads[last]
    if parse.lower(first) == "otherwise" and parse.lower(first - 1) == "or":
        return None  # "be it a missile strike or otherwise"
    if parse.deps[first] == "cc":
        joined = [c for c in parse.children[parse.heads[first]] if parse.deps[c] == "conj" and c > last]
        after = joined[0] if joined else after
    if after <= last or parse.pos[after] not in {"VERB", "AUX"}:
        return None
    before = [
        t for t in range(sentence.start, first) if parse.pos[t] in {"VERB", "AUX"} and subject(parse, t) is not None
    ]
    if not before:
        return None
    head = before[-1]
    tokens = [t for t in parse.subtree(head) if t < first]
    run = run_with(tokens, head)
    words = trimmed_span(parse, parse.span(run[0], run[-1]))
    if words is None:
        return None
    return Condition(parse.span(first, last), words, head, after, run[0], last, Logic.ELSE)


def inversions(parse: Parse, sentence: range) -> Iterator[Condition]:
    """ "Should Iran attack", "were the ban lifted": the verb stands before its subject, in no question."""
    if parse.lower(sentence.stop - 1) == "?":
        return
    for cue in sentence:
        if parse.lower(cue) == "were" and parse.deps[cue] == "advcl" and parse.subtree(cue)[0] == cue:
            last = parse.subtree(cue)[-1]
            words = trimmed_span(parse, parse.span(cue + 1, last)) if last > cue else None
            if words is not None:
                yield Condition(parse.span(cue, cue), words, cue, parse.heads[cue], cue, last, Logic.SUFFICIENT)
        if parse.lower(cue) not in {"should", "were"} or parse.deps[cue] not in {"aux", "auxpass"}:
            continue
        if any(_is_subject(parse, c, cue) and c < cue for c in parse.children[parse.heads[cue]]):
            continue
        head = parse.heads[cue]
        own = clause_subject(parse, head)
        if own is None or own < cue or head < cue:
            continue
        tokens = [t for t in parse.subtree(head) if t > cue]
        comma = next((t for t in tokens if t > head and parse.word(t) == ","), None)
        if parse.deps[head] == "ROOT" and comma is not None:
            tokens = [t for t in tokens if t < comma]
        run = run_with(tokens, head)
        words = trimmed_span(parse, parse.span(cue + 1, run[-1]))
        if words is not None:
            yield Condition(parse.span(cue, cue), words, head, parse.heads[head], cue, run[-1], Logic.SUFFICIENT)


def _is_subject(parse: Parse, token: int, cue: int) -> bool:
    return parse.heads[token] == parse.heads[cue] and parse.deps[token] in {"nsubj", "nsubjpass", "expl"}

"""The conditions of a sentence: connective, trigger, and what the two say together.

In:      Parse, one sentence
Out:     Conditions, in text order; Refusals
Refuses: a condition whose end cannot be seen
Source:  data/connectives.csv; codebook 2
Shown:   tests/commitments/test_connectives.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.commitments.clauses import child, clause_subject, glued, longest_run, subject, trimmed_span
from onrecord.commitments.tables import Connective, Logic, connectives, word_list
from onrecord.terms.parses import Parse
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Span

# A trigger begins right behind its connective; further off than this the parser has lost it.
FAR = 4

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
    temporal: a condition only where the deed lies in the future.
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
    head = _head_after(parse, sentence, first, last)
    if head is None:
        return None if connective.temporal else _unclear(parse, sentence, first, last)
    if _is_none(parse, sentence, first, last, head):
        return None
    tokens = trigger_tokens(parse, sentence, head, first, last)
    run = glued(parse, longest_run(tokens, must_hold=head)) if head in tokens else []
    words = trimmed_span(parse, parse.span(last + 1, run[-1])) if run else None
    if words is None or run[0] > last + FAR:
        return None if connective.temporal else _unclear(parse, sentence, first, last)
    first, logic = _with_only(parse, sentence, first, last, connective.logic)
    host = _above(parse, first, last, head)
    cue = Span(_cue_start(parse, first, sentence), parse.ends[last])
    return Condition(cue, words, head, host, first, run[-1], logic, connective.temporal)


def _head_after(parse: Parse, sentence: range, first: int, last: int) -> int | None:
    """The token that heads what follows the connective: a verb the connective marks, or the object of a preposition."""
    for cue in range(last, first - 1, -1):
        below = [c for c in parse.children[cue] if c > last and parse.deps[c] not in {"punct", "cc", "conj"}]
        clausal = [c for c in below if parse.deps[c] in {"pcomp", "ccomp", "advcl", "acl", "xcomp", "relcl", "pobj"}]
        above = parse.heads[cue]
        if parse.deps[cue] in {"mark", "advmod", "prep", "nsubj", "dep", "cc"} and above > last and above in sentence:
            return clausal[0] if clausal and parse.deps[cue] == "prep" else above
        if clausal or below:
            return (clausal or below)[0]
    return None


def trigger_tokens(parse: Parse, sentence: range, head: int, first: int, last: int) -> list[int]:
    """Tokens of the trigger behind the connective.

    A noun loses the relative clause behind its comma ("the suspension of the dam, where ..."); a participle without a
    subject runs to the comma ("if elected president, she would ..."); "in exchange for both countries agreeing to"
    keeps the participle that the parser hung elsewhere.
    """
    held = {t for t in parse.subtree(head) if t > last and t in sentence}
    held -= {t for t in held if _belongs_to_host(parse, t, head, last)}
    for c in parse.children[head]:
        if parse.deps[c] == "conj" and _is_main_clause(parse, c):
            held -= {t for t in held if t >= parse.subtree(c)[0]}
        if parse.lower(c) == "according" or any(parse.lower(m) == "because" for m in parse.children[c]):
            held -= set(parse.subtree(c))
    dash = next((t for t in sorted(held) if t > head and _is_dash(parse, t)), None)
    held = {t for t in held if dash is None or t < dash}
    if parse.pos[head] in {"NOUN", "PROPN"}:
        aside = next((t for t in sorted(held) if t > head and is_aside(parse, t)), None)
        held = {t for t in held if aside is None or t < aside}
        after = max(held) + 1 if held else last + 1
        if after in sentence and parse.tags[after] == "VBG" and parse.heads[after] == _above(parse, first, last, head):
            held |= set(parse.subtree(after))
    elif parse.tags[head] == "VBN" and subject(parse, head) is None:
        comma = next((t for t in range(head, min(head + 6, sentence.stop)) if parse.word(t) == ","), None)
        if comma is not None and comma not in held:
            held |= set(range(head, comma))
    return sorted(held)


def _is_main_clause(parse: Parse, joined: int) -> bool:
    """ "in the event he fails, Russia will act": the clause behind the comma, though the parser joined it."""
    first = parse.subtree(joined)[0]
    has_modal = any(parse.tags[c] == "MD" for c in parse.children[joined])
    return has_modal and subject(parse, joined) is not None and parse.word(first - 1) == ","


def _is_dash(parse: Parse, token: int) -> bool:
    """A dash between words, not the hyphen of one."""
    return parse.word(token) in {"-", "–", "—", "--"} and parse.ends[token - 1] != parse.starts[token]


def is_aside(parse: Parse, token: int) -> bool:
    """Is this the comma before "which", "where", "who"?"""
    return parse.word(token) == "," and token + 1 < len(parse) and parse.tags[token + 1] in {"WDT", "WP", "WP$", "WRB"}


def _above(parse: Parse, first: int, last: int, head: int) -> int:
    """The first head above the trigger that is no word of the connective."""
    here = parse.heads[head]
    while first <= here <= last and parse.heads[here] != here:
        here = parse.heads[here]
    return here


def _belongs_to_host(parse: Parse, token: int, head: int, last: int) -> bool:
    """Words the parser hung on the condition though they stand after a dash or in a parenthesis of speech."""
    here = token
    while here != head:
        if parse.deps[here] == "parataxis" and here > last:
            return True
        here = parse.heads[here]
    return False


def _with_only(parse: Parse, sentence: range, first: int, last: int, logic: Logic) -> tuple[int, Logic]:
    """ "only" before the connective, across quotation marks or at a distance ("will only talk if"), makes it necessary.

    Taking it for a plain "if" would invent a promise, so a doubtful "only" counts.
    """
    if logic not in {Logic.SUFFICIENT, Logic.PRICE}:
        return first, logic
    before = first - 1
    while before >= sentence.start and parse.word(before) in QUOTES:
        before -= 1
    if before >= sentence.start and parse.lower(before) in {"only", "solely", "exclusively"}:
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
    if word in {"until", "till", "after", "once", "without"} and _is_time(parse, head):
        return True
    if word == "if":
        following = parse.lower(last + 1) if last + 1 < sentence.stop else ""
        if before in {"as", "what"} or following in {"any", "only", "ever", "anything", "not"}:
            return True
        return _asked(parse, head, last)
    if word in {"when", "once"} and parse.deps[head] in {"relcl", "ccomp", "acl", "pcomp"}:
        return True
    if word in {"once", "provided", "providing", "assuming"}:
        return subject(parse, head) is None and child(parse, head, "expl") is None and parse.tags[head] != "VBN"
    return False


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
    run = longest_run(tokens, must_hold=head)
    words = trimmed_span(parse, parse.span(run[0], run[-1]))
    if words is None:
        return None
    return Condition(parse.span(first, last), words, head, after, run[0], last, Logic.ELSE)


def inversions(parse: Parse, sentence: range) -> Iterator[Condition]:
    """ "Should Iran attack, ...": the modal stands before its subject, and no question mark follows."""
    if parse.lower(sentence.stop - 1) == "?":
        return
    for cue in sentence:
        if parse.lower(cue) != "should" or parse.deps[cue] != "aux" or (cue and _is_subject(parse, cue - 1, cue)):
            continue
        head = parse.heads[cue]
        own = clause_subject(parse, head)
        if own is None or own < cue or head < cue:
            continue
        tokens = [t for t in parse.subtree(head) if t > cue]
        comma = next((t for t in tokens if t > head and parse.word(t) == ","), None)
        if parse.deps[head] == "ROOT" and comma is not None:
            tokens = [t for t in tokens if t < comma]
        run = longest_run(tokens, must_hold=head)
        words = trimmed_span(parse, parse.span(cue + 1, run[-1]))
        if words is not None:
            yield Condition(parse.span(cue, cue), words, head, parse.heads[head], cue, run[-1], Logic.SUFFICIENT)


def _is_subject(parse: Parse, token: int, cue: int) -> bool:
    return parse.heads[token] == parse.heads[cue] and parse.deps[token] in {"nsubj", "nsubjpass", "expl"}

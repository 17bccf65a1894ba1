"""Where a trigger lies: what a connective opens, and how far it runs.

In:      Parse, the tokens of a connective
Out:     the token that heads the trigger, the trigger's tokens, the token it hangs on
Source:  codebook 2 and 3
Shown:   tests/commitments/test_connectives.py
"""

from onrecord.language.clauses import subject
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

QUOTES = frozenset({'"', "“", "”", "''", "``"})


def head_after(parse: Parse, sentence: range, first: int, last: int) -> int | None:
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
    subject runs to the comma ("if elected president, she would ..."); "in exchange for Israel ending the war" keeps
    the participle that the parser hung elsewhere.
    """
    held = {t for t in parse.subtree(head) if t > last and t in sentence}
    held -= {t for t in held if _belongs_to_host(parse, t, head, last)}
    for c in parse.children[head]:
        if parse.deps[c] == "conj" and _is_main_clause(parse, c):
            held -= {t for t in held if t >= parse.subtree(c)[0]}
        if parse.deps[c] == "conj" and _shares_main_modal(parse, head, c):
            joint = parse.subtree(c)[0] - (parse.deps[parse.subtree(c)[0] - 1] == "cc")
            held -= {t for t in held if t >= joint}
        if c > head and _is_inverted(parse, c):
            held -= set(parse.subtree(c))  # "only when the last soldier has left will Kyiv negotiate"
        if parse.lower(c) == "according" or any(parse.lower(m) == "because" for m in parse.children[c]):
            held -= set(parse.subtree(c))
    dash = next((t for t in sorted(held) if t > head and _is_dash(parse, t)), None)
    held = {t for t in held if dash is None or t < dash}
    if parse.pos[head] in {"NOUN", "PROPN"}:
        aside = next((t for t in sorted(held) if t > head and is_aside(parse, t)), None)
        held = {t for t in held if aside is None or t < aside}
        after = max(held) + 1 if held else last + 1
        hung = parse.heads[after] if after in sentence and parse.tags[after] == "VBG" else None
        if hung is not None and (first <= hung <= last or hung == above(parse, first, last, head)):
            held |= set(parse.subtree(after))
    elif parse.tags[head] == "VBN" and subject(parse, head) is None:
        comma = next((t for t in range(head, min(head + 6, sentence.stop)) if parse.word(t) == ","), None)
        if comma is not None and comma not in held:
            held |= set(range(head, comma))
    return sorted(held)


def behind_attribution(parse: Parse, sentence: range, last: int) -> range | None:
    """ "Unless," he added on Friday, "they withdraw": what is said goes on behind the words that say who says it."""
    if last + 2 >= sentence.stop or parse.word(last + 1) != "," or parse.word(last + 2) not in QUOTES:
        return None
    marks = [t for t in range(last + 3, sentence.stop) if parse.word(t) in QUOTES]
    if not marks or not any(parse.lemmas[t] in word_list("says") for t in range(last + 3, marks[0])):
        return None
    stop = marks[1] if len(marks) > 1 else sentence.stop
    while stop > marks[0] + 1 and parse.pos[stop - 1] == "PUNCT":
        stop -= 1
    return range(marks[0] + 1, stop) or None


def _is_main_clause(parse: Parse, joined: int) -> bool:
    """ "in the event he fails, Russia will act": the clause behind the comma, though the parser joined it."""
    first = parse.subtree(joined)[0]
    has_modal = any(parse.tags[c] == "MD" for c in parse.children[joined])
    return has_modal and subject(parse, joined) is not None and parse.word(first - 1) == ","


def _shares_main_modal(parse: Parse, head: int, joined: int) -> bool:
    """ "will stay if Togo does and leave if it does not": no infinitive joins a verb with a tense."""
    return parse.tags[joined] == "VB" and parse.tags[head] in {"VBZ", "VBD"}


def _is_inverted(parse: Parse, verb: int) -> bool:
    """Does the modal stand before its subject?"""
    own = subject(parse, verb)
    return own is not None and any(parse.tags[c] == "MD" and c < own for c in parse.children[verb])


def _is_dash(parse: Parse, token: int) -> bool:
    """A dash between words, not the hyphen of one."""
    return parse.word(token) in {"-", "–", "—", "--"} and parse.ends[token - 1] != parse.starts[token]


def is_aside(parse: Parse, token: int) -> bool:
    """Is this the comma before "which", "where", "who"?"""
    return parse.word(token) == "," and token + 1 < len(parse) and parse.tags[token + 1] in {"WDT", "WP", "WP$", "WRB"}


def above(parse: Parse, first: int, last: int, head: int) -> int:
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

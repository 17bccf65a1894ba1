"""Speech marked by quotation marks or by a clause of saying beside it: "...", he said; Belarus, he said, will join.

In:      a Layout and the table of cues
Out:     Attempt for each clause of speech that stands beside its content, with frame "after" (the content comes
         first, or goes on around the clause) or "before" (the clause leads to a quotation)
Source:  Quirk et al. 1985 §14.29 (reporting clauses: initial, medial, final; inversion of subject and verb)
Shown:   tests/statements/test_direct.py
"""

from collections.abc import Callable

from onrecord.statements.attempts import Attempt, cue_of
from onrecord.statements.edges import Edges
from onrecord.statements.sources import Tokens, phrase, source_of
from onrecord.statements.stretches import ENDS, Layout, Stretch
from onrecord.terms.parses import Parse

Accept = Callable[[str, str, str], bool]
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG", "VB"})
BREAKS = frozenset({",", "—", "–", "--", "-"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
CLAUSE_TOKENS = 40  # a clause of speech longer than this is not one


def attempts_in(
    parse: Parse, edges: Edges, layout: Layout, stretch: Stretch, accept: Accept
) -> tuple[Attempt, ...]:
    """Clauses of speech in one stretch, at most one for content before it and one for each quotation after it."""
    found: list[Attempt] = []
    after = clause_after(parse, edges, layout, stretch, accept)
    taken: set[int] = set()
    if after is not None:
        found.append(after)
        taken = {piece[0] for piece in stretch.pieces for part in after.content if part[0] <= piece[0] <= part[1]}
    for piece in stretch.pieces:
        if piece[0] not in taken:
            led = clause_before(parse, edges, layout, stretch, piece, accept)
            if led is not None:
                found.append(led)
    return tuple(found)


def clause_after(
    parse: Parse, edges: Edges, layout: Layout, stretch: Stretch, accept: Accept
) -> Attempt | None:
    """The first clause of speech with its content before it, set off by a comma or a closing mark."""
    for start in range(stretch.first + 1, stretch.last + 1):
        if layout.quoted[start] >= 0:
            continue
        before = start - 1
        if not (layout.quoted[before] >= 0 or parse.word(before) in BREAKS):
            continue
        clause = read_clause(parse, edges, layout, stretch, start, accept)
        if clause is None:
            continue
        verb, source, cue, end = clause
        content = around(parse, layout, stretch, before, end, verb)
        if content:
            return Attempt(verb, parse.lemmas[verb].lower(), "VERB", "after", source, (cue,), content)
    return None


def read_clause(
    parse: Parse, edges: Edges, layout: Layout, stretch: Stretch, start: int, accept: Accept
) -> tuple[int, tuple[Tokens, ...], Tokens, int] | None:
    """A clause of speech that begins at a token: its verb, source, cue and last token."""
    limit = min(stretch.last, start + CLAUSE_TOKENS)
    if is_cue(parse, start, "after", accept) and parse.tags[start] in ("VBD", "VBZ", "VBP"):
        source = inverted_source(parse, edges, layout, start, limit)
        if source is None:
            return None
        cue = (start, start)
        end = clause_end(parse, layout, source[1] + 1, limit)
        return start, (source,), cue, end
    if parse.pos[start] not in NOMINAL and parse.pos[start] not in ("ADV", "CCONJ", "SCONJ"):
        return None
    for verb in range(start + 1, limit + 1):
        if layout.quoted[verb] >= 0 or parse.word(verb) in ENDS:
            return None
        if parse.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            continue
        if not is_cue(parse, verb, "after", accept):
            if parse.pos[verb] == "VERB" and parse.deps[verb] not in ("relcl", "acl", "amod"):
                return None
            continue
        sources = [s for s in source_of(parse, edges, verb) if s[0] <= verb]
        cue = cue_of(parse, verb)
        first = min([cue[0], *(s[0] for s in sources)])
        if sources and (first > start + 2 or first < start):
            if first < start:
                sources = [(start, cue[0] - 1)] if start < cue[0] else []
            else:
                return None
        if not sources:
            sources = [(start, cue[0] - 1)] if start < cue[0] else []
        if not sources or not any(parse.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(sources[0][0], sources[0][1] + 1)):
            return None
        end = clause_end(parse, layout, max(cue[1], sources[0][1]) + 1, limit)
        return verb, tuple(sources), cue, end
    return None


def is_cue(parse: Parse, token: int, frame: str, accept: Accept) -> bool:
    """Is the token a verb the table takes in this place?"""
    return parse.pos[token] in ("VERB", "AUX") and accept(parse.lemmas[token].lower(), "VERB", frame)


def inverted_source(parse: Parse, edges: Edges, layout: Layout, verb: int, limit: int) -> Tokens | None:
    """The subject after its verb: "said Mr Lavrov, who ..."; None when no noun follows."""
    for child in parse.children[verb]:
        if child > verb and parse.deps[child] in ("nsubj", "dobj", "attr", "npadvmod", "oprd", "nsubjpass"):
            first, last = phrase(parse, edges, child, verb)
            last = min(last, limit)
            while last > first and (layout.quoted[last] >= 0 or parse.word(last) in ENDS or parse.word(last) in BREAKS):
                last -= 1
            if first == verb + 1:
                return (first, last)
    end = clause_end(parse, layout, verb + 1, limit)
    held = range(verb + 1, end + 1)
    if any(parse.pos[i] in ("NOUN", "PROPN", "PRON") for i in held) and parse.pos[verb + 1] in NOMINAL:
        return (verb + 1, end)
    return None


def clause_end(parse: Parse, layout: Layout, start: int, limit: int) -> int:
    """The last token before a comma, a full stop, a dash or a quotation."""
    i = start
    while i <= limit and layout.quoted[i] < 0 and parse.word(i) not in BREAKS and parse.word(i) not in ENDS and parse.word(i) != ":":
        i += 1
    return i - 1


def around(
    parse: Parse, layout: Layout, stretch: Stretch, before: int, end: int, verb: int
) -> tuple[Tokens, ...]:
    """The content around a clause of speech that stands from before + 1 to end; () when it is none."""
    following = end + 1
    at_end = following >= stretch.last or parse.word(following) in ENDS
    opens = following <= stretch.last and layout.quoted[following] >= 0
    comma = following <= stretch.last and parse.word(following) in BREAKS
    if not (at_end or opens or comma or parse.word(following) == ":"):
        return ()
    quoted_before = layout.quoted[before] >= 0
    left = left_content(parse, layout, stretch, before)
    if left is None:
        return ()
    if at_end or parse.word(following) == ":":
        return (left,)
    right = following + (0 if opens else 1)
    if right > stretch.last:
        return (left,)
    if layout.quoted[right] >= 0:
        close = right
        while close < stretch.last and layout.quoted[close + 1] == layout.quoted[right]:
            close += 1
        return (left, (right, close))
    if quoted_before or parse.word(following) not in BREAKS:
        return (left,)
    if parse.tags[right] in ("VBG", "WDT", "WP", "CC", "WRB") and parse.lower(right) not in ("and", "but", "or"):
        return (left,)
    return (left, (right, stretch.last))


def left_content(parse: Parse, layout: Layout, stretch: Stretch, before: int) -> Tokens | None:
    """What stands before a clause of speech: the whole stretch so far, or the quotation alone when something else
    leads to it; None when there is no word in it."""
    first = stretch.first
    if not any(parse.word(i)[0].isalnum() for i in range(first, before + 1)):
        return None
    return (first, before)


def clause_before(
    parse: Parse, edges: Edges, layout: Layout, stretch: Stretch, piece: Tokens, accept: Accept
) -> Attempt | None:
    """The clause of speech that leads to a quotation: "He said: ...", "he told reporters on Friday, ..."."""
    mark = piece[0] - 1
    if mark < stretch.first:
        return None
    set_off = parse.word(mark) in (",", ":") or parse.word(mark) in BREAKS
    for verb in range(mark, max(stretch.first, mark - CLAUSE_TOKENS) - 1, -1):
        if layout.quoted[verb] >= 0 or parse.word(verb) == ";":
            return None
        if not is_cue(parse, verb, "before", accept) or parse.tags[verb] not in FINITE:
            continue
        cue = cue_of(parse, verb)
        if not set_off and cue[1] != mark:
            return None
        if set_off and parse.word(mark) != ":" and any(
            parse.deps[c] in ("ccomp", "xcomp") and verb < c < mark for c in parse.children[verb]
        ):
            return None
        source = source_of(parse, edges, verb)
        source = tuple(s for s in source if s[1] < piece[0] or s[0] > piece[1])
        return Attempt(verb, parse.lemmas[verb].lower(), "VERB", "before", source, (cue,), (piece,))
    return None

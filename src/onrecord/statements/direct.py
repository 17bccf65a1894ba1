"""Speech marked by quotation marks or by a clause of saying beside it: "...", he said; Belarus, he said, will join.

In:      a Layout and the table of cues
Out:     Attempt for each clause of speech that stands beside its content, with frame "after" (a quotation comes
         first), "aside" (other content comes first, or stands around the clause) or "before" (it leads to a quotation)
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
BREAKS = frozenset({",", "—", "–", "--"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
CLAUSAL = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBORDINATORS = frozenset({"when", "as", "after", "before", "while", "because", "who", "which", "where", "since"})
SPEECH_ENDS = frozenset(",.?!…—–-'’")
LEADING = frozenset({"ADP", "SCONJ", "ADV"})  # "In a speech, he said, ...": the words before are no content
NAME_TOKENS = 14  # of a name with its titles before a colon
AS_TOKENS = 12  # how far from "As" its verb may stand
CLAUSE_TOKENS = 40  # a clause of speech longer than this is not one


def attempts_in(parse: Parse, edges: Edges, layout: Layout, stretch: Stretch, accept: Accept) -> tuple[Attempt, ...]:
    """Clauses of speech in one stretch, at most one for content before it and one for each quotation after it."""
    found: list[Attempt] = []
    after = clause_as(parse, edges, stretch, accept) or clause_after(parse, edges, layout, stretch, accept)
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


def clause_after(parse: Parse, edges: Edges, layout: Layout, stretch: Stretch, accept: Accept) -> Attempt | None:
    """The first clause of speech with its content before it, set off by a comma or a closing mark."""
    for start in range(stretch.first + 1, stretch.last + 1):
        if layout.quoted[start] >= 0:
            continue
        before = start - 1
        if not is_break(parse, before) and not closes_speech(parse, layout, before):
            continue
        clause = read_clause(parse, edges, layout, stretch, start, accept)
        if clause is None:
            continue
        verb, source, cue, end = clause
        content = around(parse, layout, stretch, before, end)
        if content:
            frame = frame_at(layout, before)
            return Attempt(verb, parse.lemmas[verb].lower(), "VERB", frame, source, (cue,), content)
    return None


def closes_speech(parse: Parse, layout: Layout, token: int) -> bool:
    """Does the token close a quotation that ends as speech does, with a comma, full stop, question or dash inside?"""
    return layout.quoted[token] >= 0 and token > 0 and parse.text[parse.ends[token - 1] - 1] in SPEECH_ENDS


def is_break(parse: Parse, token: int) -> bool:
    """A comma or dash; a hyphen only with space before it, so that no word is cut."""
    word = parse.word(token)
    return word in BREAKS or (word == "-" and parse.text[parse.starts[token] - 1 : parse.starts[token]].isspace())


def frame_at(layout: Layout, before: int) -> str:
    """ "after" a quotation that ends with this token (or with a comma behind it), else "aside"."""
    return "after" if layout.quoted[before] >= 0 or (before > 0 and layout.quoted[before - 1] >= 0) else "aside"


def read_clause(
    parse: Parse, edges: Edges, layout: Layout, stretch: Stretch, start: int, accept: Accept
) -> tuple[int, tuple[Tokens, ...], Tokens, int] | None:
    """A clause of speech that begins at a token: its verb, source, cue and last token."""
    limit = min(stretch.last, start + CLAUSE_TOKENS)
    frame = frame_at(layout, start - 1)
    if parse.tags[start] in RELATIVE or parse.lower(start) == "that":
        return None
    if is_cue(parse, start, frame, accept) and parse.tags[start] in ("VBD", "VBZ", "VBP"):
        source = inverted_source(parse, edges, layout, start, limit)
        if source is None:
            return None
        cue = (start, start)
        end = clause_end(parse, layout, source[1] + 1, limit)
        return None if says_more(parse, source[1] + 1, end) else (start, (source,), cue, end)
    if parse.pos[start] not in NOMINAL and parse.pos[start] not in ("ADV", "CCONJ"):
        return None
    for verb in range(start + 1, limit + 1):
        if layout.quoted[verb] >= 0 or parse.word(verb) in ENDS:
            return None
        if parse.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            continue
        if not is_cue(parse, verb, frame, accept):
            if parse.pos[verb] == "VERB" and parse.deps[verb] not in ("relcl", "acl", "amod"):
                return None
            continue
        sources = [s for s in source_of(parse, edges, verb) if s[0] <= verb]
        cue = cue_of(parse, verb)
        first = min([cue[0], *(s[0] for s in sources)])
        if sources and (first < start or (first > start + 2 and frame == "after")):
            sources = []  # the parser tied the subject to the quotation: what stands between is the source
        elif sources and first > start + 2:
            return None
        if not sources:
            sources = [(start, cue[0] - 1)] if start < cue[0] else []
        if not sources or not any(
            parse.pos[i] in ("NOUN", "PROPN", "PRON") for i in range(sources[0][0], sources[0][1] + 1)
        ):
            return None
        end = clause_end(parse, layout, max(cue[1], sources[0][1]) + 1, limit)
        if says_more(parse, cue[1] + 1, end):
            return None
        return verb, tuple(sources), cue, end
    return None


def says_more(parse: Parse, first: int, last: int) -> bool:
    """Does a clause of speech hold a finite verb behind its cue, so that the content follows it after all?"""
    for i in range(first, last + 1):
        if parse.lower(i) in SUBORDINATORS:
            return False
        if parse.tags[i] in CLAUSAL:
            return True
    return False


def is_cue(parse: Parse, token: int, frame: str, accept: Accept) -> bool:
    """Is the token a verb the table takes in this place?"""
    return parse.pos[token] in ("VERB", "AUX") and accept(parse.lemmas[token].lower(), "VERB", frame)


def inverted_source(parse: Parse, edges: Edges, layout: Layout, verb: int, limit: int) -> Tokens | None:
    """The subject after its verb: "said Mr Lavrov, who ..."; None when no noun follows."""
    for child in parse.children[verb]:
        if child > verb and parse.deps[child] in ("nsubj", "dobj", "attr", "npadvmod", "oprd", "nsubjpass"):
            first, last = phrase(parse, edges, child, verb)
            last = min(last, limit)
            while last > first and (layout.quoted[last] >= 0 or parse.word(last) in ENDS or is_break(parse, last)):
                last -= 1
            if first == verb + 1:
                return (first, last)
    end = clause_end(parse, layout, verb + 1, limit)
    held = range(verb + 1, end + 1)
    if is_sentence(parse, (verb + 1, end)):
        return None
    if any(parse.pos[i] in ("NOUN", "PROPN", "PRON") for i in held) and parse.pos[verb + 1] in NOMINAL:
        return (verb + 1, end)
    return None


def clause_end(parse: Parse, layout: Layout, start: int, limit: int) -> int:
    """The last token before a comma, a full stop, a dash or a quotation."""
    i = start
    while (
        i <= limit
        and layout.quoted[i] < 0
        and not is_break(parse, i)
        and parse.word(i) not in ENDS
        and parse.word(i) != ":"
    ):
        i += 1
    return i - 1


def around(parse: Parse, layout: Layout, stretch: Stretch, before: int, end: int) -> tuple[Tokens, ...]:
    """The content around a clause of speech that stands from before + 1 to end; () when it is none."""
    following = end + 1
    at_end = following > stretch.last or parse.word(following) in ENDS
    quoted_before = layout.quoted[before] >= 0 or layout.quoted[max(stretch.first, before - 1)] >= 0
    left = (led_by_colon(parse, stretch, before), before)
    if not quoted_before and parse.tags[stretch.first] in ("VBN", "VBG") and parse.deps[stretch.first] == "advcl":
        return ()  # "Asked whether he would go, she said no"
    if not quoted_before and not is_sentence(parse, left):
        rest = (following + 1, stretch.last)
        both_sides = not at_end and parse.word(following) == "," and layout.quoted[min(following + 1, stretch.last)] < 0
        return (left, rest) if both_sides and is_sentence(parse, rest) else ()
    if at_end:
        return (left,)
    if parse.word(following) == ":":
        return (left,) if quoted_before else ()
    opens = layout.quoted[following] >= 0
    if not opens and not is_break(parse, following):
        return ()
    right = following + (0 if opens else 1)
    if right > stretch.last:
        return (left,)
    if layout.quoted[right] >= 0:
        if opens and parse.pos[end] not in ("VERB", "PRON"):
            return (left,)  # he said on “Morning News”: a title
        inside = parse.word(min(right + 1, stretch.last))
        if not quoted_before and (inside[0].isupper() or parse.pos[stretch.first] in LEADING):
            return ()  # a sentence of its own: the clause leads to it
        close = right
        while close < stretch.last and layout.quoted[close + 1] == layout.quoted[right]:
            close += 1
        return (left, (right, close))
    if quoted_before or parse.tags[right] in ("VBG", "WDT", "WP", "WRB"):
        return (left,)
    return (left, (right, stretch.last))


def led_by_colon(parse: Parse, stretch: Stretch, before: int) -> int:
    """Where the content before a clause of speech begins: at the quotation a colon leads to, else with the stretch."""
    for first, last in stretch.pieces:
        if first <= before and last >= before - 1 and first > stretch.first and parse.word(first - 1) == ":":
            return first
    return stretch.first


def is_sentence(parse: Parse, tokens: Tokens) -> bool:
    """Does the range hold a finite verb, so that it says something?"""
    return any(parse.tags[i] in CLAUSAL for i in range(tokens[0], tokens[1] + 1))


def clause_as(parse: Parse, edges: Edges, stretch: Stretch, accept: Accept) -> Attempt | None:
    """ "As the minister said, the army will stay": the clause opens the stretch, a comma ends it."""
    if parse.lower(stretch.first) != "as":
        return None
    for verb in range(stretch.first + 2, min(stretch.first + AS_TOKENS, stretch.last - 1)):
        if is_cue(parse, verb, "after", accept) and parse.lower(stretch.first + 1) not in ("if", "though", "for"):
            comma = next(
                (i for i in range(verb + 1, min(edges.right[verb] + 2, stretch.last)) if parse.word(i) == ","), None
            )
            source = [s for s in source_of(parse, edges, verb) if stretch.first < s[0] and s[1] < verb]
            if comma is None or not source or says_more(parse, verb + 1, comma):
                return None
            return Attempt(
                verb,
                parse.lemmas[verb].lower(),
                "VERB",
                "as clause",
                tuple(source),
                (cue_of(parse, verb),),
                ((comma + 1, stretch.last),),
            )
    return None


def clause_before(
    parse: Parse, edges: Edges, layout: Layout, stretch: Stretch, piece: Tokens, accept: Accept
) -> Attempt | None:
    """The clause of speech that leads to a quotation: "He said: ...", "he told reporters on Friday, ..."."""
    mark = piece[0] - 1
    if mark < stretch.first:
        return None
    that = parse.lower(mark) == "that"  # she said in a statement that “...”
    set_off = that or parse.word(mark) == ":" or is_break(parse, mark)
    for verb in range(mark, max(stretch.first, mark - CLAUSE_TOKENS) - 1, -1):
        if layout.quoted[verb] >= 0 or parse.word(verb) == ";":
            return None
        if not is_cue(parse, verb, "before", accept) or parse.tags[verb] not in FINITE:
            continue
        cue = cue_of(parse, verb)
        if not set_off and cue[1] != mark:
            return None
        if (
            set_off
            and parse.word(mark) != ":"
            and any(parse.deps[c] in ("ccomp", "xcomp") and verb < c < mark for c in parse.children[verb])
        ):
            return None
        if that and any(
            c > verb and edges.left[c] <= mark <= edges.right[c]
            for c in parse.children[verb]
            if c > verb and parse.deps[c] == "ccomp"
        ):
            return None  # the parser sees the clause whole
        source = source_of(parse, edges, verb)
        source = tuple(s for s in source if s[1] < piece[0] or s[0] > piece[1])
        content = (mark if that else piece[0], piece[1])
        return Attempt(verb, parse.lemmas[verb].lower(), "VERB", "before", source, (cue,), (content,))
    return name_before(parse, stretch, piece) if parse.word(mark) == ":" else None


def name_before(parse: Parse, stretch: Stretch, piece: Tokens) -> Attempt | None:
    """Nothing but a name and a colon before a quotation: "The minister: “...”"."""
    colon = piece[0] - 1
    held = range(stretch.first, colon)
    if not 0 < len(held) <= NAME_TOKENS or any(parse.tags[i] in CLAUSAL for i in held):
        return None
    if parse.pos[colon - 1] not in ("NOUN", "PROPN") and parse.word(colon - 1) != ")":
        return None
    return Attempt(colon, ":", "PUNCT", "before", ((stretch.first, colon - 1),), ((colon, colon),), (piece,))

"""Speech in quotation marks and the clause of saying beside it: “...,” he said; he told reporters: “...”.

In:      a stretch of text and the table of cues
Out:     StatementCandidate for each clause of speech that stands behind a quotation (frame "after") or leads to one
         ("before")
Source:  Quirk et al. 1985 §14.29 (reporting clauses: initial, medial, final; inversion of subject and verb)
Shown:   tests/statements/test_direct.py

Such clauses beside content without marks (the army, he added, will stay) are left to the tagger, which reads them
better.
"""

from collections.abc import Callable, Iterator

from onrecord.language.subtree_edges import Edges
from onrecord.language.words import word_list
from onrecord.statements.candidates import StatementCandidate, cue_of
from onrecord.statements.segments import ENDS, SpeechLayout, SpeechSegment
from onrecord.statements.sources import Tokens, phrase, source_of
from onrecord.terms.parses import Parse

Accept = Callable[[str, str], bool]  # (lemma, frame): is such a verb one of saying?

VERBAL = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG", "VB"})
BREAKS = frozenset({",", "—", "–", "--"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
CLAUSAL = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBORDINATORS = word_list("subordinator")
SPEECH_ENDS = frozenset(",.?!…—–-'’")
CLAUSE_TOKENS = 40  # a clause of speech longer than this is not one


def attempts_in(
    parse: Parse, edges: Edges, layout: SpeechLayout, stretch: SpeechSegment, accept: Accept
) -> Iterator[StatementCandidate]:
    """Clauses of speech in one stretch, at most one behind a quotation and one before each that it does not hold."""
    after = clause_after(parse, edges, layout, stretch, accept)
    if after is not None:
        yield after
    held = after.content if after is not None else ()
    for piece in stretch.pieces:
        if not any(first <= piece[0] <= last for first, last in held):
            led = clause_before(parse, edges, layout, stretch, piece, accept)
            if led is not None:
                yield led


def clause_after(
    parse: Parse, edges: Edges, layout: SpeechLayout, stretch: SpeechSegment, accept: Accept
) -> StatementCandidate | None:
    """The first clause of speech behind a quotation, set off by a comma or by the closing mark."""
    for start in range(stretch.first + 1, stretch.last + 1):
        before = start - 1
        if layout.quoted[start] >= 0 or not (
            closes_speech(parse, layout, before)
            or (is_break(parse, before) and before > 0 and layout.quoted[before - 1] >= 0)
        ):
            continue
        clause = read_clause(parse, edges, layout, stretch, start, accept)
        if clause is not None:
            verb, source, cue, end = clause
            content = around(parse, layout, stretch, before, end)
            if content:
                return StatementCandidate(verb, parse.lemmas[verb].lower(), "after", source, (cue,), content)
    return None


def closes_speech(parse: Parse, layout: SpeechLayout, token: int) -> bool:
    """Does the token close a quotation that ends as speech does, with a comma, full stop, question or dash inside?"""
    return layout.quoted[token] >= 0 and token > 0 and parse.text[parse.ends[token - 1] - 1] in SPEECH_ENDS


def read_clause(
    parse: Parse, edges: Edges, layout: SpeechLayout, stretch: SpeechSegment, start: int, accept: Accept
) -> tuple[int, tuple[Tokens, ...], Tokens, int] | None:
    """A clause of speech that begins at a token: its verb, source, cue and last token."""
    limit = min(stretch.last, start + CLAUSE_TOKENS)
    if parse.tags[start] in RELATIVE or parse.lower(start) == "that":
        return None
    if speaks(parse, start, "after", accept) and parse.tags[start] in ("VBD", "VBZ", "VBP"):
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
        if not speaks(parse, verb, "after", accept):
            if parse.pos[verb] == "VERB" and parse.deps[verb] not in ("relcl", "acl", "amod"):
                return None
            continue
        sources = [s for s in source_of(parse, edges, verb) if s[0] <= verb]
        cue = cue_of(parse, verb)
        first = min([cue[0], *(s[0] for s in sources)])
        if sources and not start <= first <= start + 2:
            sources = []  # the parser tied the subject to the quotation: what stands between is the source
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


def inverted_source(parse: Parse, edges: Edges, layout: SpeechLayout, verb: int, limit: int) -> Tokens | None:
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
    if any(parse.tags[i] in CLAUSAL for i in held):
        return None
    if any(parse.pos[i] in ("NOUN", "PROPN", "PRON") for i in held) and parse.pos[verb + 1] in NOMINAL:
        return (verb + 1, end)
    return None


def clause_end(parse: Parse, layout: SpeechLayout, start: int, limit: int) -> int:
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


def around(parse: Parse, layout: SpeechLayout, stretch: SpeechSegment, before: int, end: int) -> tuple[Tokens, ...]:
    """The content around a clause of speech that stands from before + 1 to end: what is before it, and a quotation that
    goes on behind it; () when the sentence goes on otherwise."""
    left = (stretch.first, before)
    following = end + 1
    if following > stretch.last or parse.word(following) in ENDS or parse.word(following) == ":":
        return (left,)
    opens = layout.quoted[following] >= 0
    if not opens and not is_break(parse, following):
        return ()
    right = following + (not opens)
    if right > stretch.last or layout.quoted[right] < 0 or (opens and parse.pos[end] not in ("VERB", "PRON")):
        return (left,)  # he said on “Morning News”: a title
    close = right
    while close < stretch.last and layout.quoted[close + 1] == layout.quoted[right]:
        close += 1
    return (left, (right, close))


def clause_before(
    parse: Parse, edges: Edges, layout: SpeechLayout, stretch: SpeechSegment, piece: Tokens, accept: Accept
) -> StatementCandidate | None:
    """The clause that leads to one quotation: set off by a colon, a comma, a dash or "that", or nothing but its cue."""
    mark = piece[0] - 1
    that = mark >= stretch.first and parse.lower(mark) == "that"
    colon = mark >= stretch.first and parse.word(mark) == ":"
    set_off = that or colon or (mark >= stretch.first and is_break(parse, mark))
    for verb in range(mark, max(stretch.first, mark - CLAUSE_TOKENS) - 1, -1):
        if layout.quoted[verb] >= 0 or parse.word(verb) == ";":
            return None
        lemma = parse.lemmas[verb].lower()
        if parse.tags[verb] not in VERBAL or not speaks(parse, verb, "before", accept):
            continue
        cue = cue_of(parse, verb)
        clauses = [c for c in parse.children[verb] if c > verb and parse.deps[c] in ("ccomp", "xcomp")]
        if not set_off and cue[1] != mark:
            return None
        if set_off and not colon and any(c < mark for c in clauses):
            return None  # the verb has its complement before the quotation
        if that and any(parse.deps[c] == "ccomp" and edges.left[c] <= mark <= edges.right[c] for c in clauses):
            return None  # the parser sees the clause whole
        source = tuple(s for s in source_of(parse, edges, verb) if s[1] < piece[0] or s[0] > piece[1])
        return StatementCandidate(verb, lemma, "before", source, (cue,), ((mark if that else piece[0], piece[1]),))
    return None


def is_break(parse: Parse, token: int) -> bool:
    """A comma or dash; a hyphen only with space before it, so that no word is cut."""
    word = parse.word(token)
    return word in BREAKS or (word == "-" and parse.text[parse.starts[token] - 1 : parse.starts[token]].isspace())


def speaks(parse: Parse, token: int, frame: str, accept: Accept) -> bool:
    """Is the token a verb the table takes in this place?"""
    return parse.pos[token] in ("VERB", "AUX") and accept(parse.lemmas[token].lower(), frame)

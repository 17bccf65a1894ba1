"""Who said what on a page: quotations and clauses of speech, put together in text order.

In:      a Document and its Parse
Out:     Statements in text order; a Refusal for each quotation mark that pairs with nothing
Refuses: see quotations.py; everything else that is no attribution is simply not one
Source:  PolNeAR's notion of attribution; docs/statements.md
Shown:   tests/statements/
"""

from collections.abc import Sequence

from onrecord.language.subtree_edges import Edges, edges_of
from onrecord.statements.candidates import StatementCandidate, attempts_of
from onrecord.statements.cue_features import contexts_of
from onrecord.statements.cues import cue_words, exact_share, is_cue, is_cue_among
from onrecord.statements.direct import attempts_in
from onrecord.statements.drafts import StatementDraft, statement_of
from onrecord.statements.headlines import headline_draft, is_headline
from onrecord.statements.phrases import according_to
from onrecord.statements.quotations import find_quotations
from onrecord.statements.segments import SpeechLayout, SpeechSegment, lay_out
from onrecord.statements.sources import Tokens
from onrecord.statements.speeches import attach_quotations
from onrecord.statements.tagger_join import with_learned
from onrecord.statements.transcripts import read_transcript
from onrecord.terms.attributions import Attribution
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.refusals import Refusal
from onrecord.terms.statements import Statement, StatementFlag

SPOKEN_FRAMES = frozenset({"that", "clause", "wh", "after", "before"})
LONG_QUOTATION = 6  # tokens; the writer's own cues stand in shorter ones at most


def find_statements(
    document: Document, parse: Parse, attributions: Sequence[Attribution] = ()
) -> tuple[tuple[Statement, ...], tuple[Refusal, ...]]:
    """Every attribution of a document, in text order; linear in its length.

    attributions: what a tagger read of the same text; with none, marks and syntax read alone.
    """
    quotations, refusals = find_quotations(document)
    layout = lay_out(document, parse, quotations)
    edges = edges_of(parse)
    drafts: list[list[StatementDraft]] = [read_stretch(parse, edges, layout, stretch) for stretch in layout.stretches]
    read_transcript(parse, layout, drafts)
    attach_quotations(parse, layout, quotations, drafts, edges)
    document_id = document.id
    found = (statement_of(document_id, parse, layout, draft) for held in drafts for draft in held)
    ruled = [s for s in found if s is not None]
    joined = with_learned(document_id, parse, layout, ruled, attributions)
    statements = {s.id: s for s in joined}
    return tuple(sorted(statements.values(), key=place_of)), refusals


def place_of(statement: Statement) -> tuple[int, int, int]:
    """Where a statement begins, then where its cue and its content do: the order statements are given in."""
    spans = (*statement.source, *statement.cue, *statement.content)
    cue = statement.cue[0].start if statement.cue else 0
    return (min(s.start for s in spans), cue, statement.content[0].start)


def read_stretch(parse: Parse, edges: Edges, layout: SpeechLayout, stretch: SpeechSegment) -> list[StatementDraft]:
    """The attributions of one stretch whose cue stands in it."""
    drafts: list[StatementDraft] = []
    if is_headline(stretch):
        headline = headline_draft(parse, layout, stretch)
        if headline is not None:
            drafts.append(headline)
            if headline.trigger is not None:
                return drafts
    drafts.extend(draft_of(attempt) for attempt in attempts_in(parse, edges, layout, stretch, is_cue))
    drafts.extend(according_to(parse, edges, layout, stretch))
    taken = {d.trigger for d in drafts}
    words = cue_words()
    for token in own_tokens(stretch):
        if token in taken or parse.lemmas[token].lower() not in words:
            continue
        best = best_attempt(parse, edges, token)
        if best is not None:
            drafts.append(draft_of(best))
    if is_headline(stretch):
        for draft in drafts:
            draft.flags.add(StatementFlag.HEADLINE)
    return without_twins(drafts)


def without_twins(drafts: list[StatementDraft]) -> list[StatementDraft]:
    """One draft a content: of "expressed" and "expressed confidence" the longer cue."""
    held: dict[tuple[Tokens, ...], StatementDraft] = {}
    for draft in drafts:
        content = tuple(draft.content)
        twin = held.get(content)
        if twin is None or cue_length(draft) > cue_length(twin):
            held[content] = draft
    return list(held.values())


def cue_length(draft: StatementDraft) -> int:
    """Tokens of the cue."""
    return sum(last - first + 1 for first, last in draft.cue)


def own_tokens(stretch: SpeechSegment) -> list[int]:
    """The tokens of a stretch that stand outside its longer quotations."""
    held: list[int] = []
    at = stretch.first
    for first, last in stretch.pieces:
        if last - first - 1 > LONG_QUOTATION:
            held.extend(range(at, first))
            at = last + 1
    held.extend(range(at, stretch.last + 1))
    return held


def best_attempt(parse: Parse, edges: Edges, token: int) -> StatementCandidate | None:
    """The reading of a word that is most often just what was attributed; the longer content where two are equal."""
    best, best_rank = None, (-1.0, 0)
    for attempt in attempts_of(parse, edges, token):
        if is_cue_among(attempt.lemma, attempt.frame, contexts_of(parse, attempt)):
            size = sum(last - first + 1 for first, last in attempt.content)
            rank = (exact_share(attempt.lemma, attempt.frame), size)
            if rank > best_rank:
                best, best_rank = attempt, rank
    return best


def draft_of(attempt: StatementCandidate) -> StatementDraft:
    """A draft from a reading; an action of speech told without a clause of speech is flagged as narrated."""
    draft = StatementDraft(attempt.trigger, attempt.source, attempt.cue, list(attempt.content))
    if attempt.frame not in SPOKEN_FRAMES:
        draft.flags.add(StatementFlag.NARRATED)
    return draft

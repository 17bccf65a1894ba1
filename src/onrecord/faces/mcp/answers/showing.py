"""`record`, `page` and `why`: one thing in full.

In:      a ledger, readers, an id; words of a page
Out:     a record with its paragraphs, relations, judgements and what would turn it; a part of a page's text with what
         was read there; what was considered where words stand
Refuses: what `onrecord show` and `why` refuse
Shown:   tests/faces/mcp/test_tools.py
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from onrecord.faces.mcp.asked import AskedPage, AskedRecord, AskedWhy
from onrecord.faces.mcp.capping import MOST_BYTES, size
from onrecord.faces.mcp.lines import MOST_NORMS, Lines
from onrecord.faces.mcp.quoted import SHORTEST_CHARS, Quoted, name, person, words_of
from onrecord.faces.mcp.shapes import (
    Considered,
    Judged,
    LeftOut,
    NormMore,
    PageAnswer,
    PageCited,
    RecordAnswer,
    Related,
    SentenceLookedAt,
    WhyAnswer,
)
from onrecord.faces.readers import PageReaders
from onrecord.language.norm_sentence import wrong_in_100
from onrecord.ledger import Ledger
from onrecord.ledger.judgements.values import Judgement
from onrecord.questions import Context, ShownPage, ShownRecord, ShownStatement, independent_reports, show
from onrecord.questions.errors import UnknownId
from onrecord.questions.independent import ReportAt
from onrecord.questions.showing import RecordBeside as RelatedRecord
from onrecord.questions.showing import sayings
from onrecord.questions.wording import turns_of
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness
from onrecord.walk.why import ConsideredAction, SentenceLooked

# From the fullest answer to the shortest: the first that fits goes out.
FULLNESS = (Lines(most_norms=40), Lines(SHORTEST_CHARS, most_norms=40), Lines(SHORTEST_CHARS, most_norms=MOST_NORMS))
MOST_CONTEXTS = 4
MOST_RELATED = 12
MOST_JUDGEMENTS = 12
MOST_SENTENCES = 8
MOST_CONSIDERED = 10
MOST_ON_PAGE = 50
REASON_CHARS = 400

OUTCOMES: Mapping[str, Literal["norm", "refused", "passed over", "idle"]] = {
    "norm": "norm",
    "refused": "refused",
    "passed over": "passed over",
    "idle": "idle",
}

PART_OF_IT = "The record has more than one answer holds. `page` shows the text round it, with what was read there."
MORE_ON_PAGE = "More was read in this part of the text than one answer holds. Ask for a shorter part."
TEXT_GOES_ON = "The text goes on. Ask again with `start` set to `next_start`."
FEWER_WORDS = "The words stand in more sentences than one answer holds. Give more of them."
NO_TEXT = "The page was refused as a whole, and has no text: `refusals` says why."


def ask_record(ledger: Ledger, _readers: PageReaders, asked: AskedRecord) -> RecordAnswer:
    """One record, norm or statement in full."""
    shown = show(ledger, asked.id)
    if isinstance(shown, ShownPage):
        raise UnknownId("that is a page: `page` shows it")
    if isinstance(shown, ShownStatement):
        return _statement(shown)
    for lines in FULLNESS[:-1]:
        answer = _record(ledger, shown, lines)
        if size(answer) <= MOST_BYTES:
            return answer
    return _record(ledger, shown, FULLNESS[-1])


def ask_page(ledger: Ledger, _readers: PageReaders, asked: AskedPage) -> PageAnswer:
    """What is known of a page, a part of its text, and what was read and refused there."""
    shown = _page(ledger, asked.id)
    page, reading = shown.page, ledger.reading(shown.page.current.id)
    text = reading.text
    part = Span(asked.start, min(asked.start + asked.chars, len(text))) if asked.start < len(text) else None
    records = [(e, q.span) for e in shown.entries for q in e.evidence if part is not None and q.span.overlaps(part)]
    refused = [r for r in page.current.refusals if r.span is None or (part is not None and r.span.overlaps(part))]
    lines = Lines(REASON_CHARS)
    cited: list[PageCited] = [lines.page(shown.source)] if shown.source is not None else []
    goes_on = part is not None and part.end < len(text)
    fetched = next((s.fetched_at for s in page.sightings if s.fetched_at is not None), None)
    return {
        "pages": cited,
        "author": name(shown.source.author) if shown.source is not None and shown.source.author else None,
        "fetched_at": fetched.isoformat() if fetched is not None else None,
        "sha256": page.sha256,
        "chars": len(text),
        "text": words_of(page.id, part, part.of(text), longest=asked.chars) if part is not None else None,
        "next_start": part.end if part is not None and goes_on else None,
        "records": [
            {"record": e.id, "kind": e.record.kind, "span": span.to_json()} for e, span in records[:MOST_ON_PAGE]
        ],
        "refusals": [
            {
                "room": r.room,
                "code": r.code,
                "span": r.span.to_json() if r.span else None,
                "reason": lines.made(r.reason),
            }
            for r in refused[:MOST_ON_PAGE]
        ],
        "left_out": _page_left_out(len(records), len(refused), goes_on=goes_on, text=bool(text)),
    }


def ask_why(ledger: Ledger, readers: PageReaders, asked: AskedWhy) -> WhyAnswer:
    """Why some words of a page gave a norm or none."""
    shown = _page(ledger, asked.page)
    held: Reading = ledger.reading(shown.page.current.id)
    found = readers.why(held.page, asked.words)
    text = found.reading.text
    rest = len(found.sentences) - MOST_SENTENCES
    left: LeftOut | None = {"lines": rest, "says": FEWER_WORDS} if rest > 0 else None
    return {
        "page": shown.page.id,
        "as_read_now": text != held.text,
        "sentences": [_sentence(shown.page.id, text, one) for one in found.sentences[:MOST_SENTENCES]],
        "left_out": left,
    }


def _page(ledger: Ledger, id_: str) -> ShownPage:
    shown = show(ledger, id_)
    if not isinstance(shown, ShownPage):
        raise UnknownId("that is no page: `record` shows it")
    return shown


def _record(ledger: Ledger, shown: ShownRecord, lines: Lines) -> RecordAnswer:
    entry = shown.entry
    norms = entry.norms[: lines.most_norms]
    more: list[NormMore] = [
        {
            "norm": norm.id,
            "turns": [{"then": then, "when": lines.made(when)} for then, when in turns_of(norm)],
            "asks": [lines.made(one) for one in asks],
        }
        for norm, asks in zip(norms, shown.asks, strict=False)
    ]
    judgements = list({j.id: j for n in (*entry.norms, *entry.rejected) for j in n.judgements}.values())
    judgements += [j for j in entry.judgements if j not in judgements]
    same = independent_reports(ledger, [ReportAt.of(one) for one in sayings(ledger, entry)])
    cut = (
        len(entry.norms) > len(norms)
        or len(shown.contexts) > MOST_CONTEXTS
        or len(shown.relations) > MOST_RELATED
        or len(judgements) > MOST_JUDGEMENTS
    )
    left: LeftOut | None = {"lines": None, "says": PART_OF_IT} if cut else None
    return {
        "asked": shown.asked_norm or entry.id,
        "lines": [lines.record(entry)],
        "pages": [lines.page(entry.source)],
        "context": _contexts(shown.contexts, entry.source.page_id, lines),
        "more": more,
        "rejected": [norm.id for norm in entry.rejected],
        "related": [_related(one, lines) for one in shown.relations[:MOST_RELATED]],
        "judgements": [_judged(one, lines) for one in judgements[-MOST_JUDGEMENTS:]],
        "sayings": shown.sayings,
        "reports": same.independent,
        "left_out": left,
    }


def _statement(shown: ShownStatement) -> RecordAnswer:
    lines = Lines()
    return {
        "asked": shown.statement.statement.id,
        "lines": [lines.statement(shown.statement, shown.source)],
        "pages": [lines.page(shown.source)],
        "context": _contexts(shown.contexts, shown.source.page_id, lines),
        "more": [],
        "rejected": [],
        "related": [],
        "judgements": [],
        "sayings": 1,
        "reports": 1,
        "left_out": None,
    }


def _contexts(contexts: Sequence[Context], page: str, lines: Lines) -> list[Quoted]:
    return [words_of(page, c.span, c.words, longest=lines.longest) for c in contexts[:MOST_CONTEXTS]]


def _related(one: RelatedRecord, lines: Lines) -> Related:
    words = lines.quotes(one.entry.source.page_id, one.entry.evidence) if one.entry is not None else []
    return {"direction": "to" if one.outgoing else "from", "type": one.type, "record": one.id, "words": words}


def _judged(one: Judgement, lines: Lines) -> Judged:
    return {
        "verdict": one.verdict,
        "target": one.target_id,
        "at": one.judged_at.isoformat(),
        "by": person(one.author, longest=lines.longest),
        "remark": person(one.note, longest=lines.longest) if one.note else None,
    }


def _page_left_out(records: int, refused: int, *, goes_on: bool, text: bool) -> LeftOut | None:
    more = max(0, records - MOST_ON_PAGE) + max(0, refused - MOST_ON_PAGE)
    if more:
        return {"lines": more, "says": MORE_ON_PAGE}
    if goes_on:
        return {"lines": None, "says": TEXT_GOES_ON}
    return None if text else {"lines": None, "says": NO_TEXT}


def _sentence(page: str, text: str, one: SentenceLooked) -> SentenceLookedAt:
    lines = Lines(REASON_CHARS)
    return {
        "words": words_of(page, one.span, one.span.of(text)),
        "directness": Directness(one.directness) if one.directness else None,
        "speaker": lines.made(one.speaker) if one.speaker else None,
        "considered": [_considered(page, text, looked, lines) for looked in one.looked[:MOST_CONSIDERED]],
        "verbs": [lines.made(verb) for verb in one.verbs[:MOST_CONSIDERED]],
    }


def _considered(page: str, text: str, one: ConsideredAction, lines: Lines) -> Considered:
    return {
        "action": words_of(page, one.action, one.action.of(text), longest=lines.longest),
        "outcome": OUTCOMES[one.outcome],
        "says": lines.made(one.said),
        "under": lines.made(one.under) if one.under else None,
        "code": one.code,
        "doubt": wrong_in_100(one.probability) if one.probability is not None else None,
    }

"""`onrecord read`: readings for a person, or one JSON object a page.

In:      captured pages and pages that could not be captured
Out:     standard output: sentences with their words, or JSON lines; standard error: progress, refusals and their count
Shown:   tests/faces/test_read.py
"""

import json
from collections.abc import Iterable
from functools import partial

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from onrecord.faces.cli.console import console, plain_json
from onrecord.faces.cli.tally import ReadingTally, pages_of, progress_bar
from onrecord.faces.cli.words import norm_style
from onrecord.language.norm_sentence import norm_sentence, wrong_in_100
from onrecord.questions.wording import date_words, plural, published_words
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import reading_json
from onrecord.terms.records import Norm, Record
from onrecord.terms.spans import Span, hull
from onrecord.walk.many import read_many, read_safely


def print_readings(
    captured: Iterable[Page | RefusedPage],
    *,
    as_json: bool,
    workers: int,
    least: float | None = None,
    max_seconds: float | None = None,
) -> int:
    """Print every reading as it comes. Returns the exit code: 1 when no page could be read, else 0.

    least: the least probability of a norm that is kept; None: the reader's own. max_seconds: for one page; None: any.
    """
    reader = partial(read_safely, least=least, max_seconds=max_seconds)
    out = console(soft_wrap=as_json)
    err = console(stderr=True)
    tally = ReadingTally()
    with progress_bar(err) as progress:
        task = progress.add_task("reading", total=None)
        for reading in read_many(pages_of(captured, tally, err), workers=workers, reader=reader):
            tally.count(reading)
            progress.advance(task)
            if as_json:
                # Not through rich: it wraps, and a lone surrogate in a page must come out escaped, not raise.
                print(json_line(reading), file=out.file, flush=True)
            else:
                out.print(reading_view(reading))
    tally.print(err)
    return 0 if tally.read else 1


def json_line(reading: Reading) -> str:
    """One reading, one line; code points outside UTF-8 are written as escapes."""
    value = reading_json(reading)
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value, allow_nan=False)
    return plain_json(line)


def reading_view(reading: Reading) -> Group:
    """One page for a person: what it is, then record by record its norms and the words that show them."""
    parts: list[Text | Padding] = [_heading(reading)]
    parts += [Text(f"  refused: {r.reason}", style="red") for r in reading.refusals if r.span is None]
    if reading.document is not None and not reading.norms:
        parts.append(Text(f"  no commitment found in {plural(len(reading.statements), 'statement')}", style="dim"))
    norms = {r.id: [n for n in reading.norms if n.record_id == r.id] for r in reading.records}
    shown = [record for record in reading.records if norms[record.id]]
    for record in shown:
        parts += [Padding(_norm_line(reading, norm), (0, 0, 0, 2)) for norm in norms[record.id]]
        parts.append(Padding(_evidence(reading, record, norms[record.id]), (0, 0, 1, 4)))
    return Group(*parts, Text())


def _heading(reading: Reading) -> Text:
    document = reading.document
    title = (document.title if document else None) or reading.page.address
    facts = [reading.page.address] if title != reading.page.address else []
    if document:
        facts += [published_words(document.published)]
        facts += [document.publisher] if document.publisher else []
        facts += [f"credit: {document.credit}"] if document.credit else []
    below = ("\n  " + " · ".join(facts), "dim") if facts else ""
    return Text.assemble((title, "bold"), below)


def _norm_line(reading: Reading, norm: Norm) -> Text:
    """The norm as a sentence, and how often such readings are wrong."""
    words = {name: _words(reading, span) if span else None for name, span in _slots(norm).items()}
    sentence = norm_sentence(
        norm.modal,
        norm.mode,
        action=_words(reading, norm.action),
        agent=words["agent"],
        agent_code=norm.agent_id,
        target=words["target"],
        target_code=norm.target_id,
        trigger=words["trigger"],
        deadline=words["deadline"],
    )
    doubt = f"  {wrong_in_100(norm.probability)}" if norm.probability is not None else ""
    return Text.assemble((sentence, norm_style(norm.modal)), (doubt, "dim"))


def _slots(norm: Norm) -> dict[str, Span | None]:
    return {"agent": norm.agent, "target": norm.target, "trigger": norm.trigger, "deadline": norm.deadline}


def _evidence(reading: Reading, record: Record, norms: list[Norm]) -> Text:
    """Who said it and when, then the page's words with their place."""
    speakers = dict.fromkeys(_words(reading, norm.speaker) for norm in norms if norm.speaker)
    unnamed = "speaker not read" if record.statement_id else "in the page's own words"
    said = [", ".join(speakers) or unnamed]
    said += [f"said {date_words(record.stated_on)}" if record.stated_on else "day not known"]
    said += [f"strength {record.strength.value}"]
    quotes = " […] ".join(f"“{_words(reading, span)}”" for span in record.evidence)
    where = hull(record.evidence)
    return Text(f"{' · '.join(said)}\n{quotes} [{where.start}:{where.end}]", style="dim")


def _words(reading: Reading, span: Span) -> str:
    return " ".join(span.of(reading.text).split())

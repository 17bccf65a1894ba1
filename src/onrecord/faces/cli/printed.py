"""What the ledger holds, as a person reads it on a terminal.

In:      entries, hits, things shown, a console
Out:     on the console: a table; a record, a statement or a page in full; a hit; what something rests on
Shown:   tests/faces/test_ledger_commands.py, tests/faces/test_answers.py
"""

from dataclasses import replace

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.language.code_words import status_words
from onrecord.ledger import Entry, EntryNorm, EntrySource, Judgement, Remark
from onrecord.questions import Context, Hit, ShownPage, ShownRecord, ShownStatement, in_words
from onrecord.questions.wording import JUDGED, date_words, published_words
from onrecord.terms.by_hand import reader_words

# Enough of an id to be told from any other in a ledger of millions, short enough for a table.
SHOWN_ID_CHARS = len("rec-") + 10


def entry_table(entries: tuple[Entry, ...]) -> Table:
    """A row an entry: enough of its id, the day, its kind, its norms in words."""
    table = Table(box=None, padding=(0, 1), show_edge=False, expand=True)
    table.add_column("id", no_wrap=True, style="dim", width=SHOWN_ID_CHARS)
    table.add_column("said", no_wrap=True, width=12)
    table.add_column("kind", no_wrap=True, width=15)
    table.add_column("in words", ratio=1)
    for entry in entries:
        sentences = "\n".join(_marked(norm) for norm in entry.norms) or "“" + entry.evidence[0].words + "”"
        if entry.source.by_hand is not None:
            sentences += f"\n[{entry.source.by_hand}]"
        table.add_row(entry.id[:SHOWN_ID_CHARS], _said_on(entry), entry.record.kind.value, Text(sentences))
    return table


def _marked(norm: EntryNorm) -> str:
    """The norm in words, with a person's last word on it and what became of it."""
    marks = [JUDGED[norm.judgements[-1].verdict]] if norm.judgements else []
    marks += [status_words(norm.status)] if norm.status else []
    return in_words(norm) + (f" [{', '.join(marks)}]" if marks else "")


def _said_on(entry: Entry) -> str:
    if entry.record.stated_on is None:
        return "not known"
    bounds = entry.record.stated_on
    return date_words(bounds) if bounds.first == bounds.last else f"≤ {bounds.last}" if bounds.last else "not known"


def print_record(out: Console, shown: ShownRecord) -> None:
    """A record in full: its norms and judgements, its words in context, speaker, day, page and relations."""
    entry = shown.entry
    out.print(Text(f"{entry.id}  {entry.record.kind.value}, strength {entry.record.strength.value}", style="bold"))
    for norm, sentence, asks in zip(entry.norms, shown.sentences, shown.asks, strict=True):
        asked = "> " if norm.id == shown.asked_norm else "  "
        out.print(Text(f"{asked}{sentence}"))
        if norm.norm.due is not None:
            out.print(Text(f"    last day: {date_words(norm.norm.due)}"))
        for words in asks:
            out.print(Text(f"    {words}"))
        _print_judged(out, norm)
    for norm in entry.rejected:
        out.print(Text(f"  judged wrong: {in_words(norm)}", style="red"))
        _print_judged(out, norm)
    for judgement in entry.judgements:
        _print_judgement(out, judgement)
    _print_remarks(out, shown.remarks)
    out.print(Text())
    if entry.source.by_hand is not None:
        whose = "are the sheet's" if entry.source.row else "stand on the page"
        out.print(Text(f"  {entry.source.by_hand}; the words {whose}:", style="bold"))
    _print_contexts(out, shown.contexts)
    if entry.statement is not None or entry.speaker_corrected:
        speaker = entry.speaker
        corrected = next((norm for norm in entry.norms if norm.speaker_corrected), None)
        read = entry.statement.source if entry.statement else ()
        source = corrected.slot("speaker") if corrected else " ".join(q.words for q in read)
        named = f"{speaker.name} ({speaker.code})" if speaker else "not known"
        words = f", in the words “{source}”" if source else ""
        how = ["as the sheet says"] if entry.source.row and entry.statement else []
        how += [entry.statement.statement.directness.value] if entry.statement and not entry.source.row else []
        how += ["as a person corrected it"] if corrected else []
        out.print(Text(f"  speaker: {named}{words}; {', '.join(how)}"))
    said = date_words(entry.record.stated_on) if entry.record.stated_on else "not known"
    out.print(Text(f"  said: {said}"))
    if shown.sayings > 1:
        out.print(Text(f"  said {shown.sayings} times, as far as the ledger knows"))
    _print_source(out, entry.source)
    if shown.left_sheet is not None:
        out.print(Text(f"  {shown.left_sheet}"))
    for related in shown.relations:
        absent = related.gone.in_words() if related.gone else "not in this ledger"
        words = " […] ".join(q.words for q in related.entry.evidence) if related.entry else absent
        stands = f"{related.type.value} {related.id}" if related.outgoing else f"{related.id} {related.type.value} this"
        out.print(Text(f"  {stands}: “{' '.join(words.split())}”"))


def _print_judged(out: Console, norm: EntryNorm) -> None:
    if norm.status:
        out.print(Text(f"    status: {status_words(norm.status)} [{norm.status}]"))
    if norm.read is not None:
        as_read = replace(norm, norm=norm.read, words=norm.words, read=None)
        out.print(Text(f"    corrected; the reader had: {in_words(as_read)}"))
    for judgement in norm.judgements:
        _print_judgement(out, judgement)


def _print_judgement(out: Console, judgement: Judgement) -> None:
    slots = "".join(f" {k}={v if v is not None else ''}" for k, v in judgement.to_json()["slots"].items())
    other = f" {judgement.other_id}" if judgement.other_id else ""
    note = f": {judgement.note}" if judgement.note else ""
    when = f"{judgement.judged_at:%Y-%m-%d %H:%M} UTC"
    out.print(Text(f"    {judgement.author}, {when}: {judgement.verdict.value}{slots}{other}{note}"))


def print_statement(out: Console, shown: ShownStatement) -> None:
    """A statement: its speaker, its words in context, its page."""
    held = shown.statement
    speaker = f"{held.speaker.name} ({held.speaker.code})" if held.speaker else "not known"
    out.print(Text(f"{held.statement.id}  {held.statement.directness.value}, speaker {speaker}", style="bold"))
    _print_contexts(out, shown.contexts)
    _print_source(out, shown.source)


def print_page(out: Console, shown: ShownPage) -> None:
    """A page: where it was seen, its readings and what they refused, its records."""
    out.print(Text(f"{shown.page.id}", style="bold"))
    if shown.source is not None:
        _print_source(out, shown.source)
    for sighting in shown.page.sightings:
        out.print(Text(f"  seen at {sighting.address}"))
    for reading in shown.page.readings:
        current = " (current)" if reading.current else ""
        out.print(Text(f"  {reader_words(reading.reader)} on {reading.recorded_at:%Y-%m-%d %H:%M} UTC{current}"))
        for refusal in reading.refusals:
            out.print(Text(f"    refused ({refusal.room}): {refusal.reason}", style="red"))
    _print_remarks(out, shown.remarks)
    if shown.entries:
        out.print(entry_table(shown.entries))


def _print_remarks(out: Console, remarks: tuple[Remark, ...]) -> None:
    for remark in remarks:
        when = f"{remark.recorded_at:%Y-%m-%d %H:%M} UTC"
        out.print(Text(f"  {remark.kind.value} “{' '.join(remark.words.split())}”, {remark.author}, {when}"))


def print_hit(out: Console, hit: Hit) -> None:
    """What a search found: its norms in words, and the words that fit."""
    if hit.entry is not None:
        out.print(Text(f"{hit.id}  {hit.entry.record.kind.value}  {_said_on(hit.entry)}", style="bold"))
        if hit.entry.source.by_hand is not None and hit.entry.source.row is None:
            out.print(Text(f"  {hit.entry.source.by_hand}", style="dim"))
        for norm in hit.entry.norms:
            out.print(Padding(Text(in_words(norm)), (0, 0, 0, 2), expand=False))
    else:
        speaker = hit.statement.speaker.name if hit.statement and hit.statement.speaker else "speaker not known"
        out.print(Text(f"{hit.id}  statement  {speaker}", style="bold"))
    _print_contexts(out, (hit.snippet,))
    out.print(Text(f"  {hit.source.title or hit.source.address}", style="dim"))


def _print_contexts(out: Console, contexts: tuple[Context, ...]) -> None:
    for context in contexts:
        words = Text(context.words)
        for mark in context.marks:
            words.stylize("bold reverse", mark.start, mark.end)
        cut = "" if context.whole else " […]"
        place = Text(f"{cut} [{context.span.start}:{context.span.end}]", style="dim")
        out.print(Padding(Text.assemble(words, place), (0, 0, 0, 2), expand=False))


def _print_source(out: Console, source: EntrySource) -> None:
    if source.row is not None:
        out.print(Text(f"  {source.by_hand}"))
        return
    out.print(Text(f"  page: {source.title or 'no title'}"))
    out.print(Text(f"        {source.url or source.address} ({published_words(source.published)})", style="dim"))


def print_basis(out: Console, entry: Entry) -> None:
    """The words, who said them and where."""
    words = " […] ".join(" ".join(q.words.split()) for q in entry.evidence)
    speaker = entry.speaker.name if entry.speaker else "speaker not known"
    source = entry.source
    if source.row is not None:
        out.print(Text(f"    {source.by_hand}: {words} (speaker: {speaker})", style="dim"))
        return
    place = f"{source.publisher or source.title or 'no title'}, {source.url or source.address}"
    entered = f"{source.by_hand}: " if source.by_hand else ""
    out.print(Text(f"    {entered}“{words}” — {speaker} ({place})", style="dim"))

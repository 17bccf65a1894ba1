"""One reading as a person reads it on a terminal.

In:      a Reading
Out:     what rich shows: what the page is, then each norm with the words that show it
Shown:   tests/faces/test_console.py
"""

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from onrecord.language.norm_sentence import norm_sentence, wrong_in_100
from onrecord.questions.wording import date_words, plural, published_words
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Norm, Record
from onrecord.terms.spans import Span, hull

MODAL_STYLES = {
    Modal.WILL: "red",
    Modal.WILL_NOT: "green",
    Modal.READY: "yellow",
    Modal.DEMANDS: "magenta",
    Modal.PREDICTS: "cyan",
}


def norm_style(modal: Modal) -> str:
    """The colour a modal is shown in, "" for none; colour never carries what the words do not."""
    return MODAL_STYLES.get(modal, "")


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

"""The norms of the ledger in the form what-if asks them.

In:      Entries
Out:     Rules
Refuses: nothing; a slot the reader left open stays open, and is a maybe wherever it is asked for

Where a reader gives no pattern, the norm's codes make one: PLOVER type, who must act, to whom, and the words.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.ledger import Entry, EntryNorm
from onrecord.questions.wording import in_words
from onrecord.reasoning.rules import Cited, Rule
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.records import Modal, Mode
from onrecord.terms.statements import Directness, StatementFlag

# Standings after which a norm binds no more; its statuses tell the day.
ENDED = frozenset({"withdrawn", "superseded"})


def rules_of(entries: Iterable[Entry]) -> Iterator[Rule]:
    """The norms of the entries, in their order."""
    for entry in entries:
        cited = cited_of(entry)
        for held in entry.norms:
            yield rule_of(entry, held, cited)


def rule_of(entry: Entry, held: EntryNorm, cited: Cited) -> Rule:
    """One norm of an entry."""
    norm = held.norm
    # Of a demand the target must act; whom a prediction speaks of is not told apart from whom it befalls.
    doer = {Modal.DEMANDS: norm.target_id, Modal.PREDICTS: None}.get(norm.modal, norm.agent_id)
    target = None if norm.modal in (Modal.DEMANDS, Modal.PREDICTS) else norm.target_id
    action = norm.action_pattern or EventPattern(
        type=norm.action_event, actor=_party(doer), recipient=_party(target), words=held.slot("action") or None
    )
    trigger = norm.trigger_pattern or EventPattern(
        type=norm.trigger_event, actor=_party(norm.trigger_id), words=held.slot("trigger") or None
    )
    return Rule(
        id=held.id,
        record_id=entry.id,
        agent=norm.agent_id,
        modal=norm.modal,
        mode=norm.mode,
        action=action,
        trigger=None if norm.mode is Mode.NONE else trigger,
        strength=entry.record.strength,
        deadline=norm.due.last if norm.due else None,
        ended=date.min if held.standing in ENDED else None,
        relations=tuple((r.type, r.to) for r in entry.record.relations),
        sentence=in_words(held),
        cited=cited,
    )


def cited_of(entry: Entry) -> Cited:
    """The evidence of an entry's norms. Said no later than published, where nothing better is known."""
    statement, source = entry.statement, entry.source
    said = entry.record.stated_on or (source.published.bounds if source.published else None)
    return Cited(
        words=tuple((q.span, q.words) for q in entry.evidence),
        speaker=statement.speaker.name if statement and statement.speaker else None,
        speaker_id=statement.speaker.code if statement and statement.speaker else None,
        said=said,
        direct=statement.statement.directness is Directness.DIRECT if statement else None,
        headline=bool(statement and StatementFlag.HEADLINE in statement.statement.flags),
        document_id=source.document_id,
        title=source.title,
        address=source.url or source.address,
        publisher=source.publisher,
        report=source.reading_id,
    )


def _party(code: str | None) -> Party | None:
    return Party(code) if code and code.strip() else None

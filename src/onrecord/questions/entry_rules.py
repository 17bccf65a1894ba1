"""The norms of the ledger's entries in the form they are asked in, with their evidence.

In:      Entries
Out:     Rules
Refuses: nothing
"""

from collections.abc import Iterable, Iterator

from onrecord.ledger import Entry, EntryNorm
from onrecord.questions.wording import in_words
from onrecord.reasoning.rules import Cited, Rule, rule_of_codes
from onrecord.terms.statements import Directness, StatementFlag


def rules_of(entries: Iterable[Entry]) -> Iterator[Rule]:
    """The norms of the entries, in their order."""
    for entry in entries:
        published = entry.source.published
        for held in entry.norms:
            norm = held.norm
            yield rule_of_codes(
                norm,
                id_=held.id,
                strength=entry.record.strength,
                action=(held.slot("action"), norm.action_pattern),
                trigger=(held.slot("trigger"), norm.trigger_pattern),
                # Said no later than published, where nothing better is known.
                said=entry.record.stated_on or (published.bounds if published else None),
                deadline=norm.due.last if norm.due else None,
                status=held.status,
                cited=_cited(entry, held),
            )


def _cited(entry: Entry, held: EntryNorm) -> Cited:
    statement, source, speaker = entry.statement, entry.source, entry.speaker_of(held)
    by_hand = source.by_hand
    return Cited(
        record_id=entry.id,
        sentence=in_words(held),
        words=tuple((q.span, q.words) for q in entry.evidence),
        speaker=speaker.name if speaker else None,
        speaker_id=speaker.code if speaker else None,
        direct=statement.statement.directness is Directness.DIRECT if statement else None,
        headline=bool(statement and StatementFlag.HEADLINE in statement.statement.flags),
        document_id=source.document_id,
        title=source.title,
        address=source.address if source.row else source.url or source.address,
        publisher=source.publisher,
        report=source.reading_id,
        by_hand=str(by_hand) if by_hand else None,
        from_sheet=source.row is not None,
    )

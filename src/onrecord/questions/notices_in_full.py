"""Notices beside their norms as these stand now.

In:      a ledger, notices
Out:     NoticeInFull, each with the norm, its entry and the event
Refuses: nothing; a norm that a person judged wrong since has no notice any more
Shown:   tests/faces/test_answers.py
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Entry, EntryNorm, Ledger
from onrecord.ledger.index.events import SeenEvent
from onrecord.ledger.index.status_log import KeptEncounter
from onrecord.questions.grades import Grade
from onrecord.questions.notices import Notice
from onrecord.questions.timelines import event_json


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeInFull:
    """event: None where it is no longer held. reports: how many readings tell it."""

    encounter: KeptEncounter
    entry: Entry
    norm: EntryNorm
    event: SeenEvent | None
    reports: int

    def to_json(self) -> dict[str, Any]:
        """`{"verdict", "grade", "role", "reasons", "norm", "entry", "event", "reports"}`."""
        return {
            "verdict": self.encounter.verdict,
            "grade": Grade(self.encounter.match).name.lower(),
            "role": self.encounter.role,
            "reasons": [list(r) for r in self.encounter.reasons],
            "norm": self.norm.to_json(),
            "entry": self.entry.to_json(),
            "event": event_json(self.event) if self.event else {"id": self.encounter.event_id},
            "reports": self.reports,
        }


def in_full(ledger: Ledger, notices: Iterable[Notice]) -> Iterator[NoticeInFull]:
    """The notices in their order."""
    for notice in notices:
        places = [f.place for f in ledger.find(notice.encounter.norm_id, limit=1) if f.place]
        for entry in ledger.entries_at(places):
            norm = next((n for n in (*entry.norms, *entry.rejected) if n.id == notice.encounter.norm_id), None)
            if norm is not None and not norm.wrong:
                yield NoticeInFull(
                    encounter=notice.encounter, entry=entry, norm=norm, event=notice.event, reports=notice.reports
                )

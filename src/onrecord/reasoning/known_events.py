"""Events that are known to have happened, found by kind and by whom they were done to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern


class KnownEvents:
    """Known events, in one order whatever order they came in."""

    def __init__(self, events: Iterable[EventPattern] = ()) -> None:
        self.events = tuple(sorted(set(events), key=str))
        self._against: dict[tuple[EventType | None, str], list[EventPattern]] = defaultdict(list)
        for event in self.events:
            if event.recipient is not None:
                self._against[event.type, event.recipient.code].append(event)

    def against(self, kind: EventType | None, code: str) -> tuple[EventPattern, ...]:
        """Events of this kind done to this party."""
        return tuple(self._against.get((kind, code), ()))

    def like(self, template: EventPattern, bound: Mapping[str, str]) -> tuple[EventPattern, ...]:
        """Events that the template may describe, once its variables stand for what they are bound to."""
        if template.recipient is None:
            return tuple(e for e in self.events if e.type is template.type)
        return self.against(template.type, bound.get(template.recipient.code, template.recipient.code))

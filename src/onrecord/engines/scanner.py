"""The encoder and its heads, as one thing to open: a page is encoded once and every head asks of the same vectors.

In:      a text and the spans of its blocks
Out:     OnnxScan, which answers what a head can answer
Source:  the cards in models/
Shown:   tests/engines/test_attribution_head.py, tests/engines/test_event_head.py
"""

import math
from collections.abc import Sequence
from pathlib import Path

from onrecord.engines.attribution.head import AttributionHead
from onrecord.engines.encoder.pages import EncodedPage, PageEncoder
from onrecord.engines.event_head import EventHead
from onrecord.engines.norms.gate import MeaningGate
from onrecord.terms.actions import AskedAction, TypedAction
from onrecord.terms.attributions import Attribution
from onrecord.terms.spans import Span


def model_folder() -> Path:
    """The models that ship with the package, a folder each."""
    return Path(__file__).resolve().parent / "models"


class OnnxScanner:
    """The models in a folder (the package's own by default), on one core unless told otherwise."""

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        held = folder or model_folder()
        self._encoder = PageEncoder(held / "encoder", threads=threads)
        self._attribution = AttributionHead(held / "attribution", threads=threads)
        # A folder fresh from training holds no event head and no gate yet: they are fitted to the finished encoder.
        events = held / "events"
        self._events = EventHead(events, threads=threads) if events.exists() else None
        gate = held / "norms" / "meaning.csv"
        self._gate = MeaningGate(gate) if gate.exists() else None
        parts = [f"encoder {self._encoder.version}", f"attribution {self._attribution.version}"]
        self.name = "; ".join([*parts, f"events {self._events.version}"] if self._events else parts)

    def read(self, text: str, blocks: Sequence[Span]) -> "OnnxScan":
        """Encode a page."""
        return OnnxScan(self._encoder.read(text, blocks), self._attribution, self._events, self._gate)


class OnnxScan:
    """One page, encoded."""

    def __init__(
        self, page: EncodedPage, attribution: AttributionHead, events: EventHead | None, gate: MeaningGate | None
    ) -> None:
        self._page = page
        self._attribution = attribution
        self._events = events
        self._gate = gate

    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what, in the order of the cues."""
        return self._attribution.attributions(self._page)

    def types(self, asked: Sequence[AskedAction]) -> tuple[TypedAction, ...]:
        """An answer an action, in the order asked; no type at all where there is no event head."""
        if self._events is None:
            return tuple(TypedAction(None, 0.0) for _ in asked)
        return self._events.types(self._page, asked)

    def norm_odds(self, sentences: Sequence[Span]) -> tuple[float, ...]:
        """For each sentence; where there is no gate all are worth reading."""
        if self._gate is None:
            return tuple(math.inf for _ in sentences)
        return self._gate.log_odds(self._page, sentences)

"""What a tagger sees of who said what, in words alone."""

from dataclasses import dataclass

from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution.

    source:  words naming who speaks; () for nobody.
    cue:     words of the speech act, one piece.
    content: what was said, one piece at least.
    probability: of the cue, in [0, 1].
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    probability: float

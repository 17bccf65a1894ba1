"""Who said what: source, cue and content of one act of attribution."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.terms.ids import content_id
from onrecord.terms.spans import Span


class Directness(StrEnum):
    """Whose words the content is. MIXED: a paraphrase with the speaker's own words quoted inside it."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class StatementFlag(StrEnum):
    """What a reader of a statement must know about it."""

    HEADLINE = "headline"  # said by whoever wrote the headline, on the speaker's behalf
    SCARE_QUOTES = "scare quotes"  # a word or two quoted for distance, not as speech
    INSERTION = "insertion"  # the editor's words in brackets stand inside the quotation
    CARRIED_OVER = "carried over"  # no source of its own: the speaker of the quotation before goes on
    UNCLOSED = "unclosed"  # the closing mark is missing; the content ends with the paragraph
    NARRATED = "narrated"  # the speech act itself is told ("promised not to send"), no clause of speech is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution.

    source:    words naming who speaks; () when the statement has none of its own.
    cue:       words of the speech act ("has told", "according to"); () when there is none.
    content:   what was said, without quotation marks or the words of the cue; may be several pieces, one at least.
    speaker_id: the actor who speaks; None when not known.
    """

    document_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    directness: Directness
    flags: frozenset[StatementFlag] = frozenset()
    speaker_id: str | None = None

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement without content states nothing")

    @property
    def id(self) -> str:
        """From the document and the spans; who the speaker is found to be does not change it."""
        spans = [[s.to_json() for s in role] for role in (self.source, self.cue, self.content)]
        return content_id("stmt", [self.document_id, *spans])

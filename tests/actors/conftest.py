"""Reads a text the way the walk does, with statements written by hand where a test needs them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest

from onrecord.actors import name_speakers, resolve
from onrecord.terms.actors import Actor, Cast, MentionKind
from onrecord.terms.dates import Basis, DateBounds, PublishedDate
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement


@dataclass(frozen=True)
class Who:
    """A text with its cast; look-ups by words, the first place they stand at unless told otherwise."""

    document: Document
    parse: Parse
    cast: Cast
    statements: tuple[Statement, ...] = ()

    def span(self, words: str, nth: int = 0) -> Span:
        """Where the words stand, the `nth` time."""
        start = -1
        for _ in range(nth + 1):
            start = self.document.text.index(words, start + 1)
        return Span(start, start + len(words))

    def actor(self, words: str, nth: int = 0) -> Actor | None:
        """Whom the words name."""
        return self.cast.actor(self.cast.for_words(self.span(words, nth), self.parse))

    def code(self, words: str, nth: int = 0) -> str | None:
        """The id of whom the words name."""
        actor = self.actor(words, nth)
        return actor.code if actor else None

    def kind(self, words: str, nth: int = 0) -> MentionKind | None:
        """How the words point."""
        mention = self.cast.for_words(self.span(words, nth), self.parse)
        return mention.kind if mention else None

    def speakers(self) -> list[str | None]:
        """The name of who speaks in each statement."""
        found = (self.cast.actors.get(s.speaker_id) if s.speaker_id else None for s in self.statements)
        return [actor.name if actor else None for actor in found]


Said = tuple[str | None, str, dict[str, object]]


@pytest.fixture(scope="session")
def who(document_of: Callable[[str], Document], parse_text: Callable[[str], Parse]) -> Callable[..., Who]:
    """`who(text, on=date, said=[(source words or None, content words, more fields)])`."""

    def read(text: str, *, on: date | None = None, said: list[Said] | None = None) -> Who:
        document = document_of(text)
        if on is not None:
            document = replace(document, published=PublishedDate(DateBounds.day(on), Basis.GIVEN))
        parse = parse_text(text)
        page = Who(document, parse, resolve(document, parse))
        statements = tuple(
            Statement(
                document_id=document.id,
                source=(page.span(source),) if source else (),
                cue=(),
                content=(page.span(content),),
                **more,
            )
            for source, content, more in said or []
        )
        named, cast = name_speakers(document, parse, statements, page.cast)
        return Who(document, parse, cast, named)

    return read

"""What every view works with: the ledger, the readers, the clock, who may write.

In:      Settings, a reader of pages, a clock
Out:     Desk
Refuses: to write at a desk that only reads (ReadOnlyDesk)
Shown:   tests/faces/web/
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from starlette.requests import Request

from onrecord.faces.tokens import Tokens
from onrecord.faces.web.guesses import Guesses
from onrecord.faces.web.held import HeldPages
from onrecord.faces.web.long_questions import QuestionsHere
from onrecord.faces.web.past import Past
from onrecord.faces.web.sessions import Sessions
from onrecord.ledger import Ledger, open_ledger
from onrecord.pages import Network
from onrecord.terms.errors import OnRecordError
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading

if TYPE_CHECKING:  # they bring the readers with them, which work in processes of their own
    from onrecord.documents.left_out import LeftOut
    from onrecord.terms.documents import Document
    from onrecord.walk.given_events import Given
    from onrecord.walk.question import Question
    from onrecord.walk.read import Stop
    from onrecord.walk.why import Why

Answered = TypeVar("Answered")

# Names that lead to this machine and to no other.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class ReadOnlyDesk(OnRecordError):
    """Somebody asked a desk to keep something that only shows what is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """ledger: the file. names: the hosts a request may be addressed to, lower case, without port.

    network: how Add fetches, for tests.
    """

    ledger: Path
    read_only: bool = False
    names: frozenset[str] = LOOPBACK
    network: Network = field(default_factory=Network)


class Readers(Protocol):
    """What reads for the desk: `walk.apart.ReadersApart`, or what a test puts in its place."""

    def read(self, page: Page) -> list[Reading]:
        """The page's reading; of a live blog one an entry."""
        ...

    def stop_of(self, page_id: str) -> "Stop | None":
        """Where a page is that is being read now; None: it is not."""
        ...

    def happening(self, sentence: str) -> "Given":
        """What the sentence says happens."""
        ...

    def not_happening(self, text: str) -> "Given":
        """What a pattern or a sentence names as not happening."""
        ...

    def one_event(self, text: str) -> "Given":
        """The one event of a pattern or a sentence."""
        ...

    def question_in(self, sentence: str) -> "Question | None":
        """What the sentence asks of the record."""
        ...

    def why(self, page: Page, words: str) -> "Why":
        """What was considered where these words stand."""
        ...

    def left_out(self, page: Page, document: "Document") -> "tuple[LeftOut, ...] | None":
        """What of the page is not in its text; None where its source has no paragraphs of its own."""
        ...

    def close(self) -> None:
        """End them."""
        ...


class Questions(Protocol):
    """Where questions that take long are answered: `long_questions.QuestionsApart`, or here."""

    def ask(self, ledger: Ledger, function: Callable[..., Answered], *given: object) -> Answered:
        """The function of the ledger and of what is given; all of it can be pickled."""
        ...

    def close(self) -> None:
        """End them."""
        ...


class Desk:
    """One for the life of the server. The ledger is opened once: several threads may share it."""

    def __init__(
        self, settings: Settings, *, now: Callable[[], datetime], readers: Readers, questions: Questions | None = None
    ) -> None:
        self.settings = settings
        self.now = now
        self.readers = readers
        self.questions = questions or QuestionsHere()
        self.held = HeldPages()
        self.tokens = Tokens(settings.ledger)
        self.guesses = Guesses()
        # Of this process alone: after a restart every form asks for a fresh page.
        self.sessions = Sessions(secrets.token_bytes(32), name=str(settings.ledger.absolute()))
        if not settings.read_only:
            open_ledger(settings.ledger).close()  # makes a new one, and brings an old one forward
        self.ledger = open_ledger(settings.ledger, create=False, read_only=True)
        self.past = Past(self.ledger)

    def close(self) -> None:
        """Let go of the file and of the readers."""
        self.readers.close()
        self.questions.close()
        self.past.close()
        self.ledger.close()

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger, to be written."""
        if self.settings.read_only:
            raise ReadOnlyDesk("this desk only reads: start it without --read-only to keep anything")
        with open_ledger(self.settings.ledger, create=False) as book:
            yield book


def desk_of(request: Request) -> Desk:
    """The desk that answers a request."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk

"""What every view works with: the ledger, the readers, the clock, who may write.

In:      Settings, a reader of pages, a clock
Out:     Desk
Refuses: to write at a desk that only reads (ReadOnlyDesk)
Shown:   tests/faces/web/
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from starlette.requests import Request

from onrecord.faces.guesses import Guesses
from onrecord.faces.hosts import LOOPBACK
from onrecord.faces.long_questions import QuestionsHere
from onrecord.faces.measures import Measures
from onrecord.faces.readers import PageReaders
from onrecord.faces.state_measured import build_measured, ledger_measured, watch_measured
from onrecord.faces.tokens import Tokens
from onrecord.faces.web.held import HeldPages
from onrecord.faces.web.past import Past
from onrecord.faces.web.placing import Placing
from onrecord.faces.web.sessions import Sessions
from onrecord.faces.web.waits import SearchWaits
from onrecord.ledger import Ledger, open_ledger
from onrecord.pages import Network
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ledger_places import LedgerPlace, files_of
from onrecord.walk.open import open_sentence_encoder

Answered = TypeVar("Answered")


class ReadOnlyDesk(OnRecordError):
    """Somebody asked a desk to keep something that only shows what is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """ledger: where it is. names: the hosts a request may be addressed to, lower case, without port.

    network: how Add fetches and alerts are sent, for tests.
    """

    ledger: LedgerPlace
    read_only: bool = False
    names: frozenset[str] = LOOPBACK
    network: Network = field(default_factory=Network)


class Questions(Protocol):
    """Where questions that take long are answered: `faces.long_questions.QuestionsApart`, or here."""

    def ask(self, ledger: Ledger, function: Callable[..., Answered], *given: object) -> Answered:
        """The function of the ledger and of what is given; all of it can be pickled."""
        ...

    def close(self) -> None:
        """End them."""
        ...


class Desk:
    """One for the life of the server. The ledger is opened once: several threads may share it."""

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        readers: PageReaders,
        questions: Questions | None = None,
    ) -> None:
        self.settings = settings
        self.now = now
        self.readers = readers
        self.questions = questions or QuestionsHere()
        self.held = HeldPages()
        self.tokens = Tokens(settings.ledger)
        self.guesses = Guesses()
        # Of this process alone: after a restart every form asks for a fresh page.
        self.sessions = Sessions(secrets.token_bytes(32), name=str(files_of(settings.ledger).absolute()))
        if not settings.read_only:
            open_ledger(settings.ledger).close()  # makes a new one, and brings an old one forward
        self.ledger = open_ledger(settings.ledger, create=False, read_only=True)
        state = {"ledger": ledger_measured(lambda: nullcontext(self.ledger)), "watch": watch_measured(settings.ledger)}
        self.measures = Measures({"build": build_measured(), **state}, process=True)
        self.measures.begin()
        self.past = Past(self.ledger)
        self.waits = SearchWaits(self.ledger)
        self.placing = Placing(None if settings.read_only else self.writing, open_sentence_encoder)

    def close(self) -> None:
        """Let go of the file and of the readers."""
        self.measures.close()
        self.placing.close()
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

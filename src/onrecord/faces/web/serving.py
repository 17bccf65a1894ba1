"""`onrecord serve`: the desk on a port of this machine.

In:      a ledger, a host, a port
Out:     nothing until it is stopped; the address, when it is there
Refuses: a port that is taken (NotListening), a ledger that cannot be opened (LedgerError)
Shown:   tests/faces/web/test_serving.py
"""

from collections.abc import Callable

from onrecord.faces.clock import now
from onrecord.faces.hosts import names_for
from onrecord.faces.listening import listen
from onrecord.faces.long_questions import QuestionsApart
from onrecord.faces.web.app import make_app
from onrecord.faces.web.desk import Desk, Settings
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.walk.apart import ReadersApart


def serve(
    ledger: LedgerPlace, *, host: str, port: int, read_only: bool, names: tuple[str, ...], ready: Callable[[str], None]
) -> None:
    """Serve until stopped. ready: is told the address when there is one; port 0 takes any that is free."""
    settings = Settings(ledger=ledger, read_only=read_only, names=names_for(host, names))
    desk = Desk(settings, now=now, readers=ReadersApart(), questions=QuestionsApart())
    try:
        listen(make_app(desk), host=host, port=port, ready=ready)
    finally:
        desk.close()

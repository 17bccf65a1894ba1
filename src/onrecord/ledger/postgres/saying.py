"""What PostgreSQL's errors mean, as LedgerErrors that say what to do. No sentence holds a password.

Source: postgresql.org/docs/current/errcodes-appendix.html
Shown:  tests/postgres/test_refusals.py
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from onrecord.ledger import errors
from onrecord.ledger.errors import SENSELESS
from onrecord.terms.ledger_places import Address

BUSY = ("55P03", "40001", "40P01")  # a lock that was not had in time; a transaction that came in another's way
TOO_MANY = "53300"
# The same before there is a connection that could give the code.
NO_MORE = ("too many clients", "connection slots", "too many connections")
FULL = ("53100", "53000")
# The server goes down, goes away, or was started anew; whatever is of class 08 likewise.
AWAY = ("57P01", "57P02", "57P03", "57P05")
DENIED = ("42501",)
READ_ONLY = ("25006",)
NOT_THERE = ("42P01", "42703", "42883", "3F000", "3D000")
DAMAGED = ("XX001", "XX002")


@contextmanager
def said_plainly(place: Address) -> Iterator[None]:
    """Errors of PostgreSQL, and of rows that make no sense any more, come out as LedgerErrors that say what to do."""
    try:
        yield
    except NoneFree as error:
        raise _busy(place, "every connection of this process is taken") from error
    except DBAPIError as error:
        named = _named(error.orig, place)
        if named is None:
            raise
        raise named from _without_password(error, place)
    except errors.LedgerError:
        raise
    except SENSELESS as error:
        raise senseless(place, error) from error
    except Exception as error:  # psycopg's own, from below SQLAlchemy; anything else goes on as it is
        named = _named(error, place) if hasattr(error, "sqlstate") else None
        if named is None:
            raise
        raise named from _without_password(error, place)


def is_busy(error: DBAPIError) -> bool:
    """Did another process hold what we wanted?"""
    return _state(error.orig) in BUSY


def is_damage(error: DBAPIError) -> bool:
    """Is it that what the database holds could not be read?"""
    return _state(error.orig) in DAMAGED


def senseless(place: Address, error: BaseException) -> errors.LedgerCorrupted:
    """The error for rows that PostgreSQL reads and we do not."""
    return errors.LedgerCorrupted(
        f"{place}: something in it is not as it was written ({type(error).__name__}: {first_line(error)}). `onrecord "
        "check` tells what; `onrecord repair` makes anew what follows from the rest; `onrecord copy` takes a backup."
    )


def first_line(error: BaseException | None) -> str:
    """What an error says, without what it was asked."""
    return (str(error).splitlines() or [""])[0][:200]


def _state(error: BaseException | None) -> str | None:
    return getattr(error, "sqlstate", None)


def _named(error: BaseException | None, place: Address) -> errors.LedgerError | None:
    state, seen = _state(error), _scrubbed(first_line(error), place)
    if state in BUSY:
        return errors.LedgerBusy(
            f"{place}: another process is writing and did not finish in time; nothing was recorded. Run the same "
            "command again when it has finished."
        )
    if state == TOO_MANY or any(words in seen for words in NO_MORE):
        return _busy(place, "the server takes no more connections")
    if state in FULL:
        return errors.LedgerFull(
            f"{place}: the server's disk is full; nothing of the last step was recorded, all before it is safe. Make "
            "room there, and run the same command again."
        )
    if state in DENIED:
        return errors.LedgerNotWritable(
            f"{place}: the server does not allow it ({seen}). Ask for the right, or choose another user."
        )
    if state in READ_ONLY:
        return errors.LedgerNotWritable(
            f"{place}: it cannot be written ({seen}). It was opened to be read, or the server only follows another."
        )
    if state in NOT_THERE:
        return errors.LedgerCorrupted(
            f"{place}: the ledger is not whole ({seen}). `onrecord check` tells what is missing."
        )
    if state in DAMAGED:
        return errors.LedgerCorrupted(
            f"{place}: the server cannot read its own files ({seen}). Restore it from a backup."
        )
    if (
        state in AWAY
        or (state or "").startswith("08")
        or (state is None and type(error).__name__ == "OperationalError")
    ):
        return errors.LedgerAway(
            f"{place}: the server did not answer, or went away ({seen}). Nothing of the last step is sure to be "
            "recorded, all that was acknowledged is; run the same command again when it is there."
        )
    if (state or "").startswith("28"):
        return errors.LedgerAway(f"{place}: the server does not let us in ({seen}).")
    return None


def _busy(place: Address, why: str) -> errors.LedgerBusy:
    return errors.LedgerBusy(f"{place}: {why}; nothing was recorded. Run the same command again in a while.")


def _scrubbed(words: str, place: Address) -> str:
    return words.replace(place.password, "***") if place.password else words


def _without_password(error: BaseException, place: Address) -> BaseException | None:
    """The cause to show in a traceback; None where it holds the password."""
    return None if place.password and place.password in str(error) else error

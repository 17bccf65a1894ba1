"""Where a ledger is: a file, or a schema of a PostgreSQL database.

In:      what somebody typed: a path, or `postgresql://USER@HOST:PORT/DATABASE?schema=NAME`
Out:     LedgerPlace: a Path or an Address
Refuses: an address that is none, or asks for what we do not know (NoAddress)
Source:  postgresql.org/docs/current/libpq-connect.html, 34.1.1.2
Shown:   tests/terms/test_ledger_places.py

A password is kept apart: no text of an Address holds it.
"""

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from onrecord.terms.errors import OnRecordError

SCHEMES = ("postgresql", "postgres")
SCHEMA = "onrecord"
"""The schema of a ledger whose address names none."""

LONGEST_SCHEMA_BYTES = 63

# What libpq takes beside the address that changes how it connects, and holds no secret.
SETTINGS = MappingProxyType(
    {
        "host": "the server, or the folder of its socket",
        "port": "where it listens",
        "sslmode": "whether the connection is encrypted",
        "sslrootcert": "who may vouch for the server",
        "sslcert": "our certificate",
        "sslkey": "the file of its key",
        "connect_timeout": "seconds until a server counts as away",
        "passfile": "the file of passwords",
        "target_session_attrs": "which of several servers",
    }
)


class NoAddress(OnRecordError, ValueError):
    """What was typed begins as an address and is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A schema of a database. settings: (name, value), sorted, of SETTINGS; None and (): what libpq has by itself.

    files: where what belongs to the ledger and is no part of it lies (tokens, watches); None: nobody said.
    """

    database: str
    user: str | None = None
    host: str | None = None
    port: int | None = None
    schema: str = SCHEMA
    settings: tuple[tuple[str, str], ...] = ()
    password: str | None = field(default=None, repr=False)
    files: Path | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        """The address without its password."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        host = self.host or ""
        of_socket = host.startswith("/")
        shown = "" if of_socket else f"[{host}]" if ":" in host else quote(host, safe="")
        port = f":{self.port}" if self.port else ""
        asked = [("host", host)] if of_socket else []
        asked += [("schema", self.schema)] if self.schema != SCHEMA else []
        more = urlencode([*asked, *self.settings], safe="/")
        return f"postgresql://{user}{shown}{port}/{quote(self.database, safe='')}{'?' if more else ''}{more}"

    @property
    def name(self) -> str:
        """What it is called where there is little room: the database, and the schema when it has a name of its own."""
        return self.database if self.schema == SCHEMA else f"{self.database}/{self.schema}"


LedgerPlace = Path | Address


def ledger_place(typed: str) -> LedgerPlace:
    """The place somebody named: an Address where it begins as one, else a Path.

    >>> str(ledger_place("postgresql://ana:secret@db.example/news?schema=desk"))
    'postgresql://ana@db.example/news?schema=desk'
    >>> ledger_place("news.db").name
    'news.db'
    """
    return _address(typed) if is_address(typed) else Path(typed)


def is_address(typed: str) -> bool:
    """Does it begin as an address?"""
    scheme, sign, _ = typed.partition("://")
    return bool(sign) and scheme.lower() in SCHEMES


def shown_place(typed: str) -> str:
    """A place as it was typed, without its password; what cannot be taken apart is not shown after its scheme.

    >>> shown_place("postgresql://ana:secret@db.example/news"), shown_place("news.db")
    ('postgresql://ana@db.example/news', 'news.db')
    """
    try:
        place = ledger_place(typed)
    except NoAddress:
        return "postgresql://..."
    return str(place) if isinstance(place, Address) else typed


def files_of(place: LedgerPlace) -> Path:
    """The path that what belongs to a ledger lies beside: the ledger's own, or the one chosen for an address."""
    if isinstance(place, Path):
        return place
    if place.files is None:
        raise NoAddress(f"{place}: nobody said where its tokens and watches are kept on this machine")
    return place.files


def _address(typed: str) -> Address:
    # What was typed may hold a password: no message shows it.
    try:
        parts = urlsplit(typed)
        port, host = parts.port, parts.hostname
        asked = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise NoAddress(_wanted("it cannot be taken apart; write special characters as %XX")) from None
    database = unquote(parts.path.removeprefix("/"))
    if not database or "/" in database:
        raise NoAddress(_wanted("it names no database"))
    if parts.fragment:
        raise NoAddress(_wanted("it has a '#'; write it as %23"))
    settings = dict(asked)
    schema = settings.pop("schema", SCHEMA)
    if not schema.isprintable() or not 0 < len(schema.encode()) <= LONGEST_SCHEMA_BYTES or schema.startswith("pg_"):
        raise NoAddress(_wanted("its schema has no name that PostgreSQL takes"))
    unknown = sorted(settings.keys() - SETTINGS.keys())
    if "password" in unknown:
        raise NoAddress(_wanted("a password stands before the @, or in ~/.pgpass, which is better"))
    if unknown:
        raise NoAddress(
            _wanted(f"{unknown[0][:40]!r} is nothing it may ask for; there are: schema, {', '.join(SETTINGS)}")
        )
    asked_host, asked_port = settings.pop("host", None), settings.pop("port", None)
    if asked_port is not None and not asked_port.isdecimal():
        raise NoAddress(_wanted("its port is no number"))
    return Address(
        database=database,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        host=asked_host or (unquote(host) if host else None),
        port=int(asked_port) if asked_port else port,
        schema=schema,
        settings=tuple(sorted(settings.items())),
    )


def _wanted(why: str) -> str:
    return f"the ledger's address is not postgresql://USER@HOST:PORT/DATABASE?schema=NAME: {why}."

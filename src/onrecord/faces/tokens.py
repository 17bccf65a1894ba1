"""Tokens: who may do what at a desk without a browser, kept as hashes beside the ledger.

In:      the ledger's file; a name, scopes, a last day; the text of a token
Out:     Token; its text once, when it is made
Refuses: a name that is none, a day that has passed (TokenUnsound); an id nobody has (TokenUnknown); a file that is no
         token any more (TokenDamaged)
Source:  OWASP Session Management Cheat Sheet; RFC 6750
Shown:   tests/faces/test_tokens.py

Each is a file of the folder `LEDGER.tokens`, which only its owner may read. Not a table: a ledger is copied, handed on
and proven whole, and who may write to it here is no evidence. A file each: making one and taking one back touch no
other, and what is taken back is refused from the next request on. The text is 256 random bits, which no slow hash
would keep better.
"""

import hashlib
import hmac
import json
import logging
import os
import re
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from onrecord.terms.errors import OnRecordError
from onrecord.terms.ledger_places import LedgerPlace, files_of
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.whole_files import whole_file

logger = logging.getLogger(__name__)

TEXT = re.compile(r"onrecord_(?P<id>[0-9a-f]{12})_(?P<secret>[A-Za-z0-9_-]{43})")
ID = re.compile(r"[0-9a-f]{12}")
LONGEST_NAME_CHARS = 100


class TokenUnsound(OnRecordError):
    """A token for nobody, for nothing, or for days that have passed."""


class TokenUnknown(OnRecordError):
    """No token of this ledger has this id."""


class TokenDamaged(OnRecordError):
    """A file in the folder of tokens is none."""


class TokenScope(StrEnum):
    """What a token allows. READ: nothing more than anybody may; it says who asks."""

    READ = "read"
    JUDGE = "judge"
    ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """hash: SHA-256 of its text. by: who judges and adds with it. expires: its last day (UTC); None: it has none.

    revoked: when it was taken back; None: it was not.
    """

    id: str
    hash: str
    by: str
    scopes: tuple[TokenScope, ...]
    made: datetime
    expires: date | None
    revoked: datetime | None

    def holds(self, at: datetime) -> bool:
        """Does it count at this moment?"""
        return self.revoked is None and (self.expires is None or at.date() <= self.expires)

    def to_json(self) -> dict[str, Any]:
        """All but the hash."""
        return {
            "id": self.id,
            "by": self.by,
            "scopes": [s.value for s in self.scopes],
            "made": self.made.isoformat(),
            "expires": self.expires.isoformat() if self.expires else None,
            "revoked": self.revoked.isoformat() if self.revoked else None,
        }


class Tokens:
    """The tokens of one ledger."""

    def __init__(self, ledger: LedgerPlace) -> None:
        target = Path(os.path.realpath(files_of(ledger)))
        self._folder = target.with_name(target.name + ".tokens")

    def create(
        self, *, by: str, scopes: tuple[TokenScope, ...], expires: date | None, at: datetime
    ) -> tuple[Token, str]:
        """A new token and its text, which is nowhere else."""
        name = by.strip()
        if not name or not name.isprintable() or len(name) > LONGEST_NAME_CHARS:
            raise TokenUnsound(f"a token is somebody's: give a name of 1 to {LONGEST_NAME_CHARS} characters")
        if not scopes:
            raise TokenUnsound(f"a token is for something: {', '.join(TokenScope)}")
        if expires is not None and expires < at.date():
            raise TokenUnsound(f"{expires} has passed: a token ends today or later")
        text = f"onrecord_{secrets.token_hex(6)}_{secrets.token_urlsafe(32)}"
        token = Token(
            id=text.split("_")[1],
            hash=_hash(text),
            by=name,
            scopes=tuple(s for s in TokenScope if s in scopes),
            made=at,
            expires=expires,
            revoked=None,
        )
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._write(token)
        return token, text

    def held(self) -> tuple[Token, ...]:
        """All of them, also those that no longer count, in the order they were made."""
        files = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        return tuple(sorted(map(_read, files), key=lambda t: (t.made, t.id)))

    def revoke(self, id_: str, *, at: datetime) -> Token:
        """Take one back, for good; one that was taken back stays so, as it was."""
        path = self._folder / f"{id_}.json"
        if ID.fullmatch(id_) is None or not path.is_file():
            raise TokenUnknown(f"no token here has the id {id_[:40]!r}: `onrecord tokens list` prints them")
        token = _read(path)
        if token.revoked is None:
            token = replace(token, revoked=at)
            self._write(token)
        return token

    def known(self, text: str, *, at: datetime) -> Token | None:
        """Whose text this is, where it counts at this moment; None: nobody's."""
        found = TEXT.fullmatch(text)
        path = self._folder / f"{found['id']}.json" if found else None
        if path is None or not path.is_file():
            return None
        try:
            token = _read(path)
        except TokenDamaged as error:
            tell(logger, LogEvent.TOKEN_DAMAGED, words=str(error))
            return None
        return token if hmac.compare_digest(token.hash, _hash(text)) and token.holds(at) else None

    def _write(self, token: Token) -> None:
        held = json.dumps({**token.to_json(), "hash": token.hash}, indent=1) + "\n"
        with whole_file(self._folder / f"{token.id}.json") as beside:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(held)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _read(path: Path) -> Token:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        token = Token(
            id=held["id"],
            hash=held["hash"],
            by=held["by"],
            scopes=tuple(map(TokenScope, held["scopes"])),
            made=datetime.fromisoformat(held["made"]),
            expires=date.fromisoformat(held["expires"]) if held["expires"] is not None else None,
            revoked=datetime.fromisoformat(held["revoked"]) if held["revoked"] is not None else None,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TokenDamaged(f"{path} is no token ({type(error).__name__}): delete it, and make another") from None
    if token.id != path.stem:
        raise TokenDamaged(f"{path} is another token's file: delete it, and make another")
    return token

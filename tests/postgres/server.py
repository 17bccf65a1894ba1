"""A PostgreSQL server for as long as tests run: in a folder of its own, on a socket there, gone afterwards.

In:      the server's programs, as a distribution installs them
Out:     Server: an address for each ledger that is asked for
Refuses: a machine without them (a sentence)
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.terms.ledger_places import Address

MISSING = "these tests start PostgreSQL, which is not here: apt-get install postgresql, or set PG_BIN to its programs"
NOBODY = 65534


@dataclass(frozen=True)
class Server:
    """folder: of its data and its socket. programs: of its version."""

    folder: Path
    programs: Path

    def address(self, schema: str, *, user: str = "onrecord", database: str = "postgres") -> Address:
        """A ledger of this name."""
        return Address(host=str(self.folder), user=user, database=database, schema=schema)

    def address_of(self, path: Path) -> Address:
        """The ledger that stands for the file at a path."""
        return self.address(f"t{hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:24]}")

    def execute(self, statement: str) -> None:
        """One statement, by itself."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="onrecord", dbname="postgres", autocommit=True) as raw:
            raw.execute(statement.encode())

    def control(self, *what: str) -> None:
        """`pg_ctl`: start, stop, restart."""
        _run(self.folder, self.programs / "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", *what)


@contextmanager
def started(*, settings: str = "") -> Iterator[Server]:
    """A server; settings: lines for postgresql.conf."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    try:
        if os.getuid() == 0:  # the server refuses root
            os.chown(folder, NOBODY, NOBODY)
        folder.chmod(0o755)
        server = Server(folder, programs)
        new = ("-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        _run(folder, programs / "initdb", "-D", folder / "data", *new)
        with (folder / "data" / "postgresql.conf").open("a") as conf:
            conf.write(f"listen_addresses = ''\nunix_socket_directories = '{folder}'\n{settings}\n")
        server.control("start")
        try:
            yield server
        finally:
            server.control("stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    if "PG_BIN" in os.environ:
        return Path(os.environ["PG_BIN"])
    held = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").exists()]  # as Debian has them
    if held:
        return max(held, key=_version)
    if (found := shutil.which("initdb")) is None:
        raise FileNotFoundError(MISSING)
    return Path(found).resolve().parent


def _version(programs: Path) -> int:
    return int(re.sub(r"\D", "", programs.parent.name) or 0)


def _run(folder: Path, *command: str | Path) -> None:
    as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if os.getuid() == 0 else []
    # A server that was started keeps what it was given to write to: a file, or nobody would see its end.
    with (folder / "programs.log").open("ab") as told:
        done = subprocess.run(
            [*as_nobody, *map(str, command)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            check=False,
        )
    if done.returncode:
        raise RuntimeError((folder / "programs.log").read_text(errors="replace")[-2000:])

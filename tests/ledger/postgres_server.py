"""A PostgreSQL server of its own for as long as a test asks for one: in a folder, on a socket, with no network.

In:      the newest server that Debian's packages put under /usr/lib/postgresql
Out:     the folder of its socket; the user is "onrecord", the database "postgres"
Refuses: a machine without one (NoServer)
Shown:   tests/ledger/test_views_postgres.py
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
# The server refuses to run as root: then it runs as nobody.
NOBODY = 65534


class NoServer(Exception):
    """No PostgreSQL is installed here."""


@contextmanager
def running_server(folder: Path) -> Iterator[Path]:
    """Run one in the folder, which must be empty; stopped at the end."""
    found = sorted(PROGRAMS.glob("*/bin"), key=lambda p: int(p.parent.name))
    if not found:
        raise NoServer(f"no server under {PROGRAMS}: apt-get install postgresql")
    programs, data = found[-1], folder / "data"
    as_nobody: list[str] = []
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_nobody, str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60)

    run("initdb", "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    run("pg_ctl", "-w", "-o", settings, "-l", str(folder / "log"), "start")
    try:
        yield folder
    finally:
        run("pg_ctl", "-m", "immediate", "stop")

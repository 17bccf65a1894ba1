"""`onrecord watch` as it is, but that names ending in .test lead to a server here.

    python -m tests.soak.watching LEDGER PORT

A watch connects to no private network, and its feeds must be somewhere.
"""

import sys

import onrecord.pages
from onrecord.faces.cli import main
from tests.watching.web import Web


class _RealTime:
    """The clock that a network has where nobody gives it one."""

    def __init__(self) -> None:
        network = onrecord.pages.Network()
        self.now_s, self.sleep_s = network.now_s, network.sleep_s


def run(ledger: str, port: str) -> None:
    """Watch until SIGTERM."""
    web = Web(_RealTime())  # type: ignore[arg-type]
    web.port = int(port)
    onrecord.pages.Network = web.network  # type: ignore[assignment, misc]
    sys.argv = ["onrecord", "watch", "--ledger", ledger]
    main()


if __name__ == "__main__":
    run(*sys.argv[1:])

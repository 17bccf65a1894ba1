"""Pictures of datasette for the documentation: `python -m tests.browser.datasette_pictures` writes them anew.

Of pages that may be published: examples/pages, CC BY.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.browser.at_work import EXAMPLES, NoBrowser, made_ledger, opened_browser
from tests.browser.screenshots import MOST_BYTES, PICTURES, in_palette

PORT = 8479
WIDE = (1100, 500)
SHOTS = {  # by name, what is shown
    "datasette-columns": "/ledger/norms_view?_size=5&_col=norm_id&_col=agent_name&_col=modal&_col=action&_col=mode"
    "&_col=trigger&_col=strength&_col=said_to",
    "datasette-question": "/ledger/commitments",
}


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """datasette on the ledger, with the metadata that onrecord writes; its address."""
    metadata = ledger.with_name("metadata.json")
    onrecord = [sys.executable, "-m", "onrecord", "export", "--format", "datasette", "--out", str(metadata)]
    subprocess.run([*onrecord, "--ledger", str(ledger)], check=True, timeout=60)
    command = [str(Path(sys.executable).parent / "datasette"), str(ledger), "--metadata", str(metadata)]
    server = subprocess.Popen([*command, "--port", str(PORT)], stderr=subprocess.DEVNULL, env=os.environ)
    address = f"http://127.0.0.1:{PORT}"
    try:
        for _ in range(100):
            try:
                httpx.get(address, timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def main() -> None:
    """Take both."""
    with tempfile.TemporaryDirectory() as folder, opened_browser() as browser:
        ledger = made_ledger(Path(folder) / "ledger.db", *sorted(EXAMPLES.iterdir()))
        with served(ledger) as address:
            for name, path in SHOTS.items():
                context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
                page = context.new_page()
                page.goto(address + path, wait_until="networkidle")
                png = in_palette(page.screenshot())
                context.close()
                assert len(png) < MOST_BYTES, f"{name} has {len(png):,} bytes"
                (PICTURES / f"{name}.png").write_bytes(png)
                print(f"{name}: {len(png):,} bytes")


if __name__ == "__main__":
    try:
        main()
    except NoBrowser as missing:
        sys.exit(str(missing))

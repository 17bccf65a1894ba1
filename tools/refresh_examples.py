"""Runs the console examples of the docs again and writes what they print now.

    python -m tools.refresh_examples [PAGE...]     README.md and docs/*.md, unless pages are named

In:      markdown pages with ```console blocks, and ```console own, which have a ledger of their page's own
Out:     the pages, rewritten; the name of each block that changed on standard output
Refuses: a block that shortens its output with "..." is left alone where it no longer fits, and named
Shown:   tests/docs/test_examples.py fails where a page shows what a command no longer prints
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```(console|console own)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SETUP = "pip install uv"


def refreshed(block: str, environment: dict[str, str]) -> str:
    """The block with what its commands print now."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    return parts[0] + "".join(f"$ {part}" if part.startswith(SETUP) else _ran(part, environment) for part in parts[1:])


def _ran(command: str, environment: dict[str, str]) -> str:
    line, _, shown = command.partition("\n")
    ran = subprocess.run(["bash", "-c", line], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    printed = "\n".join(row.rstrip() for row in (ran.stdout + ran.stderr).rstrip("\n").split("\n"))
    if "..." in shown and not _fits(shown, printed):
        print(f"shortened by hand, look at it: {line}")
    return f"$ {line}\n{shown}" if "..." in shown else f"$ {line}\n" + (f"{printed}\n" if printed else "")


def _fits(shown: str, printed: str) -> bool:
    return all(piece.strip() in printed for row in shown.split("\n") for piece in row.split("..."))


def main() -> None:
    """Rewrite the pages named, or all; as in the test, they share one ledger."""
    pages = [Path(name) for name in sys.argv[1:]] or [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    with tempfile.TemporaryDirectory() as folder:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        ledger = str(Path(folder) / "ledger.db")
        terminal = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
        environment = {**os.environ, **terminal, "PATH": path, "ONRECORD_LEDGER": ledger}
        for page in pages:
            rewrite(page, environment)


def rewrite(page: Path, environment: dict[str, str]) -> None:
    """Write one page with what its commands print now."""
    text = page.read_text(encoding="utf-8")
    ledger = Path(environment["ONRECORD_LEDGER"])
    own = {**environment, "ONRECORD_LEDGER": str(ledger.with_name(f"{page.stem}.db"))}

    def again(block: re.Match[str]) -> str:
        kind, commands = block.groups()
        return f"```{kind}\n{refreshed(commands, environment if kind == 'console' else own)}```"

    new = FENCE.sub(again, text)
    if new != text:
        page.write_text(new, encoding="utf-8")
        print(f"rewritten: {page.name}")


if __name__ == "__main__":
    main()

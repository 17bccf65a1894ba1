"""Every example in the documentation runs: `console` blocks as commands, `python` blocks as doctests.

In a console block a line that begins with "$ " is run in the repository's root; the lines after it are what it prints.
"..." in a printed line stands for any text within the line, a line of "..." for any number of lines. The blocks of all
pages share a ledger, and each must stand without the others; the blocks `console own` of a page are run one after the
other, on a ledger of that page's own. A block `python go on` goes on with the names of the python block before it on
the page.
"""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.preloaded import preloaded_command

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(console|console own|python|python go on)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[tuple[str, str]]:
    """(page name and number, text) of every fenced block of the language."""
    found = []
    for page in PAGES:
        for n, match in enumerate(FENCE.finditer(page.read_text(encoding="utf-8"))):
            if match[1] == language:
                found.append((f"{page.name}-{n}", match[2]))
            elif match[1] == f"{language} go on":
                name, begun = found.pop()
                assert name.startswith(f"{page.name}-"), f"{page.name}-{n} goes on with a block of {name}"
                found.append((name, begun + match[2]))
    return found


def matches(expected: str, printed: str) -> bool:
    """Does what was printed fit the lines in the documentation?"""
    pattern = ""
    for line in expected.rstrip("\n").split("\n"):
        if line.strip() == "...":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part) for part in line.rstrip().split("...")) + r"[ ]*\n"
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An 80-column terminal without colour, a ledger of its own, `onrecord` on the path."""
    folder = tmp_path_factory.mktemp("docs")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {
        **os.environ,
        "PATH": path,
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "ONRECORD_LEDGER": str(folder / "ledger.db"),
    }


@pytest.fixture(scope="module")
def without_starts(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The same, where `onrecord` has its models already."""
    with TemporaryDirectory() as folder, preloaded_command(Path(folder)) as there:
        yield {**environment, "PATH": os.pathsep.join([str(there), environment["PATH"]])}


@pytest.mark.parametrize("name, block", blocks("console"), ids=[name for name, _ in blocks("console")])
def test_commands_print_what_the_page_shows(name: str, block: str, request: pytest.FixtureRequest) -> None:
    # What a reader of the README types is started as they start it.
    started = name.startswith("README.md")
    run_all(name, block, request.getfixturevalue("environment" if started else "without_starts"))


OWN = sorted({name.rpartition("-")[0] for name, _ in blocks("console own")})


@pytest.mark.parametrize("page", OWN)
def test_a_page_with_a_ledger_of_its_own_holds_from_beginning_to_end(
    page: str, without_starts: dict[str, str], tmp_path: Path
) -> None:
    its_own = {**without_starts, "ONRECORD_LEDGER": str(tmp_path / "ledger.db")}
    for name, block in blocks("console own"):
        if name.startswith(f"{page}-"):
            run_all(name, block, its_own)


def run_all(name: str, block: str, environment: dict[str, str]) -> None:
    commands = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not commands[0].strip(), f"{name} begins with output"
    for command in commands[1:]:
        line, _, expected = command.partition("\n")
        if line.startswith("pip install uv"):
            continue  # set-up: .ci/run runs these on a clean checkout
        ran = subprocess.run(
            ["bash", "-c", line], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        printed = ran.stdout + ran.stderr
        assert matches(expected, printed), f"{shlex.quote(line)} printed:\n{printed}\nthe page shows:\n{expected}"


@pytest.mark.parametrize("name, block", blocks("python"), ids=[name for name, _ in blocks("python")])
def test_python_examples_hold(name: str, block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(block, {}, name, name, 0)
    assert test.examples, f"{name} is a python block without an example"
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0

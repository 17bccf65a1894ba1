"""`timeline --svg` and `whatif --svg`: the picture in a file beside the text, or alone on standard output."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.faces.conftest import Run

PAGE = """The government of Poland said it will attack Belarus if Belarus attacks Ukraine.

The government of Poland said it would not attack Russia unless Russia attacks Belarus.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, onrecord: Run) -> Path:
    """A ledger of one made-up page."""
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    assert onrecord("add", folder / "page.txt", "--ledger", folder / "ledger.db").returncode == 0
    return folder / "ledger.db"


ASKED = {
    "timeline": (["timeline", "Poland"], "What Poland said it will do"),
    "whatif": (["whatif", "--event", "BLR.MIL ASSAULT UKR"], "What if: Belarus (MIL): attack, Ukraine"),
}


@pytest.mark.parametrize("command", ASKED)
def test_the_picture_lies_beside_the_text(command: str, ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    asked, title = ASKED[command]
    plain = onrecord(*asked, "--ledger", ledger)
    ran = onrecord(*asked, "--ledger", ledger, "--svg", tmp_path / "picture.svg")
    assert (ran.returncode, ran.stdout) == (0, plain.stdout)
    root = ElementTree.parse(tmp_path / "picture.svg").getroot()
    assert root[0].text == title


@pytest.mark.parametrize("command", ASKED)
def test_alone_on_standard_output(command: str, ledger: Path, onrecord: Run) -> None:
    asked, title = ASKED[command]
    ran = onrecord(*asked, "--ledger", ledger, "--svg", "-")
    assert ran.returncode == 0
    assert ElementTree.fromstring(ran.stdout)[0].text == title


def test_nothing_on_record_is_drawn_so(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("timeline", "Chad", "--ledger", ledger, "--svg", "-")
    assert ran.returncode == 1
    assert "nothing is on record" in ran.stdout


def test_a_folder_that_is_not_there(ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    ran = onrecord("timeline", "Poland", "--ledger", ledger, "--svg", tmp_path / "no" / "picture.svg")
    assert ran.returncode == 1
    assert ran.stderr.startswith("onrecord: ")

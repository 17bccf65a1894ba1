"""Every view, by its addresses: whole, with what stands round every page, and told in the documentation."""

from pathlib import Path

import pytest

from onrecord.faces.web import views
from tests.faces.web.conftest import BORDER, OpenDesk
from tests.faces.web.test_frame import ONCE

DESK_PAGE = Path(__file__).resolve().parents[3] / "docs" / "desk.md"
# Those that name nothing on record; a path with a dot is a file.
PLAIN = sorted(
    {
        route.path
        for router in views.routers()
        for route in router.routes
        if "GET" in route.methods and not set("{.") & set(route.path)  # type: ignore[attr-defined]
    }
)


def test_each_file_of_the_folder_is_a_view() -> None:
    assert views.__file__ is not None
    files = {path.stem for path in Path(views.__file__).parent.glob("*.py")} - {"__init__"}
    assert len(views.routers()) == len(files)
    assert {"/", "/add", "/search", "/whatif", "/matrix", "/keys"} <= set(PLAIN)


@pytest.mark.parametrize("path", PLAIN)
def test_a_view_stands_in_the_frame(open_desk: OpenDesk, path: str) -> None:
    answer = open_desk(BORDER).get(path, follow_redirects=True)
    assert answer.status_code in (200, 400)  # 400: it has to be asked about somebody
    # A picture has titles of its own.
    assert [once for once in (*ONCE, " · onrecord</title>") if once != "<title>" and answer.text.count(once) != 1] == []


@pytest.mark.parametrize(
    "address, words",
    [
        ("/actor.json", "say whose: who, a name or a code"),
        ("/whatif?q=" + "x;" * 99, "sentences may be asked about at once"),
    ],
)
def test_a_question_that_asks_nothing_or_too_much_is_told(open_desk: OpenDesk, address: str, words: str) -> None:
    answer = open_desk(BORDER).get(address)
    assert (answer.status_code, words in answer.text) == (400, True)


@pytest.mark.parametrize("path", PLAIN)
def test_a_view_is_told_in_the_documentation(path: str) -> None:
    assert f"`{path}" in DESK_PAGE.read_text(encoding="utf-8"), f"docs/desk.md, Views: a row for {path}"

"""What stands round every view: landmarks, one heading, places, keys, the ledger's name and the day."""

import re

import pytest

from onrecord.faces.web.answering import attachment
from onrecord.faces.web.views.about import KEYS
from tests.faces.web.conftest import BORDER, OpenDesk, page_of

PATHS = (
    "/",
    "/add",
    "/search",
    "/search?q=attacks",
    "/keys",
    "/method",
    f"/record/{BORDER.records[0].id}",
    f"/page/{BORDER.page.id}",
    "/nothing",
)
ONCE = ("<h1", "<main", "<header", "<nav", "<footer", '<a class="skip" href="#main"', 'role="search"', "<title>")


@pytest.mark.parametrize("path", PATHS)
def test_each_page_has_its_landmarks(open_desk: OpenDesk, path: str) -> None:
    html = open_desk(BORDER).get(path).text
    for once in ONCE:
        assert html.count(once) == 1, once
    assert "Ledger ledger.db, as of 2026-01-05 12:00 UTC." in page_of(html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PATHS)
def test_no_link_is_dead(open_desk: OpenDesk, path: str) -> None:
    desk = open_desk(BORDER)
    for href in set(re.findall(r'href="(/[^"#]*)', desk.get(path).text)):
        if "/why" not in href:  # asks the reader
            assert desk.get(href.replace("&amp;", "&")).status_code in (200, 303), href


def test_every_key_of_the_script_is_listed(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    script = desk.get("/static/desk.js").text
    bound = set(re.findall(r'^      "?([^\s":]+)"?: \(\) =>', script, re.MULTILINE))
    assert bound == {key for key, _ in KEYS} - {"Enter", "0 to 9"}
    said = page_of(desk.get("/keys").text)
    assert "Single keys are on in this browser" in said


@pytest.mark.parametrize(
    "name, written",
    [
        ("a.csv", 'attachment; filename="a.csv"'),
        ('a"\r\nSet-Cookie: x=1.csv', 'attachment; filename="a-Set-Cookie-x-1.csv"'),
        ("../..\\é", 'attachment; filename="file"'),
        ("a" * 200, f'attachment; filename="{"a" * 80}"'),
    ],
)
def test_no_name_breaks_a_header(name: str, written: str) -> None:
    assert attachment(name) == written

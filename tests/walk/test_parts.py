"""What is cut or put together on the way in comes out as statements of the right person and day."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.documents.pages import page
from tests.documents.test_live_blogs import ENTRIES, FORMS, whole, written
from tests.documents.test_posts import SAID
from tests.documents.test_posts import page as with_post

from onrecord.pages import capture
from onrecord.terms.pages import Page
from onrecord.walk.many import read_many
from onrecord.walk.open import open_engines
from onrecord.walk.read import read


@pytest.mark.parametrize("author", ["Hakan Fidan", "MFA Russia", "Ministry of Foreign Affairs"])
def test_an_embedded_post_is_said_by_its_author(author: str) -> None:
    post = f'<blockquote class="twitter-tweet"><p>{SAID}</p>&mdash; {author} (@a) <a href="/1">March 5</a></blockquote>'
    found = read(page(with_post(post)), open_engines())
    told = [[s.of(found.text) for s in statement.source] for statement in found.statements if statement.source]
    assert [author] in told


def test_a_message_of_an_export_is_said_by_whoever_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    message = {"id": 1, "type": "message", "date": "2024-03-05T10:00:00", "from": "Hakan Fidan", "text": SAID}
    path.write_text(json.dumps({"name": "Foreign ministry", "messages": [message]}), encoding="utf-8")
    [post] = capture([path], fetched_at=None)
    assert isinstance(post, Page)
    [statement] = read(post, open_engines()).statements
    assert [s.of(f"Hakan Fidan: {SAID}") for s in statement.source] == ["Hakan Fidan"]


def test_a_live_blog_is_a_reading_an_entry_each_with_its_day() -> None:
    html = whole(f"<main>{written(FORMS['articles with a time element'])}</main>")
    readings = list(read_many([page(html)]))
    days = [r.document.published.bounds.first for r in readings if r.document and r.document.published]
    assert days == [date.fromisoformat(at[:10]) for _, at, _ in ENTRIES]

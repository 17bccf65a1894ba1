"""Exports of Telegram and X: each post with its author and day; posts without words are passed over."""

import json
from datetime import date
from pathlib import Path

from tests.pages.test_formats import document, pages

SAID = "We will close the strait if the ships come back, whoever sends them."
TELEGRAM = {
    "name": "Ministry of Foreign Affairs",
    "type": "public_channel",
    "id": 1234,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-03-01T10:00:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2024-03-05T10:00:00", "from": "Hakan Fidan", "text": SAID},
        {"id": 3, "type": "message", "date": "2024-03-05T11:00:00", "photo": "a.jpg", "text": ""},
        {
            "id": 4,
            "type": "message",
            "date": "2024-03-06T00:05:00",
            "text": ["Turkey ", {"type": "bold", "text": "will not"}, " withdraw unless they do, the ministry said."],
        },
    ],
}
API = {
    "data": [
        {"id": "7", "text": SAID, "author_id": "1", "created_at": "2024-03-05T10:00:00.000Z"},
        {"id": "8", "text": "RT @other: We will pay.", "author_id": "1", "created_at": "2024-03-05T10:00:00.000Z"},
    ],
    "includes": {"users": [{"id": "1", "name": "Hakan Fidan", "username": "HakanFidan"}]},
}
TWEET = {
    "full_text": SAID,
    "id_str": "7",
    "created_at": "Tue Mar 05 10:00:00 +0000 2024",
    "user": {"name": "Hakan Fidan", "screen_name": "HakanFidan"},
}


def test_a_telegram_export(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(TELEGRAM), encoding="utf-8")
    first, second = pages(path)
    assert document(first).text == f"Hakan Fidan: {SAID}"
    assert document(second).text.endswith("Turkey will not withdraw unless they do, the ministry said.")
    assert [page.given_date for page in (first, second)] == [date(2024, 3, 5), date(2024, 3, 6)]
    assert [page.given_id for page in (first, second)] == ["telegram 1234/2", "telegram 1234/4"]
    assert document(first).publisher == "Ministry of Foreign Affairs"


def test_an_answer_of_the_x_api(tmp_path: Path) -> None:
    path = tmp_path / "search.json"
    path.write_text(json.dumps(API), encoding="utf-8")
    [page] = pages(path)
    assert (document(page).text, page.url) == (f"Hakan Fidan: {SAID}", "https://x.com/HakanFidan/status/7")
    assert page.given_date == date(2024, 3, 5)


def test_of_another_accounts_words_nothing_is_taken_and_a_day_that_is_none_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "tweets.js"
    others = {**TWEET, "full_text": f"RT @other: {SAID}"}
    undated = {**TWEET, "created_at": "Tue Mar 65 10:00:00 +0000 2024"}
    iso = {**TWEET, "id_str": "9", "created_at": "2024-03-05T10:00:00Z"}
    held = [{"tweet": tweet} for tweet in (others, undated, iso)]
    path.write_text(f"window.YTD.tweets.part0 = {json.dumps(held)}")
    found = [(page.given_id, page.given_date) for page in pages(path)]
    assert found == [("x 7", None), ("x 9", date(2024, 3, 5))]


def test_an_archive_of_x_is_a_script(tmp_path: Path) -> None:
    path = tmp_path / "tweets.js"
    path.write_text(f"window.YTD.tweets.part0 = {json.dumps([{'tweet': TWEET}])}", encoding="utf-8")
    [page] = pages(path)
    assert (document(page).text, page.given_date) == (f"Hakan Fidan: {SAID}", date(2024, 3, 5))

"""Exports of Telegram and of X as JSON: a post each.

In:      parsed JSON
Out:     an Article a post, with its author, day and address; None for JSON that is neither's
Refuses: a post without words (a picture, a sticker, a call) is passed over: it says nothing
Source:  Telegram Desktop, "Export chat history" in JSON; X's archive (tweets.js) and API v2 answers
Shown:   tests/pages/test_social.py

A post stands as "NAME: words" where its author is known, as embedded posts of web pages do.
"""

from collections.abc import Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any

from onrecord.pages.formats.found import Article, Found

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def social_posts(value: Any) -> Iterator[Found] | None:
    """The posts, when the JSON is an export that is known."""
    if isinstance(value, Mapping):
        messages = value.get("messages")
        if isinstance(messages, list) and any(_is_message(m) for m in messages):
            return _telegram(value, messages)
        data = value.get("data")
        if isinstance(data, list) and data and all(isinstance(d, Mapping) and "text" in d and "id" in d for d in data):
            users = (value.get("includes") or {}).get("users") if isinstance(value.get("includes"), Mapping) else None
            if users is not None or any("author_id" in d for d in data):
                return _x_api(data, users if isinstance(users, list) else [])
    if isinstance(value, list) and value:
        tweets = [t.get("tweet", t) if isinstance(t, Mapping) else None for t in value]
        if all(isinstance(t, Mapping) and ("full_text" in t or "id_str" in t) for t in tweets):
            return _x_archive([t for t in tweets if isinstance(t, Mapping)])
    return None


def _is_message(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("type") == "message" and "date" in item and "text" in item


def _telegram(chat: Mapping[str, Any], messages: Sequence[Any]) -> Iterator[Found]:
    channel = chat.get("name")
    for number, message in enumerate(messages, 1):
        if not _is_message(message):
            continue
        words = _spelled(message["text"])
        if not words.strip():
            continue
        author = message.get("from") or channel
        yield Article(
            text=_said(author, words),
            made_by="a message of a Telegram export",
            part=number,
            publisher=_string(channel),
            author=_string(author),
            date=_string(message["date"]),
            given_id=f"telegram {chat.get('id', '')}/{message.get('id', number)}",
        )


def _x_archive(tweets: Sequence[Mapping[str, Any]]) -> Iterator[Found]:
    for number, tweet in enumerate(tweets, 1):
        user = tweet.get("user")
        name = _string(user.get("name")) if isinstance(user, Mapping) else None
        handle = _string(user.get("screen_name")) if isinstance(user, Mapping) else None
        words = _string(tweet.get("full_text")) or _string(tweet.get("text")) or ""
        if words.startswith("RT @") or not words.strip():
            continue  # another account's words, without the account's own name for itself
        given = _string(tweet.get("id_str")) or _string(tweet.get("id"))
        yield Article(
            text=_said(name, words),
            made_by="a post of an X archive",
            part=number,
            publisher="X",
            author=name or handle,
            url=f"https://x.com/{handle}/status/{given}" if handle and given else None,
            date=_x_day(_string(tweet.get("created_at"))),
            given_id=f"x {given}" if given else None,
        )


def _x_api(posts: Sequence[Mapping[str, Any]], users: Sequence[Any]) -> Iterator[Found]:
    known = {u.get("id"): u for u in users if isinstance(u, Mapping)}
    for number, post in enumerate(posts, 1):
        user = known.get(post.get("author_id"), {})
        name, handle = _string(user.get("name")), _string(user.get("username"))
        words = _string(post.get("text")) or ""
        if words.startswith("RT @") or not words.strip():
            continue
        yield Article(
            text=_said(name, words),
            made_by="a post of the X API",
            part=number,
            publisher="X",
            author=name or handle,
            url=f"https://x.com/{handle}/status/{post['id']}" if handle else None,
            date=_string(post.get("created_at")),
            given_id=f"x {post['id']}",
        )


def _said(author: object, words: str) -> str:
    return f"{author}: {words}" if isinstance(author, str) and author.strip() else words


def _spelled(text: Any) -> str:
    """Telegram writes formatted words as objects between strings."""
    if isinstance(text, str):
        return text
    parts = text if isinstance(text, list) else []
    return "".join(p if isinstance(p, str) else str(p.get("text", "")) for p in parts if isinstance(p, str | Mapping))


def _x_day(written: str | None) -> str | None:
    """ "Wed Mar 06 09:00:00 +0000 2024" as an ISO day; other forms as they are."""
    words = (written or "").split()
    if len(words) == 6 and words[1] in _MONTHS:
        written = f"{words[2]} {words[1]} {words[5]} {words[3]} {words[4]}"
        try:
            return parsedate_to_datetime(written).date().isoformat()
        except ValueError:
            return None
    return written


def _string(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() else None

"""A live blog is read entry by entry, each with its own day; nothing else is cut."""

# Markup is written as pages have it, on one line.
# ruff: noqa: E501

from datetime import date

import pytest

from onrecord.documents import entries_of, read_page
from onrecord.terms.documents import Document
from tests.documents.pages import STORY, page, refused

ENTRIES = [
    (
        "Turkey warns",
        "2024-03-06T00:20:00+03:00",
        "Turkey will close the strait if the ships come back, its minister said.",
    ),
    (
        "Greece answers",
        "2024-03-05T21:05:00+02:00",
        "Greece will not withdraw unless the drills end, Athens said today.",
    ),
    ("Talks in Sofia", "2024-03-05T18:00:00+02:00", "Both sides met in Sofia for two hours and parted without a word."),
    ("What we know", "2024-03-05T09:30:00+02:00", "Two ships entered the strait before dawn and left it after noon."),
]
LONG = " Officials in both of the capitals declined to add anything to what had been said in public by then."


def written(form: str) -> str:
    return "".join(
        form.format(title=t, time=at, clock=at[11:16], day=f"{int(at[8:10])} March 2024", text=text + LONG)
        for t, at, text in ENTRIES
    )


def whole(body: str, *, head: str = "", title: str = "Strait crisis live: ships return") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


FORMS = {
    "articles with a time element": "<article id=e><h2>{title}</h2><time datetime='{time}'>{clock}</time><p>{text}</p></article>",
    "blocks with a day in words": "<div class=live-post><span>{day}, {clock}</span><h3>{title}</h3><p>{text}</p></div>",
    "list": "<li class=update><time datetime='{time}'>x</time><div><b>{title}</b><p>{text}</p></div></li>",
    "sections": "<section data-live><p class=stamp><time datetime='{time}'>{clock} GMT</time></p><p>{text}</p></section>",
    "flat, an hour and a day above each": "<h3>{clock}, {day}</h3><p>{text}</p><p>A line more about {title}.</p>",
}


@pytest.mark.parametrize("name", FORMS)
def test_each_entry_has_its_own_day(name: str) -> None:
    items = written(FORMS[name])
    html = whole(f"<ul>{items}</ul>" if name == "list" else f"<main>{items}</main>")
    parts = entries_of(page(html))
    assert len(parts) == len(ENTRIES)
    for part, (_, at, text) in zip(parts, ENTRIES, strict=True):
        found = read_page(part)
        assert isinstance(found, Document), found
        assert text in found.text
        assert not any(other in found.text for _, _, other in ENTRIES if other != text)
        assert found.published is not None
        assert found.published.bounds.first == date.fromisoformat(at[:10])
    assert refused(html) == "live-blog"


def test_entries_with_hours_only_have_the_day_of_the_page() -> None:
    head = '<meta property="article:published_time" content="2024-03-05T09:00:00Z">'
    items = written("<div class=entry><b>{clock}</b><p>{text}</p></div>")
    found = read_page(entries_of(page(whole(f"<div class=liveblog>{items}</div>", head=head)))[1])
    assert isinstance(found, Document)
    assert found.published is not None
    assert found.published.bounds.first == date(2024, 3, 5)


def test_what_stands_above_the_entries_is_a_part_of_its_own() -> None:
    items = written(FORMS["articles with a time element"])
    first, *entries = entries_of(page(whole(f"<div class=intro><p>{STORY}</p></div><main>{items}</main>")))
    found = read_page(first)
    assert isinstance(found, Document)
    assert found.text.endswith(STORY)
    assert (first.address, len(entries)) == ("test", len(ENTRIES))


@pytest.mark.parametrize(
    "html",
    [
        # Comments have times too.
        whole(
            f"<article><p>{STORY}</p></article>"
            + written("<div class=comment><time datetime='{time}'>{clock}</time><p>{text}</p></div>")
        ),
        # A story with a timeline beside it, on a page that is not called live.
        whole(f"<article><p>{STORY}</p><p>{STORY}</p></article>", title="How the crisis came"),
        whole(written(FORMS["articles with a time element"]), title="News of the day"),
        whole(f"<p>{STORY}</p><p>Our live blog has ended.</p>" + written("<p>{text}</p>"), title="News of the day"),
        whole("<div>" * 100_000),
    ],
)
def test_other_pages_are_not_cut(html: str) -> None:
    assert entries_of(page(html)) == ()

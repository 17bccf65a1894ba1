"""A page that lists other pages is refused as a list; a story with cards below it is a story."""

# Markup is written as pages have it, on one line.
# ruff: noqa: E501

import pytest

from tests.documents.pages import STORY, read, refused, shown

ITEMS = [
    (
        "Iran warns over tanker",
        "Iran will seize more tankers if its oil is taken again, a naval commander said.",
        "7 Mar 2024",
    ),
    ("Sweden joins alliance", "Sweden completed its entry on Thursday after two years of talks.", "7 Mar 2024"),
    ("Peru minister quits", "The interior minister stepped down after a week of protests.", "6 Mar 2024"),
    ("Ghana bill waits", "The president will not sign the bill until the court rules on it.", "5 Mar 2024"),
]


def page(items: str, before: str = "", after: str = "") -> str:
    return f"<html><head><title>World - latest</title></head><body>{before}{items}{after}</body></html>"


def written(form: str) -> str:
    return "".join(form.format(title=t, text=x, day=d) for t, x, d in ITEMS)


FORMS = {
    "cards": "<div class=card><h3><a href=/a>{title}</a></h3><p>{text}</p><span>{day}</span> <a href=/a>Explore</a></div>",
    "articles": "<article><header><h2><a href=/a>{title}</a></h2></header><div><p>{text}</p></div></article>",
    "list": "<li><a href=/a>{title}</a><p>{text}</p><time datetime=2024-03-07>{day}</time></li>",
    "rows": "<tr><td><a href=/a><b>{title}</b></a><p>{text}</p><i>{day}</i></td></tr>",
    "links": "<section><a href=/a><h3>{title}</h3></a><div>{text}</div></section>",
    "with pictures": "<div class='teaser t'><a href=/a><img src=x></a><h4><a href=/a>{title}</a></h4><p>{text}</p></div>",
}


@pytest.mark.parametrize("name", FORMS)
def test_a_list_of_teasers_is_refused_as_a_list(name: str) -> None:
    items = written(FORMS[name])
    whole = (
        f"<table>{items}</table>"
        if name == "rows"
        else f"<ul>{items}</ul>"
        if name == "list"
        else f"<div>{items}</div>"
    )
    assert refused(page(whole, before="<h1>World</h1>")) == "list-of-stories"


@pytest.mark.parametrize("name", ["cards", "articles", "links"])
def test_a_story_with_teasers_below_it_is_a_story(name: str) -> None:
    story = f"<article><h1>World - latest</h1><p>{STORY}</p><p>{STORY.upper()}</p></article>"
    found = read(page(f"<div>{written(FORMS[name])}</div>", before=story))
    assert shown(found)[:2] == [STORY, STORY.upper()]


def test_a_story_in_three_parts_with_linked_headings_is_a_story() -> None:
    parts = "".join(
        f"<section><h2><a href=/t{i}>Part {i} of the talks</a></h2><p>{STORY}</p><p>{i} {STORY * 2}</p></section>"
        for i in range(3)
    )
    assert len(shown(read(page(f"<article><h1>World - latest</h1>{parts}</article>")))) >= 6

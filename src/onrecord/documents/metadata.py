"""Where a page comes from: title, publisher, author.

In:      what the page says of itself, its headings, its address
Out:     names as the page gives them, None where it gives none
Refuses: an author that is an address or a sentence
Source:  The Open Graph protocol; schema.org
Shown:   tests/documents/test_origin.py
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from onrecord.documents.composing import fold
from onrecord.documents.structured import Described, name_in

_SITE_SEPARATOR = re.compile(r"\s+(?:[|•·»–—-]|::|:)\s+")
_WORD = re.compile(r"\w+")
# A heading is the title's own words when this share of the shorter one's words is in both.
SAME_TITLE = 0.6

_PUBLISHER_META = (
    ("property", "og:site_name"),
    ("name", "og:site_name"),
    ("name", "application-name"),
    ("name", "publisher"),
)
_TITLE_META = (("property", "og:title"), ("name", "og:title"), ("name", "twitter:title"), ("property", "twitter:title"))
_AUTHOR_META = (
    ("name", "author"),
    ("name", "parsely-author"),
    ("name", "sailthru.author"),
    ("name", "dc.creator"),
    ("name", "byl"),
    ("property", "article:author"),
    ("property", "author"),
)


def publisher_of(page: Described, url: str | None) -> str | None:
    """The site's name as the page gives it, else its domain; None for a page without an address."""
    named = page.first_meta(*_PUBLISHER_META)
    if named is None:
        named = next((n for n in (name_in(a.get("publisher")) for a in page.articles) if n), None)
    return fold(named) if named else domain_of(url)


def domain_of(url: str | None) -> str | None:
    """The host of a web address without "www."; None for anything else.

    >>> domain_of("https://www.example.org/news/1"), domain_of("page.html")
    ('example.org', None)
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in ("http", "https") else None


def author_of(page: Described) -> str | None:
    """Who wrote it, as the page says."""
    named = [page.first_meta(name) for name in _AUTHOR_META]
    named += [name_in(article.get("author")) for article in page.articles]
    return next((name for name in map(author_name, named) if name), None)


def author_name(written: str | None) -> str | None:
    """The author's name; None when the words are an address or too long for one.

    >>> author_name("By Jane Roe"), author_name("https://example.org/jane")
    ('Jane Roe', None)
    """
    name = re.sub(r"^by:?\s+", "", fold(written or ""), flags=re.IGNORECASE).strip(" ,|")
    if not name or len(name) > 120 or "://" in name or name.startswith(("@", "www.")):
        return None
    return name


def declared_titles(page: Described, title_element: str | None) -> tuple[str, ...]:
    """Titles the head of the page gives, best first, with the site's name as they have it."""
    found = [page.meta.get(name) for name in _TITLE_META]
    found += [headline for headline in (a.get("headline") for a in page.articles) if isinstance(headline, str)]
    found.append(title_element)
    return tuple(dict.fromkeys(folded for folded in (fold(t) for t in found if t) if folded))


def without_site(title: str, publisher: str | None, domain: str | None) -> str:
    """The title without the name of its site at either end.

    >>> without_site("Minsk talks open | Example News", "Example News", None)
    'Minsk talks open'
    """
    names = {_bare(n) for n in (publisher, domain, (domain or "").split(".")[0]) if n} - {""}
    pieces = list(_SITE_SEPARATOR.finditer(title))
    if not pieces:
        return title
    last, first = pieces[-1], pieces[0]
    if _is_site(title[last.end() :], names):
        return title[: last.start()]
    if _is_site(title[: first.start()], names):
        return title[first.end() :]
    return title


def _is_site(words: str, names: set[str]) -> bool:
    bare = _bare(words)
    return (
        bool(bare) and any(bare == n or (len(bare) > 4 and (bare in n or n in bare)) for n in names) and len(bare) < 40
    )


def _bare(words: str) -> str:
    return "".join(_WORD.findall(words.lower().removeprefix("the ")))


def same_title(one: str, other: str) -> bool:
    """Do two wordings name the same story?

    >>> same_title("Minsk talks open", "Minsk talks open - Example News")
    True
    """
    a, b = (set(_WORD.findall(t.lower())) for t in (one, other))
    shorter = min(len(a), len(b))
    if shorter < 2:
        return a == b and bool(a)
    return len(a & b) >= SAME_TITLE * shorter and shorter >= 0.3 * max(len(a), len(b))


def headline_among(headings: Sequence[tuple[int, str]], titles: Sequence[str]) -> int | None:
    """Which of the headings (level, words) is the headline: the first of the highest level that a declared title
    names; without declared titles the only heading of level 1; None when none is."""
    for level in (1, 2, 3):
        for number, (found, words) in enumerate(headings):
            if found == level and any(same_title(words, title) for title in titles):
                return number
    firsts = [number for number, (level, _) in enumerate(headings) if level == 1]
    return firsts[0] if not titles and len(firsts) == 1 else None

"""What a page says of itself in JSON-LD and in meta tags.

In:      a parsed page
Out:     the articles of its JSON-LD, its meta tags, as plain values
Refuses: broken JSON-LD, which says nothing (its publication date is still looked for, letter by letter)
Source:  schema.org CreativeWork and its subtypes; JSON-LD 1.1; The Open Graph protocol
Shown:   tests/documents/test_published.py
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

# Objects nested in an article that have dates and authors of their own.
# fmt: off
_OTHER_WORKS = frozenset((
    "video", "audio", "image", "comment", "review", "mentions", "hasPart", "citation", "isPartOf", "relatedLink",
    "itemListElement", "associatedMedia", "subjectOf", "publisher", "liveBlogUpdate", "thumbnail",
    "primaryImageOfPage",
))
# fmt: on
_PAGE_TYPES = frozenset(("WebPage", "ItemPage", "MedicalWebPage", "CollectionPage", "AboutPage"))
_BROKEN_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


@dataclass(frozen=True, slots=True)
class Described:
    """meta: first content of each meta tag under (attribute, lower-case name), in page order.
    articles: JSON-LD objects that are articles, then those that are pages.
    broken_dates: publication dates in JSON-LD that no JSON parser reads.
    """

    meta: Mapping[tuple[str, str], str]
    articles: tuple[Mapping[str, Any], ...]
    broken_dates: tuple[str, ...]

    def first_meta(self, *names: tuple[str, str]) -> str | None:
        """The content of the first of these meta tags that has one."""
        return next((self.meta[name] for name in names if self.meta.get(name)), None)


def described(tree: LexborHTMLParser) -> Described:
    """Read the page's own description of itself."""
    meta: dict[tuple[str, str], str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        content = (attributes.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = attributes.get(attribute)
            if name and content:
                meta.setdefault((attribute, name.strip().lower()), content)
    objects: list[Mapping[str, Any]] = []
    broken: list[str] = []
    for node in tree.css('script[type*="ld+json" i]'):
        script = node.text(deep=True)
        try:
            objects.extend(_objects(json.loads(script, strict=False)))
        except (ValueError, RecursionError):
            broken.extend(_BROKEN_DATE.findall(script))
    ranked = sorted((o for o in objects if _rank(o) < 2), key=_rank)
    return Described(meta, tuple(ranked), tuple(broken))


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of a JSON value that is not part of another work, outermost first, without recursion."""
    waiting = [value]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(v for k, v in item.items() if k not in _OTHER_WORKS and isinstance(v, dict | list))


def _rank(item: Mapping[str, Any]) -> int:
    """0 for an article, 1 for a page, 2 for anything else."""
    types = item.get("@type")
    names = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    if any(isinstance(n, str) and n.endswith(("Article", "Posting", "Report", "Review", "News")) for n in names):
        return 0
    return 1 if any(isinstance(n, str) and n in _PAGE_TYPES for n in names) else 2


def name_in(value: Any) -> str | None:
    """The name a JSON-LD value gives: a string, an object's name, or those of a list joined by commas.

    >>> name_in([{"@type": "Person", "name": "Jane Roe"}, {"name": "John Doe"}])
    'Jane Roe, John Doe'
    """
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        name = value.get("name")
        return name.strip() or None if isinstance(name, str) else None
    if isinstance(value, list):
        names = [n for n in (name_in(item) for item in value if not isinstance(item, list)) if n]
        return ", ".join(dict.fromkeys(names)) or None
    return None

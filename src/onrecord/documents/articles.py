"""An article out of a file that tells its parts apart: a row of a table, a message, an export of a press database.

In:      a Page of kind ARTICLE
Out:     Document; its source is the title, a blank line, and the text, as the file has them
Refuses: a text without a letter, text that is clearly not English, text that is no JSON object; a date it cannot read
         (code "date-unread"); titles of other stories under a list label
Shown:   tests/documents/test_articles.py

Nothing is guessed: the headline is the title's column, the publisher and the author are theirs. Labels and buttons that
the archive copied along are left out as in a text save.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.documents.boilerplate import Boilerplate, boilerplate_kind
from onrecord.documents.composing import Composer, fold
from onrecord.documents.credits import credit_in, credit_line
from onrecord.documents.days import first_day, only_a_day
from onrecord.documents.english_check import refused_language
from onrecord.documents.lines import TextUnit, units
from onrecord.documents.metadata import author_name, domain_of
from onrecord.documents.numeric_days import numeric_candidates
from onrecord.documents.plain import text_role
from onrecord.documents.published import published_on
from onrecord.documents.text_dates import dateline_candidates, is_byline, url_candidates
from onrecord.terms.dates import Basis, PublishedDate
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.pages import Page
from onrecord.terms.refusals import Refusal


@dataclass(frozen=True, slots=True)
class _Story:
    units: tuple[TextUnit, ...]
    credit: str | None
    refusals: tuple[Refusal, ...]


def article_source(parts: Mapping[str, str]) -> str:
    """The text that offsets of an article are offsets into."""
    title = parts.get("title")
    return f"{title}\n\n{parts['text']}" if title else parts["text"]


def read_article(page: Page) -> Document | Refusal:
    """Read one article."""
    try:
        parts = json.loads(page.body.decode("utf-8"))
    except ValueError:
        parts = None
    if not isinstance(parts, dict) or not isinstance(parts.get("text"), str):
        return Refusal("documents", "not-text", "an article is a JSON object with a text, and this is none")
    source = article_source(parts)
    title = parts.get("title")
    head = len(title) + 2 if title else 0
    author = fold(parts.get("author") or "")
    story = _story(source, head, title)
    composer = Composer(source)
    if title:
        composer.add(BlockRole.HEADLINE, [(0, len(title))])
    for i, unit in enumerate(story.units):
        following = story.units[i + 1].words if i + 1 < len(story.units) else ""
        said = not i and bool(author) and unit.words.startswith(f"{author}: ")
        composer.add(BlockRole.POST if said else text_role(unit.words, following), unit.stretches)
    if not any(block.role is not BlockRole.HEADLINE for block in composer.blocks):
        return Refusal("documents", "nothing-readable", "the article has no text beside its title")
    language, refusal = refused_language(composer.text)
    if refusal is not None:
        return refusal
    words = [unit.words for unit in story.units]
    published, unread = _published(page, parts.get("date"), words)
    return Document(
        page_id=page.id,
        text=composer.text,
        blocks=composer.blocks,
        source_map=composer.source_map,
        title=fold(title) if title else None,
        publisher=parts.get("publisher") or domain_of(parts.get("url")),
        author=author_name(parts.get("author")) or next((author_name(w) for w in words[:1] if is_byline(w)), None),
        credit=story.credit or credit_in(words),
        published=published,
        language=language,
        refusals=(*story.refusals, *unread),
    )


def _story(source: str, head: int, title: str | None) -> _Story:
    """The paragraphs of the text that are no label, button, repeated title, byline or day above it."""
    left: list[TextUnit] = []
    credit: str | None = None
    others: list[str] = []
    corrections: list[str] = []
    for unit in units(source[head:]):
        words = unit.words
        kind = boilerplate_kind(words)
        credited = credit_line(words)
        if credited:
            credit = credit or credited
        elif kind is Boilerplate.CORRECTION:
            corrections.append(words)
        elif kind is Boilerplate.PROMO:
            others.append(words)
        elif kind is None and not (len(left) < 1 and _repeats_the_head(words, title)):
            shifted = tuple((start + head, end + head) for start, end in unit.stretches)
            left.append(replace(unit, stretches=shifted))
    refusals = [
        Refusal("documents", "correction", f"a note of what was wrong was left out: {w[:80]!r}") for w in corrections
    ]
    if others:
        reason = f"links to other stories ({len(others)}) were left out of this one: {'; '.join(others)[:80]!r}"
        refusals.append(Refusal("documents", "other-stories", reason))
    return _Story(tuple(left), credit, tuple(refusals))


def _repeats_the_head(words: str, title: str | None) -> bool:
    return words == fold(title or "") or only_a_day(words) is not None or is_byline(words)


def _published(page: Page, written: str | None, words: list[str]) -> tuple[PublishedDate | None, tuple[Refusal, ...]]:
    """The day the file gives; where it cannot be read, what the article itself says, and a refusal that tells so."""
    if written is None or page.given_date is not None:
        return _by_itself(page, words), ()
    day = first_day(written)
    if day is not None:
        return published_on(replace(page, given_date=day), (), clock=None), ()
    numeric = list(numeric_candidates([written], known=(), language_tag=None))
    if numeric:
        found = published_on(page, numeric, clock=None)
        return (replace(found, basis=Basis.GIVEN) if found else None), ()
    reason = f"the date {written[:40]!r} is no day that can be read: write YYYY-MM-DD"
    return _by_itself(page, words), (Refusal("documents", "date-unread", reason),)


def _by_itself(page: Page, words: list[str]) -> PublishedDate | None:
    dates = [found for paragraph in words[:3] for found in dateline_candidates(paragraph)]
    return published_on(page, [*dates, *url_candidates(page.url)], clock=None)

"""newspaper4k's article: text, title, date, authors.

Pictures are not fetched, since nothing here reaches the network; neither are the suffixes of domains.
"""

import newspaper
import tldextract

from bench.contestants.html import decoded
from bench.worker import Contestant


def open_contestant() -> Contestant:
    """`Article.parse` of HTML that is at hand."""
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    return Contestant(read, told, decoded, ("newspaper4k", "lxml"))


def read(page: tuple[str | None, str]) -> newspaper.Article:
    """A parsed article."""
    article = newspaper.Article(page[0] or "http://page.invalid/", language="en", fetch_images=False)
    article.download(input_html=page[1])
    article.parse()
    return article


def told(article: newspaper.Article, _page: object) -> dict[str, str | None]:
    """Its text, title and date."""
    published = article.publish_date
    return {"text": article.text, "title": article.title, "date": published.date().isoformat() if published else None}

"""Lists of feeds in OPML, which every reader of feeds exports.

In:      the bytes of a file
Out:     the addresses it names, each once, in order
Refuses: what is no OPML, or names no feed (NoFeedList)
Source:  OPML 2.0: `outline` elements with an `xmlUrl`, however deep
Shown:   tests/watching/test_feed_lists.py

Entities are not expanded, nothing is fetched, and only `xmlUrl` is looked at.
"""

from lxml import etree

from onrecord.terms.errors import OnRecordError

MOST_BYTES = 5_000_000
MOST_FEEDS = 5_000


class NoFeedList(OnRecordError):
    """A file that was given as a list of feeds is none."""


def addresses_in(body: bytes, *, name: str) -> tuple[str, ...]:
    """The addresses as they are written; whether they are any is for whoever asks there. name: of the file."""
    if len(body) > MOST_BYTES:
        raise NoFeedList(f"{name} is larger than {MOST_BYTES:,} bytes: cut the list")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise NoFeedList(f"{name} is no OPML: give an OPML file, or a feed's address (http:// or https://)")
    found: dict[str, None] = {}
    for outline in root.iter("{*}outline"):
        address = next((value for key, value in outline.attrib.items() if key.lower() == "xmlurl"), "").strip()
        if address:
            found[address] = None
    if not found:
        raise NoFeedList(f"{name} names no feed: no outline in it has an xmlUrl")
    if len(found) > MOST_FEEDS:
        raise NoFeedList(f"{name} names {len(found):,} feeds; {MOST_FEEDS:,} are the most at once: cut the list")
    return tuple(found)

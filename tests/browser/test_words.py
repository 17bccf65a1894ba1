"""No view says what no page says: marks are the text of their spans, sentences of answers are records on file.

Asked of every page and every record of the ledger, and of what follows if any condition on record were met.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.faces.web.looks import SLOTS
from onrecord.faces.web.views.page import LayerKind
from onrecord.ledger import Entry, Ledger, open_ledger
from onrecord.questions import in_words
from onrecord.terms.reading import Reading
from tests.browser.at_work import Desks
from tests.browser.views import World

pytestmark = pytest.mark.browser

Keyed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Record:
    """The ledger itself, beside the desk that shows it."""

    ledger: Ledger
    entries: tuple[Entry, ...]
    readings: tuple[Reading, ...]

    @property
    def text(self) -> str:
        """The words of all pages, white space aside."""
        return "\n".join(_plain(reading.text) for reading in self.readings)

    @property
    def sentences(self) -> dict[str, set[str]]:
        """What each record and norm says, by its id."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for norm in entry.norms:
                found[norm.id].add(_plain(in_words(norm)))
                found[entry.id].add(_plain(in_words(norm)))
        return found


@pytest.fixture(scope="module")
def record(at_work: Desks) -> Iterator[Record]:
    """Read from the file, without the desk."""
    with open_ledger(at_work.ledger, create=False, read_only=True) as ledger:
        entries = tuple(ledger.entries())
        pages = sorted({entry.source.page_id for entry in entries})
        held = [show_page(ledger, page_id) for page_id in pages]
        yield Record(ledger, entries, tuple(held))


@pytest.fixture(scope="module")
def desk(at_work: Desks) -> Iterator[httpx.Client]:
    """The desk, asked over the wire."""
    with httpx.Client(base_url=at_work.full, timeout=60) as client:
        yield client


def show_page(ledger: Ledger, page_id: str) -> Reading:
    """The reading that is current."""
    from onrecord.questions import ShownPage, show

    shown = show(ledger, page_id)
    assert isinstance(shown, ShownPage)
    return ledger.reading(next(r.id for r in shown.page.readings if r.current))


def test_each_mark_on_a_page_is_the_text_of_its_span(record: Record, desk: httpx.Client) -> None:
    marks = 0
    for reading in record.readings:
        asked = desk.get(f"/page/{reading.page.id}", params={"show": [kind.value for kind in LayerKind]})
        html = LexborHTMLParser(asked.text)
        for block in html.css("[data-from]"):
            start, end = int(block.attributes["data-from"] or ""), int(block.attributes["data-to"] or "")
            assert block.text() == reading.text[start:end]
        spans = spans_of(reading, record)
        for key, pieces in keyed(html).items():
            assert "".join(pieces) == "".join(spans[key]), key
            marks += 1
    assert marks > 150


def test_each_mark_on_what_is_not_kept_yet_too(world: World, desk: httpx.Client) -> None:
    html = LexborHTMLParser(desk.get(world.held).text)
    (reading,) = desk.get(world.held + ".json").json()["readings"]
    words = {r["id"]: [reading["text"][a:b] for a, b in sorted(r["evidence"])] for r in reading["records"]}
    norms = {norm["id"]: "".join(words[norm["record_id"]]) for norm in reading["norms"]}
    found = {key: "".join(pieces) for key, pieces in keyed(html).items() if key in norms}
    assert found == {key: norms[key] for key in found}
    assert len(found) >= 2


def test_each_mark_on_a_record_is_its_slot(record: Record, desk: httpx.Client) -> None:
    marks = 0
    for entry in record.entries:
        html = LexborHTMLParser(desk.get(f"/record/{entry.id}").text)
        for norm in entry.norms:
            section = html.css_first(f"section#{norm.id}")
            assert section is not None
            # A slot may be marked in each of two quotations; what is marked is that slot, all of it, every time.
            for key, pieces in keyed(section).items():
                slot = norm.slot(key)
                assert slot is not None
                words = "".join(pieces)
                assert words == slot * (len(words) // len(slot)) != "", (entry.id, key)
                marks += 1
            assert {key for key in SLOTS if getattr(norm.norm, key) is not None} >= set(keyed(section))
        for quotation in html.css(".quotation"):
            _are_on_a_page(_plain(quotation.text()).removeprefix("[…] ").removesuffix(" […]"), record)
    assert marks > 60


def test_each_sentence_of_an_answer_is_a_record_and_each_quotation_words_on_a_page(
    record: Record, desk: httpx.Client, world: World
) -> None:
    patterns = {str(n.norm.trigger_pattern) for e in record.entries for n in e.norms if n.norm.trigger_pattern}
    asked = [{"event": pattern} for pattern in sorted(patterns)] + [{"q": world.scenario}]
    lines = 0
    for query in asked:
        html = LexborHTMLParser(desk.get("/whatif", params=query).text)
        rows = [r for r in desk.get("/whatif.csv", params=query).text.splitlines()[1:] if r]
        for line in html.css(".verdicts > li"):
            lines += 1
            _is_on_record(line.css_first("a"), record)
            words = line.css("p")[1].text(deep=True)
            _are_on_a_page(_plain(words).partition(" — ")[0], record)
        first = [line for part in html.css(".part[id] .verdicts") for line in part.css("li") if line.css_first("p b")]
        committed = html.css_first("#not-committed ul")
        assert len(first) + (len(committed.css("li")) if committed is not None else 0) == len(rows), query
        for link in html.css("svg a, .twin a"):
            assert (link.attributes["href"] or "").removeprefix("/record/") in record.sentences
    assert lines >= 8


@pytest.mark.parametrize(
    "path, records, quotations",
    [
        ("/", ".lines a[href^='/record/'], .verdicts a[href^='/record/']", ".two"),
        ("/search", ".results > li > a", ".results blockquote"),
        ("/search?q=assistance", ".results > li > a", ".results blockquote"),
        ("/actor?who=Russia", ".twin a[href^='/record/'], .then a[href^='/record/']", ".then p + p"),
        (
            "/actor?who=Russia&at=2002-01-01&and=2006-01-01",
            ".then a[href^='/record/']",
            ".then div > p:not(.second):not(.unsaid):not(:has(a))",
        ),
        ("/pair?who=Russia&other=Georgia", ".twin a[href^='/record/']", ".then p + p"),
    ],
)
def test_other_views_say_no_more(path: str, records: str, quotations: str, record: Record, desk: httpx.Client) -> None:
    html = LexborHTMLParser(desk.get(path).text)
    links = html.css(records)
    assert links
    for link in links:
        _is_on_record(link, record)
    for quotation in html.css(quotations):
        # Words that hold quotation marks of the page's own stand without ours, before whoever said them.
        words = _plain(quotation.text())
        for part in re.findall(r"“.*”", words) or [words.rpartition(" — ")[0] or words]:
            _are_on_a_page(part, record)


def spans_of(reading: Reading, record: Record) -> dict[str, list[str]]:
    """What the reading says stands where, by the keys the marks have; worked out without the desk's own view."""
    text, page = reading.text, reading.page.id.removeprefix("page-")[:6]
    found: dict[str, list[str]] = {}
    for entry in record.entries:
        if entry.source.page_id == reading.page.id:
            words = [quote.span.of(text) for quote in sorted(entry.evidence, key=lambda quote: quote.span)]
            found |= dict.fromkeys((entry.id, *(norm.id for norm in entry.norms)), words)
    named = {
        "refusal": [[r.span] if r.span else [] for r in reading.refusals],
        "event": [sorted(e.evidence) for e in reading.events],
        "statement": [sorted(s.content) for s in reading.statements],
        "date": [[t.span] for t in reading.times],
    }
    for kind, every in named.items():
        found |= {f"{kind}-{page}-{n}": [span.of(text) for span in spans] for n, spans in enumerate(every)}
    return found


def keyed(html: LexborHTMLParser | LexborNode) -> Keyed:
    """The text under each key, in the order of the page: a mark is drawn in as many pieces as others cut it."""
    found: Keyed = defaultdict(list)
    for mark in html.css(".m[data-key]"):
        found[mark.attributes["data-key"] or ""].append(mark.text())
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())


def _is_on_record(link: LexborNode | None, record: Record) -> None:
    """The link's words are the sentence of what it leads to; a table's link is its id, and the row has the sentence."""
    assert link is not None
    id_ = (link.attributes["href"] or "").partition("?")[0].removeprefix("/record/")
    said = _plain(link.text())
    if said == id_:
        row = link.parent.parent if link.parent is not None else None
        assert row is not None
        assert _short(_plain(row.css("td")[3].text())) in map(_short, record.sentences[id_]), id_
        return
    known = record.sentences.get(id_)
    if known:
        # Several norms of one record stand in a line; who acts is named without the page's own word for it in places.
        assert {_short(part) for part in re.split(r"(?<=”); ", said)} <= set(map(_short, known)), id_
    else:
        (entry,) = [e for e in record.entries if e.id == id_]
        assert said == f"{entry.record.kind.value}, which yields no norm"


def _short(sentence: str) -> str:
    """Without whom it is said to, and the page's words for who acts: lists leave them out where they are no name."""
    return re.sub(r" (?:for|of) (?:“[^”]*”|[^“:]*)(?: \([^)]*\))?(?=:)| \(“[^”]*”\)", "", sentence)


def _are_on_a_page(quoted: str, record: Record) -> None:
    for part in quoted.split("[…]"):
        words = part.strip()
        if words not in record.text:
            words = words.removeprefix("“").removesuffix("”").strip()
        assert words in record.text, words

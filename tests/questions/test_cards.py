"""What a notebook shows of a reading, a record, an entry, a norm and an answer: text, whatever stands in the page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.ledger.factory import NOON, make_reading
from tests.questions.world import happened, said

from onrecord.ledger import Entry, JudgementKind, Ledger, open_ledger
from onrecord.questions.what_if import what_if
from onrecord.terms import cards
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode
from onrecord.terms.refusals import Refusal

HOSTILE = (
    "<script>alert(1)</script>",
    "</q></blockquote></div><img src=x onerror=alert(1)>",
    "\" onmouseover=alert(1) x='",
    "<!-- <style>*{display:none}</style>",
    "$\\href{javascript:alert(1)}{x}$ ${x}",
    "&lt;b&gt; &#x3c;script&#x3e;",
    "\ud800 \x00 \x1b]0;x\x07 \u202etxt.exe",
)


class Seen(HTMLParser):
    """What a browser makes of it: elements, attributes, text; the elements closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    unknown_decl = handle_pi = handle_decl


def shown(value: Any) -> Seen:
    """The card of a value, once nothing in it can act."""
    card = value._repr_html_()
    card.encode("utf-8")  # a notebook sends it so
    seen = Seen(card)
    assert seen.tags <= {"div", "p", "strong", "em", "q", "blockquote", "small"}
    styles = {value for name, value in seen.attributes if name == "style"}
    assert {name for name, _ in seen.attributes} <= {"class", "dir", "style"}
    assert not any(word in str(style) for style in styles for word in ("url", "expression", "position", "import"))
    assert ("class", "onrecord tex2jax_ignore mathjax_ignore") in seen.attributes
    return seen


def hostile_reading(words: str) -> Reading:
    """A reading with these words wherever a page has words."""
    reading = make_reading(1, extra=f" {words} ")
    assert reading.document is not None
    return replace(
        reading,
        page=replace(reading.page, address=words),
        document=replace(reading.document, title=f"T {words}", publisher=f"P {words}"),
        refusals=(Refusal("norms", "odd", f"R {words}"),),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1) | st.sampled_from(HOSTILE))
@example(HOSTILE[1])
@example(HOSTILE[4])
@example(HOSTILE[6])
def test_whatever_a_page_says_is_shown_and_nothing_of_it_acts(words: str) -> None:
    reading = hostile_reading(words)
    seen = shown(reading)
    assert f"R {_letters(words)}" in _letters(seen.text)
    shown(reading.records[0])


def threat(action: str, trigger: str) -> Reading:
    """Belarus says what it will do if Poland attacks."""
    day, pattern = date(2021, 3, 1), "POL ASSAULT BLR"
    return said(day, "BLR", Modal.WILL, action, mode=Mode.IF, trigger=trigger, trigger_pattern=pattern)


def _letters(text: str) -> str:
    """What of a text is seen as it is."""
    return "".join(c for c in text if c.isprintable() and c != "\N{REPLACEMENT CHARACTER}")


@pytest.fixture(params=HOSTILE)
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """Hostile pages, and one whose action and condition are hostile."""
    with open_ledger(None) as ledger:
        ledger.record(replace(hostile_reading(request.param), refusals=()), recorded_at=NOON)
        action, trigger = f"send {request.param} troops", f"Poland {request.param} attacks"
        pattern = {"trigger_pattern": "POL ASSAULT BLR"}
        ledger.record(
            said(date(2021, 3, 1), "BLR", Modal.WILL, action, mode=Mode.IF, trigger=trigger, **pattern),
            recorded_at=NOON,
        )  # type: ignore[arg-type]
        ledger.record(happened(date(2021, 4, 1), "POL", EventType.ASSAULT, "BLR"), recorded_at=NOON)
        yield ledger


def test_entries_norms_and_answers_act_as_little(ledger: Ledger) -> None:
    entries = list(ledger.entries())
    first = entries[0].norms[0]
    ledger.judge(first.id, JudgementKind.CONFIRM, by="<b>Ada</b>", at=NOON, note="<i>")
    for entry in ledger.entries():
        seen = shown(entry)
        assert entry.id in seen.text
        for norm in entry.norms:
            assert norm.id in shown(norm).text
    answer = what_if(ledger, Scenario(assumed=(EventPattern.parse("POL ASSAULT BLR"),), question="<script>?"))
    assert answer.triggered
    seen = shown(answer)
    assert "What if: <script>?" in seen.text


def belarus(ledger: Ledger) -> Entry:
    return next(e for e in ledger.entries() if any(n.norm.agent_id == "BLR" for n in e.norms))


@pytest.fixture
def peaceful() -> Iterator[Ledger]:
    with open_ledger(None) as ledger:
        pattern = {"trigger": "Poland attacks", "trigger_pattern": "POL ASSAULT BLR"}
        ledger.record(
            said(date(2021, 3, 1), "BLR", Modal.WILL, "send troops", mode=Mode.IF, **pattern), recorded_at=NOON
        )  # type: ignore[arg-type]
        yield ledger


def test_a_reading_shows_its_norms_in_the_pages_words(peaceful: Ledger) -> None:
    (id_,) = peaceful.current.reading_ids()
    card = peaceful.reading(id_)._repr_html_()
    text = " ".join(Seen(card).text.split())
    assert "BLR (Belarus) will send troops if Poland attacks" in text
    assert "Norms: 1" in text
    assert "Not read: 0" in text
    for words in ("send troops", "Poland attacks"):
        assert f">{words}</q>" in card


def test_an_entry_shows_sentence_words_place_and_source(peaceful: Ledger) -> None:
    entry = belarus(peaceful)
    text = " ".join(Seen(entry._repr_html_()).text.split())
    quote = entry.evidence[0]
    assert "Belarus will “send troops” if “Poland attacks”" in text
    assert f"{quote.words} [{quote.span.start}:{quote.span.end}]" in text
    assert "said 2021-03-01" in text
    assert "Hill Radio" in text
    assert "“send troops”" in Seen(entry.norms[0]._repr_html_()).text


def test_an_answer_counts_all_seven_parts(peaceful: Ledger) -> None:
    text = Seen(what_if(peaceful, Scenario(assumed=(EventPattern.parse("POL ASSAULT BLR"),)))._repr_html_()).text
    for counted in ("Triggered: 1", "though near: 0", "Broken: 0", "Stands: 0", "Not committed: 1", "Unknown: 0"):
        assert counted in text
    assert "Basis, pages: 1" in text
    assert "Poland" in text


def test_a_long_list_says_how_much_is_left_out() -> None:
    reading = make_reading(2)
    many = tuple(Refusal("norms", "odd", f"number {n}") for n in range(100))
    text = Seen(replace(reading, refusals=many)._repr_html_()).text
    assert "Not read: 100" in text
    assert f"and {100 - cards.SHOWN} more" in text
    assert len(replace(reading, refusals=many)._repr_html_()) < 20_000


def test_a_page_refused_as_a_whole_has_a_card() -> None:
    reading = make_reading(3)
    refused = Reading.refused(reading.page, Refusal("documents", "not-english", "not <b>English</b>"), reader="r")
    assert "not <b>English</b> [not-english]" in shown(refused).text

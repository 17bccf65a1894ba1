"""Lists, one thing in full, and search, over readings built by hand."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON, make_page, make_reading

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions import (
    AmbiguousId,
    Filters,
    NothingToSearch,
    ShownPage,
    ShownRecord,
    ShownStatement,
    UnknownId,
    list_entries,
    search,
    show,
)
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal
from onrecord.terms.refusals import Refusal


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with open_ledger(None) as ledger:
        ledger.record_many((make_reading(i) for i in range(40)), recorded_at=NOON)
        bare = make_reading(100, statements=1, extra=" zanzibar")
        ledger.record(replace(bare, records=(), norms=()), recorded_at=NOON)
        yield ledger


def test_a_list_says_how_many_there_are_in_all(ledger: Ledger) -> None:
    listing = list_entries(ledger, limit=7)
    assert (len(listing.entries), listing.total) == (7, 120)
    some = list_entries(ledger, Filters(modal=Modal.READY))
    assert 0 < some.total < 120
    json.dumps(listing.to_json())


def test_a_record_is_shown_with_its_words_in_their_paragraph(ledger: Ledger) -> None:
    entry = next(e for e in ledger.entries() if e.record.relations)
    for asked in (entry.id, entry.id[:14], entry.id.removeprefix("rec-")[:10]):
        shown = show(ledger, asked)
        assert isinstance(shown, ShownRecord)
        assert shown.entry == entry
        (context,) = shown.contexts
        assert [m.of(context.words) for m in context.marks] == [q.words for q in entry.evidence]
        assert ledger.text(entry.source.document_id)[context.span.start : context.span.end] == context.words
        json.dumps(shown.to_json())


def test_relations_are_shown_from_both_ends(ledger: Ledger) -> None:
    entry = next(e for e in ledger.entries() if e.record.relations)
    other = entry.record.relations[0].to
    there, back = show(ledger, entry.id), show(ledger, other)
    assert isinstance(there, ShownRecord)
    assert isinstance(back, ShownRecord)
    assert (True, other) in [(r.outgoing, r.id) for r in there.relations]
    assert (False, entry.id) in [(r.outgoing, r.id) for r in back.relations]
    assert all(r.entry is not None and r.entry.id == r.id for r in there.relations)


def test_a_norm_a_statement_a_page_and_a_document_are_found(ledger: Ledger) -> None:
    entry = next(ledger.entries())
    by_norm = show(ledger, entry.norms[0].norm.id)
    assert isinstance(by_norm, ShownRecord)
    assert (by_norm.entry, by_norm.asked_norm) == (entry, entry.norms[0].norm.id)
    assert entry.statement is not None
    statement = show(ledger, entry.statement.statement.id)
    assert isinstance(statement, ShownStatement)
    assert statement.statement == entry.statement
    for id_ in (entry.source.page_id, entry.source.document_id):
        page = show(ledger, id_)
        assert isinstance(page, ShownPage)
        assert entry in page.entries
        json.dumps(page.to_json())


def test_a_refused_page_is_shown_with_its_reason() -> None:
    page = replace(make_page("Новости"), given_id="their-own-id")
    with open_ledger(None) as ledger:
        refusal = Refusal("documents", "not-english", "it is in Russian")
        ledger.record(Reading.refused(page, refusal, reader="reader 1"), recorded_at=NOON)
        shown = show(ledger, "their-own-id")
    assert isinstance(shown, ShownPage)
    assert (shown.source, shown.entries) == (None, ())
    assert shown.page.readings[0].refusals == (refusal,)


def test_an_older_reading_can_still_be_shown() -> None:
    old = make_reading(1)
    with open_ledger(None) as ledger:
        ledger.record(old, recorded_at=NOON)
        ledger.record(replace(old, records=(), norms=(), reader="reader 2"), recorded_at=NOON.replace(year=2027))
        assert list_entries(ledger).total == 0
        shown = show(ledger, old.records[0].id)
    assert isinstance(shown, ShownRecord)
    assert not shown.entry.source.current


@pytest.mark.parametrize("asked", ["rec-", "norm-", "page-"])
def test_a_beginning_of_several_ids_names_some_of_them(ledger: Ledger, asked: str) -> None:
    with pytest.raises(AmbiguousId, match="begins several ids") as raised:
        show(ledger, asked)
    assert len(raised.value.candidates) == 10
    assert all(id_.startswith(asked) for _, id_ in raised.value.candidates)


@pytest.mark.parametrize("asked", ["", "rec-zz", "nothing", "rec-%", "\ud800", "rec-" + "f" * 24, "a-b", "'; DROP"])
def test_an_unknown_id_is_said(ledger: Ledger, asked: str) -> None:
    with pytest.raises(UnknownId):
        show(ledger, asked)


def test_found_words_are_spans_not_markup(ledger: Ledger) -> None:
    result = search(ledger, "troops Belarus")
    assert result.hits
    for hit in result.hits:
        found = {m.of(hit.snippet.words).casefold() for m in hit.snippet.marks}
        assert found == {"troops", "belarus"}
        assert hit.snippet.span.of(ledger.text(hit.source.document_id)) == hit.snippet.words
    scores = [h.score for h in result.hits]
    assert scores == sorted(scores, reverse=True)
    json.dumps(result.to_json())


@pytest.mark.parametrize(
    "words, as_understood",
    [
        ("troops AND border", ("troops", "AND", "border")),
        ("“will not” send", ("will not", "send")),
        ('"will not', ("will", "not")),
        ("troop*", ("troop*",)),
        ("words:troops ^border -talks (x) {y}", ("words:troops", "^border", "-talks", "(x)", "{y}")),
    ],
)
def test_nothing_typed_is_an_operator(ledger: Ledger, words: str, as_understood: tuple[str, ...]) -> None:
    assert search(ledger, words).terms == as_understood


def test_inflected_words_phrases_and_beginnings_are_found(ledger: Ledger) -> None:
    assert search(ledger, "sending troop").hits
    assert search(ledger, '"send troops"').hits
    assert not search(ledger, '"troops send"').hits
    assert search(ledger, "belar*").hits


def test_a_statement_no_record_rests_on_is_found_unless_records_are_asked_for(ledger: Ledger) -> None:
    (hit,) = search(ledger, "zanzibar").hits
    assert hit.entry is None
    assert hit.statement is not None
    assert [m.of(hit.snippet.words) for m in hit.snippet.marks] == ["zanzibar"]
    assert not search(ledger, "zanzibar", Filters(modal=Modal.WILL)).hits


@pytest.mark.parametrize("words", ["", "  ", '"', "-- !", "😀", "word " * 51])
def test_nothing_to_search_for_is_said(ledger: Ledger, words: str) -> None:
    with pytest.raises(NothingToSearch):
        search(ledger, words)


@settings(max_examples=examples(150), deadline=None)
@given(st.text(st.characters(codec=None), max_size=40) | st.text('"*()^:-+{}NEARORANDNOT \u0000“”', max_size=40))
def test_no_words_break_the_search(words: str) -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
        try:
            search(ledger, words)
        except NothingToSearch:
            return

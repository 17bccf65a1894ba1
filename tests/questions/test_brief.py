"""A brief: what came in or what was found, its quotations word for word, its footnotes, what finds no room."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.questions.two_looks import CONDITION, FIRST, HARDER, NOW, OLD, RAID, SECOND, came_in_twice
from tests.questions.world import said

from onrecord.ledger import Filters, Ledger, open_ledger
from onrecord.questions import search
from onrecord.questions.brief import (
    MOST_LINES,
    MOST_NEW_LINES,
    _shares,
    brief_of_search,
    brief_of_today,
    listed,
    of_hits,
)
from onrecord.questions.brief_markdown import as_markdown
from onrecord.questions.brief_values import Brief, BriefLine, Section
from onrecord.terms.records import Modal, Mode, Strength

SINCE = FIRST + timedelta(hours=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return came_in_twice(tmp_path / "ledger.db")


def of_today(ledger: Ledger, since: datetime | None = SINCE) -> Brief:
    return brief_of_today(ledger, name="ledger.db", since=since, now=NOW)


def of_search(ledger: Ledger, filters: Filters, words: str | None = None) -> Brief:
    looked = listed(ledger, filters) if words is None else of_hits(search(ledger, words, filters).hits)
    return brief_of_search(ledger, looked, name="ledger.db", filters=filters, words=words, now=NOW)


def section(brief: Brief, name: str) -> Section:
    return next(s for s in brief.sections if s.name == name)


def lines(brief: Brief) -> list[BriefLine]:
    return [line for s in brief.sections for _, held in s.groups for line in held]


def test_it_says_what_it_is_of(ledger: Ledger) -> None:
    brief = of_today(ledger)
    assert brief.title == "Brief of Tuesday 2026-03-10"
    assert brief.period == "What came in from 2026-03-02 10:00 UTC to 2026-03-10 09:00 UTC"
    assert brief.stamp == "Ledger ledger.db, as of 2026-03-10 09:00 UTC"
    assert brief.head == ledger.inspect().head.hash
    assert [s.name for s in brief.sections] == ["met", "likely", "new", "due", "changed"]


def test_new_stands_under_its_actor_with_words_speaker_day_and_reports(ledger: Ledger) -> None:
    new = section(of_today(ledger), "new")
    assert [(of, len(held)) for of, held in new.groups] == [("Belarus: 1", 1), ("Russia: 1", 1)]
    (line,) = new.groups[0][1]
    assert line.norms[0].sentence == "Belarus will “attack Poland” if “Poland attacks Ukraine”"
    assert line.quoted.words == "Belarus said it will attack Poland if Poland attacks Ukraine"
    assert line.quoted.source == (
        "Belarus, said 2026-03-07, published 2026-03-07 (meta tag); 1 independent report; characters 0 to 60"
    )


def test_what_was_met_stands_with_its_event(ledger: Ledger) -> None:
    brief = of_today(ledger)
    told = [*section(brief, "met").groups, *section(brief, "likely").groups]
    assert told
    line = told[0][1][0]
    assert line.lead == "its condition is met"
    assert line.beside is not None
    assert (line.beside.which, line.beside.quoted.words) == ("event", "Poland acted on Ukraine")
    assert brief.notes[line.beside.quoted.note - 1].page_id == RAID.page.id


def test_due_says_when_and_changed_what_was_said_before(ledger: Ledger) -> None:
    brief = of_today(ledger)
    assert [line.lead for _, held in section(brief, "due").groups for line in held] == ["2026-03-20 (in 10 days)"]
    (line,) = section(brief, "changed").groups[0][1]
    assert line.lead == "hardened"
    assert line.beside is not None
    assert line.beside.quoted.words == "Russia said it ready attack Poland"
    assert line.why == ("“is ready to” before, “will” now",)


def test_each_quotation_is_its_page_at_its_spans(ledger: Ledger) -> None:
    brief = of_today(ledger)
    pages = {r.page.id: r for r in (OLD, HARDER, CONDITION, RAID)}
    quoted = [line.quoted for line in lines(brief)] + [line.beside.quoted for line in lines(brief) if line.beside]
    assert len(quoted) >= 4
    for one in quoted:
        note = brief.notes[one.note - 1]
        assert note.number == one.note
        assert note.page_id is not None
        reading = pages[note.page_id]
        assert " […] ".join(span.of(reading.text) for span in one.spans) == one.words
        assert set(one.spans) <= set(note.spans)
        assert note.sha256 == ledger.page(note.page_id).sha256


def test_a_page_has_one_footnote_in_the_order_of_citing(ledger: Ledger) -> None:
    brief = of_today(ledger)
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert len({note.page_id for note in brief.notes}) == len(brief.notes)
    assert lines(brief)[0].quoted.note == 1
    assert brief.notes[0].words.startswith(
        "Hill Radio, Belarus said it will, published 2026-03-07 (meta tag); captured"
    )


def test_the_method_names_the_reader_pages_refusals_and_doubt(ledger: Ledger) -> None:
    reader, pages, doubt = of_today(ledger).method
    assert reader == "Read by reader 1 (4 pages)."
    assert pages.startswith("4 pages on record, 3 of them read since; 0 refusals")
    assert "wrong” is the reader's own estimate" in doubt


def test_an_empty_section_says_so(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as empty:
        brief = of_today(empty, None)
    assert brief.is_empty
    assert brief.notes == ()
    told = as_markdown(brief)
    for words in (
        "No condition was surely met.",
        "No condition was likely met.",
        "No commitment came in.",
        "Nothing on record is due.",
        "Nothing changed what was said before.",
    ):
        assert words in told


def test_a_search_has_what_it_found_and_what_became_of_that(ledger: Ledger) -> None:
    brief = of_search(ledger, Filters(actor="RUS", min_strength=Strength.FIRM))
    assert brief.title == "Brief: said by Russia; strength: firm or more"
    assert brief.period == "Said on any day"
    assert [line.norms[0].id for line in lines(brief)] == [HARDER.norms[0].id, HARDER.norms[0].id]
    assert section(brief, "changed").count == 1
    whole = of_search(ledger, Filters(actor="BLR"))
    assert section(whole, "met").count + section(whole, "likely").count == 1
    assert section(whole, "due").count == 1


def test_a_search_with_words_and_days(ledger: Ledger) -> None:
    brief = of_search(ledger, Filters(since=date(2026, 3, 1)), "attack")
    assert (brief.title, brief.period) == ("Brief: “attack”", "Said on or after 2026-03-01")
    assert section(brief, "new").count == 2
    nothing = of_search(ledger, Filters(since=date(2026, 1, 1), until=date(2026, 1, 2)))
    assert (nothing.is_empty, nothing.period) == (True, "Said from 2026-01-01 to 2026-01-02")


def test_of_a_record_only_the_norm_that_was_asked_for(tmp_path: Path) -> None:
    (norm,) = CONDITION.norms
    other = replace(norm, modal=Modal.WILL_NOT, mode=Mode.UNLESS)
    with open_ledger(tmp_path / "two.db") as two:
        two.record(replace(CONDITION, norms=(norm, other)), recorded_at=SECOND)
        for filters, ids in (
            (Filters(), {norm.id, other.id}),
            (Filters(mode=Mode.UNLESS), {other.id}),
            (Filters(modal=Modal.WILL), {norm.id}),
        ):
            (line,) = section(of_search(two, filters), "new").groups[0][1]
            assert {said.id for said in line.norms} == ids


def test_what_finds_no_room_is_counted(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "many.db") as many:
        many.record_many(
            [
                said(date(2026, 3, 1), agent, Modal.WILL, f"build bridge {n}", number=n, due=date(2026, 3, 20))
                for agent, count in (("RUS", 45), ("FIN", 2))
                for n in range(count)
            ],
            recorded_at=SECOND,
        )
        brief = of_today(many, None)
    new, due = section(brief, "new"), section(brief, "due")
    assert [(of, len(held)) for of, held in new.groups] == [("Russia: 45", MOST_NEW_LINES - 2), ("Finland: 2", 2)]
    assert (new.count, new.left_out) == (47, ("7 more of Russia: not printed.",))
    assert (due.count, due.left_out) == (47, (f"{47 - MOST_LINES} more: not printed.",))


@given(st.lists(st.integers(1, 60), max_size=8))
def test_lines_are_shared_out_to_the_last(counts: list[int]) -> None:
    given_ = _shares(counts)
    assert sum(given_) == min(sum(counts), MOST_NEW_LINES)
    assert all(held <= most for held, most in zip(given_, counts, strict=True))
    short = [held for held, most in zip(given_, counts, strict=True) if held < most]
    assert not short or min(short) >= max(given_) - 1  # who has less than asked for has no less than the others


def test_words_of_pages_are_no_markdown(tmp_path: Path) -> None:
    action = "send [troops](javascript:x) # <b>now</b> *and* `then`"
    with open_ledger(tmp_path / "hostile.db") as hostile:
        hostile.record(said(date(2026, 3, 1), "RUS", Modal.WILL, action), recorded_at=SECOND)
        told = as_markdown(of_today(hostile, None))
    assert r"send \[troops\](javascript:x) \# \<b\>now\</b\> \*and\* \`then\`" in told
    assert "\n> Russia said" in told
    assert "[^1]: Hill Radio" in told


def test_json_has_it_all(ledger: Ledger) -> None:
    value = of_today(ledger).to_json()
    assert value["as_of"] == "2026-03-10T09:00:00+00:00"
    assert value["sections"][2]["groups"][0]["lines"][0]["quoted"]["spans"] == [(0, 60)]
    assert value["notes"][0]["number"] == 1
    assert len(value["method"]) == 3

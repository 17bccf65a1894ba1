"""A quotation in the forms people paste: what stands in it breaks none of them."""

import json
from dataclasses import replace
from datetime import date

from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import open_ledger
from onrecord.questions import list_entries
from onrecord.questions.citing import Citation, citation
from onrecord.terms.records import Modal


def cited(**others: object) -> Citation:
    with open_ledger(None) as book:
        book.record(said(date(2026, 3, 1), "BLR", Modal.WILL, "send troops"), recorded_at=NOON)
        (entry,) = list_entries(book).entries
    found = citation(entry, sha256="ab" * 32, link="http://localhost/record/rec-1")
    return replace(found, **others)  # type: ignore[arg-type]


def test_each_form_has_words_speaker_day_publisher_hash_and_link() -> None:
    one = cited()
    for form in (one.as_text(), one.as_markdown(), one.as_csl(), one.as_bibtex()):
        for part in (
            "Belarus said it will send troops",
            "2026-03-01",
            "Hill Radio",
            "ab" * 32,
            "http://localhost/record/rec-1",
        ):
            assert part in form


def test_the_basis_of_the_date_is_said() -> None:
    assert "published 2026-03-01 (meta tag)" in cited().as_text()


def test_what_is_not_known_is_left_out_or_said() -> None:
    one = cited(speaker=None, day=None, publisher=None, title=None)
    assert "speaker not read" in one.as_text()
    assert "no title" in one.as_text()
    (item,) = json.loads(one.as_csl())
    assert {"issued", "container-title"} & set(item) == set()
    assert "date =" not in one.as_bibtex()


def test_no_sign_in_a_title_is_syntax() -> None:
    one = cited(title="a } \\input{x} $b$ *c* [d](e) <f>", address="http://x/<a> b")
    bibtex = one.as_bibtex()
    held = bibtex.replace("\\{", "").replace("\\}", "")
    assert held.count("{") == held.count("}")
    assert "\\input" not in bibtex
    markdown = one.as_markdown()
    assert "\\*c\\* \\[d\\](e) \\<f\\>" in markdown
    assert "<http://x/%3Ca%3E%20b>" in markdown


def test_what_is_no_web_address_is_cited_as_none() -> None:
    one = cited(address="javascript:alert(1)")
    assert "URL" not in json.loads(one.as_csl())[0]
    assert "url = " not in one.as_bibtex()
    assert "howpublished = {javascript:alert(1)}" in one.as_bibtex()
    assert json.loads(cited(address="https://example.org/a").as_csl())[0]["URL"] == "https://example.org/a"

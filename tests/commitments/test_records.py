"""Records: what sort of act, how strong, when said, and how they stand to each other."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.commitments import find_commitments
from onrecord.commitments.speech_acts import marked_kind_and_strength
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span


@pytest.mark.parametrize(
    "text, kind, strength",
    [
        ("Iran threatened to bomb the base.", "threat", "firm"),
        ("Iran vowed to rebuild the school.", "promise", "categorical"),
        ("Iran plans to build a school.", "plan", "firm"),
        ("Iran refused to meet the envoy.", "refusal", "firm"),
        ("Iran promised not to build the bomb.", "assurance", "firm"),
        ("Iran will meet the envoy only if the sanctions are lifted.", "restriction", "firm"),
        ("Iran is ready to meet the envoy.", "readiness", "ready"),
        ("Iran backed plans to build a canal.", "readiness", "endorsed"),
        ("Iran demanded that Iraq leave.", "demand", "firm"),
        ("Iran ordered the crew to leave.", "demand", "categorical"),
        ("Iran is not willing to meet the envoy.", "refusal", "firm"),
    ],
)
def test_kind_and_strength(read_norms, text, kind, strength):
    (record,) = read_norms(text).records
    assert (record.kind.value, record.strength.value) == (kind, strength)


def test_a_record_is_as_strong_as_its_strongest_norm(read_norms):
    (record,) = read_norms("“We may send troops and we are ready to send planes,” President Macron said.").records
    assert (record.kind.value, record.strength.value) == ("readiness", "ready")


@pytest.mark.parametrize(
    "text, action, modal, marked",
    [
        ("Norway is not ready to sell the missiles.", "sell the missiles", Modal.WILL_NOT, ("refusal", "firm")),
        ("Norway is ready to sell the missiles.", "sell the missiles", Modal.READY, ("readiness", "ready")),
        ("Norway    waits.", "   ", Modal.READY, ("readiness", "ready")),  # no words: the modal alone
        ("Norway    waits.", "   ", Modal.WILL, ("plan", "firm")),
    ],
)
def test_what_a_person_marked_has_a_kind_and_a_strength(parse_text, text, action, modal, marked):
    span = Span(text.index(action) + 1, text.index(action) + len(action)) if action.isspace() else None
    span = span or Span(text.index(action), text.index(action) + len(action))
    kind, strength = marked_kind_and_strength(parse_text(text), span, modal, Mode.NONE, None)
    assert (kind.value, strength.value) == marked


def test_a_paraphrase_gives_way_to_the_quotation(read_norms):
    read = read_norms(
        "President Biden said the United States would defend Taiwan if China attacked it.\n\n"
        "“We will defend Taiwan if China attacks it,” Biden said."
    )
    paraphrase, quotation = read.records
    assert [(r.type.value, r.to) for r in paraphrase.relations] == [("paraphrases", quotation.id)]
    assert len(read.norms) == 1


def test_a_condition_qualifies_the_bare_promise(read_norms):
    read = read_norms(
        "Mali promised to release the hostages. Mali said it would release the hostages only if France paid."
    )
    assert len(read.norms) == 2


def dated(text, document_of, parse_text, published, times=()):
    from onrecord.terms.actors import Cast

    class NoCode:
        def code_action(self, parse, span):
            return None

    document = replace(document_of(text), published=published)
    found = find_commitments(document, parse_text(text), (), Cast((), ()), times, coder=NoCode())
    return found.records[0].stated_on


def test_without_a_time_of_saying_it_was_said_by_the_day_of_publication(document_of, parse_text):
    published = PublishedDate(DateBounds.day(date(2020, 5, 4)), Basis.GIVEN)
    stated = dated("Iran refused to leave.", document_of, parse_text, published)
    assert stated == DateBounds(None, date(2020, 5, 4), Precision.BOUNDED)


def test_without_any_date_nothing_is_invented(document_of, parse_text):
    assert dated("Iran refused to leave.", document_of, parse_text, None) is None

"""Every code a person is shown has words."""

import pytest
from tests.docs.refusal_codes import told

from onrecord.data import rows
from onrecord.language.code_words import action_words, alert_words, means_words, refusal_words, slot_words, status_words
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.events import EventType

# Of a whole file or shard, refused to who hands it over, in a sentence of its own: these codes are counted nowhere.
SAID_AT_ONCE = ("A sheet as a whole", "A file of events", "A shard")


def test_every_reason_to_refuse_has_words_and_no_other_code_has() -> None:
    assert {row["code"] for row in rows("en/code_words.csv") if row["kind"] == "refusal"} == set().union(
        *(held for heading, held in told().items() if not heading.startswith(SAID_AT_ONCE))
    )
    assert refusal_words("unlikely-norm") == "read as a norm but too seldom right"
    assert refusal_words("of-a-later-version") is None


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words(verdict: Verdict) -> None:
    assert ("status", verdict.value) in {(row["kind"], row["code"]) for row in rows("en/code_words.csv")}
    assert "_" not in status_words(verdict.value)


def test_a_status_without_words_is_shown_as_it_stands() -> None:
    assert status_words("of_a_later_version") == "of a later version"


def test_every_kind_of_action_has_words() -> None:
    assert len({action_words(kind) for kind in EventType}) == len(EventType)
    assert action_words(None) == "action"


def test_an_alert_begins_with_words_of_its_own_and_says_what_it_does_not_mean() -> None:
    told = {code: alert_words(code) for code in ("hardened", "withdrawn", "deadline", "new", "breached", "released")}
    assert len(set(told.values())) == len(told)
    assert alert_words("of_a_later_version") == "Of a later version"
    assert means_words("released") == "released: it may, not that it will"
    assert means_words("hardened") is None
    assert [slot_words(s) for s in ("type", "deed", "recipient", "with")] == ["action", "action", "object", "with"]

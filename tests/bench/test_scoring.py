"""The scorers of the contests: what counts as right, with the right value beside it."""

import pytest
from bench.scoring import score_dates, score_norms, score_pages, score_quotations

SPEECH = '"We will sue the company today," said Ann Lee. He called it "unfair" and left.'


def at(words: str) -> list[list[int]]:
    """Where they stand in what was said."""
    start = SPEECH.index(words)
    return [[start, start + len(words)]]


ATTRIBUTION = {"source": at("Ann Lee"), "cue": at("said"), "content": at("We will sue the company today")}


def test_a_text_word_for_word_has_an_f1_of_one_and_an_empty_one_of_nothing() -> None:
    items = [
        {"id": "a", "body": "one two three four five", "date": "2023-01-02"},
        {"id": "b", "body": "six", "date": ""},
    ]
    said = {"a": {"text": "One two three four five", "date": "2023-01-02"}}
    assert score_pages(items, said) == {"text_f1": 0.5, "text_f1_micro": pytest.approx(4 / 5), "day_right": 0.5}


def test_a_contestant_without_days_is_not_scored_on_them() -> None:
    items = [{"id": "a", "body": "one", "date": "2023-01-02"}]
    assert "day_right" not in score_pages(items, {"a": {"text": "one", "date": None}})


def test_a_quotation_found_whole_with_its_speaker() -> None:
    items = [{"id": "a", "text": SPEECH, "attributions": [ATTRIBUTION]}]
    figures = score_quotations(items, {"a": [{**ATTRIBUTION, "source": at("Lee")}]})
    assert figures == {"f1": 1.0, "precision": 1.0, "recall": 1.0, "words_f1": 1.0, "speaker": 1.0}


def test_scare_quotes_cost_precision_and_words_outside_marks_cost_nobody() -> None:
    items = [{"id": "a", "text": SPEECH, "attributions": [ATTRIBUTION]}]
    scare = {"source": [], "cue": [], "content": at("unfair")}
    indirect = {"source": [], "cue": [], "content": at("called it")}
    figures = score_quotations(items, {"a": [ATTRIBUTION, scare, indirect]})
    assert (figures["precision"], figures["recall"]) == (0.5, 1.0)


def test_a_day_is_right_by_its_value_at_its_place_and_no_finer_than_it_is() -> None:
    gold = [
        {"start": 0, "end": 6, "type": "DATE", "value": "1998-01-08"},
        {"start": 10, "end": 14, "type": "DATE", "value": "1998"},
        {"start": 20, "end": 28, "type": "DURATION", "value": "P2D"},
    ]
    said = [
        {"start": 0, "end": 6, "value": "1998-01-08"},
        {"start": 10, "end": 14, "value": "1998-01-08"},  # a year is no day
        {"start": 40, "end": 43, "value": "2015-05-01"},  # nobody's date
        {"start": 20, "end": 28, "value": "P2D"},  # a length, left out on both sides
    ]
    figures = score_dates([{"id": "a", "gold": gold}], {"a": said})
    assert figures == {"f1": pytest.approx(0.4), "precision": pytest.approx(1 / 3), "recall": 0.5}


def test_norms_are_scored_a_set_at_a_time_strictly_and_with_a_condition() -> None:
    text = "Russia will retaliate if NATO expands."
    norm = {
        "modal": "will",
        "mode": "if",
        "agent": [0, 6],
        "agent_id": "RUS",
        "action": [12, 21],
        "trigger": [25, 37],
        **dict.fromkeys(("target_id", "action_event", "trigger_id", "trigger_event", "speaker_id")),
    }
    items = [{"id": f"{name}:1", "set": name, "text": text, "norms": [norm]} for name in ("pages", "passages")]
    said = {"pages:1": {"norms": [norm]}, "passages:1": {"norms": [{**norm, "agent_id": "USA"}]}}
    figures = score_norms(items, said)
    assert (figures["pages.strict"], figures["pages.if_strict"]) == (1.0, 1.0)
    assert (figures["passages.relaxed"], figures["passages.strict"]) == (1.0, 0.0)

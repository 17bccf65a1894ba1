"""What the event head is asked, by hand; what it answers is measured by its cross-validation."""

import json

import numpy as np
import pytest

from onrecord.engines.encoder.pages import EncodedPage
from onrecord.engines.encoder.words import Encoded
from onrecord.engines.event_head import REACH_WORDS, REFUSED, TYPES, batch_of, inputs_of, probabilities
from onrecord.engines.scanner import model_folder
from onrecord.terms.actions import AskedAction
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.spans import Span

# "Chad", "attacked", "Mali", "again" at 0, 5, 14 and 19
STARTS = np.array([0, 5, 14, 19])


def page() -> EncodedPage:
    ends = np.array([4, 13, 18, 24])
    order = np.arange(4)
    nothing = np.zeros(4, dtype=np.int64)
    words = Encoded(order, STARTS, ends, order, nothing, nothing, np.array([[0, 4]]))
    return EncodedPage(words, np.arange(8, dtype=np.float32).reshape(4, 2))


def asked(window: Span = Span(0, 24), *, refused: bool = False) -> AskedAction:
    return AskedAction(
        window=window,
        actor=Span(0, 4),
        recipient=Span(14, 18),
        action=None,
        verb=5,
        ties=(5,),
        hints=((5, EventType.ASSAULT),),
        rule=EventType.ASSAULT,
        sure=True,
        status=EventStatus.DENIED if refused else EventStatus.HAPPENED,
        refused=refused,
    )


def test_a_row_a_word() -> None:
    row = inputs_of(page(), asked())
    assert row is not None
    assert row["role"].tolist() == [1, 0, 2, 0]
    assert row["tie"].tolist() == [0, 1, 0, 0]
    assert row["hint"].tolist() == [0, 1 + TYPES.index(EventType.ASSAULT), 0, 0]
    assert row["distance"].tolist() == [REACH_WORDS, REACH_WORDS + 1, REACH_WORDS + 2, REACH_WORDS + 3]
    assert row["facts"].tolist() == [1 + TYPES.index(EventType.ASSAULT), 1, 1, 0]
    assert row["vectors"].shape == (4, 2)


def test_a_refusal_is_told_from_a_denial() -> None:
    row = inputs_of(page(), asked(refused=True))
    assert row is not None
    assert row["facts"][2] == REFUSED


def test_a_window_without_words_is_not_asked_about() -> None:
    assert inputs_of(page(), asked(Span(30, 40))) is None


def test_rows_are_padded_and_say_so() -> None:
    rows = [row for span in (Span(0, 24), Span(0, 13)) if (row := inputs_of(page(), asked(span))) is not None]
    batch = batch_of(rows)
    assert batch["held"].sum(axis=1).tolist() == [4, 2]
    assert batch["vectors"].shape == (2, 4, 2)
    assert batch["facts"].shape == (2, 4)


def test_probabilities_sum_to_one() -> None:
    assert probabilities(np.array([[1.0, 2.0], [1000.0, 0.0]], dtype=np.float32)).sum(axis=1) == pytest.approx([1, 1])


def test_the_head_was_trained_on_the_encoder_that_ships() -> None:
    cards = [json.loads((model_folder() / name / "config.json").read_text()) for name in ("events", "encoder")]
    # Before the point a version is of the weights, behind it of how they are run.
    assert cards[0]["encoder"] == cards[1]["version"].split(".")[0]
    assert cards[0]["types"] == [*(t.value for t in TYPES), ""]

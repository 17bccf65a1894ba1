"""The trained reader of norms: what its gate and its pieces are, and that it reads what it was taught to. How well it
reads is measured on the folds (training/norms/README.md)."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.engines.norms.gate import Gate, words_and_pairs
from onrecord.engines.norms.heads import CLASSES, ENDS
from onrecord.engines.norms.pieces import batch_of, pieces_of
from onrecord.engines.norms.reader import NormReader, apart
from onrecord.engines.scanner import model_folder
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span

TEXT = "The rains came late. Serbia will reopen the bridge only if Kosovo lifts the ban."
SENTENCES = (Span(0, 20), Span(21, len(TEXT)))


@pytest.fixture(scope="module")
def reader() -> NormReader:
    return NormReader(model_folder() / "norms")


def reading(action: Span, mode: Mode, probability: float) -> ReadNorm:
    return ReadNorm(
        modal=Modal.WILL, mode=mode, probability=probability, action=action, trigger=None, agent=None, target=None,
        cue=None, speaker=None, deadline=None,
    )  # fmt: skip


def test_the_words_it_points_at(reader: NormReader) -> None:
    found = reader.read(TEXT, SENTENCES)
    best = max(found, key=lambda n: n.probability)
    assert best.action.of(TEXT) == "reopen the bridge"
    assert best.trigger is not None
    assert best.trigger.of(TEXT) == "Kosovo lifts the ban"
    assert best.agent is not None
    assert best.agent.of(TEXT) == "Serbia"
    assert best.mode is not Mode.NONE
    assert all(0 < n.probability <= 1 for n in found)


def test_it_reads_alike_on_every_processor(reader: NormReader) -> None:
    """int8 products overflow on a processor without VNNI unless told not to: there nothing was found at all."""
    likeliest = max(n.probability for n in reader.read(TEXT, SENTENCES))
    assert likeliest == pytest.approx(0.988, abs=0.05)


def test_a_sentence_reads_alike_alone_and_among_others(reader: NormReader) -> None:
    others = [Span(i * 60, i * 60 + 59) for i in range(6)]
    filler = "".join(f"{'Chad may send its envoy to the talks in Doha next week':<59} " for _ in others)
    long = filler + TEXT
    shifted = [Span(s.start + len(filler), s.end + len(filler)) for s in SENTENCES]
    alone = {n.action.of(TEXT): n.probability for n in reader.read(TEXT, SENTENCES)}
    among = {n.action.of(long): n.probability for n in reader.read(long, [*others, *shifted])}
    assert among["reopen the bridge"] == pytest.approx(alone["reopen the bridge"], abs=0.1)  # int8 rounds by batch


def test_nothing_is_read_where_nothing_is(reader: NormReader) -> None:
    assert reader.read("", ()) == ()
    assert reader.read(TEXT, SENTENCES[:1]) == ()


def test_a_sentence_of_a_thousand_words_is_cut(reader: NormReader) -> None:
    text = "Norway will " + "never ever " * 500 + "withdraw if Russia attacks."
    assert all(n.action.end <= len(text) for n in reader.read(text, (Span(0, len(text)),)))


def test_pieces_know_their_places_and_which_begin_words(reader: NormReader) -> None:
    text = "Turkmenistan won't attack."
    pieces = pieces_of(text, Span(0, len(text)), reader._tokenizer)
    begun = [text[s:e] for s, e, b in zip(pieces.starts, pieces.ends, pieces.begins, strict=True) if b]
    assert begun[0].lower() == text[: len(begun[0])].lower()
    assert begun[-2:] == ["attack", "."]
    assert "##" not in "".join(begun)
    assert pieces.ends_of([text.index("attack"), text.index(".")]) == (len(pieces) - 3, len(pieces) - 3)
    assert pieces.ends_of([len(text) + 5, len(text) + 9]) is None
    ids, mask = batch_of([pieces, pieces_of(text, Span(0, 12), reader._tokenizer)], 1)
    assert ids.shape == mask.shape
    assert mask.sum(axis=1)[1] < mask.sum(axis=1)[0] == len(pieces)
    assert np.all(ids[mask == 0] == 1)


def test_of_two_readings_of_a_deed_the_likelier_stays_and_another_mode_beside_it() -> None:
    deed, near, far = Span(0, 20), Span(3, 20), Span(40, 60)
    held = [
        reading(deed, Mode.IF, 0.9),
        reading(near, Mode.IF, 0.8),
        reading(deed, Mode.UNLESS, 0.5),
        reading(deed, Mode.EVEN_IF, 0.1),
        reading(far, Mode.NONE, 0.1),
    ]
    assert [(n.action, n.mode) for n in apart(held)] == [(deed, Mode.IF), (deed, Mode.UNLESS), (far, Mode.NONE)]


def test_a_gate_adds_the_weights_of_words_and_pairs_once_each(tmp_path: Path) -> None:
    table = tmp_path / "gate.csv"
    table.write_text("words,weight\n(none),-1\nwill,2\nwill not,-1\n", encoding="utf-8")
    gate = Gate(table)
    assert words_and_pairs("Will not") == ["will", "not", "will not"]
    assert gate.probability("They will, will!") == pytest.approx(1 / (1 + np.exp(-1)))
    assert gate.probability("They will not") == pytest.approx(0.5)


def test_classes_and_ends_are_as_the_graphs_have_them(reader: NormReader) -> None:
    assert len(CLASSES) == 20
    assert len(ENDS) == 13
    (odds,) = [o for o in reader._upper.get_outputs() if o.name == "odds"]
    assert odds.shape[-1] == len(CLASSES)

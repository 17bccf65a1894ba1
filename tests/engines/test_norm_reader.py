"""The trained reader of norms: what its gate and its pieces are, and that it reads what it was taught to. How well it
reads is measured on the folds (training/norms/README.md)."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.engines.encoder.pages import EncodedPage
from onrecord.engines.encoder.words import Encoded
from onrecord.engines.norms.gate import Gate, MeaningGate, words_and_pairs
from onrecord.engines.norms.heads import CLASSES, ENDS
from onrecord.engines.norms.pieces import LONGEST, batch_of, laid_out, pieces_of
from onrecord.engines.norms.reader import PIECES_AT_A_TIME, OnnxNormReader, apart, batches_of, slot_of
from onrecord.engines.scanner import OnnxScanner, model_folder
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span

TEXT = "The rains came late. Serbia will reopen the bridge only if Kosovo lifts the ban."
SENTENCES = (Span(0, 20), Span(21, len(TEXT)))
# What the vectors say where they say nothing either way: the words alone decide.
EVEN = (0.0, 0.0)
MEANING = model_folder() / "norms" / "meaning.csv"


@pytest.fixture(scope="module")
def reader() -> OnnxNormReader:
    return OnnxNormReader(model_folder() / "norms")


def reading(action: Span, mode: Mode, probability: float) -> ReadNorm:
    return ReadNorm(
        modal=Modal.WILL, mode=mode, probability=probability, action=action, trigger=None, agent=None, target=None,
        cue=None, speaker=None, deadline=None,
    )  # fmt: skip


def test_the_words_it_points_at(reader: OnnxNormReader) -> None:
    found = reader.read(TEXT, SENTENCES, EVEN)
    best = max(found, key=lambda n: n.probability)
    assert best.action.of(TEXT) == "reopen the bridge"
    assert best.trigger is not None
    assert best.trigger.of(TEXT) == "Kosovo lifts the ban"
    assert best.agent is not None
    assert best.agent.of(TEXT) == "Serbia"
    assert best.mode is not Mode.NONE
    assert all(0 < n.probability <= 1 for n in found)


def test_it_reads_alike_on_every_processor(reader: OnnxNormReader) -> None:
    """int8 products overflow on a processor without VNNI unless told not to: there nothing was found at all."""
    likeliest = max(n.probability for n in reader.read(TEXT, SENTENCES, EVEN))
    assert likeliest == pytest.approx(0.988, abs=0.05)


def test_a_sentence_reads_alike_alone_and_among_others(reader: OnnxNormReader) -> None:
    others = [Span(i * 60, i * 60 + 59) for i in range(6)]
    filler = "".join(f"{'Chad may send its envoy to the talks in Doha next week':<59} " for _ in others)
    long = filler + TEXT
    shifted = [Span(s.start + len(filler), s.end + len(filler)) for s in SENTENCES]
    alone = {n.action.of(TEXT): n.probability for n in reader.read(TEXT, SENTENCES, EVEN)}
    among = {n.action.of(long): n.probability for n in reader.read(long, [*others, *shifted], [0.0] * 8)}
    assert among["reopen the bridge"] == pytest.approx(alone["reopen the bridge"], abs=0.1)  # int8 rounds by batch


def test_nothing_is_read_where_nothing_is(reader: OnnxNormReader) -> None:
    assert reader.read("", (), ()) == ()
    assert reader.read(TEXT, SENTENCES[:1], EVEN[:1]) == ()


def test_vectors_open_and_shut_the_gate(reader: OnnxNormReader) -> None:
    assert reader.read(TEXT, SENTENCES, (0.0, -50.0)) == ()
    assert [n.action.of(TEXT) for n in reader.read(TEXT, SENTENCES, (-50.0, 50.0))][:1] == ["reopen the bridge"]


def test_the_page_s_vectors_tell_a_promise_from_the_weather() -> None:
    scan = OnnxScanner().read(TEXT, (Span(0, len(TEXT)),))
    weather, promise = scan.norm_odds(SENTENCES)
    assert promise > weather + 1
    assert scan.norm_odds((Span(20, 21),)) == pytest.approx((MeaningGate(MEANING)._intercept,))  # no word begins there


def test_a_sentence_of_a_thousand_words_is_cut(reader: OnnxNormReader) -> None:
    text = "Norway will " + "never ever " * 500 + "withdraw if Russia attacks."
    assert all(n.action.end <= len(text) for n in reader.read(text, (Span(0, len(text)),), (0.0,)))


def test_pieces_know_their_places_and_which_begin_words(reader: OnnxNormReader) -> None:
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


def test_of_two_readings_of_an_action_the_likelier_stays_and_another_mode_beside_it() -> None:
    action, near, far = Span(0, 20), Span(3, 20), Span(40, 60)
    held = [
        reading(action, Mode.IF, 0.9),
        reading(near, Mode.IF, 0.8),
        reading(action, Mode.UNLESS, 0.5),
        reading(action, Mode.EVEN_IF, 0.1),
        reading(far, Mode.NONE, 0.1),
    ]
    assert [(n.action, n.mode) for n in apart(held)] == [(action, Mode.IF), (action, Mode.UNLESS), (far, Mode.NONE)]


def test_a_gate_adds_the_weights_of_words_and_pairs_once_each(tmp_path: Path) -> None:
    table = tmp_path / "gate.csv"
    table.write_text("words,weight\n(none),-1\nwill,2\nwill not,-1\n", encoding="utf-8")
    gate = Gate(table)
    assert words_and_pairs("Will not") == ["will", "not", "will not"]
    assert gate.log_odds("They will, will!") == 1
    assert gate.log_odds("They will not") == 0


def test_a_gate_of_meaning_weighs_the_mean_of_a_sentence_s_words(tmp_path: Path) -> None:
    table = tmp_path / "meaning.csv"
    table.write_text("number,weight\n(none),-1\n0,2\n1,-4\n", encoding="utf-8")
    starts = np.array([0, 5, 9])
    words = Encoded(
        starts=starts, ends=starts + 3, block=np.zeros(3, dtype=np.int64), quoted=starts * 0, pieces=starts,
        first_piece=starts, stretches=np.array([[0, 3]]),
    )  # fmt: skip
    page = EncodedPage(words, np.array([[1, 0], [2, 1], [0, 1]], dtype=np.float32))
    assert MeaningGate(table).log_odds(page, (Span(0, 8), Span(9, 12), Span(20, 25))) == (0.0, -5.0, -1.0)


def test_sentences_lie_in_one_row_without_padding_and_come_apart_again(reader: OnnxNormReader) -> None:
    text = "Norway will not withdraw. It rains."
    held = [pieces_of(text, span, reader._tokenizer) for span in (Span(26, len(text)), Span(0, 25))]
    laid = laid_out(held, 1)
    row = laid.ids.reshape(-1)[laid.back]
    assert row.tolist() == [*held[0].ids, *held[1].ids]
    assert (row[laid.spread][laid.mask == 1] == row).all()
    assert laid.near[0, 0] == LONGEST - 1
    assert laid.near[0, 2] == LONGEST + 1  # two ahead


def test_batches_hold_so_many_pieces(reader: OnnxNormReader) -> None:
    text = "Norway will not withdraw."
    one = pieces_of(text, Span(0, len(text)), reader._tokenizer)
    sizes = [len(batch) * len(one) for batch in batches_of([one] * 100)]
    assert sum(sizes) == 100 * len(one)
    assert all(PIECES_AT_A_TIME - len(one) < size <= PIECES_AT_A_TIME for size in sizes[:-1])


def test_classes_and_ends_are_as_the_graphs_have_them(reader: OnnxNormReader) -> None:
    assert len(CLASSES) == 20
    assert len(ENDS) == 13
    (odds,) = [o for o in reader._upper.get_outputs() if o.name == "odds"]
    assert odds.shape[-1] == len(CLASSES)


@pytest.mark.parametrize(("action", "words"), [(3, "Iran"), (1, "Iran to close it")])
def test_what_begins_before_the_action_ends_before_it(reader: OnnxNormReader, action: int, words: str) -> None:
    text = "Iran to close it"
    pieces = pieces_of(text, Span(0, len(text)), reader._tokenizer)
    assert len(pieces) == 6  # a word each, and a mark at either end
    ends = np.zeros((len(ENDS), len(pieces)), dtype=np.float32)
    ends[ENDS.index(("agent", "first")), 1] = 1.0
    ends[ENDS.index(("agent", "last")), [1, 4]] = 0.5, 0.9
    read = slot_of(pieces, ends, "agent", action=action)
    assert read is not None
    assert read.of(text) == words

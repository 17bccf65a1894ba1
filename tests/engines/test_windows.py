"""Windows of whole blocks: what a page's words are read among, and that it is the page alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engines.encoder.pages import WINDOW_PIECES, cuts, margins, windows_over
from onrecord.engines.encoder.words import Encoded

MOST = WINDOW_PIECES - 2


def page_of(lengths: list[int]) -> Encoded:
    """Blocks of so many pieces, a word a piece, a separator between two."""
    first, stretches = [], []
    at = 0
    for length in lengths:
        stretches.append((at, at + length))
        first += range(at, at + length)
        at += length + 1
    block = np.repeat(np.arange(len(lengths)), lengths)
    words = np.array(first, dtype=np.int64)
    nothing = np.zeros(len(words), dtype=np.int64)
    pieces = np.zeros(max(0, at - 1), dtype=np.int64)
    return Encoded(pieces, words, words + 1, words, nothing, block, np.array(stretches, dtype=np.int64).reshape(-1, 2))


@given(st.lists(st.integers(1, 900), max_size=30))
def test_every_word_is_read_and_no_whole_block_twice(lengths: list[int]) -> None:
    words = page_of(lengths)
    windows = list(windows_over(words))
    assert all(0 < w.last - w.first <= MOST for w in windows)
    read = np.zeros(len(words), dtype=np.int64)
    for window in windows:
        read[window.low : window.high] += 1
    assert (read >= 1).all()
    for number, length in enumerate(lengths):
        if length <= MOST:
            assert (read[words.block == number] == 1).all()
            assert len({w for w in windows if (words.block[w.low : w.high] == number).any()}) == 1


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=6))
def test_a_word_of_a_long_block_is_read_with_room_on_either_side(lengths: list[int]) -> None:
    words = page_of(lengths)
    room = np.full(len(words), -1)
    for window in windows_over(words):
        mine = slice(window.low, window.high)
        room[mine] = np.maximum(room[mine], margins(words, window))
    for number, length in enumerate(lengths):
        if length > MOST:
            assert (room[words.block == number][63:-63] >= 63).all()


def test_what_is_left_over_is_not_read_by_itself() -> None:
    assert list(cuts(page_of([100, 100, 100, 100]))) == [(0, 201), (202, 403)]
    assert list(cuts(page_of([300, 300, 20]))) == [(0, 300), (301, 622)]
    assert list(cuts(page_of([1000]))) == [(0, 382), (256, 638), (512, 894), (768, 1000)]
    assert list(cuts(page_of([]))) == []

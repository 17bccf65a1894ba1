"""The table of words that do not tell one deed from another."""

import csv
from importlib.resources import files


def test_every_word_is_there_once_with_its_source() -> None:
    rows = list(csv.DictReader(files("onrecord.data").joinpath("empty_words.csv").read_text("utf-8").splitlines()))
    words = [row["word"] for row in rows]
    assert len(words) == len(set(words))
    assert all(row["word"] == row["word"].casefold().strip() and row["source"] for row in rows)

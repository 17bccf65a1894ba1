"""Nothing that measures is learnt from: what shares a long sentence with dev, pages_dev or the draws is left out."""

import re
from pathlib import Path

import pytest
from training.norms.texts import GOLD, MEASURES, Measured, lines_of, long_sentences, page_id, unlabelled

RUN_WORDS = 12
# Of a text's runs of twelve words: a site's foot ("published in section: news") and a paper's standing note are shared.
MOST_SHARED = 0.15


def runs(text: str) -> set[str]:
    """Its runs of twelve words: told otherwise than the filter tells copies."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[i : i + RUN_WORDS]) for i in range(len(words) - RUN_WORDS + 1)}


def test_only_long_sentences_tell_a_text() -> None:
    long = "The minister said on Monday that the border with the north would stay closed."
    assert long_sentences(f"{long} He left.") == long_sentences(f"“{long.upper()}”\nHe left then.")
    assert long_sentences("He declined to comment further.") == set()


def test_a_page_is_one_group_with_its_passages() -> None:
    assert {page_id(key) for key in ("kremlin-17156", "kremlin-17156-2", "kremlin-17156~4")} == {"kremlin-17156"}


@pytest.fixture(scope="module")
def measured(shared: Path) -> Measured:
    return Measured(shared)


def test_what_is_learnt_from_shares_nothing_with_what_measures(shared: Path, measured: Measured) -> None:
    held = set().union(*(runs(row["text"]) for path in MEASURES for row in lines_of(shared / path)))
    left_out = kept = 0
    for corpus in GOLD:
        for row in lines_of(shared / "gold" / f"{corpus}.jsonl"):
            if measured.holds(row["text"]):
                left_out += 1
                continue
            kept += 1
            own = runs(row["text"])
            assert len(own & held) <= MOST_SHARED * len(own), row["id"]
    assert 10 <= left_out <= 40
    assert kept > 2200


def test_every_text_that_measures_is_told_by_the_filter(shared: Path, measured: Measured) -> None:
    told = [measured.holds(row["text"]) for path in MEASURES for row in lines_of(shared / path)]
    assert sum(told) / len(told) > 0.97  # the rest have no long sentence


def test_unlabelled_texts_have_pages_that_measure_among_them_so_the_filter_is_needed(
    shared: Path, measured: Measured
) -> None:
    first = [text for _, text in zip(range(200), unlabelled(shared), strict=False)]
    assert 0 < sum(measured.holds(body) for _, _, body in first) < len(first)

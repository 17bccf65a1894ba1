"""What spaCy's pipes are not asked for any more comes out as they give it, word for word."""

import csv
import importlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engines.spacy_parser import MODEL, SpacyParser
from onrecord.engines.syntax import entity_moves
from onrecord.engines.syntax.other_model import OtherModel
from onrecord.engines.syntax.word_forms import SoughtForms, WordForms
from onrecord.language.parse_slips import mended
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

AGREEMENT = Path(__file__).parents[1] / "language" / "agreement.csv"

# What rules of several words begin with, names across the ends of sentences, white space where a word or a head may
# be, marks, words the tokenizer takes apart, and a block of one word.
ODD = [
    "They're gonna close it; we gotta go, let's wait. C'mon, y'all ain't going.",
    "There is a treaty. There were, he said, 3 talks; there's none now.",
    "He got it. He GOT them. Nothin' was signed, nuthin' at all.",
    "President Putin met Angela Merkel in Moscow on Monday, 3 May 2021, for two hours.",
    "Moscow. Kyiv. Beijing Shanghai. The United Nations Security Council",
    "  Two  blanks \t and\na line, \n\n then   another  . ",
    "We   \u00a0 will   sue ;  they ,   too  .",
    "\u00a0",
    "Iran",
    "$ 5.4 million (10%) of Germany's GDP... \u2014 \u201cwon\u2019t\u201d I'd've 9a.m.-5p.m.",
]
COMMON = "Let 's there is are got ta gon na y' all Moscow will not bomb Iran the town , . on May 3"
WORDS = st.sampled_from(["  ", "\n", *COMMON.split()])


@pytest.fixture(scope="module")
def pipes() -> Any:
    """The model with all pipes, as spaCy runs it."""
    return importlib.import_module(MODEL).load(exclude=["senter"])


def as_spacy_reads(pipes: Any, text: str, blocks: list[Span]) -> dict[str, list[Any]]:
    """The columns, token by token from spaCy's own Docs."""
    names = "starts ends lemmas pos tags deps heads entities entity_starts sentences"
    columns: dict[str, list[Any]] = {name: [] for name in names.split()}
    for block, doc in zip(blocks, pipes.pipe((block.of(text) for block in blocks), batch_size=64), strict=True):
        before = len(columns["starts"])
        place = {t.i: before + n for n, t in enumerate(t for t in doc if not t.is_space)}
        for token in doc:
            if token.i not in place:
                continue
            head = token.head
            while head.i not in place and head.head.i != head.i:
                head = head.head
            row = (
                block.start + token.idx,
                block.start + token.idx + len(token),
                *(token.lemma_, token.pos_, token.tag_, token.dep_),
                place.get(head.i, place[token.i]),
                *(token.ent_type_, token.ent_iob_ == "B"),
            )
            for name, value in zip(names.split(), row, strict=False):
                columns[name].append(value)
        for sentence in doc.sents:
            if held := [place[t.i] for t in sentence if t.i in place]:
                columns["sentences"].append((held[0], held[-1] + 1))
    return columns


def same(parser: SpacyParser, pipes: Any, texts: list[str]) -> None:
    text, blocks = "", []
    for piece in texts:
        blocks.append(Span(len(text), len(text) + len(piece)))
        text += piece + "\n\n"
    whole = as_spacy_reads(pipes, text, blocks)
    assert parser.parse(text, blocks) == mended(Parse(text=text, **{k: tuple(v) for k, v in whole.items()}))


def test_odd_texts_are_parsed_as_spacy_parses_them(parser: SpacyParser, pipes: Any) -> None:
    for text in ODD:
        same(parser, pipes, [text])
    same(parser, pipes, ODD)


def test_names_longer_than_are_followed_side_by_side_are_found_whole(
    parser: SpacyParser, pipes: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most in (1, 2, 3):
        monkeypatch.setattr(entity_moves, "WORDS_BESIDE", most)
        same(parser, pipes, ODD)
    monkeypatch.undo()
    same(parser, pipes, ["The " + "Very " * 200 + "Long Name Company of America and " + "San " * 300 + "Francisco"])


def test_the_sentences_all_rooms_agree_on_are_parsed_as_spacy_parses_them(parser: SpacyParser, pipes: Any) -> None:
    with AGREEMENT.open(encoding="utf-8", newline="") as file:
        texts = list(dict.fromkeys(row["sentence"] for row in csv.DictReader(file)))
    assert len(texts) > 50
    same(parser, pipes, texts)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=25), min_size=1, max_size=4))
def test_any_words_are_parsed_as_spacy_parses_them(parser: SpacyParser, pipes: Any, blocks: list[list[str]]) -> None:
    same(parser, pipes, [" ".join(words) for words in blocks])


def test_a_rule_of_several_words_is_followed_though_its_first_word_was_met_alone(parser: SpacyParser) -> None:
    alone = parser.parse("He got ill.", [Span(0, 11)])
    assert alone.lemmas[1] == "get"
    text = "You got ta leave, and there was a treaty."
    together = parser.parse(text, [Span(0, len(text))])
    forms = {together.word(t): (together.lemmas[t], together.pos[t]) for t in range(len(together))}
    assert forms["ta"][0] == "to"
    assert forms["was"][1] == "VERB"


def test_a_ruler_that_looks_at_more_is_refused(pipes: Any) -> None:
    ruler = pipes.get_pipe("attribute_ruler")

    class Other:
        vocab = pipes.vocab
        patterns = (*ruler.patterns, {"patterns": [[{"SHAPE": "Xx"}]], "attrs": {"POS": "X"}, "index": 0})

    with pytest.raises(OtherModel, match=r"look at \['SHAPE'\]"):
        WordForms(Other(), pipes.get_pipe("lemmatizer"))
    with pytest.raises(OtherModel, match="looks for"):
        SoughtForms([{"LOWER": {"FUZZY": "got"}}])

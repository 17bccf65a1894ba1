"""What must never happen, whatever the text."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.statements import find_statements
from onrecord.terms.documents import Document
from onrecord.terms.spans import hull
from onrecord.terms.statements import Statement

MARKS = "“”‘’\"'«»()[],.;:?!-—…"
WORDS = "he she said says told him that to not according to the army minister warned would stay if attacked As in view"
PIECES = (*MARKS, "''", "``", "'s", "Kyiv", "🙂", "\n\n", "\n\t\xa0", *WORDS.split())
SHOWN = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(
    text: str, parser: SpacyParser, document_of: Callable[[str], Document]
) -> tuple[Document, tuple[Statement, ...]]:
    document = document_of(text)
    parse = parser.parse(text, [b.span for b in document.blocks])
    statements, refusals = find_statements(document, parse)
    for refusal in refusals:
        assert refusal.room == "statements"
        assert refusal.span is not None
        assert refusal.span.of(text)
    return document, statements


def check(document: Document, statements: tuple[Statement, ...]) -> None:
    blocks = hull(b.span for b in document.blocks) if document.blocks else None
    firsts = []
    for statement in statements:
        spans = [*statement.source, *statement.cue, *statement.content]
        assert blocks is not None
        assert all(blocks.covers(span) for span in spans)
        assert all(any(c.isalnum() for c in span.of(document.text)) for span in statement.content)
        for part in (statement.source, statement.cue, statement.content):
            assert list(part) == sorted(part)
        firsts.append(min(span.start for span in spans))
    assert firsts == sorted(firsts)
    assert len({s.id for s in statements}) == len(statements)


@SHOWN
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_mix_of_marks_and_cues_is_read(parser, document_of, text):
    check(*read(text, parser, document_of))


@SHOWN
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80))
def test_any_text_is_read(parser, document_of, text):
    check(*read(text, parser, document_of))


@pytest.mark.parametrize(
    "text", ["", "\n\n", "”", "“", "'", "“”", "“ ”", "🙂", "said", "he said", ": “", "according to"]
)
def test_next_to_nothing_is_read(parser, document_of, text):
    check(*read(text, parser, document_of))


def test_a_very_long_paragraph_is_read(parser, document_of):
    text = "“We will stay,” he said, and the army said that it would " * 1800
    check(*read(text, parser, document_of))

"""What a tagger read and what the rules read, joined: values by hand, no model."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from onrecord.statements import find_statements
from onrecord.terms.attributions import Attribution
from onrecord.terms.documents import Block, BlockRole
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness, Statement, StatementFlag


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Where the pieces, parted by " | ", stand in the text."""
    found = []
    for piece in words.split(" | ") if words else ():
        start = text.index(piece)
        found.append(Span(start, start + len(piece)))
    return tuple(found)


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    """An attribution in words."""
    return Attribution(source=spans(text, source), cue=spans(text, cue), content=spans(text, content), probability=0.9)


def told(text: str, statement: Statement) -> tuple[str, str, str]:
    """(source, cue, content) as written."""
    roles = (statement.source, statement.cue, statement.content)
    return tuple(" | ".join(s.of(text) for s in role) for role in roles)  # type: ignore[return-value]


@pytest.fixture
def joined(document_of, parse_text):
    """Statements of a text given what a tagger read of it."""

    def read(
        text: str, *read_by_tagger: tuple[str, str, str], role: BlockRole = BlockRole.BODY
    ) -> tuple[Statement, ...]:
        given = [attribution(text, *words) for words in read_by_tagger]
        document = document_of(text)
        document = replace(document, blocks=tuple(Block(role, b.span) for b in document.blocks))
        found, _ = find_statements(document, parse_text(text), given)
        return found

    return read


def test_the_tagger_is_believed_where_it_read(joined) -> None:
    text = "The envoy is of the opinion that the talks failed."
    found = joined(text, ("The envoy", "is of the opinion", "that the talks failed"))
    assert [told(text, s) for s in found] == [("The envoy", "is of the opinion", "that the talks failed")]
    assert found[0].directness is Directness.INDIRECT


def test_a_quotation_the_tagger_missed_is_kept(joined) -> None:
    text = "The envoy hopes that it works.\n“We will not leave,” the minister said."
    found = joined(text, ("The envoy", "hopes", "that it works"))
    assert ("the minister", "said", "We will not leave") in [told(text, s) for s in found]


def test_one_speech_is_one_statement(joined) -> None:
    text = "The minister said that the army would stay."
    found = joined(text, ("The minister", "said", "that the army would stay"))
    assert len(found) == 1


def test_shreds_give_way_to_the_rules(joined) -> None:
    text = "The minister said that the army would stay in the north."
    found = joined(text, ("The minister", "said", "that the army | in the north"))
    assert [told(text, s) for s in found] == [("The minister", "said", "that the army would stay in the north")]


def test_a_running_quotation_keeps_the_paragraphs_the_tagger_did_not_see(joined) -> None:
    text = "“We will stay,” the minister said.\n“We will not leave.”"
    found = joined(text, ("the minister", "said", "We will stay"))
    assert any("We will not leave" in told(text, s)[2] for s in found)


def test_what_is_no_clause_is_narrated(joined) -> None:
    text = "Iran threatened to close the strait."
    (statement,) = joined(text, ("Iran", "threatened", "to close the strait"))
    assert StatementFlag.NARRATED in statement.flags


TEXT = (
    "“We will stay,” the minister, Jan Novak, said on Friday. He added that talks had failed, according to the envoy.\n"
    "“We will not leave.\n“Nobody will.” Iran: no deal - minister. It (the army) refused to go, and said so."
)
PLACES = [m.span() for m in re.finditer(r"\w+", TEXT)]


@st.composite
def any_attribution(draw: st.DrawFn) -> Attribution:
    """Runs of words anywhere, in any role, as a tagger at its worst might give them."""

    def runs(least: int, most: int) -> tuple[Span, ...]:
        found = []
        for _ in range(draw(st.integers(least, most))):
            first = draw(st.integers(0, len(PLACES) - 1))
            last = min(len(PLACES) - 1, first + draw(st.integers(0, 8)))
            found.append(Span(PLACES[first][0], PLACES[last][1]))
        return tuple(sorted(set(found)))

    return Attribution(source=runs(0, 2), cue=runs(1, 1), content=runs(1, 3), probability=0.5)


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(read_by_tagger=st.lists(any_attribution(), max_size=6))
def test_whatever_a_tagger_gives_every_statement_has_words_of_the_page(
    document_of, parse_text, read_by_tagger: list[Attribution]
) -> None:
    found, _ = find_statements(document_of(TEXT), parse_text(TEXT), read_by_tagger)
    assert len({s.id for s in found}) == len(found)
    for statement in found:
        for span in (*statement.source, *statement.cue, *statement.content):
            assert span.of(TEXT).strip()


def test_without_a_tagger_the_rules_read_alone(joined) -> None:
    text = "The minister said that the army would stay."
    assert [told(text, s) for s in joined(text)] == [("The minister", "said", "that the army would stay")]


@pytest.mark.parametrize("content", ["in part", "We will stay."])
def test_the_rules_join_a_clause_to_the_quotation_of_the_next_paragraph(joined, content) -> None:
    text = "The message said, in part:\n\n“We will stay.”"
    tagged = ("The message", "said", content) if content == "in part" else ("", "", content)
    assert [told(text, s) for s in joined(text, tagged)] == [("The message", "said", "We will stay.")]

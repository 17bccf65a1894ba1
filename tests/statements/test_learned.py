"""What a tagger read and what the rules read, joined: values by hand, no model."""

import pytest

from onrecord.statements import find_statements
from onrecord.terms.attributions import Attribution
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

    def read(text: str, *read_by_tagger: tuple[str, str, str]) -> tuple[Statement, ...]:
        given = [attribution(text, *words) for words in read_by_tagger]
        found, _ = find_statements(document_of(text), parse_text(text), given)
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


def test_without_a_tagger_the_rules_read_alone(joined) -> None:
    text = "The minister said that the army would stay."
    assert [told(text, s) for s in joined(text)] == [("The minister", "said", "that the army would stay")]

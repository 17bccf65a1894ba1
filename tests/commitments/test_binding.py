"""Who the agent is, of everybody the page names. Weights by hand, and the table's own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from onrecord.actors import name_speakers, resolve
from onrecord.commitments.binding import Binder
from onrecord.commitments.norms import Drafter
from onrecord.commitments.parties import Parties, SlotParty
from onrecord.commitments.party_scoring import LinearPartyScorer, party_weights
from onrecord.commitments.speaker_context import SpeakerContexts
from onrecord.statements import find_statements
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

TEXT = "Estonia spoke with Latvia on Monday. It will close the border if Belarus opens fire."


class Choosing:
    """Takes the option with a feature, and notes what it was asked."""

    def __init__(self, feature: str) -> None:
        self.feature = feature
        self.asked: list[str | None] = []

    def best(
        self, _action: Span, options: Sequence[tuple[str | None, Mapping[str, float]]], /
    ) -> tuple[str | None, float]:
        self.asked = [code for code, _ in options]
        assert all(0 <= amount <= 1 for _, features in options for amount in features.values())
        return next((code for code, features in options if self.feature in features), None), 0.75


@pytest.fixture
def bound(document_of: Callable[[str], Document], parse_text: Callable[[str], Parse]) -> Callable[..., tuple]:
    """(agent's code, how sure) of the one norm of a text."""

    def bind(text: str, judge: object, *, ruled: bool = False) -> tuple:
        document, parse = document_of(text), parse_text(text)
        statements, _ = find_statements(document, parse)
        statements, cast = name_speakers(document, parse, statements, resolve(document, parse))
        contexts, parties = SpeakerContexts(parse, statements, cast), Parties(parse, cast)
        drafter = Drafter(parse, contexts, parties, ())
        (draft,) = (d for i in range(len(parse.sentences)) for d in drafter.sentence(i, ())[0])
        draft = draft if ruled else replace(draft, agent=SlotParty(draft.agent.words, None))
        done = Binder(parse, cast, contexts, parties, judge).bind(draft)  # type: ignore[arg-type]
        return done.agent.code, done.sure

    return bind


def test_everybody_named_is_a_candidate_and_nobody_is_the_last(bound: Callable[..., tuple]) -> None:
    judge = Choosing("the subject before")
    assert bound(TEXT, judge) == ("EST", 0.75)
    assert judge.asked == ["BLR", "EST", "LVA", None]


def test_a_sign_is_of_the_page(bound: Callable[..., tuple]) -> None:
    assert bound(TEXT, Choosing("in the trigger"))[0] == "BLR"
    assert bound(TEXT, Choosing("a subject here"))[0] == "BLR"
    assert bound(TEXT, Choosing("nobody"))[0] is None


def test_weights_make_a_softmax_and_a_sign_without_one_counts_nothing() -> None:
    judge = LinearPartyScorer({"near": 2.0, "far": -2.0})
    options = [("A", {"far": 1.0}), ("B", {"near": 1.0}), (None, {"new": 1.0})]
    code, sure = judge.best(Span(0, 1), options)
    assert code == "B"
    assert sure == pytest.approx(0.867, abs=0.001)  # e^2 / (e^2 + e^-2 + 1)


def test_the_table_binds_a_pronoun_to_whom_it_takes_up(bound: Callable[..., tuple]) -> None:
    assert party_weights()["grammar says so"] > 0 > party_weights()["grammar says another"]
    text = "The president of Kenya, William Ruto, met the envoy. He will send troops if Somalia asks for them."
    assert bound(text, LinearPartyScorer())[0] == "KEN"


def test_whoever_is_joined_behind_the_first_is_no_candidate(bound: Callable[..., tuple]) -> None:
    judge = Choosing("grammar says so")
    text = (
        "The leaders of France, Germany and Russia, as well as lawyers from Chad, will attend the event if Peru agrees."
    )
    assert bound(text, judge, ruled=True)[0] == "FRA"
    assert judge.asked == ["FRA", "PER", "TCD", None]

"""The judge of norms: what it weighs, and what becomes of the unlikely. Values by hand, no model."""

from collections.abc import Callable, Mapping

import pytest

from onrecord.commitments import TreeNormScorer, find_commitments
from onrecord.commitments.scoring import TreeNode, trees, value_of
from onrecord.events import VerbCoder
from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.records import Norm

TEXT = "Russia will send troops if Norway closes the strait."


class Deaf:
    """A judge that believes nothing, or everything, and remembers what it was told."""

    def __init__(self, probability: float) -> None:
        self.least = 0.5
        self.probability_given = probability
        self.features: list[Mapping[str, float]] = []

    def probability(self, _norm: Norm, features: Mapping[str, float], /) -> float:
        self.features.append(features)
        return self.probability_given


@pytest.mark.parametrize("probability, norms, codes", [(0.9, 1, []), (0.1, 0, ["unlikely-norm"])])
def test_the_unlikely_is_a_refusal_and_no_record(
    document_of: Callable[[str], Document],
    parse_text: Callable[[str], Parse],
    probability: float,
    norms: int,
    codes: list[str],
) -> None:
    judge = Deaf(probability)
    read = find_commitments(document_of(TEXT), parse_text(TEXT), (), Cast((), ()), (), coder=VerbCoder(), judge=judge)
    assert [n.probability for n in read.norms] == [probability] * norms
    assert len(read.records) == norms
    assert [r.code for r in read.refusals] == codes
    assert all(r.span is not None and r.span.of(TEXT) == "send troops" for r in read.refusals)
    assert all(0 <= amount <= 1 for features in judge.features for amount in features.values())


def test_without_a_judge_nothing_has_a_probability(
    document_of: Callable[[str], Document], parse_text: Callable[[str], Parse]
) -> None:
    read = find_commitments(document_of(TEXT), parse_text(TEXT), (), Cast((), ()), (), coder=VerbCoder())
    assert [n.probability for n in read.norms] == [None]
    assert read.refusals == ()


def test_the_trees_are_whole_and_a_sign_none_asks_of_counts_nothing(
    document_of: Callable[[str], Document], parse_text: Callable[[str], Parse]
) -> None:
    base, held = trees()
    assert base < 0  # fewer readings are right than wrong
    assert len(held) > 100
    for tree in held:
        asked = [node for node in tree.values() if node.feature is not None]
        assert all({node.low, node.high} <= set(tree) for node in asked)
    read = find_commitments(
        document_of(TEXT), parse_text(TEXT), (), Cast((), ()), (), coder=VerbCoder(), judge=Deaf(1.0)
    )
    (norm,) = read.norms
    judge = TreeNormScorer()
    none = judge.probability(norm, {})
    assert judge.probability(norm, {"a feature nobody weighed": 1.0}) == none
    sure = {"read by both": 1.0, "model": 1.0, "model, read by both": 1.0, "sure of the agent": 1.0}
    doubted = {"read by model": 1.0, "model": 0.3, "model, read by model": 0.3, "sure of the agent": 0.3}
    assert judge.probability(norm, sure) > 0.5 > judge.probability(norm, doubted)


def test_a_tree_is_walked_by_how_much_there_is_of_a_sign() -> None:
    tree = {0: TreeNode("model", 0.5, 1, 2, 0.0), 1: TreeNode(None, 0.0, 0, 0, -1.0), 2: TreeNode(None, 0.0, 0, 0, 2.0)}
    assert [value_of(tree, {"model": amount}) for amount in (0.5, 0.6)] == [-1.0, 2.0]
    assert value_of(tree, {}) == -1.0


@pytest.mark.parametrize("least", [0.0, 0.4, 1.0])
def test_a_user_chooses_the_least_probability(least: float) -> None:
    assert TreeNormScorer(least=least).least == least
    assert TreeNormScorer().least == TreeNormScorer.least


@pytest.mark.parametrize("least", [-0.01, 1.01, float("nan")])
def test_a_least_that_is_no_probability_is_a_wrong_call(least: float) -> None:
    with pytest.raises(ValueError, match="lies in"):
        TreeNormScorer(least=least)

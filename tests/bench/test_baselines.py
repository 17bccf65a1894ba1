"""The two baselines of norms: what they read, and what a reader of words and rules does not."""

from collections.abc import Callable
from typing import Any

import pytest
from bench.baselines import dependency_rules, modal_if
from bench.baselines.names import mentions

from onrecord.engines.spacy_parser import SpacyParser

READERS = ("words", "rules")


@pytest.fixture
def norms_by(parser: SpacyParser) -> Callable[[str, str], list[tuple[Any, ...]]]:
    """(modal, mode, agent_id, action, condition) of each norm, by one of the two."""

    def read(reader: str, text: str) -> list[tuple[Any, ...]]:
        found = modal_if.norms_of(text) if reader == "words" else dependency_rules.norms_of(text, parser)
        return [
            (
                norm["modal"],
                norm["mode"],
                norm["agent_id"],
                text[slice(*norm["action"])],
                text[slice(*norm["trigger"])] if norm["trigger"] else None,
            )
            for norm in found
        ]

    return read


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "text, norm",
    [
        ("Russia will withdraw its troops.", ("will", "none", "RUS", "withdraw its troops", None)),
        ("Russia will not withdraw its troops.", ("will_not", "none", "RUS", "withdraw its troops", None)),
        ("Iran refused to halt enrichment.", ("will_not", "none", "IRN", "halt enrichment", None)),
        ("Turkey is ready to host the talks.", ("ready", "none", "TUR", "host the talks", None)),
        ("France vowed to send aid.", ("will", "none", "FRA", "send aid", None)),
        ("Russia will retaliate if NATO expands.", ("will", "if", "RUS", "retaliate", "NATO expands")),
        ("If NATO expands, Russia will retaliate.", ("will", "if", "RUS", "retaliate", "NATO expands")),
        ("Russia will attack unless Georgia withdraws.", ("will", "unless", "RUS", "attack", "Georgia withdraws")),
        ("Russia will help only if Georgia asks.", ("will_not", "unless", "RUS", "help", "Georgia asks")),
    ],
)
def test_both_read_what_stands_plainly(
    reader: str, text: str, norm: tuple[Any, ...], norms_by: Callable[[str, str], list[tuple[Any, ...]]]
) -> None:
    assert norms_by(reader, text) == [norm]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", ["Russia withdrew its troops.", "The weather will change.", "It might rain."])
def test_neither_makes_a_norm_of_these(
    reader: str, text: str, norms_by: Callable[[str, str], list[tuple[Any, ...]]]
) -> None:
    assert norms_by(reader, text) == []


def test_rules_tell_a_demand_from_the_action_of_who_is_asked(
    norms_by: Callable[[str, str], list[tuple[Any, ...]]],
) -> None:
    text = "Israel urged Iran to stop enrichment."
    assert norms_by("rules", text) == [("demands", "none", "ISR", "stop enrichment", None)]


def test_rules_leave_out_what_would_have_been(norms_by: Callable[[str, str], list[tuple[Any, ...]]]) -> None:
    assert norms_by("rules", "Russia would have attacked if Georgia had joined.") == []


def test_the_longest_name_counts_and_none_inside_it() -> None:
    text = "North Korea told South Korea."
    assert [(text[m.span.start : m.span.end], m.id) for m in mentions(text)] == [
        ("North Korea", "PRK"),
        ("South Korea", "KOR"),
    ]

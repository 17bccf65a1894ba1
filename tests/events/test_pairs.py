"""One marked actor and another in a sentence. Sentences are our own; the tables alone, then a model built by hand."""

from collections.abc import Callable, Sequence

import pytest

from onrecord.events import code_pair
from onrecord.events.model_queries import asked_action
from onrecord.events.pairs import asked_pair, pair_act
from onrecord.events.type_choice import decided
from onrecord.terms.actions import AskedAction, TypedAction
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

Reader = Callable[[str], Parse]


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


class Always:
    """A model that gives every action one type."""

    def __init__(self, kind: EventType | None, probability: float) -> None:
        self.answer = TypedAction(kind, probability)
        self.asked: list[AskedAction] = []

    def types(self, asked: Sequence[AskedAction]) -> tuple[TypedAction, ...]:
        self.asked.extend(asked)
        return tuple(self.answer for _ in asked)


@pytest.mark.parametrize(
    "text, actor, recipient, coded",
    [
        ("Chad will not lift the embargo on Mali.", "Chad", "Mali", ("REJECT", "happened")),
        ("Chad threatened to shell Mali.", "Chad", "Mali", ("THREATEN", "happened")),
        ("Chad did not attack Mali.", "Chad", "Mali", ("ASSAULT", "negated")),
        ("Chad will send aid to Mali.", "Chad", "Mali", ("AID", "planned")),
        ("Chad is bombing Mali.", "Chad", "Mali", ("ASSAULT", "ongoing")),
        ("Chad was condemned by Mali.", "Mali", "Chad", ("ACCUSE", "happened")),
        ("Chad closed the port and expelled diplomats of Mali.", "Chad", "Mali", ("SANCTION", "happened")),
        ("If Chad attacked Mali, nobody would come.", "Chad", "Mali", ("ASSAULT", "hypothetical")),
        ("Chad agreed to withdraw its troops from Mali.", "Chad", "Mali", ("AGREE", "happened")),
        ("Chad allowed Mali to use its territory.", "Chad", "Mali", ("AID", "happened")),
    ],
)
def test_the_tables_and_the_parse(
    parse_text: Reader, text: str, actor: str, recipient: str, coded: tuple[str, str | None]
) -> None:
    event = code_pair(parse_text(text), span_of(text, actor), span_of(text, recipient))
    assert event is not None
    assert (event.type.value, event.status.value if event.status else None) == coded
    assert event.probability is None


def test_the_model_leads_and_says_how_sure_it_is(parse_text: Reader) -> None:
    text = "Chad told off Mali."
    event = code_pair(parse_text(text), Span(0, 4), Span(14, 18), typer=Always(EventType.ACCUSE, 0.9))
    assert event is not None
    assert (event.type, event.quad, event.probability) == (EventType.ACCUSE, 3, 0.9)


def test_a_refusal_the_parse_shows_is_not_asked_about(parse_text: Reader) -> None:
    text = "Chad will not lift the embargo on Mali."
    model = Always(EventType.AID, 0.99)
    event = code_pair(parse_text(text), Span(0, 4), Span(34, 38), typer=model)
    assert event is not None
    assert event.type is EventType.REJECT
    assert model.asked == []


def test_without_a_type_there_is_no_event(parse_text: Reader) -> None:
    assert code_pair(parse_text("Chad borders Mali."), Span(0, 4), Span(13, 17)) is None
    assert code_pair(parse_text("Chad borders Mali."), Span(0, 4), None, typer=Always(None, 0.7)) is None


def test_words_without_a_verb_need_a_sure_model(parse_text: Reader) -> None:
    parse = parse_text("Chad, Mali.")
    assert code_pair(parse, Span(0, 4), Span(6, 10), typer=Always(EventType.CONSULT, 0.5)) is None
    assert code_pair(parse, Span(0, 4), Span(6, 10), typer=Always(EventType.CONSULT, 0.7)) is not None


@pytest.mark.parametrize("text", ["", " ", "“", "🙂", "?!", "Chad"])
def test_strange_words_have_no_event(parse_text: Reader, text: str) -> None:
    assert code_pair(parse_text(text), Span(0, max(1, len(text))), None) is None


def test_the_verb_that_reaches_the_recipient_comes_first(parse_text: Reader) -> None:
    text = "Chad held a vote and attacked Mali."
    act = pair_act(parse_text(text), Span(0, 4), span_of(text, "Mali"))
    assert act.verb is not None
    assert parse_text(text).word(act.verb) == "attacked"
    assert act.type is EventType.ASSAULT


def test_what_a_model_is_asked(parse_text: Reader) -> None:
    text = "It rained. Chad refused to help Mali. It stopped."
    asked = asked_pair(parse_text(text), span_of(text, "Chad"), span_of(text, "Mali"))
    assert asked.window.of(text) == "Chad refused to help Mali."
    assert asked.verb == text.index("refused")
    assert asked.ties[0] == asked.verb
    assert (asked.rule, asked.sure, asked.status) == (EventType.REJECT, True, EventStatus.HAPPENED)
    assert (text.index("help"), EventType.AID) in asked.hints


def test_an_action_without_an_actor(parse_text: Reader) -> None:
    text = "It vowed to shell the port."
    asked = asked_action(parse_text(text), span_of(text, "shell the port"))
    assert asked is not None
    assert (asked.actor, asked.action, asked.rule) == (None, span_of(text, "shell the port"), EventType.ASSAULT)
    assert asked_action(parse_text(""), Span(0, 1)) is None


@pytest.mark.parametrize(
    "rule, typed, kind, probability",
    [
        (EventType.AID, None, EventType.AID, None),
        (EventType.AID, TypedAction(None, 0.9), EventType.AID, None),
        (EventType.AID, TypedAction(EventType.AID, 0.3), EventType.AID, 0.3),
        (EventType.AID, TypedAction(EventType.AGREE, 0.5), EventType.AID, None),
        (EventType.AID, TypedAction(EventType.AGREE, 0.7), EventType.AGREE, 0.7),
        (None, TypedAction(EventType.AGREE, 0.7), None, None),
        (None, TypedAction(EventType.AGREE, 0.9), EventType.AGREE, 0.9),
        (None, None, None, None),
    ],
)
def test_who_decides(
    rule: EventType | None, typed: TypedAction | None, kind: EventType | None, probability: float | None
) -> None:
    choice = decided(rule, None, typed)
    assert (choice.type if choice else None, choice.probability if choice else None) == (kind, probability)

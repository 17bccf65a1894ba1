"""Events on a page: who did what to whom, and whether they did. Sentences are our own; the cast is built by hand."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from onrecord.events import code_events
from onrecord.terms.actions import AskedAction, TypedAction
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.dates import DateBounds
from onrecord.terms.documents import Document
from onrecord.terms.events import Event, EventStatus, EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.statements import Directness, Statement
from onrecord.terms.times import TimeExpression, TimexType

Reader = Callable[[str], Parse]
Maker = Callable[[str], Document]

NAMES = {
    "Russia": "RUS", "Russian": "RUS", "Belarus": "BLR", "Ukraine": "UKR", "Kyiv": "UKR", "Minsk": "BLR",
    "Lukashenko": "BLR", "Putin": "RUS", "France": "FRA", "Mali": "MLI", "Its": "RUS", "its": "RUS",
}  # fmt: skip


def cast_of(text: str) -> Cast:
    actors = {
        code: Actor(name=code, kind=ActorKind.STATE, state=code, basis="aliases.csv") for code in set(NAMES.values())
    }
    firm = Actor(name="Acme", kind=ActorKind.ORGANISATION, sector="BUS", basis="entity tagger")
    mentions = [
        Mention(Span(*m.span()), MentionKind.NAME, (actors[NAMES[m[0]]] if m[0] in NAMES else firm).id)
        for m in re.finditer(r"\b(?:" + "|".join([*NAMES, "Acme"]) + r")\b", text)
    ]
    return Cast([*actors.values(), firm], mentions)


def read(
    document_of: Maker, parse_text: Reader, text: str, times: tuple[TimeExpression, ...] = ()
) -> tuple[tuple[Event, ...], Cast]:
    cast = cast_of(text)
    return code_events(document_of(text), parse_text(text), (), cast, times), cast


def codes(events: tuple[Event, ...], cast: Cast) -> list[tuple[str | None, str, str | None, str]]:
    return [
        (
            e.type.value if e.type else None,
            cast.actors[e.actor_id].code if e.actor_id else None,
            cast.actors[e.recipient_id].code if e.recipient_id else None,
            e.status.value,
        )
        for e in events
    ]


@pytest.mark.parametrize(
    "text, coded",
    [
        ("Russia attacked Ukraine.", ("ASSAULT", "RUS", "UKR", "happened")),
        ("Ukraine was attacked by Russia.", ("ASSAULT", "RUS", "UKR", "happened")),
        ("France is bombing Mali.", ("ASSAULT", "FRA", "MLI", "ongoing")),
        ("France has imposed sanctions on Mali.", ("SANCTION", "FRA", "MLI", "happened")),
        ("Lukashenko said he was glad that Putin will meet Lukashenko.", ("CONSULT", "RUS", "BLR", "planned")),
        ("France did not attack Mali.", ("ASSAULT", "FRA", "MLI", "negated")),
        ("France will not lift the embargo on Mali.", ("REJECT", "FRA", "MLI", "happened")),
        ("France threatened to shell Mali.", ("THREATEN", "FRA", "MLI", "happened")),
        ("France vowed continued war on Mali.", ("THREATEN", "FRA", "MLI", "happened")),
        ("France suspended all aid to Mali.", ("SANCTION", "FRA", "MLI", "happened")),
        ("France stopped the delivery of weapons to Mali.", ("SANCTION", "FRA", "MLI", "happened")),
        ("France called for a cease-fire in Mali.", ("REQUEST", "FRA", None, "happened")),
        ("France agreed to withdraw its troops from Mali.", ("AGREE", "FRA", "RUS", "happened")),
        ("Belarus hosts Russian troops.", ("MOBILIZE", "BLR", "RUS", "ongoing")),
        ("Minsk condemned its operation and its attack on Kyiv.", ("ASSAULT", "RUS", "UKR", "happened")),
        ("France has not complied with Mali.", ("REJECT", "FRA", "MLI", "happened")),
        ("Mali's forces were bombed by France last year.", ("ASSAULT", "FRA", "MLI", "happened")),
        ("France plans to deploy troops in Mali.", ("MOBILIZE", "FRA", None, "planned")),
        ("France fired rockets at Mali.", ("ASSAULT", "FRA", "MLI", "happened")),
        ("France gave weapons to Mali.", ("AID", "FRA", "MLI", "happened")),
        ("France condemned the mayor of the capital of Mali.", ("ACCUSE", "FRA", "MLI", "happened")),
        ("Minsk allowed France to use its territory.", ("AID", "BLR", "FRA", "happened")),
        ("France is scheduled to meet Mali.", ("CONSULT", "FRA", "MLI", "planned")),
        ("A court in Mali condemned France.", ("ACCUSE", "MLI", "FRA", "happened")),
    ],
)
def test_type_parties_and_status(
    document_of: Maker, parse_text: Reader, text: str, coded: tuple[str, str, str | None, str]
) -> None:
    assert coded in codes(*read(document_of, parse_text, text))


@pytest.mark.parametrize(
    "text, status",
    [
        ("If Russia attacked Ukraine, France would help.", "hypothetical"),
        ("Russia will join the offensive only if Ukraine attacks Belarus.", "hypothetical"),
        ("Did Russia attack Ukraine?", "asked"),
        ("France hopes that Russia withdraws its troops.", "wanted"),
        ("Russia could attack Ukraine.", "hypothetical"),
        ("Russia wants to attack Ukraine.", "wanted"),
        ("France fears that Russia will attack Ukraine.", "hypothetical"),
    ],
)
def test_conditions_questions_and_wishes_are_not_told_as_so(
    document_of: Maker, parse_text: Reader, text: str, status: str
) -> None:
    events, _ = read(document_of, parse_text, text)
    assert status in {e.status.value for e in events}
    assert not any(e.status.is_so for e in events)


def test_what_a_stranger_does_is_known_by_its_words_alone(document_of: Maker, parse_text: Reader) -> None:
    ((event,), _) = read(document_of, parse_text, "Acme attacked Ukraine.")
    assert (event.type, event.actor, event.recipient) == (None, None, None)
    assert event.does is not None
    assert event.does.predicate == "attack"


@pytest.mark.parametrize("text", ["The storm attacked the coast.", "Lukashenko said so."])
def test_strangers_and_sayings_are_no_events(document_of: Maker, parse_text: Reader, text: str) -> None:
    assert read(document_of, parse_text, text)[0] == ()


@pytest.mark.parametrize(
    "text",
    [
        "France launched an inquiry into the crash.",
        "France is delaying a shipment of grain aid to Mali.",
        "France will fight poverty in Mali.",
        "France launched a satellite.",
    ],
)
def test_a_violent_word_for_something_else_has_no_type(document_of: Maker, parse_text: Reader, text: str) -> None:
    events, _ = read(document_of, parse_text, text)
    assert all(e.type is None for e in events)


@pytest.mark.parametrize(
    "text, predicate",
    [
        ("France launched a satellite.", "launched"),
        ("Putin signed a decree on schools.", "signed"),
        ("France outdid Mali.", "outdid"),
        ("Russian soldiers who sang in Minsk went home.", "sang"),
        ("The bridge was painted by Russian soldiers.", "painted"),
        ("France managed to paint the bridge.", "paint"),
    ],
)
def test_where_no_type_fits_the_action_keeps_its_words(
    document_of: Maker, parse_text: Reader, text: str, predicate: str
) -> None:
    events, _ = read(document_of, parse_text, text)
    (event,) = [e for e in events if e.predicate is not None and e.predicate.of(text) == predicate]
    assert (event.type, event.mode, event.quad, event.status) == (None, None, None, EventStatus.HAPPENED)
    assert any(piece.covers(event.predicate) for piece in event.evidence if event.predicate)


def test_an_event_of_a_type_keeps_its_id_whatever_its_new_fields() -> None:
    given = Event(
        document_id="document-1", type=EventType.AID, mode=None, quad=2, actor=Span(0, 4), actor_id="a", recipient=None,
        recipient_id=None, place=None, date=None, status=EventStatus.HAPPENED, quantity=None, evidence=(Span(0, 9),),
    )  # fmt: skip
    assert given.id == "event-3260ddced064a673b00cca2d"
    assert replace(given, predicate=Span(5, 9), said_by=Span(0, 4)).id == given.id
    assert replace(given, type=None, predicate=Span(5, 9)).id != replace(given, type=None, predicate=Span(0, 4)).id


def pairs(events: tuple[Event, ...], cast: Cast) -> set[tuple[str | None, str, str | None]]:
    return {(t, a, r) for t, a, r, _ in codes(events, cast)}


def test_joined_parties_act_and_suffer_each_for_itself(document_of: Maker, parse_text: Reader) -> None:
    met = pairs(*read(document_of, parse_text, "France, Mali and Ukraine met."))
    states = ("FRA", "MLI", "UKR")
    assert met == {("CONSULT", a, b) for a in states for b in states if a != b}
    told = pairs(*read(document_of, parse_text, "France condemned Mali and Ukraine."))
    assert told == {("ACCUSE", "FRA", "MLI"), ("ACCUSE", "FRA", "UKR")}


def test_the_two_countries_are_the_last_two_named(document_of: Maker, parse_text: Reader) -> None:
    text = "Russia spoke first. France wrote to Mali. The two countries carry out joint exercises."
    events = read(document_of, parse_text, text)
    assert ("COOPERATE", "FRA", "MLI") in pairs(*events)
    assert ("COOPERATE", "MLI", "FRA") in pairs(*events)
    assert all(e.quantity is None for e in events[0])


class Says:
    """A model that answers everything alike."""

    def __init__(self, kind: EventType, probability: float) -> None:
        self.answer = TypedAction(kind, probability)

    def types(self, asked: Sequence[AskedAction]) -> tuple[TypedAction, ...]:
        return tuple(self.answer for _ in asked)


@pytest.mark.parametrize(
    "text, kind, probability, coded",
    [
        ("France helped Mali.", EventType.COOPERATE, 0.9, {("COOPERATE", "FRA", "MLI")}),
        ("France helped Mali.", EventType.COOPERATE, 0.4, {("AID", "FRA", "MLI")}),
        ("France will help Mali.", EventType.AGREE, 0.99, {("AID", "FRA", "MLI")}),
        ("France will not help Mali.", EventType.AID, 0.99, {("REJECT", "FRA", "MLI")}),
        ("France berated Mali.", EventType.ACCUSE, 0.95, {("ACCUSE", "FRA", "MLI")}),
        ("France outdid Mali.", EventType.ACCUSE, 0.5, {(None, "FRA", "MLI")}),
        ("France told Mali so.", EventType.CONSULT, 0.99, set()),
    ],
)
def test_what_a_model_may_change(
    document_of: Maker, parse_text: Reader, text: str, kind: EventType, probability: float, coded: set[object]
) -> None:
    cast = cast_of(text)
    events = code_events(document_of(text), parse_text(text), (), cast, (), typer=Says(kind, probability))
    assert pairs(events, cast) == coded


def test_place_count_and_days(document_of: Maker, parse_text: Reader) -> None:
    text = "Russia deployed several thousand troops in Belarus on 10 October 2022."
    start = text.index("10 October")
    day = DateBounds.day(date(2022, 10, 10))
    said = TimeExpression(span=Span(start, start + 15), type=TimexType.DATE, value="2022-10-10", bounds=day)
    (event,), _ = read(document_of, parse_text, text, (said,))
    assert event.type is EventType.MOBILIZE
    assert event.mode == "troops"
    assert event.quad == 4
    assert event.date == day
    assert event.place is not None
    assert event.place.of(text) == "Belarus"
    assert event.quantity is not None
    assert (event.quantity.low, event.quantity.high, event.quantity.unit) == (2000, None, "troops")


def test_a_participle_tells_of_the_noun_it_stands_by(document_of: Maker, parse_text: Reader) -> None:
    text = "This was followed by several thousand Russian soldiers arriving in Belarus."
    events, cast = read(document_of, parse_text, text)
    assert [(t, a, s) for t, a, _, s in codes(events, cast)] == [("MOBILIZE", "RUS", "happened")]
    assert events[0].evidence[0].of(text) == "several thousand Russian soldiers arriving in Belarus"


def test_the_statement_that_tells_it_is_named(document_of: Maker, parse_text: Reader) -> None:
    text = "Lukashenko said that Russia attacked Ukraine."
    document = document_of(text)
    told = Statement(
        document_id=document.id,
        source=(Span(0, 10),),
        cue=(Span(11, 15),),
        content=(Span(16, 44),),
        directness=Directness.INDIRECT,
    )
    (event,) = code_events(document, parse_text(text), (told,), cast_of(text), ())
    assert event.reported_by == told.id
    assert event.status is EventStatus.CLAIMED  # Minsk's word alone


@pytest.mark.parametrize(
    "text, status",
    [
        ("France said that Russia shelled Ukraine.", EventStatus.CLAIMED),
        ("France said that Russia helped Ukraine.", EventStatus.HAPPENED),
        ("France said that France sent troops to Mali.", EventStatus.HAPPENED),
        ("Reporters said that Russia shelled Ukraine.", EventStatus.HAPPENED),
    ],
)
def test_what_one_side_alone_says_of_another_is_its_claim(
    document_of: Maker, parse_text: Reader, text: str, status: EventStatus
) -> None:
    events, _ = read(document_of, parse_text, text)
    assert {e.status for e in events if e.type is not EventType.ACCUSE} == {status}


@pytest.mark.parametrize("text", ["", "“", "🙂 🙂", "Russia", "attacked", "Russia. Attacked. Ukraine."])
def test_strange_text_has_no_events(document_of: Maker, parse_text: Reader, text: str) -> None:
    assert read(document_of, parse_text, text)[0] == ()

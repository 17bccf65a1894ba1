"""Event patterns, written and read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.terms.events import EventType
from onrecord.terms.patterns import Count, EventPattern, Order, Party, PatternError, Scenario


@pytest.mark.parametrize(
    "text, pattern",
    [
        (
            "BLR.MIL ASSAULT UKR place=UKR",
            EventPattern(type=EventType.ASSAULT, actor=Party("BLR", "MIL"), recipient=Party("UKR"), place="UKR"),
        ),
        (
            "UKR.MIL ASSAULT BLR order=first",
            EventPattern(type=EventType.ASSAULT, actor=Party("UKR", "MIL"), recipient=Party("BLR"), order=Order.FIRST),
        ),
        (
            "BLR.MIL MOBILIZE/troops from=BLR to=UKR count=60000..70000 unit=soldiers",
            EventPattern(
                type=EventType.MOBILIZE,
                mode="troops",
                actor=Party("BLR", "MIL"),
                launched_from="BLR",
                towards="UKR",
                count=Count(60000, 70000, "soldiers"),
            ),
        ),
        ('? ? words="Ukraine survives"', EventPattern(words="Ukraine survives")),
        (
            "not IRN RETREAT until=2026-03-31",
            EventPattern(type=EventType.RETREAT, actor=Party("IRN"), until=date(2026, 3, 31), happens=False),
        ),
        (
            '"Islamic State".MIL ASSAULT IRQ place="Mosul Dam" count=.. armed=yes intent="kill IRQ.CVL" on=2016-08-01',
            EventPattern(
                type=EventType.ASSAULT,
                actor=Party("Islamic State", "MIL"),
                recipient=Party("IRQ"),
                place="Mosul Dam",
                count=Count(None, None),
                armed=True,
                intent="kill IRQ.CVL",
                since=date(2016, 8, 1),
                until=date(2016, 8, 1),
            ),
        ),
    ],
)
def test_a_pattern_is_one_line(text: str, pattern: EventPattern) -> None:
    assert EventPattern.parse(text) == pattern
    assert str(pattern) == text


@pytest.mark.parametrize(
    "text, complaint",
    [
        ("", "begins with an actor"),
        ("BLR", "begins with an actor"),
        ("BLR ATTACK UKR", "no PLOVER type"),
        ("BLR ASSAULT UKR POL", "begins with an actor"),
        ("BLR ASSAULT UKR colour=red", "no slot 'colour'"),
        ("BLR ASSAULT UKR place=UKR place=POL", "twice"),
        ("BLR ASSAULT UKR count=many", "neither a number"),
        ("BLR ASSAULT UKR count=7..3", "backwards"),
        ("BLR ASSAULT UKR unit=men", "without count"),
        ("BLR ASSAULT UKR on=2026-02-30", "no day"),
        ("BLR ASSAULT UKR since=2026-03-01 until=2026-02-01", "backwards"),
        ("BLR ASSAULT UKR on=2026-03-01 until=2026-03-01", "alone"),
        ("BLR ?/troops", "without a type"),
        ("BLR ASSAULT/ UKR", "quotation marks"),
        ('BLR ASSAULT "UKR', "quotation marks"),
        ('"" ASSAULT UKR', "without a code"),
        ('BLR ASSAULT UKR words=""', "empty"),
        (r'BLR ASSAULT UKR words="\x"', "no JSON string"),
        ("BLR ASSAULT UKR armed=maybe", "write yes or no"),
        ("BLR ASSAULT UKR order=last", "the only order is"),
        ('BLR ASSAULT UKR does="go; what"', "argument"),
        ("Islamic State ASSAULT IRQ", "no PLOVER type"),
    ],
)
def test_what_is_no_pattern_says_why(text: str, complaint: str) -> None:
    with pytest.raises(PatternError, match="is no event pattern") as error:
        EventPattern.parse(text)
    assert complaint in str(error.value)


def test_a_scenario_keeps_what_does_not_happen_among_the_denied() -> None:
    with pytest.raises(PatternError, match="among the denied"):
        Scenario(assumed=(EventPattern.parse("not BLR ASSAULT UKR"),))


WORDS = st.text(min_size=1)
PARTIES = st.builds(
    Party, WORDS.filter(lambda w: bool(w.strip())), st.none() | st.from_regex("[A-Z]{3}", fullmatch=True)
)
NUMBERS = st.none() | st.integers(0, 10**15)
DAYS = st.none() | st.dates()


@st.composite
def patterns(draw: st.DrawFn) -> EventPattern:
    """Any pattern at all."""
    kind = draw(st.none() | st.sampled_from(EventType))
    low, high = draw(NUMBERS), draw(NUMBERS)
    since, until = draw(DAYS), draw(DAYS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if since and until and since > until:
        since, until = until, since
    return EventPattern(
        type=kind,
        mode=draw(st.none() | WORDS) if kind else None,
        actor=draw(st.none() | PARTIES),
        recipient=draw(st.none() | PARTIES),
        with_=draw(st.none() | PARTIES),
        place=draw(st.none() | WORDS),
        launched_from=draw(st.none() | WORDS),
        towards=draw(st.none() | WORDS),
        count=draw(st.none() | st.builds(Count, st.just(low), st.just(high), st.none() | WORDS)),
        armed=draw(st.none() | st.booleans()),
        intent=draw(st.none() | WORDS),
        order=draw(st.none() | st.sampled_from(Order)),
        since=since,
        until=until,
        words=draw(st.none() | WORDS),
        happens=draw(st.booleans()),
    )


@given(patterns())
def test_nothing_is_lost_in_writing(pattern: EventPattern) -> None:
    assert EventPattern.parse(str(pattern)) == pattern


@given(st.text())
def test_any_text_is_a_pattern_or_is_refused(text: str) -> None:
    try:
        pattern = EventPattern.parse(text)
    except PatternError:
        return
    assert EventPattern.parse(str(pattern)) == pattern

"""What a what-if leads to: boxes, arrows solid and dashed with their reasons, folding, the same each time."""

import random
import time
from dataclasses import replace
from datetime import date

import pytest

from onrecord.drawings.canvas import plain
from onrecord.drawings.cascade import draw_cascade
from onrecord.drawings.chain import MOST_BOXES, Arrow, Box, Chain, chain
from onrecord.reasoning.chaining import Course, run
from onrecord.reasoning.rule_index import Rulebook
from onrecord.reasoning.rules import Cited, Rule
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.dates import DateBounds
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.records import Modal, Mode, Strength
from onrecord.terms.spans import Span
from tests.drawings.reading import SVG, all_of, nothing_is_cut_or_touches, parsed, titles, words
from tests.drawings.test_canvas import HOSTILE


def rule(
    name: str, action: str, trigger: str | None = None, *, modal: Modal = Modal.WILL, mode: Mode = Mode.IF
) -> Rule:
    pattern = EventPattern.parse(action)
    return Rule(
        id=f"norm-{name}",
        agent=pattern.actor.code if pattern.actor else None,
        modal=modal,
        mode=mode if trigger else Mode.NONE,
        action=pattern,
        trigger=EventPattern.parse(trigger) if trigger else None,
        strength=Strength.FIRM,
        said=DateBounds.day(date(2020, 1, 1)),
        cited=Cited(
            record_id=f"rec-{name}",
            sentence=f"{name} will act",
            words=((Span(0, 1), "w"),),
            speaker=None,
            speaker_id=None,
            direct=True,
            headline=False,
            document_id="doc",
            title=None,
            address=None,
            publisher=None,
            report="r",
        ),
    )


RULES = (
    rule("poland", "POL SANCTION BLR", "BLR ASSAULT UKR"),
    rule("russia", "RUS ASSAULT POL", "POL SANCTION BLR"),
    rule("finland", "FIN AID UKR", "BLR ASSAULT"),
    rule("belarus", "BLR ASSAULT UKR", "UKR ASSAULT BLR", modal=Modal.WILL_NOT, mode=Mode.UNLESS),
)


def course(*rules: Rule, assumed: str = "BLR ASSAULT UKR", denied: str | None = None) -> Course:
    given = (EventPattern.parse(denied),) if denied else ()
    return run(Rulebook(rules), Scenario(assumed=(EventPattern.parse(assumed),), denied=given))


def test_a_chain_goes_from_the_event_through_each_norm_to_the_next() -> None:
    made = chain(course(*RULES[:2]))
    assert [(b.words, b.verdict, b.so) for b in made.boxes] == [
        ("Belarus: attack, Ukraine", None, None),
        ("poland will act", Verdict.TRIGGERED, "Poland: sanction, Belarus"),
        ("russia will act", Verdict.TRIGGERED, "Russia: attack, Poland"),
    ]
    assert [(a.source, a.target, a.label, a.certain) for a in made.arrows] == [
        ("BLR ASSAULT UKR", "norm-poland at 0", "meets it", True),
        ("norm-poland at 0", "norm-russia at 1", "meets it", True),
    ]


def test_a_maybe_is_dashed_and_carries_its_reason() -> None:
    made = chain(course(RULES[0], assumed="BLR ASSAULT"))
    (arrow,) = made.arrows
    assert (arrow.label, arrow.certain) == ("may meet it", False)
    assert any("recipient: maybe" in reason for reason in arrow.reasons)
    svg = draw_cascade(made, title="t").svg
    assert [t for t in titles(svg) if t.startswith("may meet it: the condition, recipient: maybe")]
    dashed = [p for p in all_of(svg, "path") if p.get("stroke-dasharray")]
    assert len(dashed) == 2  # the arrow, and the legend's


def test_what_is_certain_is_solid() -> None:
    svg = draw_cascade(course(*RULES[:2]), title="t").svg
    assert len([p for p in all_of(svg, "path") if p.get("stroke-dasharray")]) == 1  # the legend's
    assert [w.text for w in words(svg)].count("meets it") == 2


def test_a_defeasible_row_is_dashed_though_it_may_count_as_met() -> None:
    made = chain(course(rule("nato", "NATO AID UKR", "BLR ASSAULT UKR"), assumed="BLR.MIL MOBILIZE/troops to=UKR"))
    assert not any(a.certain for a in made.arrows)


def test_an_action_done_is_told_apart_from_a_condition_met() -> None:
    made = chain(course(RULES[3]))
    assert [(a.label, b.verdict) for a, b in zip(made.arrows, made.boxes[1:], strict=True)] == [
        ("does it", Verdict.BREACHED)
    ]


def test_what_the_scenario_denies_stands_there() -> None:
    made = chain(course(RULES[0], denied="UKR ASSAULT BLR"))
    assert [b.words for b in made.boxes if b.verdict is None] == [
        "Belarus: attack, Ukraine",
        "does not happen: Ukraine: attack, Belarus",
    ]


def test_a_box_is_called_what_is_seen_in_it() -> None:
    """Somebody who speaks to the browser says the words they see (WCAG 2.5.3)."""
    drawing = draw_cascade(course(*RULES), title="t", address=lambda i: f"/records/{i}")
    for link in all_of(drawing.svg, "a"):
        seen = " ".join("".join(text.itertext()) for text in link.iter(f"{SVG}text"))
        assert seen
        assert (link.get("aria-label") or "").startswith(seen)


def test_links_lead_to_records_and_the_table_has_every_arrow() -> None:
    drawing = draw_cascade(course(*RULES), title="t", address=lambda i: f"/records/{i}")
    links = [a.get("href") for a in all_of(drawing.svg, "a")]
    assert sorted(links) == [
        "/records/rec-belarus",
        "/records/rec-finland",
        "/records/rec-poland",
        "/records/rec-russia",
    ]
    rows = [[c.value for c in row] for row in drawing.table.rows]
    assert len(rows) == 5  # the event, and one arrow into each norm
    told = {row[2]: row for row in rows}
    assert told["russia will act"][5] == told["poland will act"][0]
    assert told["russia will act"][7] == "yes"


def made_up(count: int, layers: int, seed: int, words_: str = "withdraw all of its forces from the territory") -> Chain:
    rng = random.Random(seed)
    boxes = [Box(id="e", words="Belarus: attack, Ukraine", step=0, pattern="BLR ASSAULT UKR")]
    arrows = []
    for n in range(count):
        layer = n * layers // max(count, 1)
        sources = [b.id for b in boxes if b.step < layer] or ["e"]
        box = Box(
            id=str(n),
            words=f"Russia will not “{' '.join([words_] * rng.randrange(1, 4))}”",
            step=layer,
            record_id=f"rec-{n}",
            verdict=rng.choice(list(Verdict)),
            strength=rng.choice(list(Strength)),
            so="Russia: “withdraw all of its forces”" if rng.random() < 0.4 else None,
        )
        for source in rng.sample(sources, min(len(sources), rng.randrange(1, 4))):
            certain = rng.random() < 0.5
            reasons = ("the condition, recipient: maybe, not said by the norm",)
            label = "meets it" if certain else "may meet it"
            arrows.append(Arrow(source=source, target=str(n), label=label, reasons=reasons, certain=certain))
        boxes.append(box)
    return Chain(tuple(boxes), tuple(arrows), 0)


@pytest.mark.parametrize("width", [960, 340])
@pytest.mark.parametrize("count, layers", [(0, 1), (1, 1), (6, 2), (12, 3), (20, 4), (59, 4), (10, 8)])
def test_no_words_touch_and_none_is_cut(count: int, layers: int, width: int) -> None:
    made = made_up(count, layers, seed=count)
    drawing = draw_cascade(made, title="What if Belarusian troops invade Ukraine?", width=width)
    nothing_is_cut_or_touches(drawing.svg)
    assert drawing.svg == draw_cascade(made, title="What if Belarusian troops invade Ukraine?", width=width).svg
    assert parsed(drawing.svg).get("width") == str(width)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("width", [960, 340])
def test_hostile_words(hostile: str, width: int) -> None:
    made = made_up(4, 2, 1, words_=hostile)
    boxes = tuple(replace(b, record_id=hostile, so=hostile, why_not=hostile) for b in made.boxes)
    arrows = tuple(replace(a, label=hostile, reasons=(hostile,)) for a in made.arrows)
    svg = draw_cascade(Chain(boxes, arrows, 1), title=hostile, width=width, address=lambda i: f"/records/{i}").svg
    assert titles(svg)[0] == plain(hostile)
    nothing_is_cut_or_touches(svg)


def test_at_most_sixty_boxes_and_the_rest_is_counted() -> None:
    rules = [rule(f"n{n}", "POL SANCTION BLR", "BLR ASSAULT UKR") for n in range(80)]
    maybe = [rule(f"m{n}", "POL AID UKR", "BLR ASSAULT POL") for n in range(3)]
    made = chain(course(*maybe, *rules))
    assert len(made.boxes) == MOST_BOXES
    svg = draw_cascade(made, title="t").svg
    drawn = [r for r in all_of(svg, "rect") if r.get("rx") in ("3", "12")]
    assert len(drawn) == MOST_BOXES
    assert [t for t in (w.text for w in words(svg)) if t.startswith(f"and {made.left_out} more norms")]
    assert made.boxes[0].verdict is None  # the event stays


def test_ten_thousand_norms_within_a_second() -> None:
    rules = [rule(f"n{n}", f"POL SANCTION BLR words=w{n}", "BLR ASSAULT UKR") for n in range(10_000)]
    found = run(Rulebook(rules), Scenario(assumed=(EventPattern.parse("BLR ASSAULT UKR"),)), depth=0)
    start = time.process_time()
    drawing = draw_cascade(found, title="t")
    assert time.process_time() - start < 1
    assert "and 9,941 more" in drawing.svg


def test_nothing_met() -> None:
    drawing = draw_cascade(course(), title="t")
    assert [b.words for b in chain(course()).boxes] == ["Belarus: attack, Ukraine"]
    (desc,) = parsed(drawing.svg).iter(f"{SVG}desc")
    assert desc.text == "No norm on record is met by what the scenario says."

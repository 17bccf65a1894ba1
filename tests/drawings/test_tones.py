"""Contrast by the formula of WCAG 2.2 (relative luminance), on the grounds of the desk."""

import re

import pytest

from onrecord.drawings.tones import LETTERS, STEPS, Tone, step, stylesheet, verdict_tone
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.records import Strength

READ = [Tone.INK, Tone.QUIET, Tone.LINK, Tone.TRIGGERED, Tone.BROKEN, Tone.STANDS, Tone.MAYBE]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", READ)
def test_what_is_read_is_4_5_to_1_in_both_themes(tone: Tone) -> None:
    assert contrast(tone.light, Tone.GROUND.light) >= 4.5
    assert contrast(tone.dark, Tone.GROUND.dark) >= 4.5


def test_ink_is_8_to_1_and_lines_3_to_1() -> None:
    assert round(contrast(Tone.INK.light, Tone.GROUND.light), 1) == 16.3
    assert round(contrast(Tone.INK.dark, Tone.GROUND.dark), 1) == 14.3
    assert contrast(Tone.LINE.light, Tone.GROUND.light) >= 3
    assert contrast(Tone.LINE.dark, Tone.GROUND.dark) >= 3


def test_the_first_three_steps_are_faint_so_bars_have_an_outline_and_a_letter() -> None:
    light = [round(contrast(tone.light, Tone.GROUND.light), 1) for tone in STEPS]
    assert light == [1.4, 1.8, 2.4, 3.4, 5.0, 7.6, 11.4]
    assert len(set(LETTERS.values())) == len(Strength)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_stronger_the_further_from_the_ground(theme: str) -> None:
    ground = getattr(Tone.GROUND, theme)
    from_ground = [contrast(getattr(step(s), theme), ground) for s in Strength]
    assert from_ground == sorted(from_ground)


def test_every_verdict_has_a_tone() -> None:
    assert {verdict_tone(v) for v in Verdict} <= set(Tone)
    assert verdict_tone(Verdict.MAYBE_BREACHED) is Tone.MAYBE
    assert verdict_tone(Verdict.BREACHED) is Tone.BROKEN
    assert verdict_tone(Verdict.RELEASED) is Tone.TRIGGERED


def test_the_style_sheet_tells_each_tone_in_both_themes() -> None:
    css = stylesheet()
    for tone in Tone:
        for rule in (f".{tone.fill} {{ fill: {tone.light}; }}", f".{tone.fill} {{ fill: {tone.dark}; }}"):
            assert rule in css
    assert css.count("{") == css.count("}")
    assert not re.search(r"url|import|expression", css)

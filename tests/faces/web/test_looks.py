"""What the desk looks like, as far as it can be counted: contrast, weight, nothing inline."""

import re
from itertools import product

import pytest

from onrecord.faces.web.answering import HERE
from onrecord.faces.web.looks import SLOTS, quoted, tone

STATIC, TEMPLATES = HERE / "static", HERE / "templates"
CSS = (STATIC / "desk.css").read_text(encoding="utf-8")
TINTS = tuple(kind for kind, _ in SLOTS.values())
TONES = ("triggered", "broken", "stands", "maybe", "quiet")


def palettes() -> dict[str, dict[str, str]]:
    parts = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in parts)
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_has_its_contrast(theme: str) -> None:
    held = palettes()[theme]
    grounds = ("ground", "raised", *TINTS)
    pairs = [("ink", ground, 8.0) for ground in (*grounds, "lit")]
    pairs += [(words, ground, 4.5) for words, ground in product(("second", "link"), grounds)]
    pairs += [(words, ground, 4.5) for words, ground in product(TONES, ("ground", "raised"))]
    pairs += [(f"{tint}-u", tint, 3.0) for tint in TINTS]
    pairs += [(line, ground, 3.0) for line, ground in product(("line", "focus"), ("ground", "raised"))]
    pairs.append(("ground", "link", 4.5))  # the words of the main button
    low = {(a, b): round(contrast(held[a], held[b]), 1) for a, b, least in pairs if contrast(held[a], held[b]) < least}
    assert low == {}


def test_a_slot_is_told_by_its_underline_too() -> None:
    styles = [re.search(rf"\.m\.{kind} \{{[^}}]*border-bottom: (\d+px \w+)", CSS) for kind in TINTS]
    found = [style[1] for style in styles if style]
    assert len(set(found)) == len(TINTS)


def test_scripts_are_under_60_kb_and_ours_under_300_lines() -> None:
    assert sum((STATIC / name).stat().st_size for name in ("htmx.min.js", "desk.js")) < 60_000
    assert len((STATIC / "desk.js").read_text(encoding="utf-8").splitlines()) <= 300


# Served by nobody: a file that opens anywhere carries its style with it (test_one_file.py, test_brief.py).
ALONE = ("alone.html",)
SERVED = sorted(path for path in TEMPLATES.glob("*.html") if path.name not in ALONE)


@pytest.mark.parametrize("template", SERVED, ids=lambda p: p.name)
def test_no_template_holds_style_script_or_raw_text(template: object) -> None:
    html = template.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert re.findall(r"\sstyle=|\son\w+=|<style|javascript:", html) == []
    assert re.findall(r"\|\s*safe|autoescape\s+false", html) == []
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_nothing_is_asked_from_outside() -> None:
    for text in (CSS, (STATIC / "desk.js").read_text(encoding="utf-8")):
        assert re.findall(r"https?://|//[a-z]+\.|@import|url\(", text) == []


@pytest.mark.parametrize(
    "status, looks",
    [
        ("triggered", "triggered"),
        ("breached", "broken"),
        ("in_force", "stands"),
        ("maybe_triggered", "maybe"),
        ("dormant", "quiet"),
        (None, "quiet"),
        ("denied", "quiet"),
    ],
)
def test_each_verdict_has_a_tone(status: str | None, looks: str) -> None:
    assert tone(status) == looks


@pytest.mark.parametrize(
    "words, shown",
    [
        ("Belarus will send troops", "“Belarus will send troops”"),
        ("“We will sue,” she said.", "“We will sue,” she said."),
        ('said it was "ready"', 'said it was "ready"'),
    ],
)
def test_words_are_quoted_once(words: str, shown: str) -> None:
    assert quoted(words) == shown

"""The colours of the pictures: what each is for, light and dark, and the style sheet that tells them apart.

In:      nothing
Out:     Tone: a class that a style sheet may set, and a colour where none does; the style sheet of the desk
Source:  the desk's table of colours: ramp, verdicts, ink, lines, with their contrast on both grounds
Shown:   tests/drawings/test_tones.py (contrast by the formula of WCAG 2.2)

A picture opened by itself has no style sheet: it shows the light colours on a ground of its own. In the desk the
classes win, since any rule beats a presentation attribute.
"""

from enum import Enum

from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.records import Strength


class Tone(Enum):
    """(name of its class, on the light ground, on the dark ground)."""

    GROUND = ("ground", "#fbfaf6", "#17191c")
    INK = ("ink", "#1a1c1f", "#e9e7e2")
    QUIET = ("quiet", "#54585e", "#a9aeb5")
    LINE = ("line", "#7a7f86", "#868c94")
    # Behind the rest, read by nobody: rows and the ticks of an axis.
    GRID = ("grid", "#e2e4e6", "#2b3036")
    LINK = ("link", "#1a4f8f", "#9cc4f5")
    TRIGGERED = ("triggered", "#9a3412", "#ffae7a")
    BROKEN = ("broken", "#a11b3b", "#ff9db0")
    STANDS = ("stands", "#1f5fa8", "#8cb8f2")
    MAYBE = ("maybe", "#6b5b00", "#e6d36a")
    # The strength of words: the stronger, the further from the ground, in both themes.
    STEP_0 = ("step-0", "#c9d7e8", "#14366a")
    STEP_1 = ("step-1", "#a7c0dc", "#27528a")
    STEP_2 = ("step-2", "#84a6cd", "#3f6ea5")
    STEP_3 = ("step-3", "#608abb", "#608abb")
    STEP_4 = ("step-4", "#3f6ea5", "#84a6cd")
    STEP_5 = ("step-5", "#27528a", "#a7c0dc")
    STEP_6 = ("step-6", "#14366a", "#c9d7e8")

    @property
    def light(self) -> str:
        """The colour without a style sheet."""
        return self.value[1]

    @property
    def dark(self) -> str:
        """The colour on the dark ground."""
        return self.value[2]

    @property
    def fill(self) -> str:
        """The class of what it fills."""
        return f"fill-{self.value[0]}"

    @property
    def stroke(self) -> str:
        """The class of what it draws."""
        return f"stroke-{self.value[0]}"


STEPS = (Tone.STEP_0, Tone.STEP_1, Tone.STEP_2, Tone.STEP_3, Tone.STEP_4, Tone.STEP_5, Tone.STEP_6)

# On every bar, since the first three steps are under 3:1.
LETTERS = {strength: strength.value[0].upper() for strength in Strength}


def step(strength: Strength) -> Tone:
    """The tone of a strength."""
    return STEPS[strength.rank]


_KEPT = frozenset(
    {Verdict.IN_FORCE, Verdict.PENDING, Verdict.OPEN, Verdict.STANDS, Verdict.FULFILLED, Verdict.COMPLIED}
)


def verdict_tone(verdict: Verdict) -> Tone:
    """The tone of a verdict's words; they say it, the tone only helps."""
    if verdict.unsure:
        return Tone.MAYBE
    if verdict is Verdict.BREACHED:
        return Tone.BROKEN
    if verdict in _KEPT:
        return Tone.STANDS
    return Tone.TRIGGERED if verdict.strong else Tone.QUIET


def stylesheet() -> str:
    """The rules of both themes, for a page that holds pictures: light, dark where the system is, and as `data-theme`
    of the root says."""
    dark = _rules(':root[data-theme="dark"] .picture', dark=True)
    dark += "@media (prefers-color-scheme: dark) {\n"
    dark += _rules(':root:not([data-theme="light"]) .picture', dark=True) + "}\n"
    focus = ".picture a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }\n"
    return _rules(".picture", dark=False) + dark + focus


def _rules(under: str, *, dark: bool) -> str:
    told = ((t, t.dark if dark else t.light) for t in Tone)
    return "".join(
        f"{under} .{t.fill} {{ fill: {colour}; }}\n{under} .{t.stroke} {{ stroke: {colour}; }}\n" for t, colour in told
    )

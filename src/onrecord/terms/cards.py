"""Values as small cards of HTML, for notebooks: what `_repr_html_` of a value gives.

In:      text, words of a page, where they stand
Out:     one <div> that needs nothing else: its style is in it, it has no script, no link and no picture
Refuses: nothing; text is escaped wherever it is not made here
Shown:   tests/questions/test_cards.py

Words of a page stand in <q> or <blockquote>, set apart so that no direction of writing leaks out of them, and in a
class that MathJax passes by: in a notebook it would run what stands between two dollar signs. Colours are those of
the notebook, light or dark; what is tinted is tinted in grey that lets them through.
"""

import html
import re
from collections.abc import Iterable
from itertools import islice

# Of a part with more, so many are shown, and how many there are.
SHOWN = 12
WORDS_CHARS = 600

_CARD = "border:1px solid #808080;border-radius:4px;padding:.6em .9em;margin:.3em 0;max-width:60em;line-height:1.45"
_QUOTED = "unicode-bidi:isolate"
_QUOTATION = (
    "margin:.3em 0 .3em .2em;padding:.2em .8em;border-left:3px solid #808080;background:rgba(128,128,128,.12);"
    "unicode-bidi:isolate;white-space:pre-wrap;overflow-wrap:anywhere"
)
_FACTS = "margin:.2em 0;font-size:.9em"

# C0 but tab and line break, DEL, C1 and half a surrogate pair, which no HTML holds; what turns words round.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Html(str):
    """Text that is HTML already. All other text is escaped where it meets HTML."""

    __slots__ = ()


def safe(text: str) -> Html:
    """The text as HTML that shows it; HTML as it is. What HTML cannot hold shows as \N{REPLACEMENT CHARACTER}.

    >>> safe("<b>&</b>")
    '&lt;b&gt;&amp;&lt;/b&gt;'
    """
    return text if isinstance(text, Html) else Html(html.escape(_NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)))


def joined(pieces: Iterable[str], between: str = "") -> Html:
    """The pieces one after the other."""
    return Html(safe(between).join(map(safe, pieces)))


def quoted(words: str) -> Html:
    """Words of a page inside a line, with the white space of one."""
    return Html(f'<q dir="auto" style="{_QUOTED}">{safe(_short(" ".join(words.split())))}</q>')


def quotation(words: str, where: str) -> Html:
    """Words of a page that stand by themselves, and where."""
    return Html(
        f'<blockquote dir="auto" style="{_QUOTATION}">{safe(_short(words))} <small>{safe(where)}</small></blockquote>'
    )


def paragraph(*pieces: str) -> Html:
    """A line of text."""
    return Html(f'<p style="margin:.3em 0">{joined(pieces)}</p>')


def facts(told: Iterable[str]) -> Html:
    """What there is to say beside it, in small."""
    return Html(f'<p style="{_FACTS}">{joined((t for t in told if t), " · ")}</p>')


def part(name: str, items: Iterable[str], count: int) -> Html:
    """A part under its name and its number; the first SHOWN of its items, and how many more there are."""
    shown = tuple(islice(items, SHOWN))
    more = [facts((f"and {count - len(shown):,} more",))] if count > len(shown) else []
    return joined((Html(f'<p style="margin:.6em 0 .2em"><strong>{safe(name)}</strong>: {count:,}</p>'), *shown, *more))


def card(heading: str, *parts: str) -> str:
    """The whole card."""
    inner = joined((Html(f'<p style="margin:0"><strong>{safe(heading)}</strong></p>'), *parts))
    return f'<div class="onrecord tex2jax_ignore mathjax_ignore" style="{_CARD}">{inner}</div>'


def _short(words: str) -> str:
    return words if len(words) <= WORDS_CHARS else f"{words[:WORDS_CHARS]} […]"

"""The language a text is in, as far as it can be told.

In:      the main text of a page
Out:     ISO 639-1 code, None when the text is too short; a Refusal when it is clearly not English
Source:  py3langid (BSD-3-Clause), 97 languages, trained on five domains
Shown:   tests/documents/test_language.py
"""

import re
from functools import cache
from itertools import islice
from typing import Any

from onrecord.terms.refusals import Refusal

# Below this many letters the identifier takes headlines and lists of names for Latin or Tagalog.
MIN_LETTERS = 200
# Enough to decide; a longer text only takes longer.
MAX_LETTERS = 20_000
# A language is stored, and a page refused for not being in English, only when it is this probable. Which other
# language it is need not be sure: Russian and Ukrainian share one short text between them.
MIN_PROBABILITY = 0.95

# Greek, Cyrillic, Armenian, Hebrew, Arabic and all beyond that are no Latin letters; punctuation lies elsewhere.
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u1dff\u2c00-\u2dff\u3040-\uabff\uac00-\ud7a3\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]+"
)


def languages_of(text: str) -> list[tuple[str, float]]:
    """Languages and their probabilities in [0, 1], most probable first; none below MIN_LETTERS letters."""
    letters = sum(1 for _ in islice((c for c in text if c.isalpha()), MIN_LETTERS))
    if letters < MIN_LETTERS:
        return []
    return [(str(code), float(probability)) for code, probability in _identifier().rank(text[:MAX_LETTERS])]


def refused_language(text: str) -> tuple[str | None, Refusal | None]:
    """The language to store (None when not sure), and the refusal for a page that is clearly not in English."""
    ranked = languages_of(_without_other_scripts(text))
    if not ranked:
        return None, None
    code, probability = ranked[0]
    not_english = 1.0 - dict(ranked)["en"]
    sure = code if probability >= MIN_PROBABILITY else None
    if not_english < MIN_PROBABILITY:
        return sure, None
    reason = (
        f"the text is not English ({round(100 * not_english)} in 100 sure; most likely {code!r} in ISO 639-1): "
        "only English is read; give the page in English or a translation"
    )
    return sure, Refusal("documents", "not-english", reason)


def _without_other_scripts(text: str) -> str:
    """The text without words in other scripts, where most of its letters are Latin: an English page that quotes Russian
    is English, and one Cyrillic sentence outweighs all others in the identifier."""
    foreign = _OTHER_SCRIPT.findall(text)
    if not foreign:
        return text
    latin = sum(1 for letter in text if letter.isascii() and letter.isalpha())
    return _OTHER_SCRIPT.sub(" ", text) if latin > sum(map(len, foreign)) else text


@cache
def _identifier() -> Any:
    # The one slow load of the room (half a second): pages too short to tell never pay for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load = getattr(LanguageIdentifier, "from_model_file", None) or LanguageIdentifier.from_pickled_model
    return load(MODEL_FILE, norm_probs=True)

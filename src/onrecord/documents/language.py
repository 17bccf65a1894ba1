"""The language a text is in, as far as it can be told.

In:      the main text of a page
Out:     ISO 639-1 code, None when the text is too short; a Refusal when it is clearly not English
Source:  py3langid (BSD-3-Clause), 97 languages, trained on five domains
Shown:   tests/documents/test_language.py
"""

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


def languages_of(text: str) -> list[tuple[str, float]]:
    """Languages and their probabilities in [0, 1], most probable first; none below MIN_LETTERS letters."""
    letters = sum(1 for _ in islice((c for c in text if c.isalpha()), MIN_LETTERS))
    if letters < MIN_LETTERS:
        return []
    return [(str(code), float(probability)) for code, probability in _identifier().rank(text[:MAX_LETTERS])]


def refused_language(text: str) -> tuple[str | None, Refusal | None]:
    """The language to store (None when not sure), and the refusal for a page that is clearly not in English."""
    ranked = languages_of(text)
    if not ranked:
        return None, None
    code, probability = ranked[0]
    not_english = 1.0 - dict(ranked)["en"]
    sure = code if probability >= MIN_PROBABILITY else None
    if not_english < MIN_PROBABILITY:
        return sure, None
    reason = (
        f"the text is not English (probability {not_english:.2f}; most likely ISO 639-1 {code!r}): "
        "only English is read; give the page in English or a translation"
    )
    return sure, Refusal("documents", "not-english", reason)


@cache
def _identifier() -> Any:
    # The one slow load of the room (half a second): pages too short to tell never pay for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load = getattr(LanguageIdentifier, "from_model_file", None) or LanguageIdentifier.from_pickled_model
    return load(MODEL_FILE, norm_probs=True)

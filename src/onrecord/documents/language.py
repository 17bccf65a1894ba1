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
# A page is refused only when the other language is this probable over the whole and every other language together.
MIN_PROBABILITY = 0.95


def language_of(text: str) -> tuple[str | None, float]:
    """The most probable language and its probability in [0, 1]; (None, 0.0) below MIN_LETTERS letters."""
    letters = sum(1 for _ in islice((c for c in text if c.isalpha()), MIN_LETTERS))
    if letters < MIN_LETTERS:
        return None, 0.0
    code, probability = _identifier().classify(text[:MAX_LETTERS])
    return str(code), float(probability)


def refused_language(text: str) -> tuple[str | None, Refusal | None]:
    """The language to store (None when not sure), and the refusal for a page that is clearly not in English."""
    code, probability = language_of(text)
    if code is None or probability < MIN_PROBABILITY:
        return None, None
    if code == "en":
        return code, None
    reason = (
        f"the text is in another language (ISO 639-1 {code!r}, probability {probability:.2f}): "
        "only English is read; give the page in English or a translation"
    )
    return code, Refusal("documents", "not-english", reason)


@cache
def _identifier() -> Any:
    # The one slow load of the room (half a second): pages too short to tell never pay for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load = getattr(LanguageIdentifier, "from_model_file", None) or LanguageIdentifier.from_pickled_model
    return load(MODEL_FILE, norm_probs=True)

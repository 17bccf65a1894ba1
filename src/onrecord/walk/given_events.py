"""Events as somebody gives them: a pattern, or a sentence in plain English read by the same readers as pages.

In:      "BLR.MIL ASSAULT UKR place=UKR", or "Belarusian troops invade Ukraine"
Out:     GivenEvent: what it assumes and denies, as patterns; of a sentence what was left out, and why
Refuses: what is no pattern, a sentence that tells no event or not just one (PatternError)
Shown:   tests/walk/test_given_events.py
"""

from dataclasses import dataclass

from onrecord.terms.patterns import EventPattern, PatternError
from onrecord.walk.open import open_engines
from onrecord.walk.question import Question, read_question
from onrecord.walk.scenario import Heard, read_scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEvent:
    """sentence: as it was read; None for a pattern. dropped: (the words, why) of clauses that say neither."""

    assumed: tuple[EventPattern, ...] = ()
    denied: tuple[EventPattern, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()
    sentence: str | None = None


def happening(sentence: str) -> GivenEvent:
    """What the sentence says happens, and what it says does not."""
    heard = _heard(sentence)
    return GivenEvent(assumed=heard.assumed, denied=heard.denied, dropped=heard.dropped, sentence=sentence)


def not_happening(text: str) -> GivenEvent:
    """What a pattern or a sentence names as not happening; what it denies beside that happens then."""
    try:
        return GivenEvent(denied=(EventPattern.parse(text),))
    except PatternError:
        heard = _heard(text)
    assumed = heard.denied if heard.assumed else ()
    return GivenEvent(assumed=assumed, denied=heard.assumed or heard.denied, dropped=heard.dropped, sentence=text)


def one_event(text: str) -> GivenEvent:
    """The one event of a pattern or a sentence, assumed."""
    try:
        return GivenEvent(assumed=(EventPattern.parse(text),))
    except PatternError:
        given = happening(text)
    if len(given.assumed) != 1:
        raise PatternError(f"{text[:120]!r} tells of {len(given.assumed)} events that happen: ask for one of them")
    return given


def question_in(sentence: str) -> Question | None:
    """What the sentence asks of the record ("What has Iran said it will do if Iraq attacks?"); None: nothing."""
    return read_question(sentence, open_engines()) if sentence.rstrip().endswith("?") else None


def _heard(sentence: str) -> Heard:
    heard = read_scenario(sentence, open_engines())
    if not heard.assumed and not heard.denied:
        raise PatternError(
            f"no event was understood in {sentence[:120]!r}: say who does what to whom in one plain sentence, or give "
            'a pattern of it, as in "BLR.MIL ASSAULT UKR place=UKR"'
        )
    return heard

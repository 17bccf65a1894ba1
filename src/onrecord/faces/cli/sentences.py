"""Plain English on the command line, told back as it was understood.

In:      a sentence ("Belarusian troops invade Ukraine")
Out:     what it assumes and denies, as patterns; how each was understood, slot by slot, goes to standard error
Refuses: a sentence that tells no event (PatternError)
Shown:   tests/faces/test_whatif.py
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.faces.cli.console import say
from onrecord.terms.patterns import EventPattern

if TYPE_CHECKING:
    from onrecord.walk.given_events import GivenEvent
    from onrecord.walk.question import Question


@dataclass(frozen=True, slots=True)
class Said:
    """What happens and what does not."""

    assumed: tuple[EventPattern, ...] = ()
    denied: tuple[EventPattern, ...] = ()


def read_sentences(sentences: Iterable[str]) -> Said:
    """What the sentences say happens, and what they say does not."""
    from onrecord.walk.given_events import happening

    return _all_of(happening(sentence) for sentence in sentences)


def question_of(sentences: list[str]) -> "Question | None":
    """The one sentence, where it asks something of the record ("What has Iran said it will do if Iraq attacks?")."""
    from onrecord.walk.given_events import question_in

    found = question_in(sentences[0]) if len(sentences) == 1 else None
    if found is not None:
        whom = f" of {found.of}" if found.of else ""
        say(f"taken as a question{whom}, not as a scenario", err=True)
    return found


def denials(given: Iterable[str]) -> Said:
    """What patterns and sentences name as not happening; what a sentence denies ("no shot is fired") happens then."""
    from onrecord.walk.given_events import not_happening

    return _all_of(not_happening(text) for text in given)


def one_pattern(given: str) -> EventPattern:
    """The one event of a pattern or a sentence."""
    from onrecord.walk.given_events import one_event

    return _told(one_event(given)).assumed[0]


def _all_of(given: "Iterable[GivenEvent]") -> Said:
    told = [_told(one) for one in given]
    return Said(tuple(p for g in told for p in g.assumed), tuple(p for g in told for p in g.denied))


def _told(given: "GivenEvent") -> "GivenEvent":
    """The same, told back where it was a sentence."""
    from onrecord.questions.wording import slots_in_words

    if given.sentence is not None:
        say(f"understood {given.sentence!r} as:", err=True)
        for pattern in given.assumed:
            say(f"  it happens: {slots_in_words(pattern)}", err=True)
        for pattern in given.denied:
            say(f"  it does not happen: {slots_in_words(pattern)}", err=True)
        for words, why in given.dropped:
            say(f"  left out: “{words}”, since {why}", err=True)
    return given

"""Plain English on the command line, read by the same readers as pages.

In:      a sentence ("Belarusian troops invade Ukraine")
Out:     what it assumes and denies, as patterns; how each was understood, slot by slot, goes to standard error
Refuses: a sentence that tells no event (PatternError)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.faces.cli.console import say
from onrecord.terms.patterns import EventPattern, PatternError

if TYPE_CHECKING:
    from onrecord.walk.question import Question
    from onrecord.walk.scenario import Heard


@dataclass(frozen=True, slots=True)
class Said:
    """What happens and what does not."""

    assumed: tuple[EventPattern, ...] = ()
    denied: tuple[EventPattern, ...] = ()


def read_sentences(sentences: Iterable[str]) -> Said:
    """What the sentences say happens, and what they say does not."""
    heard = [_read(sentence) for sentence in sentences]
    return Said(tuple(p for h in heard for p in h.assumed), tuple(p for h in heard for p in h.denied))


def question_of(sentences: list[str]) -> "Question | None":
    """The one sentence, where it asks something of the record ("What has Iran said it will do if Iraq attacks?")."""
    from onrecord.walk.open import open_engines
    from onrecord.walk.question import read_question

    if len(sentences) != 1 or not sentences[0].rstrip().endswith("?"):
        return None
    found = read_question(sentences[0], open_engines())
    if found is not None:
        whom = f" of {found.of}" if found.of else ""
        say(f"taken as a question{whom}, not as a scenario", err=True)
    return found


def denials(given: Iterable[str]) -> Said:
    """What patterns and sentences name as not happening; what a sentence denies ("no shot is fired") happens then."""
    assumed: list[EventPattern] = []
    denied: list[EventPattern] = []
    for text in given:
        try:
            denied.append(EventPattern.parse(text))
        except PatternError:
            heard = _read(text, turned=True)
            denied += heard.assumed or heard.denied
            assumed += heard.denied if heard.assumed else ()
    return Said(tuple(assumed), tuple(denied))


def one_pattern(given: str) -> EventPattern:
    """The one event of a pattern or a sentence."""
    try:
        return EventPattern.parse(given)
    except PatternError:
        heard = _read(given)
    if len(heard.assumed) != 1:
        raise PatternError(f"{given[:120]!r} tells of {len(heard.assumed)} events that happen: ask for one of them")
    return heard.assumed[0]


def _read(sentence: str, *, turned: bool = False) -> "Heard":
    from onrecord.walk.open import open_engines
    from onrecord.walk.scenario import read_scenario

    heard = read_scenario(sentence, open_engines())
    if not heard.assumed and not heard.denied:
        raise PatternError(
            f"no event was understood in {sentence[:120]!r}: say who does what to whom in one plain sentence, or give "
            'a pattern with --event, as in "BLR.MIL ASSAULT UKR place=UKR"'
        )
    say(f"understood {sentence!r} as:", err=True)
    happens, not_ = (heard.denied, heard.assumed) if turned else (heard.assumed, heard.denied)
    for pattern in happens:
        say(f"  it happens: {slots_in_words(pattern)}", err=True)
    for pattern in not_:
        say(f"  it does not happen: {slots_in_words(pattern)}", err=True)
    for words, why in heard.dropped:
        say(f"  left out: “{words}”, since {why}", err=True)
    return heard


def slots_in_words(pattern: EventPattern) -> str:
    """ "who: Uzbekistan; does: supply; what: 900000000 power kwh; kind: aid": slot by slot, as it is compared."""
    from onrecord.language.actor_names import name_of
    from onrecord.language.code_words import deed_words

    who = name_of(pattern.actor.code) if pattern.actor else None
    if pattern.does is None:
        whom = name_of(pattern.recipient.code) if pattern.recipient else None
        slots = [("who", who), ("kind", deed_words(pattern.type)), ("whom", whom)]
    else:
        inferred = " (perhaps)" if pattern.actor is not None and pattern.actor.inferred else ""
        doer = [a for a in pattern.does.arguments if a.role == "who"]
        named = f"{who}{inferred}" if who else ", ".join(str(a.head) for a in doer) or None
        rest = [(a.role, " ".join((*a.words, a.head))) for a in pattern.does.arguments if a.role != "who"]
        kind = deed_words(pattern.type) if pattern.type else None
        slots = [("who", named), ("does", pattern.does.predicate), *rest, ("kind", kind)]
    return "; ".join(f"{name}: {value}" for name, value in slots if value)

"""Plain English on the command line, read by the same readers as pages.

In:      a sentence ("Belarusian troops invade Ukraine")
Out:     the events it tells, as patterns, each shown as it was understood
Refuses: a sentence that tells no event we can code (PatternError)
"""

from collections.abc import Iterable

import typer

from onrecord.terms.patterns import EventPattern, PatternError


def read_sentences(sentences: Iterable[str]) -> tuple[EventPattern, ...]:
    """The events the sentences tell; how each was understood goes to standard error."""
    found: list[EventPattern] = []
    for sentence in sentences:
        found += _read(sentence)
    return tuple(found)


def patterns_of(given: Iterable[str]) -> tuple[EventPattern, ...]:
    """Patterns, or sentences where one is no pattern."""
    found: list[EventPattern] = []
    for text in given:
        try:
            found.append(EventPattern.parse(text))
        except PatternError:
            found += _read(text)
    return tuple(found)


def one_pattern(given: str) -> EventPattern:
    """The one event of a pattern or a sentence."""
    patterns = patterns_of((given,))
    if len(patterns) > 1:
        raise PatternError(f"{given[:120]!r} tells of {len(patterns)} events: ask for one of them")
    return patterns[0]


def _read(sentence: str) -> tuple[EventPattern, ...]:
    from onrecord.walk.open import open_engines
    from onrecord.walk.scenario import read_scenario

    patterns = read_scenario(sentence, open_engines())
    if not patterns:
        raise PatternError(
            f"no event was understood in {sentence[:120]!r}: say who does what to whom in one plain sentence, or give "
            'a pattern with --event, as in "BLR.MIL ASSAULT UKR place=UKR"'
        )
    for pattern in patterns:
        typer.echo(f"understood {sentence!r} as: {pattern} ({_in_words(pattern)})", err=True)
    return patterns


def _in_words(pattern: EventPattern) -> str:
    """ "Georgia: request, to Russia": who, what kind of deed, to whom."""
    from onrecord.language.actor_names import name_of
    from onrecord.language.code_words import deed_words

    who, whom = (name_of(p.code) if p else None for p in (pattern.actor, pattern.recipient))
    done = f"{who or 'somebody'}: {deed_words(pattern.type)}"
    return f"{done}, to {whom}" if whom else done

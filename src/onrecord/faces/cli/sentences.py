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
        typer.echo(f"understood {sentence!r} as: {pattern}", err=True)
    return patterns

"""A scenario as somebody gives it: patterns on the command line, or a YAML file.

In:      --event and --not patterns, a file
Out:     Scenario
Refuses: what is no pattern, a file that is no scenario (PatternError)

    question: What if troops crossed the border?
    assume:
      - BLR.MIL ASSAULT UKR place=UKR
    deny:
      - UKR.MIL ASSAULT BLR
    now: 2026-03-31
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.terms.patterns import EventPattern, PatternError, Scenario

KEYS = ("question", "assume", "deny", "now")


def scenario_from_file(path: Path) -> Scenario:
    """The scenario a YAML file describes."""
    import yaml

    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PatternError(f"{path} is no YAML text: {' '.join(str(error).split())}") from None
    if not isinstance(held, dict) or not set(held) <= set(KEYS):
        raise PatternError(f"{path} is no scenario: it may have {', '.join(KEYS)} and nothing else")
    question, now = held.get("question"), held.get("now")
    if question is not None and not isinstance(question, str):
        raise PatternError(f"{path}: question is no text")
    if now is not None and (not isinstance(now, date) or isinstance(now, datetime)):
        raise PatternError(f"{path}: now is no day; write YYYY-MM-DD")
    return Scenario(
        assumed=_patterns(path, held.get("assume")),
        denied=_patterns(path, held.get("deny")),
        now=now,
        question=question,
    )


def joined(
    scenario: Scenario,
    *,
    assumed: Iterable[EventPattern],
    denied: Iterable[EventPattern],
    now: date | None,
    question: str | None,
) -> Scenario:
    """The scenario with more assumed and denied; a day and a question given here win."""
    return Scenario(
        assumed=(*scenario.assumed, *assumed),
        denied=(*scenario.denied, *denied),
        now=now or scenario.now,
        question=question or scenario.question,
    )


def _patterns(path: Path, listed: Any) -> tuple[EventPattern, ...]:
    if listed is None:
        return ()
    if not isinstance(listed, list) or not all(isinstance(line, str) for line in listed):
        raise PatternError(f"{path}: assume and deny are lists of patterns, one a line")
    return tuple(EventPattern.parse(line) for line in listed)

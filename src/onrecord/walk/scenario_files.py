"""A scenario as somebody gives it: patterns on the command line, or a YAML file.

In:      --event and --not patterns, a file
Out:     Scenario
Refuses: what is no pattern, a file that is no scenario (PatternError)
Shown:   tests/walk/test_scenario_files.py

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
from onrecord.terms.regular_files import open_regular

LONGEST_BYTES = 1_000_000

KEYS = ("question", "assume", "deny", "now")


def scenario_from_file(path: Path) -> Scenario:
    """The scenario a YAML file describes."""
    import yaml

    try:
        with open_regular(path) as file:
            text = file.read(LONGEST_BYTES + 1)
        if len(text) > LONGEST_BYTES:
            raise PatternError(f"{path}: more than {LONGEST_BYTES:,} bytes are no scenario")
        held = yaml.safe_load(text.decode("utf-8"))
    except OSError as error:
        raise PatternError(f"{path} cannot be read: {error.strerror or error}") from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that is none, as in "now: 2023-02-30"
        raise PatternError(f"{path} is no YAML text: {' '.join(str(error).split())}") from None
    except RecursionError:
        raise PatternError(f"{path} is no scenario: its lists lie too deep in each other") from None
    if not isinstance(held, dict) or not all(key in KEYS for key in held):
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

"""One table of sentences, read by every room that asks them the same thing.

agreement.csv: is the clause of `predicate` negative by its own words, how many are counted, who does it. `writer` tells
who wrote the sentence: beside the code, or apart from it, without having seen it.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.commitments.measures import measures
from onrecord.events.claims import claim_of
from onrecord.events.quantities import quantity_of
from onrecord.language.clauses import doer
from onrecord.language.denial import denied
from onrecord.language.noun_phrases import joined
from onrecord.language.numbers import numbers_in
from onrecord.terms.events import EventStatus
from onrecord.terms.parses import Parse

ROWS = list(csv.DictReader((Path(__file__).parent / "agreement.csv").open(encoding="utf-8", newline="")))

# What is still read wrongly, by the words it is about.
NOT_DENIED = {
    "Few if any": "the parser makes the subject a clause of its own",
    "failed to recapture": "what a verb of failing denies is asked of factuality, not of the clause's own words",
}
OTHER_SUBJECT = {
    "rushed to the frontier have not clashed": "the parser takes the subject for that of the participle",
    "none other than Hungary": "the head is 'none'",
    "Between 60,000 and 70,000 Russian": "the parser leaves the subject without a verb",
    "Across the Drina rolled": "the subject stands behind its verb",
    "sealed six border posts": "the parser takes the second verb for a participle",
    "Tens of thousands of Burundian": "the noun that is counted hangs on 'tens'",
    "by its own account enriched": "the parser takes 'has' for the verb",
    "liberated Robotyne": "the parser takes the verb for an adjective",
}

OTHER_COUNT = {
    "enriched 408.6": "events count in whole units",
}


def rows(known: dict[str, str], among: list[dict[str, str]] = ROWS) -> list[object]:
    """The rows, those that hold known words marked as failing."""
    params: list[object] = []
    for number, row in enumerate(among):
        why = next((why for words, why in known.items() if words in row["sentence"]), None)
        marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
        params.append(pytest.param(row, id=f"{number}-{row['predicate']}", marks=marks))
    return params


def read(parse_text: Callable[[str], Parse], row: dict[str, str]) -> tuple[Parse, int]:
    parse = parse_text(row["sentence"])
    token = parse.token_at(row["sentence"].index(row["predicate"]))
    assert token is not None
    return parse, token


def test_the_table_is_large_and_half_of_it_was_written_apart_from_the_code() -> None:
    apart = sum(row["writer"] == "apart from the code" for row in ROWS)
    assert len(ROWS) >= 120
    assert apart * 2 >= len(ROWS)


@pytest.mark.parametrize("row", rows(NOT_DENIED))
def test_what_is_denied(parse_text: Callable[[str], Parse], row: dict[str, str]) -> None:
    parse, verb = read(parse_text, row)
    assert denied(parse, verb) is (row["denied"] == "yes")


@pytest.mark.parametrize("row", rows(OTHER_SUBJECT))
def test_who_does_it(parse_text: Callable[[str], Parse], row: dict[str, str]) -> None:
    parse, verb = read(parse_text, row)
    found = doer(parse, verb)
    words = [parse.word(t) for t in joined(parse, found)] if found is not None else []
    assert ";".join(words) == row["subject"]


@pytest.mark.parametrize("row", [r for r in ROWS if r["denied"] == "yes"], ids=lambda r: r["sentence"][:40])
def test_no_room_takes_what_is_denied_for_an_event(parse_text: Callable[[str], Parse], row: dict[str, str]) -> None:
    parse, verb = read(parse_text, row)
    claim = claim_of(parse, verb, headline=False)
    assert claim is None or claim.status not in {EventStatus.HAPPENED, EventStatus.ONGOING}


@pytest.mark.parametrize("row", rows(OTHER_COUNT, [r for r in ROWS if r["low"] or r["high"]]))
def test_events_and_conditions_count_alike(parse_text: Callable[[str], Parse], row: dict[str, str]) -> None:
    parse, _ = read(parse_text, row)
    said = tuple(float(end) if end else None for end in (row["low"], row["high"]))
    assert said in {n.ends(whole=True) for n in numbers_in(parse, range(len(parse)))}
    quantities = [q for t in range(len(parse)) if (q := quantity_of(parse, t)) is not None]
    assert said in {(q.low, q.high) for q in quantities}
    assert said in {(m.low, m.high) for m in measures(parse, range(len(parse)), single=False)}

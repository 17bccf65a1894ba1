"""`onrecord met`: which conditions and actions events have met; and what other commands say of it.

In:      a ledger, the day since which
Out:     standard output, for a person or as JSON lines; every notice with its words, speaker, date and page
Shown:   tests/faces/test_answers.py
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import console
from onrecord.faces.cli.options import Json, LedgerOption, Limit, day, ledger_path
from onrecord.terms.ledger_places import LedgerPlace

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.ledger import Ledger
    from onrecord.questions.notices_in_full import NoticeInFull

app = typer.Typer()


@app.command()
def met(
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what was noticed on or after this day.")
    ] = None,
    possible: Annotated[
        bool, typer.Option("--possible", help="Also where it is open whether it is the action at all.")
    ] = False,
    ledger: LedgerOption = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Tell which conditions, and which actions, events on record have met: certain and likely ones, newest first."""
    raise typer.Exit(
        print_met(ledger_path(ledger), since=day(since, "--since"), possible=possible, limit=limit, as_json=as_json)
    )


def print_met(ledger: LedgerPlace, *, since: date | None, possible: bool, limit: int, as_json: bool) -> int:
    """Look at what came in, then print the notices that are kept, the newest first, each once though ten pages tell it.

    since: only what was noticed from this day on. possible: those too that leave the action itself open.
    Returns the exit code: 1 when nothing was met.
    """
    from rich.text import Text

    from onrecord.faces.clock import now
    from onrecord.language.code_words import status_words
    from onrecord.ledger import open_ledger
    from onrecord.questions.met import check
    from onrecord.questions.notices import newest_notices
    from onrecord.questions.notices_in_full import in_full

    moment = now()
    with open_ledger(ledger, create=False) as book:
        met, became = check(book, today=moment.date(), recorded_at=moment)
        shown = newest_notices(book, since=since, possible=possible)
        out = console()
        for notice in in_full(book, shown[:limit]):
            if as_json:
                print(json.dumps(notice.to_json()), file=out.file)
            else:
                _print_notice(out, notice)
        # What an event made of a norm is printed with it, unless more became known of an event that was met before.
        told = {(m.norm_id, m.event.anchor) for m in met}
        for status in () if as_json else became:
            if status.basis != "event" or (status.norm_id, status.basis_id) not in told:
                out.print(Text(f"{status_words(status.status)}: {status.norm_id}: {status.reason} [{status.status}]"))
        if not as_json:
            out.print(Text(met_words(book.current.how_many_by_match(since=since))))
    return 0 if shown or became else 1


def noticed_words(book: "Ledger", *, came: int | None = None) -> tuple[str, ...]:
    """Look at what came in, and say how many encounters are new and how much waits; nothing where there is neither.

    came: how many readings came in just now, as for `check`.
    """
    from onrecord.faces.clock import now
    from onrecord.questions.met import check

    moment = now()
    met, _ = check(book, today=moment.date(), recorded_at=moment, came=came)
    said = [f"new encounters: {_graded(Counter(one.match for one in met))}; `onrecord met` shows them"] if met else []
    return (*said, *waiting_words(book.current.how_many_unchecked()))


def waiting_words(waiting: int) -> tuple[str, ...]:
    """How many readings nobody has looked at for what they meet; nothing where none waits."""
    from onrecord.questions.wording import plural

    return (
        (f"{plural(waiting, 'reading')} not looked at yet for what they meet: `onrecord met` looks",) if waiting else ()
    )


def met_words(kept: Mapping[str, int]) -> str:
    """How many encounters of each grade: `met` prints those that tell one thing once."""
    from onrecord.questions.grades import Grade

    if not kept:
        return "nothing on record is met"
    possible = Grade.POSSIBLE.value in kept
    return f"encounters: {_graded(kept)}{'; --possible shows those that leave the action open' if possible else ''}"


def _graded(kept: Mapping[str, int]) -> str:
    """ "1 certain, 5 possible"."""
    from onrecord.questions.grades import Grade

    counted = {Grade(match): count for match, count in kept.items()}
    return ", ".join(f"{counted[grade]} {grade.name.lower()}" for grade in Grade if counted.get(grade))


def _print_notice(out: "Console", notice: "NoticeInFull") -> None:
    from rich.text import Text

    from onrecord.faces.cli.printed import print_basis
    from onrecord.language.code_words import status_words
    from onrecord.questions import in_words
    from onrecord.questions.grades import Grade
    from onrecord.questions.wording import plural

    one, event, reports = notice.encounter, notice.event, notice.reports
    grade = Grade(one.match).name.lower()
    words = f"{status_words(one.verdict)} ({grade}): {in_words(notice.norm)} [{one.verdict}]"
    out.print(Text(words, style="bold"))
    print_basis(out, notice.entry)
    if event is not None:
        day = event.last or "day not known"
        stands = "" if event.status.is_so else f" [{event.status.value}]"
        more = f" and {plural(reports - 1, 'more report')}" if reports > 1 else ""
        out.print(Text(f"  {one.role}: “{' '.join(event.words.split())}”{stands}, {day} ({event.where}){more}"))
    for slot, match, reason in one.reasons:
        out.print(Text(f"    {slot}: {match}, {reason}", style="dim"))

"""`onrecord timeline`, `compare` and `met`, for a person or as JSON lines.

In:      a ledger, actors, words, days
Out:     standard output; every line with its words, speaker, date and page
Shown:   tests/faces/test_answers.py
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date

from rich.console import Console
from rich.text import Text

from onrecord.drawings import bars_of, draw_commitments
from onrecord.faces.cli.console import console
from onrecord.faces.cli.drawn import ON_STANDARD_OUTPUT, put
from onrecord.faces.cli.names import actor_meant, look_also
from onrecord.faces.clock import now
from onrecord.language.code_words import deed_words, status_words
from onrecord.ledger import Entry, Ledger, open_ledger
from onrecord.ledger.index.events import SeenEvent
from onrecord.questions import in_words
from onrecord.questions.grades import Grade
from onrecord.questions.met import check
from onrecord.questions.named_actors import name_with_code
from onrecord.questions.notices import newest_notices
from onrecord.questions.notices_in_full import NoticeInFull, in_full
from onrecord.questions.timelines import Saying, compare, timeline
from onrecord.questions.wording import plural
from onrecord.terms.ledger_places import LedgerPlace


def print_timeline(
    ledger: LedgerPlace,
    actor: str,
    other: str | None,
    *,
    topic: str | None,
    since: date | None,
    until: date | None,
    limit: int,
    as_json: bool,
    svg: str | None = None,
) -> int:
    """Print what was said, oldest first; svg: and draw it there. Returns the exit code: 1 when nothing was."""
    who, whom = actor_meant(ledger, actor), actor_meant(ledger, other) if other is not None else None
    with open_ledger(ledger, create=False, read_only=True) as book:
        line = timeline(book, who.code, whom.code if whom else None, topic=topic, since=since, until=until, limit=limit)
    if svg is not None:
        with_whom = f" and {whom.name} of each other" if whom else ""
        title = f"What {who.name}{with_whom} said {'they' if whom else 'it'} will do"
        put(draw_commitments(bars_of(line.sayings), title=title), svg)
        if svg == ON_STANDARD_OUTPUT:
            return 0 if line.sayings else 1
    out = console()
    if as_json:
        for one in line.lines():
            print(json.dumps(one), file=out.file)
        return 0 if line.sayings or line.events else 1
    items: list[tuple[date, int, str, Saying | SeenEvent]] = [
        (s.last or date.max, 0, s.norm.id, s) for s in line.sayings
    ]
    items += [(e.last or date.max, 1, e.id, e) for e in line.events]
    for _, _, _, item in sorted(items, key=lambda i: i[:3]):
        if isinstance(item, Saying):
            _print_saying(out, item)
        else:
            days = f"≤ {item.last}" if item.first != item.last else str(item.last or "day not known")
            happened = f"{deed_words(item.type)}: “{' '.join(item.words.split())}”"
            out.print(Text(f"{days}  {happened} ({item.where})", style="dim"))
    if line.more:
        out.print(Text(f"there are older ones: --limit {limit} was reached", style="dim"))
    if not items:
        between = f" and {name_with_code(whom)}" if whom else ""
        narrowed = " that the words and days given keep" if topic or since or until else ""
        names = look_also(who.name, *((whom.name,) if whom else ()))
        out.print(Text(f"no commitment and no deed of {name_with_code(who)}{between} is on record{narrowed}{names}"))
    return 0 if items else 1


def print_comparison(ledger: LedgerPlace, actor: str, *, at: date, and_at: date, as_json: bool) -> int:
    """Print what had been said by each day. Returns the exit code: 1 when nothing had."""
    who = actor_meant(ledger, actor)
    with open_ledger(ledger, create=False, read_only=True) as book:
        deeds = compare(book, who.code, at=at, and_at=and_at)
    out = console()
    for then in deeds:
        if as_json:
            print(json.dumps(then.to_json()), file=out.file)
            continue
        mark = then.change.mark.value if then.change else f"new since {at}"
        out.print(Text(mark, style="bold"))
        both = then.earlier and then.later and then.earlier.norm.id != then.later.norm.id
        for by, saying in ((at, then.earlier), (and_at, then.later)) if both else ((and_at, then.later),):
            if saying is not None:
                out.print(Text(f"  by {by}: {in_words(saying.norm)}"))
                print_basis(out, saying.entry)
        for reason in then.change.reasons if then.change else ():
            out.print(Text(f"  {reason}"))
    if not deeds:
        out.print(f"nothing of {name_with_code(who)} is on record by {and_at}")
    return 0 if deeds else 1


def print_met(ledger: LedgerPlace, *, since: date | None, possible: bool, limit: int, as_json: bool) -> int:
    """Look at what came in, then print the notices that are kept, the newest first, each once though ten pages tell it.

    since: only what was noticed from this day on. possible: those too that leave the deed itself open.
    Returns the exit code: 1 when nothing was met.
    """
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


def noticed_words(book: Ledger, *, came: int | None = None) -> tuple[str, ...]:
    """Look at what came in, and say how many notices are new and how much waits; nothing where there is neither.

    came: how many readings came in just now, as for `check`.
    """
    moment = now()
    met, _ = check(book, today=moment.date(), recorded_at=moment, came=came)
    said = [f"new notices: {_graded(Counter(one.match for one in met))}; `onrecord met` shows them"] if met else []
    return (*said, *waiting_words(book.current.how_many_unchecked()))


def waiting_words(waiting: int) -> tuple[str, ...]:
    """How many readings nobody has looked at for what they meet; nothing where none waits."""
    return (
        (f"{plural(waiting, 'reading')} not looked at yet for what they meet: `onrecord met` looks",) if waiting else ()
    )


def met_words(kept: Mapping[str, int]) -> str:
    """How many notices of each grade."""
    if not kept:
        return "nothing on record is met"
    possible = Grade.POSSIBLE.value in kept
    return f"notices: {_graded(kept)}{'; --possible shows those that leave the deed open' if possible else ''}"


def _graded(kept: Mapping[str, int]) -> str:
    """ "1 certain, 5 possible"."""
    counted = {Grade(match): count for match, count in kept.items()}
    return ", ".join(f"{counted[grade]} {grade.name.lower()}" for grade in Grade if counted.get(grade))


def _print_notice(out: Console, notice: NoticeInFull) -> None:
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


def _print_saying(out: Console, saying: Saying) -> None:
    days = str(saying.last or "day not known") if saying.first == saying.last else f"≤ {saying.last or 'not known'}"
    mark = "" if saying.change.mark.value == "first" else f"  [{saying.change.mark.value}]"
    out.print(Text(f"{days}  {in_words(saying.norm)}{mark}", style="bold"))
    for reason in saying.change.reasons:
        out.print(Text(f"    {reason}"))
    print_basis(out, saying.entry)


def print_basis(out: Console, entry: Entry) -> None:
    """The words, who said them and where."""
    words = " […] ".join(" ".join(q.words.split()) for q in entry.evidence)
    speaker = entry.speaker.name if entry.speaker else "speaker not known"
    source = entry.source
    if source.row is not None:
        out.print(Text(f"    {source.by_hand}: {words} (speaker: {speaker})", style="dim"))
        return
    place = f"{source.publisher or source.title or 'no title'}, {source.url or source.address}"
    entered = f"{source.by_hand}: " if source.by_hand else ""
    out.print(Text(f"    {entered}“{words}” — {speaker} ({place})", style="dim"))

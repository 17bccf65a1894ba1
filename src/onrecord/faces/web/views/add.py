"""Add: a file, a text or an address is read and shown before anything is kept; then kept, or let go.

In:      a form of this desk with one file, one text or one http(s) address; the day a file or a text was published
Out:     what was read, under a key that only this browser was told; what is kept, in the ledger; where it is reviewed
Refuses: an address that is no http(s) address, one that leads to a private network, what is larger than 5 MB or takes
         longer than 30 s to fetch; of one file what comes after MOST_PAGES (it says how many, and reads on when asked);
         to read on where an address gives other pages by now; to keep anything at a desk that only reads
Shown:   tests/faces/web/test_add.py
"""

import json
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import PurePath
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.data import example_pages
from onrecord.faces.web.answering import as_json, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, OwnForm, field
from onrecord.faces.web.desk import Desk, ReadOnlyDesk, desk_of
from onrecord.faces.web.held import MOST_COUNTED, Captured, Got, HeldUpload, ReadingProgress, in_memory
from onrecord.faces.web.views.page import LayerKind, PageShown, kinds_asked, page_shown
from onrecord.ledger import Ledger
from onrecord.pages import CaptureOptions, capture, capture_sent
from onrecord.questions import check
from onrecord.questions.filtering import day_typed
from onrecord.questions.wording import plural
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import reading_json

router = APIRouter(include_in_schema=False)

LARGEST_PAGE_BYTES = 5_000_000
FETCHED_WITHIN_S = 30.0
MOST_PAGES = 20
LONGEST_NAME_CHARS = 200

# A pasted text is called by so many words; its title is looked for in so many lines of it.
FIRST_WORDS = 8
HEAD_LINES = 5

# What the address of an example begins with, wherever it is shown.
EXAMPLE = "example: "

# So long a form waits for its reading; what takes longer shows that it is being read.
WAITED_S = 6.0
AT_ONCE = 4

OPTIONS = CaptureOptions(
    max_bytes=LARGEST_PAGE_BYTES, timeout_s=FETCHED_WITHIN_S, page_timeout_s=FETCHED_WITHIN_S, attempts=1
)
ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePage:
    """A page that was read. kept: its id, where the ledger holds it already; like: (id, title) of its near-copies.

    nothing: said of a page that was read and commits nobody, tells of nothing and quotes nobody; else None.
    """

    shown: PageShown
    nothing: str | None
    kept: str | None
    like: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldShown:
    """What the template shows. pages, refused: () while it is being read; seconds: for how long it has been.

    stops: (name of a stop of the walk, "done", "now" or "to come") of the page that is being read, () for none.
    left_out: said where the file holds more pages than were read; keep: what the button says.
    more: what the button that reads on says, None for none; before: the pages of the file before these, by their key.
    """

    key: str
    name: str
    done: bool
    seconds: int
    pages: tuple[OnePage, ...]
    refused: tuple[tuple[str, str], ...]
    doing: str = ""
    stops: tuple[tuple[str, str], ...] = ()
    left_out: str | None = None
    keep: str = "Keep"
    more: str | None = None
    before: str | None = None


class OtherPages(BadQuestion):
    """The address gives other pages than it gave before, so nothing can be read on."""


@router.get("/add")
def add(request: Request, _ledger: AskedLedger) -> Response:
    """The form."""
    _writable(desk_of(request))
    return page(request, "add.html", None)


@router.post("/add")
def read(request: Request, desk: OwnForm) -> Response:
    """Read what the form brings, and show it; nothing is kept."""
    name, captured = _brought(request, desk)
    held = _held(request, desk, name, captured)
    return RedirectResponse(f"/add/held/{held.key}", status_code=303)


@router.post("/examples")
def examples(request: Request, desk: OwnForm) -> Response:
    """Read the example pages, and show them as any others."""
    held = _held(request, desk, "the examples", lambda: _examples(desk.now()))
    return RedirectResponse(f"/add/held/{held.key}", status_code=303)


@router.post("/examples/remove")
def remove_examples(desk: OwnForm) -> Response:
    """Take every example page out of the ledger again; that it was there stays, as with any page withdrawn."""
    moment = desk.now()
    with desk.writing() as book:
        for page_id in example_ids(book):
            book.forget(page_id, reason="an example", author="desk", day=moment.date(), recorded_at=moment)
    return RedirectResponse("/", status_code=303)


@router.get("/add/held/{key}.json")
def held_json(key: str, request: Request, _ledger: AskedLedger) -> Response:
    """The readings as `onrecord read --format jsonl` prints them, in one list."""
    held = desk_of(request).held.at(key)
    if not held.got.done():
        return as_json({"done": False, "readings": []})
    return as_json({"done": True, "readings": [reading_json(r) for r in held.got.result().readings]})


@router.get("/add/held/{key}")
def held_page(key: str, request: Request, ledger: AskedLedger) -> Response:
    """What was read and is not kept."""
    desk = desk_of(request)
    held = desk.held.at(key)
    return page(request, "held.html", _shown(held, ledger, desk, kinds=kinds_asked(request)))


@router.post("/add/held/{key}/keep")
def keep(key: str, request: Request, desk: OwnForm) -> Response:
    """Put it into the ledger, and look what it meets."""
    held = desk.held.at(key)
    if not held.got.done():
        raise BadQuestion("it is still being read: keep it when it is shown")
    got, moment = held.got.result(), desk.now()
    with desk.writing() as book:
        recorded = book.record_many((*got.readings, *got.refused), recorded_at=moment)
        check(book, today=moment.date(), recorded_at=moment, came=recorded.readings.new)
    desk.held.let_go(key)
    first = next((r.page.id for r in got.readings), None)
    where = f"/page/{first}" if first is not None else "/"
    if field(request, "then") == "review":
        where = "/review?" + urlencode([("page", id_) for id_ in dict.fromkeys(r.page.id for r in got.readings)])
    return RedirectResponse(where, status_code=303)


@router.post("/add/held/{key}/more")
def more(key: str, request: Request, desk: OwnForm) -> Response:
    """Read the next pages of the same file, and show them apart; nothing is kept, and what was read before stays."""
    held = desk.held.at(key)
    if not held.got.done() or held.captured is None or not held.got.result().left_out:
        raise BadQuestion("there is nothing more to read here")
    following = _held(request, desk, held.name, held.captured, after=held.got.result().seen, before=key)
    return RedirectResponse(f"/add/held/{following.key}", status_code=303)


@router.post("/add/held/{key}/discard")
def discard(key: str, desk: OwnForm) -> Response:
    """Let it go."""
    desk.held.let_go(key)
    return RedirectResponse("/add", status_code=303)


def example_ids(ledger: Ledger) -> tuple[str, ...]:
    """The example pages a ledger holds and has not withdrawn."""
    ids = [id_ for path in example_pages() for id_ in ledger.pages_at(EXAMPLE + path.name)]
    return tuple(id_ for id_ in ids if ledger.withdrawal_of(id_) is None)


def _examples(at: datetime) -> Iterable[Page | RefusedPage]:
    for path in example_pages():
        for one in capture_sent(path.read_bytes(), name=path.name, fetched_at=at, options=OPTIONS):
            yield replace(one, address=EXAMPLE + path.name)


def _held(
    request: Request,
    desk: Desk,
    name: str,
    captured: Captured,
    *,
    after: tuple[str, ...] = (),
    before: str | None = None,
) -> HeldUpload:
    """What is being read, under its key; quick pages are read when this returns. after: the pages read before."""
    progress = ReadingProgress()
    future = _threads(request).submit(_got, desk, captured, progress, desk.now(), after)
    held = desk.held.hold(name, future, since=desk.now(), progress=progress, captured=captured, before=before)
    with suppress(NotYet):  # then the page says that it is being read
        future.exception(timeout=WAITED_S)
    return held


def _writable(desk: Desk) -> None:
    if desk.settings.read_only:
        raise ReadOnlyDesk("this desk only reads: start it without --read-only to add pages")


def _brought(request: Request, desk: Desk) -> tuple[str, Captured]:
    """What the one filled part of the form is called, and how its pages are got."""
    sent = request.state.form.get("file")
    file = sent if isinstance(sent, UploadFile) and (sent.filename or sent.size) else None
    text, address = field(request, "text"), field(request, "address")
    if sum((file is not None, bool(text), bool(address))) != 1:
        raise BadQuestion("give one thing: a file, a text or an address")
    now = desk.now()
    if file is not None:
        # A name is shown and stored, and never a path.
        name = PurePath((file.filename or "").replace("\\", "/")).name[-LONGEST_NAME_CHARS:] or "a file without a name"
        body, typed = file.file.read(), field(request, "date")
        day = day_typed(typed) if typed else None
        return name, lambda: _dated(capture_sent(body, name=name, fetched_at=now, options=OPTIONS), day)
    if address:
        if len(address) > 2_000 or ADDRESS.fullmatch(address) is None:
            raise BadQuestion("that is no address to fetch: http:// or https://, a host, and no name or password in it")
        return address, lambda: capture([address], fetched_at=now, options=OPTIONS, network=desk.settings.network)
    pasted, name = _pasted(request, text), _called(text)
    title = field(request, "title")
    return title or name, lambda: _renamed(capture_sent(pasted, name=name, fetched_at=now, options=OPTIONS), name)


def _pasted(request: Request, text: str) -> bytes:
    """The text as an article of its own, with what the form says of it."""
    said = {name: field(request, name) for name in ("title", "publisher", "url")}
    if said["url"] and ADDRESS.fullmatch(said["url"]) is None:
        raise BadQuestion("the address of the text is none: leave it out, or give http:// or https://")
    body = _without(said["title"], text) if said["title"] else text
    given = {"text": body, **{name: words for name, words in said.items() if words}}
    if day := field(request, "date"):
        given["date"] = day_typed(day).isoformat()
    return json.dumps([given]).encode("utf-8")


def _without(title: str, text: str) -> str:
    """The text without the line of its head that is the title: as a title it stands once."""
    lines = text.splitlines(keepends=True)
    head = [n for n, line in enumerate(lines) if line.strip()][:HEAD_LINES]
    same = next((n for n in head if _folded(lines[n]) == _folded(title)), None)
    rest = "".join(lines[:same] + lines[same + 1 :]).strip() if same is not None else ""
    return rest or text


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")


def _called(text: str) -> str:
    """A text without a title, by its first words; in quotation marks, so that it is taken for no address."""
    words = text.split()
    first = " ".join(words[:FIRST_WORDS])[:LONGEST_NAME_CHARS]
    return f"“{first}{' …' if len(words) > FIRST_WORDS else ''}”, pasted"


def _renamed(captured: Iterable[Page | RefusedPage], name: str) -> Iterable[Page | RefusedPage]:
    """The one page of a text under its name: as the first article of a file it would have its number behind it."""
    return (replace(one, address=name) for one in captured)


def _dated(captured: Iterable[Page | RefusedPage], day: date | None) -> Iterable[Page | RefusedPage]:
    """The pages of a file with the day somebody vouches for, where the file tells none of its own."""
    for one in captured:
        if isinstance(one, Page) and one.given_date is None:
            yield replace(one, given_date=day)
        else:
            yield one


def _got(desk: Desk, captured: Captured, progress: ReadingProgress, at: datetime, after: tuple[str, ...]) -> Got:
    readings: list[Reading] = []
    refused: list[RefusedPage] = []
    brought = iter(captured())
    # A file gives the same pages again; what is fetched again may be something else by now.
    if tuple(map(_named, islice(brought, len(after)))) != after:
        raise OtherPages("it gives other pages than before, so nothing can be read on from there: add it again")
    seen = list(after)
    for one in islice(brought, MOST_PAGES):
        seen.append(_named(one))
        if isinstance(one, RefusedPage):
            refused.append(one)
        else:
            progress.page = one
            readings += desk.readers.read(one)
            progress.page = None
        progress.done += 1
    left_out = sum(1 for _ in islice(brought, MOST_COUNTED))
    return in_memory(tuple(readings), tuple(refused), at=at, left_out=left_out, seen=tuple(seen))


def _shown(held: HeldUpload, ledger: Ledger, desk: Desk, *, kinds: frozenset[LayerKind]) -> HeldShown:
    seconds = int((desk.now() - held.since).total_seconds())
    if not held.got.done():
        return _reading(held, desk, seconds)
    got = held.got.result()
    with held.lock:
        pages = tuple(
            OnePage(
                shown=page_shown(got.book, r.page.id, kinds=kinds, path=f"/add/held/{held.key}"),
                kept=r.page.id if ledger.find(r.page.id, limit=1) else None,
                like=_like(r, ledger),
                nothing=_nothing(r),
            )
            for r in got.readings
        )
    refused = tuple((r.address, r.refusal.reason) for r in got.refused)
    return HeldShown(
        key=held.key,
        name=held.name,
        done=True,
        seconds=seconds,
        pages=pages,
        refused=refused,
        left_out=_left_out(got),
        keep="Keep" if len(pages) == 1 else f"Keep these {len(pages)}",
        more=_more(got) if held.captured is not None else None,
        before=held.before if held.before is not None and desk.held.has(held.before) else None,
    )


def _reading(held: HeldUpload, desk: Desk, seconds: int) -> HeldShown:
    """How far it is. What changes meanwhile is read once."""
    at, done = held.progress.page, held.progress.done
    stop = desk.readers.stop_of(at.id) if at is not None else None
    earlier = f"{plural(done, 'page')} read; then: " if done else ""
    doing = at.address if at is not None else "what was sent or is fetched is being opened"
    stops: tuple[tuple[str, str], ...] = ()
    if stop is not None:
        every = list(type(stop))
        now = every.index(stop)
        stops = tuple(
            (one.value, "done" if n < now else "now" if n == now else "to come") for n, one in enumerate(every)
        )
    return HeldShown(
        key=held.key,
        name=held.name,
        done=False,
        seconds=seconds,
        pages=(),
        refused=(),
        doing=f"{earlier}{doing}",
        stops=stops,
    )


def _left_out(got: Got) -> str | None:
    if not got.left_out:
        return None
    if got.left_out >= MOST_COUNTED:
        many = f"{MOST_COUNTED:,} pages or more were"
    else:
        many = "1 more page was" if got.left_out == 1 else f"{got.left_out:,} more pages were"
    return (
        f"{many} left out: of one file {MOST_PAGES} are read here at a time. Read on, each part to be kept or let go "
        "by itself; or add all of the file in a terminal with onrecord add, which adds nothing twice."
    )


def _named(one: Page | RefusedPage) -> str:
    return one.id if isinstance(one, Page) else f"{one.address}: {one.refusal.code}"


def _more(got: Got) -> str | None:
    if not got.left_out:
        return None
    return "Read the last one" if got.left_out == 1 else f"Read the next {min(got.left_out, MOST_PAGES)}"


def _nothing(reading: Reading) -> str | None:
    if reading.document is None or reading.norms or reading.statements or reading.events:
        return None
    return "Nobody is quoted here, nothing happens and nobody commits to anything: this may be no news page."


def _like(reading: Reading, ledger: Ledger) -> tuple[tuple[str, str], ...]:
    signature = reading.document.signature if reading.document else None
    sources = map(ledger.source, ledger.copies.like(signature)) if signature is not None else ()
    return tuple((s.page_id, s.title or s.address) for s in sources if s.page_id != reading.page.id)


def _threads(request: Request) -> ThreadPoolExecutor:
    """Where captures wait; as many at once as the desk has readers for."""
    state = request.app.state
    if not hasattr(state, "adding"):
        state.adding = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="add")
    threads = state.adding
    assert isinstance(threads, ThreadPoolExecutor)
    return threads

"""Enter: a norm that no reader found, marked by a person in the words of a page.

In:      a page's id, which of its words (`w`: characters of the text, as in 752-1111; or `words`), those of the action
         where they are known (`deed`); the form, with who enters it
Out:     the form, filled in with what is known; the record it made
Refuses: words that do not stand on the page, a norm without an action; to keep anything at a desk that only reads
Source:  docs/desk.md, "Entered by hand"
Shown:   tests/faces/web/test_enter.py
"""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.faces.entering import keep_norm
from onrecord.faces.web.answering import page
from onrecord.faces.web.asking import AskedLedger, BadQuestion, OwnForm, field, typed
from onrecord.faces.web.desk import ReadOnlyDesk, desk_of
from onrecord.faces.web.signing import name_known, signed
from onrecord.faces.web.views.page import stretch_asked, title_of
from onrecord.faces.web.views.review import SLOT_NAMES, Choice, WordsField, kinds_shown, modals_shown, modes_shown
from onrecord.questions.correcting import TextWord
from onrecord.questions.entering import (
    NAME_SLOTS,
    Marking,
    marked_by_number,
    marking,
    paragraphs_round,
    person_named,
    reading_to_mark,
    words_on,
)
from onrecord.terms.records import Modal, Mode

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterShown:
    """The form. stretch: the words it is about, as the address has them; document: in which text they count."""

    page_id: str
    title: str
    document: str
    stretch: str
    paragraphs: tuple[tuple[TextWord, ...], ...]
    most: int
    words: tuple[WordsField, ...]
    modals: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    named: tuple[tuple[str, str, str], ...]
    names: tuple[str, ...]
    by: str


@router.get("/page/{page_id}/enter")
def enter_form(page_id: str, request: Request, ledger: AskedLedger) -> Response:
    """The form."""
    if desk_of(request).settings.read_only or request.state.as_of is not None:
        raise ReadOnlyDesk("nothing can be entered here: this desk only reads, or it shows a day that is past")
    read = reading_to_mark(ledger, page_id)
    words = typed(request, "words")
    around = words_on(read, words) if words is not None else stretch_asked(typed(request, "w"), len(read.text))
    action = typed(request, "deed")
    marked = marking(read, around, action=stretch_asked(action, len(read.text)) if action is not None else None)
    stretch = f"{around.start}-{around.end}"
    return page(request, "enter.html", _shown(marked, stretch, by=name_known(request)))


@router.post("/page/{page_id}/enter")
def enter(page_id: str, request: Request, desk: OwnForm) -> Response:
    """Keep it, and lead to its record."""
    by = person_named(field(request, "by"))
    read = reading_to_mark(desk.ledger, page_id)
    if read.document is None or read.document.id != field(request, "document"):
        raise BadQuestion("the page was read anew meanwhile: mark the words again, their numbers have changed")
    shown = paragraphs_round(read.document, stretch_asked(field(request, "w"), len(read.text)))
    marked = marked_by_number(desk.ledger, read, shown, lambda name: field(request, name))
    with desk.writing() as book:
        kept = keep_norm(book, read, marked, by=by, moment=desk.now(), making=desk.readers.entered)
    answer = RedirectResponse(f"/record/{kept.norm.id}", status_code=303)
    signed(request, answer, by)
    return answer


def _shown(marked: Marking, stretch: str, *, by: str) -> EnterShown:
    typed_before = {"speaker_id": marked.speaker}
    return EnterShown(
        page_id=marked.reading.page.id,
        title=title_of(marked.reading),
        document=marked.document.id,
        stretch=stretch,
        paragraphs=marked.words,
        most=sum(map(len, marked.words)),
        words=tuple(
            WordsField(slot, SLOT_NAMES[slot], str(held.first or ""), str(held.last or ""), slot != "action")
            for slot, held in marked.held.items()
        ),
        modals=modals_shown(Modal.WILL),
        modes=modes_shown(Mode.NONE),
        kinds=kinds_shown(None),
        named=tuple((slot, SLOT_NAMES[slot], typed_before.get(slot, "")) for slot in NAME_SLOTS),
        names=marked.names,
        by=by,
    )

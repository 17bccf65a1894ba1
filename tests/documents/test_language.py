"""Pages in another language are refused by name; short ones are let through unnamed."""

from onrecord.documents import read_page
from onrecord.terms.pages import PageKind
from onrecord.terms.refusals import Refusal
from tests.documents.pages import STORY, page, read

ITALIAN = (
    "Il ministro ha detto che il confine sarà riaperto in primavera, se il parlamento non si oppone. Nessuno dei due "
    "uffici ha voluto rispondere alle domande dei giornalisti, e nessun documento è stato firmato durante l’incontro. "
    "Un secondo incontro si terrà prima della fine dell’anno."
)


def test_english_is_named() -> None:
    assert read(STORY, PageKind.CLEAN).language == "en"


def test_another_language_is_refused_with_its_code() -> None:
    for kind in (PageKind.CLEAN, PageKind.TEXT):
        refusal = read_page(page(ITALIAN, kind))
        assert isinstance(refusal, Refusal)
        assert refusal.code == "not-english"
        assert "'it'" in refusal.reason


def test_a_short_text_is_neither_named_nor_refused() -> None:
    assert read("Il ministro ha detto di no.", PageKind.CLEAN).language is None

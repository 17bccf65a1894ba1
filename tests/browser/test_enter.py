"""A norm is put on record with the keyboard alone, and without scripts by numbers."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import open_ledger
from tests.browser.at_work import Desks, copied_ledger, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LIT = "[...document.querySelectorAll('[data-word].lit')].map(w => w.textContent).join(' ')"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_the_page_to_the_record_by_hand(browser: "Browser", at_work: Desks, tmp_path: Path, script: bool) -> None:
    ledger = copied_ledger(at_work.ledger, tmp_path / "own.db")
    with open_ledger(ledger, create=False, read_only=True) as book:
        page_id = next(iter(book.entries())).source.page_id
    with started(ledger) as desk:
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{desk.address()}/page/{page_id}")
        page.get_by_role("link", name="put on record what was not found in this paragraph").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#correct")
        page.locator("[name='action.from']").focus()
        page.keyboard.type("1")
        page.keyboard.press("Tab")
        page.keyboard.type("2")
        if script:
            page.keyboard.press("]")
            page.keyboard.press("d")
            assert len(str(page.evaluate(LIT)).split()) >= 3
            assert page.locator("[name=modal][value=demands]").is_checked()
        page.locator("[name=by]").focus()
        page.keyboard.type("eve")
        page.keyboard.press("Enter")
        page.wait_for_url("**/record/norm-*")
        assert "Entered by hand by eve on" in page.content()
        context.close()
    with open_ledger(ledger, create=False, read_only=True) as book:
        (entry,) = (e for e in book.entries() if e.source.by_hand is not None)
        assert entry.norms[0].norm.modal.value == ("demands" if script else "will")
        assert entry.norms[0].norm.mode.value == "none"

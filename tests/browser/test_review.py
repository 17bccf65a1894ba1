"""Review with the keyboard: a key says it, the next card comes; without scripts the same by forms."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import Judgement, open_ledger
from onrecord.terms.judgements import JudgementKind
from tests.browser.at_work import Desks, copied_ledger, started
from tests.browser.looking import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WORDS = "document.querySelector('#confirm [name=target]').value"
LIT = "[...document.querySelectorAll('[data-word].lit')].map(w => w.textContent).join(' ')"


class Sitting:
    """Somebody at the queue, who presses keys and counts them."""

    def __init__(self, page: "Page", ledger: Path) -> None:
        self.page = page
        self.keys = 0
        self._ledger = ledger

    @property
    def card(self) -> str:
        """The norm that is asked about."""
        return str(self.page.evaluate(WORDS))

    def press(self, *keys: str) -> None:
        """On the card that is there."""
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def says(self, *keys: str) -> str:
        """Presses them, and waits for the next card; the norm it was said of."""
        card = self.card
        with self.page.expect_navigation():
            self.press(*keys)
        return card

    def said(self) -> list[Judgement]:
        """What the ledger holds of this person, in order."""
        with open_ledger(self._ledger, create=False, read_only=True) as book:
            return [one for one in book.judgements() if one.author == "eve"]


@pytest.fixture
def sit(browser: "Browser", at_work: Desks, tmp_path: Path) -> Iterator[Callable[..., Sitting]]:
    """Sits down at a desk of one's own, and says who."""
    ledger = copied_ledger(at_work.ledger, tmp_path / "own.db")
    context = None
    with started(ledger) as desk:
        address = desk.address()

        def begin(*, script: bool = True) -> Sitting:
            nonlocal context
            context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=script)
            page = context.new_page()
            page.goto(address)
            page.get_by_role("link", name="Review").click()
            page.locator("#name").fill("eve")
            page.keyboard.press("Enter")
            page.wait_for_selector("#confirm")
            return Sitting(page, ledger)

        yield begin
    if context is not None:
        context.close()


def test_one_review_is_one_key_and_each_key_lands_on_the_next(sit: Callable[..., Sitting]) -> None:
    at = sit()
    first = at.card
    assert at.says("c") == first
    second = at.card
    assert second != first
    assert at.says("1") == second
    third = at.card
    assert third not in (first, second)
    assert at.keys == 2
    at.says("u")
    assert at.card == second
    at.says("u")
    assert at.card == first
    assert at.keys == 4
    assert [(one.verdict, one.target_id, one.note) for one in at.said()] == [
        (JudgementKind.CONFIRM, first, None),
        (JudgementKind.WRONG, second, "reason=wish"),
        (JudgementKind.RETRACT, second, None),
        (JudgementKind.RETRACT, first, None),
    ]


def test_a_key_that_is_held_says_it_once(sit: Callable[..., Sitting]) -> None:
    at = sit()
    with at.page.expect_navigation():
        at.page.evaluate(
            "for (let i = 0; i < 5; i++) document.body.dispatchEvent("
            "new KeyboardEvent('keydown', {key: 'c', bubbles: true, repeat: i > 0}))"
        )
    assert len(at.said()) == 1


def test_r_leads_to_the_reasons(sit: Callable[..., Sitting]) -> None:
    at = sit()
    at.press("r")
    assert at.page.evaluate("document.activeElement.value") == "wish"
    at.press("Tab")
    at.says("Enter")
    assert at.said()[0].note == "reason=evaluation"


def test_a_correction_is_made_with_keys_alone(sit: Callable[..., Sitting]) -> None:
    at = sit()
    assert not at.page.locator("#correct").is_visible()
    at.press("e")
    assert at.page.evaluate("document.activeElement.name") == "action.to"
    whole = at.page.evaluate(LIT).split()
    assert len(whole) > 2
    at.press("[")
    assert at.page.evaluate(LIT).split() == whole[:-1]
    at.press("]", "{", "}", "}")
    assert at.page.evaluate(LIT).split() == whole[1:]
    modal = at.page.evaluate("document.querySelector('[name=modal]:checked').value")
    letter, wanted = ("a", "ready") if modal != "ready" else ("w", "will")
    at.press(letter)
    until(at.page, f"document.querySelector('[name=modal]:checked').value === '{wanted}'")
    card = at.says("Enter")
    (one,) = at.said()
    assert (one.verdict, one.target_id) == (JudgementKind.CORRECT, card)
    assert dict(one.slots)["modal"] == wanted
    assert (dict(one.slots)["action"] or "").split()[-1].startswith(whole[-1][:3])
    at.says("u")
    assert at.card == card


def test_what_cannot_be_kept_comes_again_with_the_first_fault_in_focus(sit: Callable[..., Sitting]) -> None:
    at = sit()
    at.page.locator("#to-correct").click()
    at.page.locator("[name=agent_id]").fill("the Hill Men")
    at.page.get_by_role("button", name="Keep the correction").click()
    at.page.wait_for_selector("[role=alert]")
    assert at.page.evaluate("document.activeElement.name") == "agent_id"
    assert at.page.locator("[name=agent_id]").input_value() == "the Hill Men"
    at.page.locator("[name='agent_id.as-words']").check()
    at.page.get_by_role("button", name="Keep the correction").click()
    at.page.wait_for_selector("#undo")
    assert dict(at.said()[0].slots) == {"agent_id": "the Hill Men"}


def test_without_scripts_the_same_is_done_by_forms(sit: Callable[..., Sitting]) -> None:
    at = sit(script=False)
    at.page.get_by_role("button", name="Confirm").click()
    at.page.get_by_role("button", name="a wish or a hope").click()
    at.page.get_by_text("Correct: what stands there instead").click()
    last = at.page.locator("[name='action.to']")
    last.fill(str(int(last.input_value()) - 1))
    at.page.get_by_role("button", name="Keep the correction").click()
    assert "corrected:" in at.page.locator("#undo").inner_text()
    at.page.get_by_role("button", name="Undo").click()
    assert [one.verdict for one in at.said()] == [
        JudgementKind.CONFIRM,
        JudgementKind.WRONG,
        JudgementKind.CORRECT,
        JudgementKind.RETRACT,
    ]


def test_single_keys_that_are_off_say_nothing(sit: Callable[..., Sitting]) -> None:
    at = sit()
    at.page.evaluate("localStorage.setItem('onrecord-keys-off', '1')")
    at.page.reload()
    at.press("c", "u", "1", "e")
    assert at.page.evaluate("document.activeElement.tagName") == "BODY"
    assert at.said() == []

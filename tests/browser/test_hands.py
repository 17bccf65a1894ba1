"""What somebody does at the desk, counted: clicks, and keys alone."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.at_work import DROPPED, Desks, copied_ledger, started
from tests.browser.looking import until
from tests.browser.views import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

LIT = "[...(CSS.highlights.get('lit') ?? [])].map(r => r.toString()).join('')"


class Hand:
    """Counts what it does with the mouse."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: "Locator") -> None:
        """Once, where it can be hit."""
        self.clicks += 1
        what.click()


class Keys:
    """Uses nothing but the keyboard."""

    def __init__(self, page: "Page") -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """One after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def go_to(self, selector: str, *, key: str = "Tab", most: int = 250) -> None:
        """Walks on until what has the focus is this, and sees at each step where it is."""
        for _ in range(most):
            self.page.keyboard.press(key)
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                width = self.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
                assert width >= 2, f"the focus on {selector} is not seen"
                return
        pytest.fail(f"{key} never comes to {selector} at {self.page.url}")

    def type(self, words: str) -> None:
        """Into what has the focus."""
        self.page.keyboard.type(words)

    def open_it(self) -> None:
        """Enter, and the page it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def test_a_dropped_page_shows_its_words_after_two_clicks(page: "Page", world: World) -> None:
    page.goto(world.desks.full + "/add")
    page.locator("#file").set_input_files(DROPPED)  # as a drop on the field does
    hand = Hand(page)
    hand.click(page.locator("form:has(#file) button"))
    page.wait_for_selector(".readings", timeout=60_000)
    norm = page.locator(".readings li:has(.r-norms)").first
    assert "patrol ships" in norm.inner_text()
    hand.click(norm.get_by_role("link", name="words"))
    until(page, f"{LIT} !== ''")
    assert page.evaluate(LIT) in DROPPED.read_text(encoding="utf-8")
    assert "will send two patrol ships to the Barents Sea if Russia closes the strait" in page.evaluate(LIT)
    assert hand.clicks == 2


def test_from_serve_to_the_words_behind_an_answer_in_five_clicks(page: "Page", world: World) -> None:
    page.goto(world.desks.full)
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="What if", exact=True))
    hand.click(page.locator("#q"))
    page.keyboard.type(world.scenario)
    hand.click(page.get_by_role("button", name="Ask", exact=True))
    page.wait_for_selector("#unknown", timeout=60_000)
    line = page.locator(".verdicts a").filter(has_text="unless “there was a direct request").first
    sentence = line.inner_text()
    hand.click(line)
    page.wait_for_url("**/record/*")
    assert page.locator("h1").inner_text() == sentence
    hand.click(page.locator("#to-page"))
    until(page, f"{LIT} !== ''")
    assert "only provided there was a direct request from the Georgian leadership" in page.evaluate(LIT)
    assert hand.clicks <= 5


def test_everything_is_done_with_the_keyboard_alone(browser: "Browser", at_work: Desks, tmp_path: Path) -> None:
    """A page is chosen, read, kept; its words walked, cited, searched; a scenario asked and changed; all by keys."""
    ledger = copied_ledger(at_work.ledger, tmp_path / "own.db")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script(
        "for (const kind of ['mousedown', 'pointerdown', 'touchstart'])"
        " addEventListener(kind, () => { globalThis.mouse = true; }, true);"
    )
    keys = Keys(page)
    with started(ledger) as desk:
        address = desk.address()
        page.goto(address)
        keys.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        keys.go_to("a[href='/add']")
        keys.open_it()

        keys.go_to("#file")
        with page.expect_file_chooser() as chooser:
            keys.press("Space")
        chooser.value.set_files(DROPPED)
        keys.go_to("button.first")
        keys.open_it()
        page.wait_for_selector(".keep button.first", timeout=60_000)
        keys.go_to("form[action$='/keep'] button")
        keys.open_it()
        page.wait_for_url("**/page/*")
        kept = page.url

        keys.press("j", "j", "k")
        assert page.evaluate("document.activeElement.matches('[data-walk]')")
        walked = page.evaluate("document.activeElement.textContent")
        keys.open_it()
        assert "/record/" in page.url
        assert walked.strip() in page.locator(".quotation").first.inner_text()
        keys.press("y")
        until(page, "document.getElementById('told').textContent === 'Copied as text'")
        assert walked.strip() in page.evaluate("navigator.clipboard.readText()")
        keys.go_to("#to-page")
        keys.open_it()
        assert page.url.startswith(kept + "#w=")

        keys.press("/")
        assert page.evaluate("document.activeElement.id") == "find"
        keys.type("patrol ships")
        keys.open_it()
        keys.press("j")
        keys.open_it()
        assert "patrol ships" in page.locator("h1").inner_text()

        keys.go_to("a[href='/whatif']")
        keys.open_it()
        keys.go_to("#q")
        keys.type("Russia closes the strait")
        keys.open_it()
        page.wait_for_selector("#basis", timeout=60_000)
        keys.go_to(".understood summary")
        keys.press("Enter")
        keys.go_to(".understood details summary")
        keys.press("Enter")
        keys.go_to("[name='e0.actor.typed']")
        keys.type("Denmark")
        keys.open_it()
        assert "Denmark" in page.locator(".understood summary").first.inner_text()

        keys.press("?")
        page.wait_for_url("**/keys")
        assert page.evaluate("globalThis.mouse") is None
    context.close()


def test_single_keys_can_be_turned_off_and_on_again(page: "Page", world: World) -> None:
    keys = Keys(page)

    def focus_after_slash() -> str:
        page.goto(world.desks.full + "/search")
        keys.press("/")
        return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))

    assert focus_after_slash() == "find"
    page.goto(world.desks.full + "/keys")
    keys.go_to("#keys-on")
    keys.press("Space")
    assert focus_after_slash() == "BODY"
    keys.press("?", "j", "y")
    assert page.url.endswith("/search")
    assert page.locator(".current").count() == 0
    page.goto(world.desks.full + "/keys")
    assert not page.locator("#keys-on").is_checked()
    keys.go_to("#keys-on")
    keys.press("Space")
    assert focus_after_slash() == "find"


@pytest.mark.parametrize("wish, seconds", [("reduce", "0s"), ("no-preference", "2s")])
def test_nothing_moves_for_who_wants_no_motion(wish: str, seconds: str, browser: "Browser", world: World) -> None:
    """A motion is put in where there is none yet, so that what stops it is seen to."""
    context = browser.new_context(reduced_motion=wish)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("/", f"/page/{world.page}", "/search?q=assistance"):
        page.goto(world.desks.full + path)
        moved = page.evaluate(
            "[...document.querySelectorAll('body, main a')].slice(0, 9).map(e => {"
            " e.style.transition = 'all 2s'; e.style.scrollBehavior = 'smooth';"
            " const s = getComputedStyle(e); return [s.transitionDuration, s.scrollBehavior].join(); })"
        )
        assert set(moved) == {f"{seconds},{'auto' if wish == 'reduce' else 'smooth'}"}
        assert page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_a_part_of_a_page_that_was_swapped_in_is_whole(page: "Page", world: World) -> None:
    """Narrowing a search changes address, heading and focus as following the link does."""
    page.goto(world.desks.full + "/search")
    page.locator(".facets a").first.wait_for()
    link = page.locator(".facets a").first
    href = link.get_attribute("href")
    assert href is not None
    with page.expect_response(lambda answer: answer.url.endswith(href)):
        link.click()
    page.wait_for_url(lambda url: url.endswith(href))
    until(page, "document.activeElement.id === 'main'")
    assert page.locator("h1").count() == 1
    shown = [re.sub(r"\s+", " ", text) for text in page.locator(".results > li").all_inner_texts()]
    page.reload()
    assert [re.sub(r"\s+", " ", text) for text in page.locator(".results > li").all_inner_texts()] == shown != []


def test_an_empty_desk_reads_its_examples_in_two_clicks(browser: "Browser", tmp_path: Path) -> None:
    with started(tmp_path / "new.db") as desk:
        page = browser.new_page()
        page.goto(desk.address())
        hand = Hand(page)
        hand.click(page.get_by_role("button", name="Read the examples"))
        page.wait_for_selector(".keep", timeout=60_000)
        hand.click(page.get_by_role("button", name="Keep these"))
        page.wait_for_url("**/page/*", timeout=60_000)
        assert page.locator(".readings li:has(.r-norms)").count() > 0
        page.goto(page.url.partition("/page/")[0])
        assert page.get_by_role("button", name="Remove the examples").count() == 1
        page.close()

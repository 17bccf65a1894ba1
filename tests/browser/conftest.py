"""One browser and three desks for the group; each view is looked at once, whatever is then asked of it."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.browser.at_work import (
    EXAMPLES,
    Desks,
    NoBrowser,
    desks,
    judged_by_two,
    made_ledger,
    opened_browser,
    seed_page,
    watched,
)
from tests.browser.looking import Seen, looked_at
from tests.browser.views import View, World, world_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Look = Callable[[View, bool], Seen]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium. Without one nothing here can be shown, and the run says so and fails."""
    try:
        with opened_browser() as browser:
            yield browser
    except NoBrowser as missing:
        pytest.exit(str(missing), returncode=1)


@pytest.fixture(scope="session")
def at_work(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """The desks; the browser first, so that nobody waits for a ledger to learn that there is none."""
    folder = tmp_path_factory.mktemp("desks")
    seed = seed_page()
    ledger = made_ledger(folder / "pages.db", *sorted(EXAMPLES.iterdir()), *((seed,) if seed else ()))
    with desks(folder, watched(judged_by_two(ledger))) as held:
        yield held


@pytest.fixture(scope="session")
def world(at_work: Desks) -> World:
    """What the addresses of the views are made of."""
    return world_of(at_work)


@pytest.fixture(scope="session")
def look(browser: "Browser", world: World) -> Look:
    """The view as it looks, with scripts or without."""

    @cache
    def seen(view: View, script: bool) -> Seen:
        return looked_at(browser, view.address(world), script=script, sits=view.sits)

    return seen


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A fresh tab of somebody who was not here before."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()

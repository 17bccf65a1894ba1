"""A few what-ifs are answered at once; who waits is answered in order; a slow reader holds no turn."""

import asyncio
from typing import Any

import pytest

from onrecord.faces.web.turns import Turns


class Desk:
    """Counts who is at work before the answer begins, and waits to be told to go on."""

    def __init__(self) -> None:
        self.working = 0
        self.most = 0
        self.order: list[str] = []
        self.go = asyncio.Event()
        self.read = asyncio.Event()

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        self.working += 1
        self.most = max(self.most, self.working)
        await self.go.wait()
        self.working -= 1
        self.order.append(scope["path"])
        if scope["path"] == "/whatif/broken":
            raise RuntimeError
        await send({"type": "http.response.start"})
        await self.read.wait()


async def nothing(*_: object) -> None:
    """Takes what is sent."""


async def asked(turns: Turns, desk: Desk, *paths: str) -> None:
    """All of them, together."""
    tasks = [asyncio.create_task(turns({"type": "http", "path": path}, nothing, nothing)) for path in paths]  # type: ignore[arg-type]
    await asyncio.sleep(0.01)
    desk.go.set()
    await asyncio.sleep(0.01)
    desk.read.set()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("at_once", [1, 3])
def test_no_more_than_so_many_are_worked_at(at_once: int) -> None:
    async def run() -> Desk:
        desk = Desk()
        await asked(Turns(desk, at_once=at_once), desk, *(f"/whatif/{n}" for n in range(9)))
        return desk

    desk = asyncio.run(run())
    assert desk.most == at_once
    assert desk.order == [f"/whatif/{n}" for n in range(9)]


def test_an_answer_that_is_read_slowly_holds_up_nobody() -> None:
    async def run() -> Desk:
        desk = Desk()
        turns = Turns(desk, at_once=1)
        tasks = [asyncio.create_task(turns({"type": "http", "path": f"/whatif/{p}"}, nothing, nothing)) for p in "ab"]  # type: ignore[arg-type]
        desk.go.set()
        await asyncio.sleep(0.01)
        assert desk.order == ["/whatif/a", "/whatif/b"]  # nobody has read either
        desk.read.set()
        await asyncio.gather(*tasks)
        return desk

    asyncio.run(run())


def test_what_breaks_gives_its_turn_back() -> None:
    async def run() -> Desk:
        desk = Desk()
        await asked(Turns(desk, at_once=1), desk, "/whatif/broken", "/whatif/broken", "/api/v1/what-if")
        return desk

    assert asyncio.run(run()).order == ["/whatif/broken", "/whatif/broken", "/api/v1/what-if"]


def test_nothing_else_waits() -> None:
    async def run() -> Desk:
        desk = Desk()
        await asked(Turns(desk, at_once=1), desk, "/add", "/api/v1/read", "/record/a", "/static/desk.css", "/")
        return desk

    assert asyncio.run(run()).most == 5

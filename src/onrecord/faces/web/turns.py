"""A what-if waits for its turn: as many are worked at as there are processes for them (long_questions.py).

In:      a request
Out:     the same; one that asks what would follow, when it is its turn
Refuses: nothing; who waits, waits in order, and holds no thread
Shown:   tests/faces/web/test_turns.py, tests/faces/web/measure_desk.py

Who waited in the processes' own line would hold one of the threads that pages are answered in, and with many in it
would be turned away. A turn ends where the answer begins: who reads slowly holds up nobody.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.faces.long_questions import AT_ONCE

LONG = ("/whatif", "/api/v1/what-if", "/api/v1/what-would")


class Turns:
    """ASGI middleware. at_once: so many are worked at."""

    def __init__(self, app: ASGIApp, *, at_once: int = AT_ONCE) -> None:
        self._app = app
        self._places = asyncio.Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or not scope["path"].startswith(LONG):
            await self._app(scope, receive, send)
            return
        async with _Turn(self._places) as turn:

            async def begun(message: Message) -> None:
                if message["type"] == "http.response.start":
                    turn.end()
                await send(message)

            await self._app(scope, receive, begun)


class _Turn:
    """One place, given back once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._held = False

    async def __aenter__(self) -> "_Turn":
        await self._places.acquire()
        self._held = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        if self._held:
            self._held = False
            self._places.release()

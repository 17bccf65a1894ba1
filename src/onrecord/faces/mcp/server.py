"""The server: tools of the official SDK that answer from one ledger, which is never written.

In:      the ledger's file, readers
Out:     MCPServer
Refuses: as a tool's error, in a sentence of ours: no ledger there, what cannot be asked, an argument that does not fit
Source:  Model Context Protocol; docs/assistants.md
Shown:   tests/faces/mcp/

Questions are worked at in threads, reading in processes of their own, so that the server answers meanwhile.
"""

import json
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from importlib.metadata import version
from typing import Any

from anyio import CapacityLimiter, to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase, FuncMetadata
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ConfigDict

from onrecord.faces.mcp.asked import asked
from onrecord.faces.mcp.capping import as_sent
from onrecord.faces.mcp.refusing import said_of
from onrecord.faces.mcp.shapes import schema_of, untitled
from onrecord.faces.mcp.tools import INSTRUCTIONS, TOOLS, Offered
from onrecord.faces.readers import PageReaders
from onrecord.ledger import Ledger, open_ledger
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ledger_places import LedgerPlace

NAME = "onrecord"
TITLE = "onrecord: what governments said they will do"

# Side by side; who asks more waits.
MOST_AT_ONCE = 8
MOST_LONG_AT_ONCE = 2

READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


class Book:
    """One ledger, opened by the first question that finds it there, and its readers."""

    def __init__(self, path: LedgerPlace, readers: PageReaders) -> None:
        self.readers = readers
        self._path = path
        self._held: Ledger | None = None
        self._lock = threading.Lock()

    def open(self) -> Ledger:
        """The ledger; LedgerMissing where there is none yet."""
        with self._lock:
            if self._held is None:
                self._held = open_ledger(self._path, create=False, read_only=True)
            return self._held

    def close(self) -> None:
        """Let go of the file and of the readers."""
        self.readers.close()
        with self._lock:
            if self._held is not None:
                self._held.close()
                self._held = None


class RawArguments(ArgModelBase):
    """The arguments of a call as they came: they are held against the tool's own types, and refused in our words."""

    model_config = ConfigDict(extra="allow")

    def model_dump_one_level(self) -> dict[str, Any]:
        """All of them as one."""
        return {"given": dict(self.model_extra or {})}


def make_server(book: Book) -> "MCPServer[Any]":
    """A server whose tools answer from the book."""
    many, few = CapacityLimiter(MOST_AT_ONCE), CapacityLimiter(MOST_LONG_AT_ONCE)
    return MCPServer(
        NAME,
        title=TITLE,
        instructions=INSTRUCTIONS,
        version=version("onrecord"),
        tools=[_tool(one, book, few if one.is_long else many) for one in TOOLS],
        log_level="WARNING",
        subscriptions=False,
    )


def _tool(offered: Offered, book: Book, turns: CapacityLimiter) -> Tool:
    return Tool(
        fn=_answering(offered, book, turns),
        name=offered.name,
        title=offered.title,
        description=offered.says,
        parameters=untitled(offered.takes.model_json_schema()),
        fn_metadata=FuncMetadata(arg_model=RawArguments, output_schema=schema_of(offered.gives)),
        is_async=True,
        context_kwarg=None,
        annotations=READ_ONLY,
    )


def _answering(
    offered: Offered, book: Book, turns: CapacityLimiter
) -> Callable[[dict[str, Any]], Awaitable[CallToolResult]]:
    async def answer(given: dict[str, Any]) -> CallToolResult:
        work = partial(_answer, offered, book, given)
        # Who no longer waits for an answer is let go at once; the thread ends by itself, and gives its turn back then.
        sent = await to_thread.run_sync(work, abandon_on_cancel=True, limiter=turns)
        return CallToolResult(content=[TextContent(type="text", text=sent)], structured_content=json.loads(sent))

    return answer


def _answer(offered: Offered, book: Book, given: dict[str, Any]) -> str:
    try:
        question = asked(offered.takes, given)
        return as_sent(offered.ask(book.open(), book.readers, question))
    except OnRecordError as error:
        raise ToolError(said_of(error)) from None

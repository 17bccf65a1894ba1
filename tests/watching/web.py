"""A web of one server on this machine, hosts that lead to it, and a clock that waits in no time."""

import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import httpcore2

from onrecord.ledger import Ledger, open_ledger
from onrecord.pages import CaptureOptions, Network
from onrecord.pages.visits import Visit
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.watching.happenings import Happening
from onrecord.watching.items import Read
from onrecord.watching.polled_feeds import PolledFeeds, polled_feeds
from onrecord.watching.polling import Polling

PUBLIC = "93.184.216.34"  # stands for any public address; connections to it are led to the server below
DAWN = datetime(2026, 3, 1, 6, tzinfo=UTC)
PAUSE_S = 2.0
TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # nothing here is encrypted, and the system's certificates are many
OPTIONS = CaptureOptions(attempts=1, timeout_s=0.6, max_bytes=1_000_000)


class Clock:
    """Goes on by itself, and by what anybody sleeps, at once: time-outs of connections hold, pauses take no time."""

    def __init__(self, start: datetime = DAWN) -> None:
        self._start = start
        self._skipped_s = 0.0
        self._begun = time.monotonic()

    def now_s(self) -> float:
        return time.monotonic() - self._begun + self._skipped_s

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.now_s())

    def sleep_s(self, seconds: float) -> None:
        self._skipped_s += seconds


@dataclass
class Reply:
    """What a server answers. raw: sent as it is, head and all, instead. drip_s: waited before each byte of the body.

    length: as declared; None: the body's own; endless: the body is sent again and again.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip_s: float = 0.0
    length: int | None = None
    endless: bool = False
    raw: bytes | None = None


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    at_s: float
    host: str
    path: str
    headers: Mapping[str, str]


class Web:
    """Replies by host and path, and the requests that came, in order."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.replies: dict[tuple[str, str], Reply | Callable[[Asked], Reply]] = {}
        self.asked: list[Asked] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(web.clock.now_s(), headers["host"].partition(":")[0], self.path, headers)
                web.asked.append(asked)
                reply = web.replies.get((asked.host, asked.path), Reply(status=404))
                reply = reply(asked) if callable(reply) else reply
                if reply.raw is not None:
                    self.wfile.write(reply.raw)
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.endless:
                    self.end_headers()
                    self.close_connection = True
                    while True:
                        self.wfile.write(reply.body)
                self.send_header("Content-Length", str(reply.length if reply.length is not None else len(reply.body)))
                self.end_headers()
                for piece in _pieces(reply):
                    self.wfile.write(piece)
                if reply.length is not None:
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: object) -> None:
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def page(self, address: str, words: str = "Talks go on.") -> None:
        """A page of these words under an address."""
        host, _, path = address.removeprefix("http://").partition("/")
        body = f"<!doctype html><title>{words}</title><p>{words}".encode()
        self.replies[host, f"/{path}"] = Reply(body, headers={"Content-Type": "text/html"})

    def network(self) -> Network:
        """Names that end in .test lead to the server; no other is known, but numbers are what they are."""

        def resolve(host: str, port: int) -> list[str]:
            if host.endswith(".test"):
                return [PUBLIC]
            if host.replace(".", "").isdigit() or ":" in host:
                return [host]
            raise OSError("Name or service not known")

        return Network(
            resolve=resolve,
            backend=_ToServer(self.port),
            trust=TRUST,
            now_s=self.clock.now_s,
            sleep_s=self.clock.sleep_s,
        )

    def times(self, address: str) -> list[float]:
        """When this address was asked for."""
        host, _, path = address.removeprefix("http://").partition("/")
        return [asked.at_s for asked in self.asked if (asked.host, asked.path) == (host, f"/{path}")]

    def closest_s(self) -> dict[str, float]:
        """By host: the shortest time between two requests."""
        by_host: dict[str, list[float]] = defaultdict(list)
        for asked in self.asked:
            by_host[asked.host].append(asked.at_s)
        return {host: min(b - a for a, b in pairwise(times)) for host, times in by_host.items() if len(times) > 1}


class _ToServer(httpcore2.SyncBackend):
    def __init__(self, port: int) -> None:
        self.port = port

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):  # type: ignore[no-untyped-def]
        assert host == PUBLIC, f"a connection to {host} was about to leave this machine"
        return super().connect_tcp("127.0.0.1", self.port, timeout, local_address, socket_options)


def _pieces(reply: Reply) -> Iterator[bytes]:
    if not reply.drip_s:
        yield reply.body
        return
    for i in range(len(reply.body)):
        time.sleep(reply.drip_s)
        yield reply.body[i : i + 1]


def rss(*items: str, head: str = "") -> bytes:
    """A feed of these items, each the inside of an `item`."""
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{head}{listed}</channel></rss>'.encode()


def item(address: str, *, id: str | None = None) -> str:
    """The inside of an `item`."""
    return f"<title>T</title><link>{address}</link>" + (f"<guid isPermaLink='false'>{id}</guid>" if id else "")


def unread(pages: Iterable[Page]) -> Iterator[Reading]:
    """A reader that needs no model: each page is read, and nothing is on it."""
    for page in pages:
        yield Reading.refused(page, Refusal("documents", "nothing-readable", "no reader here"), reader="none")


class Watcher:
    """Somebody who watches a ledger beside the web; may be stopped and begun again."""

    def __init__(self, ledger: Path, web: Web, *, read: Read = unread) -> None:
        self.path = ledger
        self.web = web
        self.read = read
        self.told: list[Happening] = []
        self.rounds_told = 0
        self.book: Ledger = open_ledger(ledger)
        self._held = polled_feeds(ledger)
        self.feeds: PolledFeeds = self._held.__enter__()
        self.feeds._file.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here
        self.visit = Visit(OPTIONS, web.network(), pause_s=PAUSE_S)
        self.polling = Polling(
            self.book,
            self.feeds,
            self.visit,
            read=lambda pages: self.read(pages),
            after_round=self._after_round,
            told=self.told.append,
            now=web.clock.now,
            chance=lambda: 0.5,
        )

    def _after_round(self) -> None:
        self.rounds_told += 1

    def watch(self, *addresses: str) -> "Watcher":
        """Watch these too."""
        for address in addresses:
            self.feeds.add(address, now=self.web.clock.now())
        return self

    def once(self) -> "Watcher":
        """Until nothing is due."""
        self.polling.run(once=True, ends=None, sleep_s=self.web.clock.sleep_s, done=lambda _: None)
        return self

    def run_for(self, length: timedelta) -> "Watcher":
        """For so long, by the clock."""
        ends = self.web.clock.now() + length
        self.polling.run(once=False, ends=ends, sleep_s=self.web.clock.sleep_s, done=lambda _: None)
        return self

    def close(self) -> None:
        """As when it is stopped; nothing is tidied up."""
        self.visit.close()
        self.book.close()
        self._held.__exit__(None, None, None)

    def addresses(self) -> list[str]:
        """Where the pages in the ledger were seen, sorted; one twice is there twice."""
        with self.book._read_transaction() as connection:
            query = "SELECT s.address FROM sightings s JOIN pages p ON p.n = s.page"
            return sorted(connection.exec_driver_sql(query).scalars())

    def refused(self) -> list[tuple[str, str]]:
        """Address and code of what the ledger holds as refused."""
        with self.book._read_transaction() as connection:
            return sorted(map(tuple, connection.exec_driver_sql("SELECT address, code FROM refused_pages")))

    def words(self, kind: str) -> list[str]:
        """What was told of this kind."""
        return [one.words for one in self.told if one.kind == kind]

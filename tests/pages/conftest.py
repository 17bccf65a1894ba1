"""A small site on this machine, and names that lead to it: nothing here leaves the loopback."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore2
import pytest
import stamina

from onrecord.pages import CaptureOptions, Network, capture
from onrecord.terms.pages import Page, RefusedPage

PUBLIC = "93.184.216.34"  # stands for any public address; connections to it are led to the site below
HTML = b"<!doctype html><title>T</title><p>Caf\xc3\xa9 talks go on."


@dataclass
class Reply:
    """What the site answers under one path."""

    body: bytes = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    drip_s: float = 0.0


class Site:
    """Replies by path, and the requests that came."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[dict[str, str]], Reply]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.requests.append((self.path, headers))
                reply = site.replies.get(self.path, Reply(b"", 404))
                if callable(reply):
                    reply = reply(headers)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if not reply.drip_s:
                    self.wfile.write(reply.body)
                    return
                for i in range(len(reply.body)):
                    self.wfile.write(reply.body[i : i + 1])
                    self.wfile.flush()
                    time.sleep(reply.drip_s)

            def log_message(self, *args: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: object) -> None:
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()


class ToSite(httpcore2.SyncBackend):
    """Connects to the site whatever public address is asked for, and keeps what was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[str] = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.asked.append(host)
        assert host == PUBLIC or host.startswith("127."), f"a connection to {host} was about to leave this machine"
        return super().connect_tcp("127.0.0.1", self.port, timeout, local_address, socket_options)


@pytest.fixture
def named(site: Site) -> Callable[[dict[str, list[str]]], Network]:
    """A network whose names are those given; public addresses lead to the site."""

    def network(names: dict[str, list[str]]) -> Network:
        def resolve(host: str, port: int) -> list[str]:
            if host in names:
                return names[host]
            if host.replace(".", "").isdigit() or ":" in host:
                return [host]
            raise OSError("Name or service not known")

        return Network(resolve=resolve, backend=ToSite(site.port))

    return network


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def only(address: str, *, network: Network = Network(), stdin=None, **options) -> Page | RefusedPage:
    """The one thing captured at this address."""
    found = list(capture([address], fetched_at=None, options=CaptureOptions(**options), stdin=stdin, network=network))
    assert len(found) == 1, found
    return found[0]


def code(found: Page | RefusedPage) -> str:
    """The code of a refusal; fails on a page."""
    assert isinstance(found, RefusedPage), found
    return found.refusal.code


def bomb(size: int) -> bytes:
    """A gzip file of `size` letters that is a thousand times smaller."""
    return gzip.compress(b"a" * size)

"""Pages off a site: what is kept of an answer, and what each fault is called."""

import gzip
import shutil
import ssl
import subprocess
import threading
import zlib
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from onrecord.pages import CaptureOptions, Network, Validator, capture
from onrecord.terms.pages import Page, PageKind

from .conftest import HTML, PUBLIC, Reply, bomb, code, only


def local(site, path, **options):
    return only(f"{site.url}{path}", allow_private_addresses=True, **options)


def test_a_page_and_what_was_said_of_it(site):
    site.replies["/a?b=1"] = Reply(
        headers={"Content-Type": "Text/HTML; Charset=UTF-8", "ETag": '"v1"', "Set-Cookie": "secret=1"}
    )
    now = datetime(2023, 3, 25, 12, tzinfo=UTC)
    options = CaptureOptions(allow_private_addresses=True)
    (page,) = capture([f"{site.url}/a?b=1#part"], fetched_at=now, options=options)
    assert page.body == HTML
    assert (page.kind, page.content_type) == (PageKind.HTML, "text/html")
    assert (page.encoding, page.encoding_basis) == ("utf-8", "http header")
    assert (page.address, page.url) == (f"{site.url}/a?b=1#part", f"{site.url}/a?b=1")
    assert page.fetched_at == now
    assert page.headers["etag"] == '"v1"'
    assert "set-cookie" not in page.headers
    assert site.requests[-1][1]["user-agent"].startswith("onrecord/")


def test_redirects_lead_to_the_page_and_its_own_address(site):
    site.replies["/1"] = Reply(b"", 301, {"Location": "/2"})
    site.replies["/2"] = Reply(b"", 307, {"Location": f"{site.url}/3"})
    site.replies["/3"] = Reply()
    page = local(site, "/1")
    assert page.url == f"{site.url}/3"
    assert page.address == f"{site.url}/1"
    assert code(local(site, "/1", max_redirects=1)) == "too-many-redirects"


@pytest.mark.parametrize(
    "location, expected",
    [
        ("/loop", "too-many-redirects"),
        ("ftp://example.org/", "unsupported-scheme"),
        ("file:///etc/passwd", "unsupported-scheme"),
        ("http://me:pw@example.org/", "credentials-in-url"),
        ("http://[bad/", "bad-url"),
        ("http://a.test:port/", "bad-url"),
        ("", "http-status"),
    ],
)
def test_redirects_to_nowhere(site, location, expected):
    site.replies["/loop"] = Reply(b"", 302, {"Location": location})
    assert code(local(site, "/loop")) == expected


@pytest.mark.parametrize(
    "url, expected",
    [
        ("http://", "bad-url"),
        ("http://[::1", "bad-url"),
        ("https://me:secret@example.org/", "credentials-in-url"),
        ("http://exa mple.org/", "bad-url"),
        ("http://example.org:99999/", "bad-url"),
        ("ftp://example.org/x", "unsupported-scheme"),
    ],
)
def test_addresses_that_cannot_be_fetched(url, expected):
    refused = only(url)
    assert code(refused) == expected
    assert "secret" not in refused.address + refused.refusal.reason


def test_a_server_that_says_no(site):
    refused = local(site, "/none")
    assert code(refused) == "http-status"
    assert refused.refusal.reason == f"{site.url}/none answered 404 Not Found"


def test_passing_faults_are_tried_again(site):
    replies = iter([Reply(b"", 503), Reply(b"", 429, {"Retry-After": "0"}), Reply()])
    site.replies["/a"] = lambda headers: next(replies)
    assert isinstance(local(site, "/a"), Page)
    assert site.paths().count("/a") == 3


def test_faults_that_do_not_pass(site):
    site.replies["/a"] = Reply(b"", 503)
    assert code(local(site, "/a")) == "http-status"
    assert site.paths().count("/a") == 3
    site.replies["/b"] = Reply(b"", 429, {"Retry-After": "3600"})
    assert code(local(site, "/b")) == "http-status"
    assert site.paths().count("/b") == 1  # an hour is too long to wait


def test_a_long_answer_that_is_an_error_is_not_read_to_its_end(site):
    site.replies["/a"] = Reply(b"x" * 1_000_000, 404)
    assert code(local(site, "/a")) == "http-status"


def test_nobody_answers(site):
    port = site.port
    site.server.server_close()
    refused = only(f"http://127.0.0.1:{port}/a", allow_private_addresses=True, obey_robots=False)
    assert code(refused) == "network"


def test_no_such_host(named):
    assert code(only("http://nowhere.test/", network=named({}))) == "no-such-host"


def test_a_server_that_drips_is_left(site):
    site.replies["/slow"] = Reply(b"x" * 100, drip_s=0.05)
    refused = local(site, "/slow", timeout_s=0.3, attempts=1, obey_robots=False)
    assert code(refused) == "time-out"
    assert refused.refusal.reason == "127.0.0.1 did not answer in full within 0.3 s (timeout_s)"


def test_the_limit_holds_while_streaming(site):
    site.replies["/big"] = Reply(b"<p>" + b"a" * 5000, headers={"Content-Type": "text/html"})
    refused = local(site, "/big", max_bytes=4000)
    assert code(refused) == "too-large"
    assert isinstance(local(site, "/big", max_bytes=5003), Page)


def test_the_limit_counts_decompressed_bytes(site):
    site.replies["/bomb"] = Reply(bomb(30_000_000), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    site.replies["/file.html.gz"] = Reply(bomb(30_000_000), headers={"Content-Type": "application/gzip"})
    assert code(local(site, "/bomb")) == "too-large"
    assert code(local(site, "/file.html.gz")) == "too-large"


def test_compressed_answers(site):
    zipped = gzip.compress(HTML)
    site.replies["/a"] = Reply(zipped, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    site.replies["/b.html.gz"] = Reply(zipped, headers={"Content-Type": "application/gzip"})
    site.replies["/c"] = Reply(b"no gzip at all", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    assert local(site, "/a").body == HTML
    page = local(site, "/b.html.gz")
    assert (page.body, page.kind) == (HTML, PageKind.HTML)
    assert code(local(site, "/c")) == "broken-gzip"


def test_a_page_that_has_not_changed(site):
    def reply(headers):
        return Reply(b"", 304) if headers.get("if-none-match") == '"v1"' else Reply()

    site.replies["/a"] = reply
    url = f"{site.url}/a"
    known = {url: Validator(etag='"v1"', last_modified="Sat, 25 Mar 2023 12:00:00 GMT")}
    refused = local(site, "/a", validators=known)
    assert code(refused) == "not-modified"
    assert site.requests[-1][1]["if-modified-since"] == "Sat, 25 Mar 2023 12:00:00 GMT"
    assert isinstance(local(site, "/a", validators={url: Validator(etag='"v0"')}), Page)
    assert isinstance(local(site, "/a", validators={}), Page)


@pytest.mark.parametrize(
    "content_type, body, expected",
    [
        ("application/pdf", b"anything", "unsupported-format"),
        ("text/html", b"%PDF-1.7 ...", "broken-file"),
        ("text/xml", b'<?xml version="1.0"?><rss version="2.0"></rss>', "unsupported-format"),
        ("text/html", b"", "empty"),
        ("text/html", b"\0\1\2\3" * 100, "binary"),
    ],
)
def test_answers_that_are_no_page(site, content_type, body, expected):
    site.replies["/a"] = Reply(body, headers={"Content-Type": content_type})
    assert code(local(site, "/a")) == expected


def test_the_servers_charset_counts_first(site):
    body = '<meta charset="utf-8"><p>Ελλάδα'.encode("iso8859-7")
    site.replies["/a"] = Reply(body, headers={"Content-Type": "text/html; charset=iso-8859-7"})
    page = local(site, "/a")
    assert (page.encoding, page.encoding_basis) == ("iso8859-7", "http header")


def test_json_lines_from_a_site(site):
    site.replies["/a.jsonl"] = Reply(b'{"id": "1", "text": "One."}\n', headers={"Content-Type": "application/jsonl"})
    page = local(site, "/a.jsonl")
    assert (page.given_id, page.address) == ("1", f"{site.url}/a.jsonl:1")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command to make a certificate")
def test_certificates_are_checked_against_the_name(named, tmp_path):
    """The connection goes to an IP address, and TLS still asks for and checks the name."""
    make = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=news.test"
    subprocess.run(
        [*make.split(), "-addext", "subjectAltName=DNS:news.test"], cwd=tmp_path, check=True, capture_output=True
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(HTML)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        base = named({"news.test": [PUBLIC], "other.test": [PUBLIC]})
        base.backend.port = server.server_address[1]
        trust = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
        network = Network(resolve=base.resolve, backend=base.backend, trust=trust)
        assert isinstance(only("https://news.test/", network=network, obey_robots=False), Page)
        refused = only("https://other.test/", network=network, obey_robots=False)
        assert code(refused) == "network"
        assert "other.test" in refused.refusal.reason
        assert code(only("https://news.test/", network=base, obey_robots=False)) == "network"  # not known to the system
    finally:
        server.shutdown()
        server.server_close()


PACKED = gzip.compress(HTML * 50)


@pytest.mark.parametrize("kept", [12, len(PACKED) // 2, len(PACKED) - 1], ids=["head", "half", "all but a byte"])
def test_a_body_cut_on_the_way_is_no_page(site, kept):
    """Seen: what the client could unpack of it was stored as the whole page."""
    site.replies["/cut"] = Reply(PACKED[:kept], headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    refused = local(site, "/cut")
    assert code(refused) == "broken-gzip"
    assert "cut on the way" in refused.refusal.reason


@pytest.mark.parametrize(
    "coding, pack",
    [
        ("gzip", gzip.compress),
        ("x-gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]) + b"\0\0"),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("Identity", lambda data: data),
    ],
)
def test_a_packed_body_is_unpacked(site, coding, pack):
    site.replies["/p"] = Reply(pack(HTML), headers={"Content-Type": "text/html", "Content-Encoding": coding})
    assert local(site, "/p").body == HTML
    assert site.requests[-1][1]["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br"])
def test_a_coding_we_do_not_know_is_refused_by_name(site, coding):
    site.replies["/br"] = Reply(HTML, headers={"Content-Type": "text/html", "Content-Encoding": coding})
    refused = local(site, "/br")
    assert code(refused) == "content-coding"
    assert repr(coding) in refused.refusal.reason


def test_a_part_nobody_asked_for_is_no_page(site):
    site.replies["/part"] = Reply(HTML[:30], 206, {"Content-Type": "text/html", "Content-Range": "bytes 0-29/47"})
    refused = local(site, "/part")
    assert code(refused) == "http-status"
    assert "206 Partial Content" in refused.refusal.reason


def test_a_page_has_one_deadline_over_redirects_and_retries(site):
    """Seen: every hop and every retry began anew, six times 30 s and more for one page."""
    for hop in range(5):
        site.replies[f"/{hop}"] = Reply(b"x" * 4, 302, {"Location": f"/{hop + 1}"}, drip_s=0.1)
    site.replies["/5"] = Reply()
    assert local(site, "/0", timeout_s=5, obey_robots=False).body == HTML
    refused = local(site, "/0", timeout_s=5, page_timeout_s=0.7, obey_robots=False)
    assert code(refused) == "time-out"
    assert "page_timeout_s" in refused.refusal.reason


def test_only_the_host_that_was_named_may_be_private(site, named):
    """Seen: a public page could send the reader on to a private address once any was allowed."""
    network = named({"news.example": [PUBLIC], "intranet.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]})
    site.replies["/page"] = Reply()
    site.replies["/out"] = Reply(b"", 302, {"Location": f"http://intranet.example:{site.port}/page"})
    site.replies["/back"] = Reply(b"", 302, {"Location": f"http://other.example:{site.port}/page"})
    options = CaptureOptions(allow_private_addresses=True, obey_robots=False)
    port = site.port
    asked = [
        f"http://intranet.example:{port}/page",
        f"http://news.example:{port}/out",
        f"http://intranet.example:{port}/back",
        f"http://intranet.example:{port}/page",
    ]
    found = list(capture(asked, fetched_at=None, options=options, network=network))
    assert [f.body if isinstance(f, Page) else code(f) for f in found] == [
        HTML, "private-address", "private-address", HTML,
    ]  # fmt: skip

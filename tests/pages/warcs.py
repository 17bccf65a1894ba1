"""WARC records as crawlers write them, made by hand: one bytes value a record."""

import gzip
from collections.abc import Iterable

DATE = "2023-02-16T10:00:00Z"
HTML = b"<!doctype html><html><body><p>Kenya will send troops if the council pays for them.</body></html>"


def record(
    content: bytes,
    *,
    kind: str = "response",
    target: str | None = "https://news.example/kenya.html",
    date: str | None = DATE,
    media: str = "application/http; msgtype=response",
    length: int | None = None,
    **fields: str,
) -> bytes:
    """One record. Fields: names with "_" for "-"."""
    head = {"WARC-Type": kind, "WARC-Target-URI": target, "WARC-Date": date, "Content-Type": media}
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    head["Content-Length"] = str(len(content) if length is None else length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value is not None)
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + content + b"\r\n\r\n"


def answer(body: bytes = HTML, *, status: str = "200 OK", media: str | None = "text/html", **headers: str) -> bytes:
    """An answer of HTTP."""
    held = {"Content-Type": media} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in held.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def numbered(count: int) -> list[bytes]:
    """So many pages, each with its number in it."""
    return [
        record(answer(HTML.replace(b"troops", b"%d troops" % i)), target=f"https://news.example/{i}.html")
        for i in range(1, count + 1)
    ]


def packed(records: Iterable[bytes]) -> bytes:
    """Each a gzip member, as crawlers write .warc.gz."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)

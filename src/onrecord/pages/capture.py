"""Capture: addresses to pages, one at a time.

In:      files, folders, globs, "@LIST", "-" for standard input, http(s) URLs; the caller's clock reading
Out:     Page or RefusedPage, in the order asked for; what an archive holds beside pages is passed over here, and told
         by `pages.archives`
Refuses: page by page, as a value; only a wrong call raises
Shown:   tests/pages/
"""

import io
import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.pages.bodies import plain_bytes, whole_body
from onrecord.pages.counted import CountedStream
from onrecord.pages.encodings import decide_encoding
from onrecord.pages.files import file_refusal, find_files, no_page_by_name, printable
from onrecord.pages.formats import Article, FormatSource, pages_of, reader_for
from onrecord.pages.formats.tar_files import TarMember, is_tar, members
from onrecord.pages.lines import LINES_SUFFIXES, pages_in_lines
from onrecord.pages.network import Network
from onrecord.pages.options import CaptureOptions, InputFormat
from onrecord.pages.prescan import declared_label
from onrecord.pages.refused import CaptureError
from onrecord.pages.skipped import Skip, Skipped
from onrecord.pages.sniff import page_kind, refuse_binary, refuse_other_formats
from onrecord.terms.pages import Page, PageKind, RefusedPage
from onrecord.terms.regular_files import open_regular

if TYPE_CHECKING:
    from onrecord.pages.fetch import Fetched, Fetcher

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PEEKED_BYTES = 8192


def capture(
    addresses: Iterable[str | os.PathLike[str]],
    *,
    fetched_at: datetime | None,
    options: CaptureOptions = CaptureOptions(),
    stdin: BinaryIO | None = None,
    network: Network = Network(),
) -> Iterator[Page | RefusedPage]:
    """Every page of every address, in order; each is handed on before the next is opened.

    fetched_at: time-zone aware, stamped on every page; None leaves it unknown.
    stdin:      what "-" reads from; it is not closed.
    network:    name look-up, connections and waiting, for tests and for callers with rules of their own.
    """
    if isinstance(addresses, str | os.PathLike):
        raise TypeError(f"addresses must be several: write [{addresses!r}]")
    if fetched_at is not None and fetched_at.tzinfo is None:
        raise ValueError(f"fetched_at {fetched_at} needs a time zone")
    return _pages_only(Capturing(fetched_at, options, stdin, network).found(addresses))


def capture_sent(
    body: bytes, *, name: str, fetched_at: datetime | None, options: CaptureOptions = CaptureOptions()
) -> Iterator[Page | RefusedPage]:
    """The pages of a file somebody sent. name: what they call it; no such file is looked for or opened."""
    address = printable(name) or "a file without a name"
    try:
        yield from _pages_only(Capturing(fetched_at, options, None, Network()).sent(body, address))
    except CaptureError as refused:
        yield refused.at(address)


def capture_article(
    article: Article, *, address: str, fetched_at: datetime | None, options: CaptureOptions = CaptureOptions()
) -> Page | RefusedPage:
    """The page of an article that a caller found in something larger. address: how to find it there."""
    source = FormatSource(io.BufferedReader(io.BytesIO()), "", False, options, fetched_at)
    (one,) = _pages_only(pages_of(iter((article,)), address=address, source=source))
    return one


def pages_of_answer(
    fetched: "Fetched", *, address: str, fetched_at: datetime | None, options: CaptureOptions
) -> Iterator[Page | RefusedPage]:
    """The pages of what was fetched from an address."""
    try:
        yield from _pages_only(Capturing(fetched_at, options, None, Network()).fetched(fetched, address))
    except CaptureError as refused:
        yield refused.at(address)


def _pages_only(found: Iterator[Page | RefusedPage | Skipped]) -> Iterator[Page | RefusedPage]:
    return (one for one in found if not isinstance(one, Skipped))


def _something(found: Iterator[Page | RefusedPage | Skipped]) -> Iterator[Page | RefusedPage | Skipped]:
    """The same; CaptureError for a table of which there is only a header, and whatever else holds nothing."""
    nothing = True
    for one in found:
        nothing = False
        yield one
    if nothing:
        raise CaptureError("empty", "there is nothing in it to read")


class Capturing:
    """One call of `capture`: its settings, and the connections that its URLs share."""

    def __init__(
        self, fetched_at: datetime | None, options: CaptureOptions, stdin: BinaryIO | None, network: Network
    ) -> None:
        self._fetched_at = fetched_at
        self._options = options
        self._stdin = stdin
        self._network = network
        self._fetcher: Fetcher | None = None

    def found(self, addresses: Iterable[str | os.PathLike[str]]) -> Iterator[Page | RefusedPage | Skipped]:
        """What is at each address."""
        try:
            for given in addresses:
                address = os.fspath(given)
                try:
                    yield from self._at(address)
                except CaptureError as refused:
                    yield refused.at(printable(without_credentials(address)))
        finally:
            if self._fetcher is not None:
                self._fetcher.close()

    def sent(self, body: bytes, name: str) -> Iterator[Page | RefusedPage | Skipped]:
        """What is in a file somebody sent. CaptureError stops it, here as below."""
        return self._stream(io.BytesIO(body), address=name, name=name)

    def fetched(self, fetched: "Fetched", address: str) -> Iterator[Page | RefusedPage | Skipped]:
        """What is in an answer of the web."""
        return self._stream(io.BytesIO(fetched.body), address=address, name=fetched.path, fetched=fetched)

    def file(self, path: Path) -> Iterator[Page | RefusedPage | Skipped]:
        """What is in a file on this machine; never nothing."""
        try:
            with open_regular(path) as stream:
                yield from _something(self._stream(cast(BinaryIO, stream), address=printable(path), name=path.name))
        except OSError as error:
            raise file_refusal(error) from None

    def member(self, member: TarMember, address: str) -> Iterator[Page | RefusedPage | Skipped]:
        """What is in a member of the tar at this address; never nothing, and never raises CaptureError."""
        name = printable(member.name.lstrip("/"))
        here = f"{address}:{name}"
        try:
            if isinstance(member.why, Skip):
                yield Skipped(address=here, why=member.why, reason="a folder, and what is in it follows")
                return
            refused = member.why or no_page_by_name(name.rpartition("/")[2])
            if refused is not None:
                raise refused
            file = name.rpartition("/")[2]
            yield from _something(self._stream(member.stream, address=here, name=file, inside=True))
        except CaptureError as error:
            yield error.at(here)

    def _at(self, address: str) -> Iterator[Page | RefusedPage | Skipped]:
        scheme = _SCHEME.match(address)
        if address == "-":
            yield from self._standard_input()
        elif scheme is None:
            yield from self._files(address)
        elif scheme[1].lower() in ("http", "https"):
            yield from self._url(address)
        else:
            raise CaptureError("unsupported-scheme", f"{scheme[1]}:// is not read: give a file, or http:// or https://")

    def _standard_input(self) -> Iterator[Page | RefusedPage | Skipped]:
        if self._stdin is None:
            raise CaptureError("missing", "there is no standard input here: give a file instead of -")
        try:
            yield from self._stream(self._stdin, address="-", name="")
        except OSError as error:
            raise file_refusal(error) from None

    def _files(self, address: str) -> Iterator[Page | RefusedPage | Skipped]:
        for found in find_files(address, input_format=self._options.input_format):
            if isinstance(found, RefusedPage):
                yield found
                continue
            try:
                yield from self.file(found)
            except CaptureError as refused:
                yield refused.at(printable(found))

    def _url(self, address: str) -> Iterator[Page | RefusedPage | Skipped]:
        if self._fetcher is None:
            # Loaded here: reading files must not wait for the network's libraries.
            from onrecord.pages.fetch import Fetcher

            self._fetcher = Fetcher(self._options, self._network)
        yield from self.fetched(self._fetcher.fetch(address), address)

    def _stream(
        self, stream: BinaryIO, *, address: str, name: str, fetched: "Fetched | None" = None, inside: bool = False
    ) -> Iterator[Page | RefusedPage | Skipped]:
        limit = self._options.max_bytes
        as_lines = self._options.input_format is InputFormat.JSONL_TEXT or name.lower().endswith(LINES_SUFFIXES)
        with plain_bytes(stream, name="" if fetched else name) as (plain, compressed):
            if as_lines:
                yield from pages_in_lines(
                    plain, address=address, fetched_at=self._fetched_at, max_bytes=limit, compressed=compressed
                )
                return
            head = plain.peek(_PEEKED_BYTES)[:_PEEKED_BYTES]
            if is_tar(head, name.lower().removesuffix(".gz")):
                if inside:
                    raise CaptureError("unsupported-format", "a tar inside a tar: unpack it once first")
                empty = True
                for member in members(CountedStream(plain)):
                    empty = False
                    yield from self.member(member, address)
                if empty:
                    raise CaptureError("empty", "there is no file in the tar")
                return
            reader = reader_for(head, name, self._options)
            if reader is not None:
                source = FormatSource(plain, name, compressed, self._options, self._fetched_at)
                yield from pages_of(reader.read(source), address=address, source=source)
                return
            body = whole_body(plain, max_bytes=limit, compressed=compressed)
        yield self._page(body, address=address, name=name, fetched=fetched)

    def _page(self, body: bytes, *, address: str, name: str, fetched: "Fetched | None") -> Page:
        content_type = fetched.content_type if fetched else None
        refuse_other_formats(body, content_type)
        kind = page_kind(body, content_type=content_type, name=name)
        encoding = decide_encoding(
            body,
            header_label=fetched.charset if fetched else None,
            meta_label=declared_label(body) if kind is PageKind.HTML else None,
        )
        refuse_binary(body, encoding.codec, kind)
        return Page(
            address=address,
            body=body,
            kind=kind,
            encoding=encoding.codec,
            encoding_basis=encoding.basis,
            url=fetched.url if fetched else None,
            content_type=content_type,
            fetched_at=self._fetched_at,
            headers=fetched.headers if fetched else {},
        )


def without_credentials(address: str) -> str:
    """The address with a password in it blacked out: refusals are stored and shown.

    >>> without_credentials("https://me:secret@example.org/")
    'https://***@example.org/'
    """
    return re.sub(r"^([a-z][a-z0-9+.-]*://)[^/?#]*@", r"\1***@", address, flags=re.IGNORECASE)

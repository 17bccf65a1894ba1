"""Pages off the web, one at a time, with manners.

In:      a URL
Out:     Fetched: body, headers and the address it was found at in the end; or FetchAnswer: whatever the server said
Refuses: what the guard, the site's robots.txt or the server refuses; what is too large, too slow or unchanged
Source:  RFC 9110 (redirects, conditional requests), RFC 9309 (robots.txt)
Shown:   tests/pages/test_fetch.py

Redirects are followed here, hop by hop, so that each is checked as the first address was. No cookies from page to page,
no proxies and nothing else from the environment: what is fetched depends on the address and the options alone.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import metadata

import httpcore2
import httpx2
import stamina

from onrecord.pages.bodies import too_large
from onrecord.pages.codings import ACCEPTED, decoded
from onrecord.pages.guard import Deadline, GuardedBackend
from onrecord.pages.network import Network
from onrecord.pages.options import CaptureOptions, Validator, Validators
from onrecord.pages.pacing import VisitPace
from onrecord.pages.refused import CaptureError
from onrecord.pages.robots import ROBOTS_BYTES, Robots, RobotsAnswer
from onrecord.pages.transport import GuardedTransport

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
PAGES_ACCEPTED = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_PASSING = frozenset({429, 502, 503, 504})
_DRAINED_BYTES = 65_536
_LONGEST_WAIT_S = 10.0
_ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2


# Retries are no news to a reader of pages: they are logged only where a program has set up logging.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer of the web. url: where it was found, redirects followed, without fragment. path: of that URL."""

    url: str
    path: str
    body: bytes
    content_type: str | None
    charset: str | None
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchAnswer:
    """What a server said in the end, whatever its status.

    url:      where, redirects followed.
    moved_to: the address that stands for the one asked for from now on: where the redirects that it began with were
              permanent ones (301, 308); None where there was none.
    body:     empty unless the status is 2xx. whole: False where it was larger than the limit, and body ends there.
    headers:  lower-case names, without cookies: those are the visitor's, not the page's.
    """

    url: str
    moved_to: str | None
    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx2.Headers
    body: bytes
    whole: bool


class _PassingError(Exception):
    """A fault that may be gone at the next try. wait_s: as the server asked; None: as we see fit."""

    def __init__(self, code: str, reason: str, *, status: int = 0, headers: httpx2.Headers | None = None) -> None:
        super().__init__(reason)
        self.refusal = CaptureError(code, reason, passing=True)
        self.status = status
        self.headers = headers if headers is not None else httpx2.Headers()
        self.wait_s = _retry_after_s(self.headers.get("retry-after", ""))


class Fetcher:
    """Holds the connections, and the robots.txt files seen, of one capture; not for use by two threads at once.

    pace: keeps requests to one host apart; None: they follow each other.
    """

    def __init__(self, options: CaptureOptions, network: Network, *, pace: VisitPace | None = None) -> None:
        self._options = options
        self._pace = pace
        self._user_agent = options.user_agent or default_user_agent()
        self._deadline = Deadline(network, options.timeout_s, page_timeout_s=options.page_timeout_s)
        self._backend = GuardedBackend(network, self._deadline)
        self._network = network
        self._client = self._new_client()
        self._robots = Robots(self._user_agent, self._fetch_robots)

    def _new_client(self) -> httpx2.Client:
        return httpx2.Client(
            transport=GuardedTransport(self._backend, self._network.trust),
            timeout=self._options.timeout_s,
            trust_env=False,
            follow_redirects=False,
            headers={
                "User-Agent": self._user_agent,
                "Accept": PAGES_ACCEPTED,
                "Accept-Encoding": ACCEPTED,
            },
        )

    def close(self) -> None:
        """Ends all connections."""
        self._client.close()

    def fetch(self, address: str) -> Fetched:
        """The page at this address; CaptureError when it cannot or may not be had."""
        return self.page(self.ask(address, validators=self._options.validators))

    def ask(
        self,
        address: str,
        *,
        validators: Validators | None = None,
        accept: str = PAGES_ACCEPTED,
        max_bytes: int | None = None,
    ) -> FetchAnswer:
        """What the server says of this address, whatever that is; CaptureError where it may not be asked, or nothing
        comes.

        validators: of copies held, to ask only for what has changed. max_bytes: None is the options' own.
        """
        url = _parse(address)
        self._deadline.start_page()
        self._client.cookies.clear()
        if self._options.allow_private_addresses and url.host != self._backend.private_host:
            # Connections kept open to the private host of an earlier page are none of this one's.
            self._client.close()
            self._client = self._new_client()
            self._backend.private_host = url.host
        limit = max_bytes if max_bytes is not None else self._options.max_bytes
        moved, for_good = None, True
        for _ in range(self._options.max_redirects + 1):
            if self._options.obey_robots:
                self._robots.check(str(url), site=_site(url))
                if self._pace is not None:
                    self._pace.slow_down(url.host, self._robots.delay_s(_site(url)))
            conditions = _conditions(validators.get(str(url)) if validators is not None else None)
            answer = self._ask(url, max_bytes=limit, headers={"Accept": accept, **conditions})
            if answer.status not in _REDIRECTS:
                return _answered(url, moved, answer)
            url = _next(url, answer)
            for_good = for_good and answer.status in _FOR_GOOD
            moved = str(url) if for_good else moved
        raise CaptureError(
            "too-many-redirects", f"more than {self._options.max_redirects} redirects, the last to {url}"
        )

    def page(self, answered: FetchAnswer) -> Fetched:
        """The page of an answer; CaptureError when it holds none."""
        url, status = answered.url, answered.status
        if status == 304:
            raise CaptureError("not-modified", f"{url} has not changed since it was last fetched")
        if status == 206:
            raise CaptureError(
                "http-status", f"{url} answered {status_words(206)}: a part of the page that nobody asked for"
            )
        if not 200 <= status < 300:
            raise CaptureError("http-status", f"{url} answered {status_words(status)}", passing=may_pass(status))
        if not answered.whole:
            raise too_large(self._options.max_bytes, compressed="content-encoding" in answered.headers)
        content_type, charset = content_type_of(answered)
        return Fetched(
            url=url,
            path=httpx2.URL(url).path,
            body=answered.body,
            content_type=content_type,
            charset=charset,
            headers=dict(answered.headers),
        )

    def _fetch_robots(self, address: str) -> RobotsAnswer:
        url = _parse(address)
        for _ in range(_ROBOTS_REDIRECTS + 1):
            try:
                answer = self._ask(url, max_bytes=ROBOTS_BYTES, headers={})
            except CaptureError as refused:
                if refused.code in ("private-address", "no-such-host"):
                    raise  # says more of the page than "robots.txt cannot be had"
                return RobotsAnswer(0, b"", refused.reason)
            if answer.status not in _REDIRECTS:
                return RobotsAnswer(answer.status, answer.body)
            url = _next(url, answer)
        return RobotsAnswer(404, b"")  # RFC 9309, 2.3.1.2: treat as if there were none

    def _ask(self, url: httpx2.URL, *, max_bytes: int, headers: dict[str, str]) -> _Answer:
        """One answer, tried again where a fault may pass; the last fault is raised as CaptureError."""
        tries = stamina.retry_context(
            on=_worth_a_retry,
            attempts=self._options.attempts,
            timeout=max(self._deadline.page_left_s(), 0.001),
            wait_initial=0.2,
            wait_jitter=0.2,
            wait_max=5.0,
        )
        try:
            for attempt in tries:
                with attempt:
                    return self._ask_once(url, max_bytes=max_bytes, headers=headers)
        except _PassingError as fault:
            if fault.status:
                return _Answer(fault.status, fault.headers, b"", True)
            raise fault.refusal from None
        raise AssertionError("stamina ends by returning or raising")

    def _ask_once(self, url: httpx2.URL, *, max_bytes: int, headers: dict[str, str]) -> _Answer:
        if self._pace is not None:
            self._pace.wait(url.host)
        self._deadline.start()
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                if response.status_code in _PASSING:
                    raise _PassingError("http-status", "", status=response.status_code, headers=response.headers)
                if 200 <= response.status_code < 300:
                    return _Answer(response.status_code, response.headers, *_body(response, max_bytes))
                _drain(response)
                return _Answer(response.status_code, response.headers, b"", True)
        except httpcore2.TimeoutException:
            if self._deadline.page_left_s() <= 0:
                limit = f"{self._options.page_timeout_s:g} s"
                why = f"the page was not there within {limit} (page_timeout_s), redirects and retries included"
                raise CaptureError("time-out", why, passing=True) from None
            limit = f"{self._options.timeout_s:g} s"
            raise _PassingError("time-out", f"{url.host} did not answer in full within {limit} (timeout_s)") from None
        except httpcore2.NetworkError as error:
            raise _PassingError(
                "network", f"the connection to {url.host} failed: {error or type(error).__name__}"
            ) from None
        except httpcore2.ProtocolError as error:
            raise _PassingError("network", f"{url.host} does not speak HTTP as it should: {error}") from None
        finally:
            if self._pace is not None:
                self._pace.asked(url.host)


def default_user_agent() -> str:
    """`onrecord/VERSION`, with the project's own address where its metadata names one."""
    about = metadata("onrecord")
    links = dict(entry.split(", ", 1) for entry in about.get_all("Project-URL") or ())
    home = links.get("Homepage") or links.get("Repository")
    return f"onrecord/{about['Version']} ({f'+{home}' if home else 'a reader of news pages'})"


def web_address(text: str) -> str:
    """The address as it is asked for: its host in lower case, without fragment; CaptureError when it is none."""
    return str(_parse(text))


def _parse(address: str) -> httpx2.URL:
    try:
        url = httpx2.URL(address).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise CaptureError("bad-url", f"not an address on the web: {error}") from None
    if url.scheme not in ("http", "https"):
        raise CaptureError(
            "unsupported-scheme", f"{url.scheme or 'this'}:// is not read: only http:// and https:// are"
        )
    if "%" in url.host or not 0 < (url.port or 80) < 65536:
        raise CaptureError("bad-url", f"not an address on the web: {url.netloc.decode('ascii', 'replace')} is no host")
    if not url.host:
        raise CaptureError("bad-url", "not an address on the web: it names no host")
    if url.userinfo:
        raise CaptureError(
            "credentials-in-url",
            f"the address holds a name or password for {url.host}: save the page and read the file",
        )
    return url


def _answered(url: httpx2.URL, moved: str | None, answer: _Answer) -> FetchAnswer:
    headers = {name.lower(): value for name, value in answer.headers.items() if name.lower() != "set-cookie"}
    return FetchAnswer(
        url=str(url), moved_to=moved, status=answer.status, headers=headers, body=answer.body, whole=answer.whole
    )


def _conditions(known: Validator | None) -> dict[str, str]:
    if known is None:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value is not None}


def _next(url: httpx2.URL, answer: _Answer) -> httpx2.URL:
    target = answer.headers.get("location")
    if not target:
        raise CaptureError("http-status", f"{url} answered {status_words(answer.status)} without saying where to")
    try:
        return _parse(str(url.join(target)))
    except CaptureError as refused:
        raise CaptureError(refused.code, f"{url} redirects elsewhere: {refused.reason}") from None
    except (httpx2.InvalidURL, ValueError) as error:
        raise CaptureError("bad-url", f"{url} redirects to what is no address on the web: {error}") from None


def _site(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _body(response: httpx2.Response, max_bytes: int) -> tuple[bytes, bool]:
    """Up to `max_bytes`, decompressed, and whether that was all. A mebibyte is inflated at a time, so no more is."""
    pieces, size = [], 0
    coding = response.headers.get("content-encoding", "")
    for piece in decoded(response.iter_raw(), coding, host=response.url.host):
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            return b"".join(pieces)[:max_bytes], False
    return b"".join(pieces), True


def _drain(response: httpx2.Response) -> None:
    """Reads a short answer nobody wants to its end, so that its connection can be used for the next request."""
    size = 0
    for piece in response.iter_raw():
        size += len(piece)
        if size > _DRAINED_BYTES:
            return


def content_type_of(answered: FetchAnswer) -> tuple[str | None, str | None]:
    """The type and the charset that the server declares; None for each it does not."""
    kind, _, parameters = answered.headers.get("content-type", "").partition(";")
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return kind.strip().lower() or None, value.strip().strip("\"'")
    return kind.strip().lower() or None, None


def _retry_after_s(header: str) -> float | None:
    return float(header) if header.isascii() and header.isdigit() else None


def _worth_a_retry(fault: Exception) -> bool | float:
    if not isinstance(fault, _PassingError):
        return False
    if fault.wait_s is None:
        return True
    return fault.wait_s if fault.wait_s <= _LONGEST_WAIT_S else False


def may_pass(status: int) -> bool:
    """Is it an answer that another time may not bring?"""
    return status in (408, 425, 429) or 500 <= status < 600


def status_words(status: int) -> str:
    """ "404 Not Found"."""
    phrase = httpx2.codes.get_reason_phrase(status)
    return f"{status} {phrase}".rstrip()

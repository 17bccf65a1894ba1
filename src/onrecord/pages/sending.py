"""One POST to an address that somebody named: through the same guard as every page, and nothing followed.

In:      an address, a body, headers
Out:     SendAnswer: the status, and how long to wait where the receiver says so
Refuses: what is no address on the web (BadReceiver); a receiver in a private network where nobody allowed it, one that
         cannot be reached or does not answer in time (NotSent)
Source:  RFC 9110; docs/watching.md
Shown:   tests/pages/test_sending.py

No redirect is followed: a body that was meant for one receiver is no other's. What is answered is not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import httpcore2
import httpx2

from onrecord.pages.fetch import default_user_agent
from onrecord.pages.guard import Deadline, GuardedBackend
from onrecord.pages.ip_addresses import why_not
from onrecord.pages.network import Network
from onrecord.pages.refused import CaptureError
from onrecord.pages.transport import GuardedTransport
from onrecord.terms.errors import OnRecordError

# From looking up the name to the head of the answer.
TIMEOUT_S = 15.0


class BadReceiver(OnRecordError):
    """Nothing can be sent there."""


class NotSent(OnRecordError):
    """No answer came. The message says why, in our own words."""


@dataclass(frozen=True, slots=True)
class SendAnswer:
    """retry_after_s: as the receiver asks; None: it does not."""

    status: int
    retry_after_s: float | None


def check_receiver(address: str, *, allow_private: bool, network: Network) -> None:
    """Raise BadReceiver where nothing could ever be sent there. A name that nobody knows now may be known later."""
    host = _url(address).host
    try:
        found = network.resolve(host, 0)
    except (OSError, UnicodeError):
        return
    for ip in found:
        objection = why_not(ip, allow_private=allow_private)
        if objection is not None:
            leave = "" if allow_private or why_not(ip, allow_private=True) else "; --private allows it for this one"
            raise BadReceiver(f"{host} is {objection}: alerts are sent to public addresses{leave}")


def send(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    allow_private: bool = False,
    network: Network,
    timeout_s: float = TIMEOUT_S,
) -> SendAnswer:
    """What was answered, redirects and errors too. allow_private: the named host may be in a private network."""
    url = _url(address)
    deadline = Deadline(network, timeout_s)
    backend = GuardedBackend(network, deadline, private_host=url.host if allow_private else None)
    transport = GuardedTransport(backend, network.trust)
    with httpx2.Client(transport=transport, timeout=timeout_s, trust_env=False, follow_redirects=False) as client:
        deadline.start()
        try:
            given = {**headers, "User-Agent": default_user_agent()}
            with client.stream("POST", url, content=body, headers=given) as response:
                return SendAnswer(response.status_code, _seconds(response.headers.get("retry-after", "")))
        except CaptureError as refused:
            hint = "" if allow_private or refused.code != "private-address" else " and --private was not given for it"
            raise NotSent(f"it was not connected to: {_short(refused, url.host)}{hint}") from None
        except httpcore2.TimeoutException:
            raise NotSent(f"it did not answer within {timeout_s:g} s") from None
        except httpcore2.NetworkError:
            raise NotSent("the connection to it failed") from None
        except httpcore2.ProtocolError:
            raise NotSent("it does not speak HTTP as it should") from None


def _short(refused: CaptureError, host: str) -> str:
    return f"{host} is in a private network" if refused.code == "private-address" else f"{host} is not known"


def _url(address: str) -> httpx2.URL:
    try:
        url = httpx2.URL(address).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise BadReceiver(f"that is no address on the web: {error}") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise BadReceiver("a receiver has an address that begins with https:// or http:// and names a host")
    if "%" in url.host or not 0 < (url.port or 80) < 65536:
        raise BadReceiver(f"{url.netloc.decode('ascii', 'replace')} is no host")
    if url.userinfo:
        raise BadReceiver("the address holds a name or a password: who sends is shown by the signature")
    return url


def _seconds(header: str) -> float | None:
    return float(header) if header.isascii() and header.isdigit() and len(header) < 10 else None

"""Who a request is addressed to and where it comes from: what a server on this machine looks at first.

In:      values of the headers Host, Origin and Sec-Fetch-Site
Out:     is it addressed to one of our names; does it come from elsewhere
Source:  Fetch Standard, "Origin"; OWASP DNS rebinding
Shown:   tests/faces/web/test_guard.py, tests/faces/web/test_serving.py, tests/faces/mcp/test_http.py

A page of any site may have a name of its own lead to this machine: only the name in the request tells.
"""

import re
from collections.abc import Sequence

# Names that lead to this machine and to no other.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?")


def names_for(host: str, names: tuple[str, ...]) -> frozenset[str]:
    """What a server answers to: this machine's own names, the host it listens on, those somebody gave."""
    listens = f"[{host}]" if ":" in host and not host.startswith("[") else host
    everywhere = listens in ("0.0.0.0", "[::]")
    return LOOPBACK | {n.lower() for n in names} | (frozenset() if everywhere else {listens.lower()})


def addressed_to(hosts: Sequence[str], names: frozenset[str]) -> bool:
    """Is a request with these values of Host addressed to one of the names (lower case, without port)?"""
    host = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    return host is not None and host["name"].lower() in names


def from_elsewhere(origins: Sequence[str], fetch_site: str | None, *, ours: str) -> bool:
    """Do Origin and Sec-Fetch-Site name another site than ours ("http://localhost:8470"), or several?"""
    return [o.lower() for o in origins] != [ours.lower()] or fetch_site not in (None, "same-origin")

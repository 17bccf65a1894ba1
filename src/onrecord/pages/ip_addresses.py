"""Which IP addresses a page may be fetched from: public ones.

In:      an IP address
Out:     None, or what speaks against it
Refuses: what is not an IP address
Source:  IANA special-purpose address registries (RFC 6890 and the RFCs beside each row)
Shown:   tests/pages/test_guard.py

Our own table, as the standard library's `is_global` changed with its versions and lets multicast and 6to4 through.
"""

from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address


class Reach(Enum):
    """PRIVATE may be allowed by the caller; NEVER may not: no page lives there."""

    PRIVATE = "private"
    NEVER = "never"


_V4 = tuple(
    (IPv4Network(network), reach, what)
    for network, reach, what in (
        ("0.0.0.0/8", Reach.NEVER, "an address of this network"),  # RFC 791
        ("10.0.0.0/8", Reach.PRIVATE, "a private address"),  # RFC 1918
        ("100.64.0.0/10", Reach.PRIVATE, "a carrier's private address"),  # RFC 6598
        ("127.0.0.0/8", Reach.PRIVATE, "this machine"),  # RFC 1122
        ("169.254.0.0/16", Reach.NEVER, "a link-local address"),  # RFC 3927; clouds hand out credentials here
        ("172.16.0.0/12", Reach.PRIVATE, "a private address"),  # RFC 1918
        ("192.0.0.0/24", Reach.NEVER, "a protocol's own address"),  # RFC 6890
        ("192.0.2.0/24", Reach.NEVER, "an address for examples"),  # RFC 5737
        ("192.88.99.0/24", Reach.NEVER, "a 6to4 relay"),  # RFC 7526
        ("192.168.0.0/16", Reach.PRIVATE, "a private address"),  # RFC 1918
        ("198.18.0.0/15", Reach.PRIVATE, "an address for benchmarks"),  # RFC 2544
        ("198.51.100.0/24", Reach.NEVER, "an address for examples"),  # RFC 5737
        ("203.0.113.0/24", Reach.NEVER, "an address for examples"),  # RFC 5737
        ("224.0.0.0/4", Reach.NEVER, "a multicast address"),  # RFC 5771
        ("240.0.0.0/4", Reach.NEVER, "a reserved address"),  # RFC 1112; holds the broadcast address
    )
)
_V6 = tuple(
    (IPv6Network(network), reach, what)
    for network, reach, what in (
        ("::1/128", Reach.PRIVATE, "this machine"),  # RFC 4291
        ("fc00::/7", Reach.PRIVATE, "a private address"),  # RFC 4193
        ("fe80::/10", Reach.NEVER, "a link-local address"),  # RFC 4291
        ("fec0::/10", Reach.NEVER, "a site-local address"),  # RFC 3879
        ("ff00::/8", Reach.NEVER, "a multicast address"),  # RFC 4291
        ("2001::/23", Reach.NEVER, "a protocol's own address (Teredo and others)"),  # RFC 2928, 4380
        ("2001:db8::/32", Reach.NEVER, "an address for examples"),  # RFC 3849
        ("2002::/16", Reach.NEVER, "a 6to4 address"),  # RFC 7526: retired; may embed a private one
        ("3fff::/20", Reach.NEVER, "an address for examples"),  # RFC 9637
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")  # RFC 4291: all that is handed out so far
_EMBEDS_V4 = tuple(map(IPv6Network, ("::ffff:0:0/96", "::/96", "64:ff9b::/96")))  # RFC 4291, RFC 6052 (NAT64)


def why_not(address: str, *, allow_private: bool) -> str | None:
    """What speaks against fetching from this address, in words; None when nothing does.

    >>> why_not("169.254.169.254", allow_private=True)
    'a link-local address'
    >>> why_not("::ffff:10.0.0.1", allow_private=False)
    'a private address'
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "no IP address"
    found = _special(ip)
    if found is None or (allow_private and found[0] is Reach.PRIVATE):
        return None
    return found[1]


def _special(ip: IPv4Address | IPv6Address) -> tuple[Reach, str] | None:
    if isinstance(ip, IPv4Address):
        return next(((reach, what) for network, reach, what in _V4 if ip in network), None)
    ip = IPv6Address(int(ip))  # drops a zone ("%eth0")
    for network, reach, what in _V6:
        if ip in network:
            return reach, what
    if any(ip in network for network in _EMBEDS_V4):
        return _special(IPv4Address(int(ip) & 0xFFFF_FFFF))
    if ip not in _GLOBAL_V6:
        return Reach.NEVER, "a reserved address"
    # ISATAP (RFC 5214) carries an IPv4 address in the last 32 bits of any prefix.
    if (int(ip) >> 32) & 0xFDFF_FFFF == 0x0000_5EFE:
        return _special(IPv4Address(int(ip) & 0xFFFF_FFFF))
    return None

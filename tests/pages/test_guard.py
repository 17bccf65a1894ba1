"""No page is fetched from where no page lives: every look-up, every hop, every answer."""

import ipaddress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.ip_addresses import why_not
from onrecord.terms.pages import Page

from .conftest import PUBLIC, Reply, code, only


@pytest.mark.parametrize(
    "address, private, allowed",
    [
        ("93.184.216.34", True, True),
        ("2606:4700::1111", True, True),
        ("127.0.0.1", False, True),
        ("127.8.8.8", False, True),
        ("10.1.2.3", False, True),
        ("172.16.0.1", False, True),
        ("172.32.0.1", True, True),
        ("192.168.1.1", False, True),
        ("100.64.0.1", False, True),
        ("198.18.0.1", False, True),
        ("::1", False, True),
        ("fd00::1", False, True),
        ("::ffff:127.0.0.1", False, True),
        ("::ffff:93.184.216.34", True, True),
        ("64:ff9b::10.0.0.1", False, True),
        ("64:ff9b::93.184.216.34", True, True),
        ("64:ff9b:1::1", False, False),
        ("0.0.0.0", False, False),
        ("169.254.169.254", False, False),
        ("::ffff:169.254.169.254", False, False),
        ("64:ff9b::a9fe:a9fe", False, False),
        ("::169.254.169.254", False, False),
        ("192.0.2.1", False, False),
        ("192.88.99.1", False, False),
        ("224.0.0.1", False, False),
        ("255.255.255.255", False, False),
        ("::", False, False),
        ("fe80::1%eth0", False, False),
        ("fec0::1", False, False),
        ("ff02::1", False, False),
        ("2001:db8::1", False, False),
        ("2001::1", False, False),
        ("2002:7f00:1::", False, False),
        ("2606:4700::5efe:127.0.0.1", False, True),
        ("4000::1", False, False),
        ("localhost", False, False),
    ],
)
def test_who_may_be_asked(address, private, allowed):
    assert (why_not(address, allow_private=False) is None) == private
    assert (why_not(address, allow_private=True) is None) == allowed


@given(st.ip_addresses())
def test_nothing_is_let_through_that_the_standard_library_calls_private(address):
    if why_not(str(address), allow_private=False) is None and not getattr(address, "ipv4_mapped", None):
        assert address.is_global or address in ipaddress.ip_network("64:ff9b::/96")


def test_loopback_needs_leave(site):
    site.replies["/a"] = Reply()
    refused = only(f"{site.url}/a")
    assert code(refused) == "private-address"
    assert refused.refusal.reason == (
        "127.0.0.1 is this machine: pages are fetched from public addresses only "
        "(allow_private_addresses opens the host that is named)"
    )
    assert site.requests == []
    assert isinstance(only(f"{site.url}/a", allow_private_addresses=True), Page)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]"])
def test_no_way_of_writing_this_machine_gets_through(site, host):
    assert code(only(f"http://{host}:{site.port}/")) in {"private-address", "no-such-host", "bad-url"}
    assert site.requests == []


@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "http://inside.test/", "//[fe80::1]/"])
def test_a_redirect_is_checked_as_the_first_address_was(site, named, target, allowed):
    site.replies["/go"] = Reply(b"", 302, {"Location": target})
    network = named({"news.test": [PUBLIC], "inside.test": ["169.254.1.1"]})
    assert code(only("http://news.test/go", network=network, allow_private_addresses=allowed)) == "private-address"
    assert network.backend.asked == [PUBLIC]


def test_one_private_answer_among_public_ones_refuses_the_name(site, named):
    network = named({"mixed.test": [PUBLIC, "10.0.0.7"]})
    assert code(only("http://mixed.test/", network=network)) == "private-address"
    assert network.backend.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site, named):
    """DNS rebinding: the name is public when checked and private when asked again."""
    site.replies["/a"] = Reply()
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    network = replace(named({}), resolve=rebinding)
    assert isinstance(only("http://news.test/a", network=network), Page)
    assert network.backend.asked == [PUBLIC]
    assert asked == ["news.test"]  # robots.txt and the page went over one connection
    assert site.requests[-1][1]["host"] == "news.test"


def test_a_new_connection_is_checked_anew(site, named):
    site.replies["/a"] = site.replies["/robots.txt"] = Reply(headers={"Connection": "close"})
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    network = replace(named({}), resolve=lambda host, port: next(answers))
    assert code(only("http://news.test/a", network=network)) == "private-address"
    assert site.paths() == ["/robots.txt"]


def test_robots_txt_cannot_lead_inside_either(site, named):
    site.replies["/robots.txt"] = Reply(b"", 301, {"Location": "http://10.0.0.1/robots.txt"})
    site.replies["/a"] = Reply()
    assert code(only("http://news.test/a", network=named({"news.test": [PUBLIC]}))) == "private-address"
    assert site.paths() == ["/robots.txt"]


def test_proxies_of_the_environment_are_not_used(site, named, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    site.replies["/a"] = Reply()
    assert isinstance(only("http://news.test/a", network=named({"news.test": [PUBLIC]})), Page)

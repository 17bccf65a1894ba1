"""What robots.txt says is kept to, and what its absence means (RFC 9309)."""

import pytest

from onrecord.pages import CaptureOptions, capture
from onrecord.terms.pages import Page

from .conftest import PUBLIC, Reply, code, only

RULES = b"""User-agent: *
Disallow: /

User-agent: onrecord
Disallow: /private/
Allow: /private/open*
Disallow: /*.pdf$
"""


@pytest.mark.parametrize(
    "path, allowed",
    [
        ("/a", True),
        ("/private/a", False),
        ("/private/open-letter", True),
        ("/report.pdf", False),
        ("/report.pdf.html", True),
    ],
)
def test_our_own_group_and_its_wildcards(site, path, allowed):
    site.replies["/robots.txt"] = Reply(RULES)
    site.replies[path] = Reply()
    found = only(f"{site.url}{path}", allow_private_addresses=True)
    if allowed:
        assert isinstance(found, Page)
    else:
        assert code(found) == "robots"
        assert path not in site.paths()


def test_rules_that_lead_round_in_a_circle_are_none(site):
    site.replies["/robots.txt"] = Reply(b"", 302, {"Location": "/robots.txt"})
    site.replies["/a"] = Reply()
    assert isinstance(only(f"{site.url}/a", allow_private_addresses=True), Page)


def test_another_name_has_other_rules(site):
    site.replies["/robots.txt"] = Reply(RULES)
    site.replies["/a"] = Reply()
    url = f"{site.url}/a"
    assert code(only(url, allow_private_addresses=True, user_agent="desk-reader/2.0 (+https://desk.test)")) == "robots"
    assert isinstance(only(url, allow_private_addresses=True, obey_robots=False, user_agent="desk-reader/2.0"), Page)


@pytest.mark.parametrize(
    "status, allowed", [(404, True), (401, True), (403, True), (410, True), (500, False), (503, False), (429, True)]
)
def test_no_robots_txt(site, status, allowed):
    site.replies["/robots.txt"] = Reply(b"", status)
    site.replies["/a"] = Reply()
    found = only(f"{site.url}/a", allow_private_addresses=True)
    assert isinstance(found, Page) if allowed else code(found) == "robots"


def test_a_site_that_does_not_answer_for_its_rules(site):
    site.replies["/robots.txt"] = Reply(b"x" * 100, drip_s=0.05)
    site.replies["/a"] = Reply()
    refused = only(f"{site.url}/a", allow_private_addresses=True, timeout_s=0.3, attempts=1)
    assert code(refused) == "robots"
    assert "did not answer in full" in refused.refusal.reason


def test_rules_are_fetched_once_a_site(site):
    site.replies["/a"] = site.replies["/b"] = Reply()
    options = CaptureOptions(allow_private_addresses=True)
    found = list(capture([f"{site.url}/a", f"{site.url}/b"], fetched_at=None, options=options))
    assert all(isinstance(page, Page) for page in found)
    assert site.paths() == ["/robots.txt", "/a", "/b"]


def test_every_site_on_the_way_is_asked(site, named):
    site.replies["/robots.txt"] = lambda headers: Reply(
        b"User-agent: *\nDisallow: /" if headers["host"] == "closed.test" else b""
    )
    site.replies["/go"] = Reply(b"", 302, {"Location": "http://closed.test/a"})
    site.replies["/a"] = Reply()
    network = named({"open.test": [PUBLIC], "closed.test": [PUBLIC]})
    assert code(only("http://open.test/go", network=network)) == "robots"
    assert "/a" not in site.paths()


def test_a_robots_txt_that_is_no_text_forbids_nothing(site):
    site.replies["/robots.txt"] = Reply(bytes(range(256)) * 4000)
    site.replies["/a"] = Reply()
    assert isinstance(only(f"{site.url}/a", allow_private_addresses=True), Page)

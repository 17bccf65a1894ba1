"""What a site lets robots fetch.

In:      a URL; the site's robots.txt, fetched once a site
Out:     nothing, when the page may be fetched; how long the site wants robots to wait between two requests
Refuses: a page the site keeps from robots; every page of a site whose robots.txt cannot be had
Source:  RFC 9309 (2.3.1.3: 4xx means no rules; 2.3.1.4: 5xx or unreachable means nothing may be fetched; 2.5: 500 KiB)
Shown:   tests/pages/test_robots.py
"""

from collections.abc import Callable
from typing import NamedTuple

from protego import Protego

from onrecord.pages.refused import CaptureError

ROBOTS_BYTES = 500 * 1024


class RobotsAnswer(NamedTuple):
    """What came back for robots.txt. status 0: nothing did, and `fault` says why. body: its first 500 KiB."""

    status: int
    body: bytes
    fault: str = ""


class Robots:
    """The rules of the sites met so far, for one robot's name."""

    def __init__(self, user_agent: str, fetch: Callable[[str], RobotsAnswer]) -> None:
        self._name = user_agent.split("/")[0].split(" ")[0]
        self._fetch = fetch
        self._rules: dict[str, Protego] = {}

    def check(self, url: str, *, site: str) -> None:
        """Raises CaptureError unless the page at `url` may be fetched. site: scheme, host and port, "https://a.org"."""
        if not self._of(site).can_fetch(url, self._name):
            raise CaptureError(
                "robots", f"{site}/robots.txt asks {self._name} to stay away from {url}; read a saved copy instead"
            )

    def delay_s(self, site: str) -> float:
        """Seconds the site asks for between two requests; 0 where it asks for none, or was not asked for its rules."""
        rules = self._rules.get(site)
        delay = rules.crawl_delay(self._name) if rules is not None else None
        return float(delay) if delay is not None and delay > 0 else 0.0

    def _of(self, site: str) -> Protego:
        if site not in self._rules:
            answer = self._fetch(f"{site}/robots.txt")
            if answer.status == 0 or answer.status >= 500:
                seen = answer.fault or f"it answered {answer.status}"
                raise CaptureError(
                    "robots",
                    f"{site}/robots.txt cannot be had ({seen}), so nothing there may be fetched; try later",
                    passing=True,
                )
            found = answer.status < 300
            self._rules[site] = Protego.parse(answer.body.decode("utf-8-sig", "replace") if found else "")
        return self._rules[site]

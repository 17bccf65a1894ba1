"""Time between two requests to one host.

In:      a host, before each request and after it
Out:     nothing, when the host may be asked; how long until it may
Source:  Crawl-delay in robots.txt, as far as LONGEST_PAUSE_S
Shown:   tests/pages/test_visits.py
"""

from onrecord.pages.network import Network

# Some sites write an hour there, which would keep everything else waiting.
LONGEST_PAUSE_S = 30.0
# Beyond so many, those that are owed no pause any more are forgotten.
HOSTS_KEPT = 1_000


class VisitPace:
    """Of one visitor, who asks for one thing at a time. pause_s: from the end of a request to the next one's start.

    It begins with a pause: whoever begins may follow one that was just stopped.
    """

    def __init__(self, network: Network, *, pause_s: float) -> None:
        self._network = network
        self._pause_s = pause_s
        self._begun = network.now_s()
        self._delays: dict[str, float] = {}
        self._ended: dict[str, float] = {}

    def slow_down(self, host: str, delay_s: float) -> None:
        """The host asks for so many seconds; it gets LONGEST_PAUSE_S at most, and never less than the pause."""
        if delay_s > self._pause_s:
            self._delays[host] = min(delay_s, LONGEST_PAUSE_S)

    def free_in_s(self, host: str) -> float:
        """Seconds until the host may be asked again; 0: now."""
        ended = self._ended.get(host, self._begun)
        return max(0.0, ended + self._delays.get(host, self._pause_s) - self._network.now_s())

    def wait(self, host: str) -> None:
        """Return when the host may be asked."""
        while (left_s := self.free_in_s(host)) > 0:
            self._network.sleep_s(left_s)

    def asked(self, host: str) -> None:
        """A request to it has ended."""
        now_s = self._network.now_s()
        self._ended[host] = now_s
        if len(self._ended) > HOSTS_KEPT:
            self._ended = {host: at for host, at in self._ended.items() if at > now_s - LONGEST_PAUSE_S}
            self._delays = {host: delay for host, delay in self._delays.items() if host in self._ended}

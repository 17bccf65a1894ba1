"""What a caller may set when pages are captured.

In:      limits, manners and the tags of pages seen before
Out:     CaptureOptions
Refuses: limits that let nothing through
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

# What a file of articles may say of one.
FIELDS = ("text", "title", "date", "url", "publisher", "author", "id")


class InputFormat(Enum):
    """How a file is cut into pages.

    AUTO:       by what is in it (docs/pages.md): one page a file, or many; JSON lines in files named .jsonl.
    JSONL_TEXT: every line of every input is `{"id", "text", "date"?}`, clean text.
    """

    AUTO = "auto"
    JSONL_TEXT = "jsonl-text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What a server said of the copy we hold, to ask for the page only if it has changed since (RFC 9110, 13.1).

    Both are header values, sent back as they came; None when the server gave none.
    """

    etag: str | None = None
    last_modified: str | None = None


class Validators(Protocol):
    """Tags of pages seen before, by the page's own address (`Page.url`); a dict will do."""

    def get(self, url: str, /) -> Validator | None:
        """What is known of this address; None when it was never seen."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureOptions:
    """Limits and manners.

    max_bytes:  largest page, after decompression; for JSON lines, longest text.
    timeout_s:  for one request, from looking up the name to the last byte; a redirect or a retry is a new request.
    page_timeout_s: for a page and all it takes: robots.txt, redirects, retries and the waiting between them.
    attempts:   tries at a request that fails for a passing reason (no connection, 429, 502, 503, 504).
    user_agent: as sent; its first word up to "/" is the name looked for in robots.txt. None: "onrecord/VERSION (...)".
    allow_private_addresses: also fetch from the very host that is named when it is this machine or in a private
                network; no redirect from another host leads there. Link-local addresses (where clouds answer with
                credentials), multicast and reserved ones stay refused.
    validators: None asks for every page anew.
    columns:    field ("text", "title", "date", "url", "publisher", "author", "id") to the column or key that holds it,
                for files of articles; what is not named is known by common names.
    """

    max_bytes: int = 20_000_000
    input_format: InputFormat = InputFormat.AUTO
    timeout_s: float = 30.0
    page_timeout_s: float = 120.0
    attempts: int = 3
    max_redirects: int = 5
    user_agent: str | None = None
    obey_robots: bool = True
    allow_private_addresses: bool = False
    validators: Validators | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (
            self.max_bytes < 1
            or self.timeout_s <= 0
            or self.page_timeout_s <= 0
            or self.attempts < 1
            or self.max_redirects < 0
        ):
            raise ValueError(
                f"nothing can be captured with max_bytes={self.max_bytes}, timeout_s={self.timeout_s}, "
                f"attempts={self.attempts}, max_redirects={self.max_redirects}: limits start at 1, redirects at 0"
            )
        unknown = set(self.columns) - set(FIELDS)
        if unknown:
            raise ValueError(f"columns names {sorted(unknown)}: the fields of an article are {', '.join(FIELDS)}")
        if self.user_agent is not None and not (
            self.user_agent.strip() and self.user_agent.isprintable() and self.user_agent.isascii()
        ):
            raise ValueError(f"user_agent {self.user_agent!r} cannot be sent: printable ASCII, please")

"""How a release is to be frozen, and what faces know of the day and the machine.

Out:     Wish, Surroundings
Source:  docs/releases.md
Shown:   tests/releases/test_freezing.py
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onrecord.questions.panel.months import Month, NoMonth
from onrecord.releases.errors import NotARelease


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """since, until, balanced: of the panels. texts: with the ledger, which holds the pages. parquet: the tables as
    Parquet too. title, authors, licence: for the citation; None, (): not said."""

    since: Month | None = None
    until: Month | None = None
    balanced: bool = False
    texts: bool = True
    parquet: bool = False
    title: str | None = None
    authors: tuple[str, ...] = ()
    licence: str | None = None

    def to_json(self) -> dict[str, Any]:
        """All of it; months as text."""
        return {
            "from": str(self.since) if self.since else None,
            "to": str(self.until) if self.until else None,
            "balanced": self.balanced,
            "texts": self.texts,
            "parquet": self.parquet,
            "title": self.title,
            "authors": list(self.authors),
            "licence": self.licence,
        }

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> "Wish":
        """Again from `to_json`; NotARelease where it is none."""
        try:
            since, until, authors = told["from"], told["to"], told["authors"]
            words = (*authors, told["title"] or "", told["licence"] or "")
            flags = {name: told[name] for name in ("balanced", "texts", "parquet")}
            if not all(isinstance(word, str) for word in words) or not all(f in (True, False) for f in flags.values()):
                raise TypeError
            return cls(
                since=Month.typed(since) if since else None,
                until=Month.typed(until) if until else None,
                **flags,
                title=told["title"],
                authors=tuple(authors),
                licence=told["licence"],
            )
        except (KeyError, TypeError, AttributeError, NoMonth):
            raise NotARelease("the manifest does not say how the release was frozen.") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """on: the day. onrecord: its version. installed: versions and digests of models, as JSON."""

    on: date
    onrecord: str
    installed: Mapping[str, Any] = field(default_factory=dict)

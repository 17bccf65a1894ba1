"""A quotation with its source, in the forms people paste.

In:      an entry, an address that leads back to it
Out:     Citation: as text, Markdown, CSL-JSON, BibTeX
Refuses: nothing; what is not known is left out, and said so in text
Source:  CSL-JSON schema 1.0.2; BibTeX's @online of biblatex
Shown:   tests/questions/test_citing.py
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.ledger import Entry
from onrecord.questions.wording import date_words, published_words

NO_SPEAKER = "speaker not read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One quotation. day: of publication, where it is known to the day. sha256: of the page's bytes as captured.

    by_hand: the words are a sheet's that somebody entered by hand, and no quotation.
    """

    id: str
    words: str
    speaker: str | None
    said: str
    title: str | None
    publisher: str | None
    address: str
    published: str
    day: date | None
    sha256: str
    link: str
    by_hand: bool = False

    def as_text(self) -> str:
        """Three lines for a note."""
        return (
            f"{self._quoted} — {self.speaker or NO_SPEAKER}, {self.said}\n"
            f"{self._where}, {self.published}. {self.address}\n"
            f"Captured: SHA-256 {self.sha256}. {self.link}\n"
        )

    def as_markdown(self) -> str:
        """A quotation block; what Markdown would take for its own is escaped."""
        return (
            f"> {plain_markdown(self.words)}\n>\n"
            f"> — {plain_markdown(self.speaker or NO_SPEAKER)}, {self.said}; "
            f"{plain_markdown(self._where)}, {self.published}. <{in_brackets(self.address)}> "
            f"([record](<{in_brackets(self.link)}>), capture SHA-256 `{self.sha256}`)\n"
        )

    @property
    def _quoted(self) -> str:
        return self.words if self.by_hand else f"“{self.words}”"

    @property
    def _where(self) -> str:
        return ", ".join(part for part in (self.publisher, self.title) if part) or "no title"

    @property
    def _on_the_web(self) -> bool:
        """Is the address one? A file's name is none, and no address a page gives itself may be a script."""
        return self.address.lower().startswith(("http://", "https://"))

    def as_csl(self) -> str:
        """One item of CSL-JSON."""
        item: dict[str, Any] = {
            "id": self.id,
            "type": "dataset" if self.by_hand else "webpage",
            "title": self.title or "[no title]",
            "abstract": self.words,
            "note": f"speaker: {self.speaker or NO_SPEAKER}; {self.said}; capture SHA-256 {self.sha256}; {self.link}",
        }
        if self._on_the_web:
            item["URL"] = self.address
        if self.publisher:
            item["container-title"] = self.publisher
        if self.day is not None:
            item["issued"] = {"date-parts": [[self.day.year, self.day.month, self.day.day]]}
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"

    def as_bibtex(self) -> str:
        """One entry for biblatex."""
        fields = {
            "title": self.title or "[no title]",
            "organization": self.publisher,
            "url": self.address if self._on_the_web else None,
            "howpublished": None if self._on_the_web else self.address,
            "date": self.day.isoformat() if self.day else None,
            "note": f"{self._quoted} ({self.speaker or NO_SPEAKER}, {self.said})",
            "addendum": f"capture SHA-256 {self.sha256}, {self.link}",
        }
        lines = [f"  {name} = {{{_plain_bibtex(value)}}}," for name, value in fields.items() if value]
        return "\n".join([f"@online{{{self.id},", *lines, "}", ""])


def citation(entry: Entry, *, sha256: str, link: str) -> Citation:
    """The citation of an entry's words."""
    source = entry.source
    speaker = entry.speaker.name if entry.speaker else None
    bounds = source.published.bounds if source.published else None
    return Citation(
        id=entry.id,
        words=" […] ".join(" ".join(quote.words.split()) for quote in entry.evidence),
        speaker=speaker,
        said=f"said {date_words(entry.record.stated_on)}" if entry.record.stated_on else "day not known",
        title=source.title,
        publisher=source.publisher,
        address=source.address if source.row else source.url or source.address,
        published=published_words(source.published) if source.row is None else "a sheet, no page",
        day=bounds.first if bounds is not None and bounds.first == bounds.last else None,
        sha256=sha256,
        link=link,
        by_hand=source.row is not None,
    )


def plain_markdown(text: str) -> str:
    """The text in one line, nothing of it Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))


def in_brackets(address: str) -> str:
    """An address that may stand in `<` and `>`."""
    return re.sub(r"[<>\s]", lambda found: f"%{ord(found[0]):02X}", address)


def _plain_bibtex(text: str) -> str:
    # Braces must balance, whatever stands in a title; the other signs have commands of their own.
    signs = {"\\": r"\textbackslash ", "{": r"\{", "}": r"\}", **{c: f"\\{c}" for c in "&%$#_"}}
    signs |= {"~": r"\textasciitilde ", "^": r"\textasciicircum "}
    return "".join(signs.get(c, c) for c in " ".join(text.split()))

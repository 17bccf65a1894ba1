"""What a brief is made of: sections of lines, quotations, footnotes; each as JSON.

In:      what `brief` puts together
Out:     Brief, Section, BriefLine, QuotedWords, Footnote: frozen values, and the words that every face prints alike
Source:  docs/desk.md, Brief
Shown:   tests/questions/test_brief.py
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from onrecord.questions.wording import plural
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote: one page, however often it is quoted. spans: of all that is quoted, in the order of the text.

    sha256: of the page's bytes as captured; page_id, sha256: None for an imported file.
    """

    number: int
    publisher: str | None
    title: str | None
    address: str
    published: str
    page_id: str | None
    sha256: str | None
    spans: tuple[Span, ...]

    @property
    def href(self) -> str | None:
        """The address, where a browser may be sent there: a file's name is none, and no page gives one a script."""
        return self.address if self.address.lower().startswith(("http://", "https://")) else None

    @property
    def words(self) -> str:
        """All but the address, in one line."""
        named = ", ".join(part for part in (self.publisher, self.title) if part) or "no title"
        captured = f"; captured with SHA-256 {self.sha256}" if self.sha256 else ""
        return "; ".join(part for part in (f"{named}, {self.published}{captured}", _characters(self.spans)) if part)

    def to_json(self) -> dict[str, Any]:
        """All of it; spans as [start, end]."""
        held = {name: getattr(self, name) for name in self.__slots__}
        return held | {"spans": [s.to_json() for s in self.spans]}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedWords:
    """Words of a page or an imported file, white space aside. speaker: None where that tells it.

    day: with what it rests on; reports: how many independent ones there are; note: the number of its footnote;
    spans: where the words stand there, none in an imported file.
    """

    words: str
    speaker: str | None
    day: str
    reports: int
    note: int
    spans: tuple[Span, ...]

    @property
    def source(self) -> str:
        """Who said it, when, how many report it, and where the words stand on their page, in one line."""
        speaker = self.speaker or ("told by the page itself" if self.spans else "told by an imported file")
        told = f"{speaker}, {self.day}"
        return "; ".join(
            part for part in (told, plural(self.reports, "independent report"), _characters(self.spans)) if part
        )

    def to_json(self) -> dict[str, Any]:
        """All of it; spans as [start, end]."""
        held = {name: getattr(self, name) for name in self.__slots__}
        return held | {"spans": [s.to_json() for s in self.spans]}


@dataclass(frozen=True, slots=True)
class NormSaid:
    """A norm as a sentence. doubt: how often such a reading is wrong, in words; None: not known."""

    id: str
    sentence: str
    doubt: str | None

    def to_json(self) -> dict[str, Any]:
        """`{"id", "sentence", "doubt"}`."""
        return {"id": self.id, "sentence": self.sentence, "doubt": self.doubt}


@dataclass(frozen=True, slots=True)
class ToldBeside:
    """What a norm is told with. which: "event", what met it, or "before", what was said then; sentence: of a norm."""

    which: str
    sentence: str | None
    quoted: QuotedWords

    def to_json(self) -> dict[str, Any]:
        """`{"which", "sentence", "quoted"}`."""
        return {"which": self.which, "sentence": self.sentence, "quoted": self.quoted.to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One record's words with the norms that they are printed for. lead: why they are ("hardened"), None: no need.

    why: reasons, in words.
    """

    record_id: str
    lead: str | None
    norms: tuple[NormSaid, ...]
    quoted: QuotedWords
    beside: ToldBeside | None = None
    why: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """`{"record", "lead", "norms", "quoted", "beside", "why"}`."""
        return {
            "record": self.record_id,
            "lead": self.lead,
            "norms": [norm.to_json() for norm in self.norms],
            "quoted": self.quoted.to_json(),
            "beside": self.beside.to_json() if self.beside else None,
            "why": list(self.why),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """count: how many there are, printed or not. groups: lines, each under a name or under None.

    empty: said where there is none. left_out: what is not printed, in words.
    """

    name: str
    heading: str
    count: int
    groups: tuple[tuple[str | None, tuple[BriefLine, ...]], ...]
    empty: str
    left_out: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """`{"name", "heading", "count", "groups": [{"of", "lines"}], "left_out"}`."""
        return {
            "name": self.name,
            "heading": self.heading,
            "count": self.count,
            "groups": [{"of": of, "lines": [line.to_json() for line in lines]} for of, lines in self.groups],
            "left_out": list(self.left_out),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """ledger: its name. head: the hash at the end of its chain, `commits` long. method: three lines."""

    title: str
    period: str
    as_of: datetime
    ledger: str
    commits: int
    head: str
    sections: tuple[Section, ...]
    notes: tuple[Footnote, ...]
    method: tuple[str, str, str]

    @property
    def stamp(self) -> str:
        """When it was made, and of what."""
        return f"Ledger {self.ledger}, as of {self.as_of.astimezone(UTC):%Y-%m-%d %H:%M} UTC"

    @property
    def chain(self) -> str:
        """What the ledger can be held against."""
        return f"Head of its chain after {plural(self.commits, 'commit')}: {self.head}"

    @property
    def is_empty(self) -> bool:
        """Does no section hold a line?"""
        return not any(section.count for section in self.sections)

    def to_json(self) -> dict[str, Any]:
        """`{"title", "period", "as_of", "ledger", "commits", "head", "sections", "notes", "method"}`."""
        return {
            "title": self.title,
            "period": self.period,
            "as_of": self.as_of.isoformat(),
            "ledger": self.ledger,
            "commits": self.commits,
            "head": self.head,
            "sections": [section.to_json() for section in self.sections],
            "notes": [note.to_json() for note in self.notes],
            "method": list(self.method),
        }


def _characters(spans: tuple[Span, ...]) -> str:
    return f"characters {', '.join(f'{span.start} to {span.end}' for span in spans)}" if spans else ""

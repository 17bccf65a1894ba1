"""Events other people coded, as rows of the files they publish: candidates beside what we read ourselves.

Not an `Event`: that rests on spans of a document, this on a row of a file. It claims no more than the row does: a
data set that orders no actors gives none a direction, and a code that PLOVER dropped has no type.
"""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.terms.dates import DateBounds
from onrecord.terms.events import EventType
from onrecord.terms.ids import content_id


class ImportFormat(StrEnum):
    """Whose layout a file has."""

    POLECAT = "polecat"
    ACLED = "acled"
    GDELT = "gdelt"
    ICEWS = "icews"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedParty:
    """Somebody a row names.

    name, country: as the row gives them; None when it does not.
    state:   ISO 3166 alpha-3 of the state it acts for; None when it acts for none or our tables do not know it.
    organisation: plain short name of the organisation meant by the data set's own code ("NATO"); None otherwise.
    sector:  as in `Actor.sector`; None when the row gives none or several that differ.
    """

    name: str | None
    country: str | None = None
    state: str | None = None
    organisation: str | None = None
    sector: str | None = None

    def __post_init__(self) -> None:
        if self.code is None:
            raise ValueError("a party without state, organisation, name or country: use None for nobody")

    @property
    def code(self) -> str | None:
        """The codebook's agent_id: state, else organisation, else the name, else the country in the row's own words."""
        return self.state or self.organisation or self.name or self.country


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedEvent:
    """One row, coded.

    row_id:   the data set's own id; None when the row has none. Not unique in every data set (ICEWS, POLECAT).
    version:  counts up when the data set says something new under one row_id; 0 where it never does.
    code:     the data set's own category: "190", "Battles/Armed clash", "ASSAULT/firearms".
    type, mode, quad: PLOVER; type None when the category has no counterpart there, mode and quad when not decided.
    actor, recipient: None when the row names nobody.
    directed: False when the row says who took part, not who did it to whom: then both places are maybe.
    date:     when it happened, no finer than the row says.
    place:    the row's words, smallest unit first; place_state ISO alpha-3. None when not given or not known.
    latitude, longitude: WGS 84 degrees as the row gives them, both or neither.
    deaths:   as the row reports; None when it does not.
    words:    what the row says happened, in its own words; None when it has only codes.
    """

    format: ImportFormat
    row_id: str | None
    version: int = 0
    code: str
    type: EventType | None
    mode: str | None
    quad: int | None
    actor: ImportedParty | None
    recipient: ImportedParty | None
    directed: bool
    date: DateBounds
    place: str | None = None
    place_state: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    deaths: int | None = None
    words: str | None = None
    url: str | None = None
    publisher: str | None = None

    @property
    def series(self) -> str | None:
        """What several rows about one event share; the newest of them counts. None: each row stands for itself.

        ACLED keeps an event's id when it corrects it, GDELT's ids are never used twice; those of ICEWS and POLECAT are.
        """
        if self.row_id is None or self.format not in (ImportFormat.ACLED, ImportFormat.GDELT):
            return None
        return f"{self.format.value}:{self.row_id}"

    @property
    def id(self) -> str:
        """From all that is said here: the same row in another file or another order of columns is the same event."""
        return content_id(
            "imported",
            [
                self.format.value,
                self.row_id,
                self.version,
                self.code,
                self.type.value if self.type else None,
                self.mode,
                self.quad,
                _party_json(self.actor),
                _party_json(self.recipient),
                self.directed,
                [str(self.date.first), str(self.date.last), self.date.precision.value],
                [self.place, self.place_state, self.latitude, self.longitude],
                self.deaths,
                self.words,
                self.url,
                self.publisher,
            ],
        )


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row that was read. line: where it begins, counted from 1; cells: as they stand in the file."""

    line: int
    cells: tuple[str, ...]
    event: ImportedEvent


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not.

    line:   where it begins, counted from 1; 0 when the file as a whole is meant.
    code:   a short stable name to count by; reason: a sentence for a person.
    text:   the beginning of the row, so that it can be seen without the file; "" when the file is meant.
    """

    line: int
    code: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFile:
    """A file as it was taken in.

    name:     its path as given; for a file in an archive "ARCHIVE:FILE".
    sha256:   of the bytes, decompressed, 64 hex digits.
    encoding: codec; encoding_basis: who said so ("given", "byte order mark", "content", "guessed").
    columns:  the names of its columns, in its order; by their published names where the file has no header.
    notes:    what a person should know of it as a whole ("no column 'notes'").
    """

    name: str
    format: ImportFormat
    sha256: str
    encoding: str
    encoding_basis: str
    columns: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """From the bytes and how they were taken: the same file under another name is the same import."""
        return content_id("import", [self.sha256, self.format.value, self.encoding])


def _party_json(party: ImportedParty | None) -> list[str | None] | None:
    if party is None:
        return None
    return [party.name, party.country, party.state, party.organisation, party.sector]

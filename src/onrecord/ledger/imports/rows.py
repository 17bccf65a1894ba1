"""An imported event as a row, and back."""

from datetime import date
from typing import Any

from sqlalchemy import Row

from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportedEvent, ImportedParty, ImportedRow, ImportFormat

# Slots of an event that are columns of the same name and type.
_PLAIN = (
    "row_id",
    "version",
    "code",
    "mode",
    "quad",
    "directed",
    "place",
    "place_state",
    "latitude",
    "longitude",
    "deaths",
    "words",
    "url",
    "publisher",
)
_PARTY = ("name", "country", "state", "organisation", "sector")


def event_row(id_: str, row: ImportedRow, file: int) -> dict[str, Any]:
    """The row's columns. file: number of its file."""
    event = row.event
    bounds = event.date
    assert bounds.first is not None
    assert bounds.last is not None
    columns: dict[str, Any] = {slot: getattr(event, slot) for slot in _PLAIN}
    for side, party in (("actor", event.actor), ("recipient", event.recipient)):
        columns[f"{side}_code"] = party.code if party else None
        columns |= {f"{side}_{slot}": getattr(party, slot) if party else None for slot in _PARTY}
    return columns | {
        "id": id_,
        "file": file,
        "line": row.line,
        "cells": row.cells,
        "format": event.format.value,
        "series": event.series,
        "type": event.type.value if event.type else None,
        "day_first": bounds.first.toordinal(),
        "day_last": bounds.last.toordinal(),
        "precision": bounds.precision.value,
    }


def imported_entry(row: Row[Any]) -> tuple[ImportedEvent, tuple[tuple[str, str], ...]]:
    """The event of a row, and its cells by column."""
    event = ImportedEvent(
        format=ImportFormat(row.format),
        type=EventType(row.type) if row.type else None,
        actor=_party(row, "actor"),
        recipient=_party(row, "recipient"),
        date=DateBounds(date.fromordinal(row.day_first), date.fromordinal(row.day_last), Precision(row.precision)),
        **{slot: getattr(row, slot) for slot in _PLAIN},
    )
    return event, tuple(zip(row.file_columns, row.cells, strict=False))


def event_json(event: ImportedEvent) -> dict[str, Any]:
    """The event's slots; parties as `{"code", "name", "country", "state", "organisation", "sector"}` or null."""
    bounds = event.date
    return {
        "type": event.type.value if event.type else None,
        **{slot: getattr(event, slot) for slot in _PLAIN if slot not in ("row_id", "version")},
        "actor": _party_json(event.actor),
        "recipient": _party_json(event.recipient),
        "date": {"from": str(bounds.first), "to": str(bounds.last), "precision": bounds.precision.value},
    }


def _party(row: Row[Any], side: str) -> ImportedParty | None:
    if getattr(row, f"{side}_code") is None:
        return None
    return ImportedParty(**{slot: getattr(row, f"{side}_{slot}") for slot in _PARTY})


def _party_json(party: ImportedParty | None) -> dict[str, str | None] | None:
    return {"code": party.code, **{slot: getattr(party, slot) for slot in _PARTY}} if party else None

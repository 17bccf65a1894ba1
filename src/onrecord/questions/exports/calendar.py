"""Deadlines and met conditions: as a calendar (iCalendar, RFC 5545) and as a feed (RSS 2.0).

Refuses: a calendar without icalendar (ExportUnavailable)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from onrecord.ledger import Entry, Filters, Ledger
from onrecord.questions.errors import ExportUnavailable
from onrecord.questions.exports.how import How
from onrecord.questions.exports.xml_text import xml_text
from onrecord.questions.wording import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """Something that falls on a day. moment: when the ledger noticed, for the feed."""

    id: str
    title: str
    words: str
    link: str | None
    day: date
    moment: datetime


def dated_entries(ledger: Ledger, *, wanted: Iterable[str] | None = None) -> list[CalendarEntry]:
    """Deadlines of norms as they stand, and all that was met, by day. wanted: only these norms."""
    keep = set(wanted) if wanted is not None else None
    current = ledger.current
    found = deadlines(ledger, wanted=keep)
    every = [met for met in current.encounters() if keep is None or met.norm_id in keep]
    events = current.events_called(met.event_id for met in every)
    for met in every:
        places = [f.place for f in ledger.find(met.norm_id, limit=1) if f.place]
        for entry in ledger.entries_at(places):
            held = next((h for h in entry.norms if h.id == met.norm_id), None)
            event = events.get(met.event_id)
            if held is not None:
                seen = f" Event: “{event.words}” ({event.where})." if event else ""
                title = f"{met.verdict.replace('_', ' ')}: {in_words(held)}"
                day = met.last or met.recorded_at.date()
                found.append(
                    _dated_entry(f"met-{met.norm_id}-{met.event_id}", title, entry, day, met.recorded_at, seen)
                )
    return sorted(found, key=lambda n: (n.day, n.id))


def deadlines(ledger: Ledger, *, wanted: Iterable[str] | None = None) -> list[CalendarEntry]:
    """The last days of norms as they stand, by day. wanted: only of these norms."""
    keep = set(wanted) if wanted is not None else None
    due = [n for n in ledger.current.due() if keep is None or n.id in keep]
    found = []
    for norm, entry in zip(due, ledger.entries_at([n.place for n in due]), strict=True):
        held = next((h for h in entry.norms if h.id == norm.id), None)
        if held is not None and norm.due is not None:
            found.append(
                _dated_entry(
                    f"due-{norm.anchor}", f"Last day: {in_words(held)}", entry, norm.due, entry.source.recorded_at
                )
            )
    return sorted(found, key=lambda n: (n.day, n.id))


def write_ics(ledger: Ledger, filters: Filters, _how: How) -> bytes:
    """As a calendar."""
    return as_ics(_kept(ledger, filters))


def write_rss(ledger: Ledger, filters: Filters, how: How) -> bytes:
    """As a feed."""
    return as_rss(_kept(ledger, filters), built=how.built)


def _kept(ledger: Ledger, filters: Filters) -> list[CalendarEntry]:
    wanted = None if filters == Filters() else [n.id for e in ledger.entries(filters) for n in e.norms]
    return dated_entries(ledger, wanted=wanted)


def _dated_entry(id_: str, title: str, entry: Entry, day: date, moment: datetime, more: str = "") -> CalendarEntry:
    words = " […] ".join(q.words for q in entry.evidence)
    speaker = entry.speaker.name if entry.speaker else "speaker not known"
    told = f"“{words}” — {speaker} ({entry.source.url or entry.source.address}).{more}"
    link = entry.source.url
    if (by_hand := entry.source.by_hand) is not None:
        told = f"{by_hand}: {told}"
    if entry.source.row is not None:
        told, link = f"{entry.source.by_hand}: {words} (speaker: {speaker}).{more}", None
    return CalendarEntry(id=id_, title=title, words=told, link=link, day=day, moment=moment)


def as_ics(found: Iterable[CalendarEntry]) -> bytes:
    """An all-day event each."""
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise ExportUnavailable("a calendar needs icalendar: pip install 'onrecord[export]'.") from None
    calendar = Calendar()
    calendar.add("prodid", "-//onrecord//ledger//EN")
    calendar.add("version", "2.0")
    for entry in found:
        event = Event()
        event.add("uid", f"{entry.id}@onrecord")
        event.add("dtstamp", entry.moment)
        event.add("dtstart", entry.day)
        event.add("summary", xml_text(entry.title))
        event.add("description", xml_text(entry.words))
        if entry.link:
            event.add("url", entry.link)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def as_rss(found: Iterable[CalendarEntry], *, built: datetime) -> bytes:
    """Newest day first."""
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    for name, value in (
        ("title", "On record: deadlines and met conditions"),
        ("link", "https://onrecord.invalid/"),
        ("description", "Deadlines that fall due and conditions that events have met, with the words they rest on"),
        ("lastBuildDate", format_datetime(built)),
    ):
        ElementTree.SubElement(channel, name).text = value
    for entry in reversed(list(found)):
        item = ElementTree.SubElement(channel, "item")
        ElementTree.SubElement(item, "title").text = xml_text(entry.title)
        if entry.link:
            ElementTree.SubElement(item, "link").text = xml_text(entry.link)
        ElementTree.SubElement(item, "description").text = xml_text(f"{entry.day}: {entry.words}")
        ElementTree.SubElement(item, "guid", isPermaLink="false").text = entry.id
        ElementTree.SubElement(item, "pubDate").text = format_datetime(entry.moment)
    return bytes(ElementTree.tostring(rss, encoding="utf-8", xml_declaration=True))

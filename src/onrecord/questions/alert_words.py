"""An alert in words, and as data in which the words of pages are marked as such.

In:      Alert
Out:     AlertWords: its title, its parts, all of it as one text; `alert_json`
Refuses: nothing
Source:  docs/watching.md, "How an alert reads"
Shown:   tests/questions/test_alert_words.py

Whatever a page said is quoted matter: in the data it stands in objects with `"quoted_matter": true`, so that who hands
an alert on to a program does not take the words of a page for instructions.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.language.base_forms import base_form
from onrecord.language.code_words import alert_words, means_words, slot_words
from onrecord.ledger import Entry
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.alerts import Alert, AlertMet
from onrecord.questions.wording import in_words, plural
from onrecord.terms.predications import predicate_of
from onrecord.terms.spans import Span, hull

# The order in which slots are told; the others follow as they were compared.
SLOTS_TOLD = ("action", "actor", "object", "place")
# Of a page that has more in one sentence, so much is told; the links lead to the rest.
LONGEST_CHARS = 2_000
LONGEST_TITLE_CHARS = 300
COMMON_MARKS = ".,;:!?()[]\"'“”‘’"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedMatter:
    """Words of a page. span: code points of its text, None where they stand in an imported file."""

    words: str
    speaker: str | None
    first: date | None
    last: date | None
    page_id: str | None
    span: Span | None
    title: str | None
    publisher: str | None
    address: str

    @property
    def path(self) -> str | None:
        """Where the desk shows them; None: nowhere."""
        if self.page_id is None or self.span is None:
            return None
        return f"/page/{self.page_id}#w={self.span.start}-{self.span.end}"

    def to_json(self) -> dict[str, Any]:
        """With the page, the span and the date."""
        return {
            "quoted_matter": True,
            "words": self.words,
            "speaker": self.speaker,
            "date": {"from": _iso(self.first), "to": _iso(self.last)},
            "page_id": self.page_id,
            "span": self.span.to_json() if self.span else None,
            "page": self.address,
            "title": self.title,
            "publisher": self.publisher,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertWords:
    """title: of its entry in a feed. first: its first words; said, by: quotations with whose they are and their day.

    by_name: what `by` is ("Met by", "Before"). why, means: sentences without a full stop. None: there is none.
    links: (name, path on the desk).
    """

    title: str
    first: str
    said: str
    by_name: str | None
    by: str | None
    why: str | None
    means: str | None
    links: tuple[tuple[str, str], ...]

    @property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """(what it is, words) in order; what it means has no name."""
        told = ((self.first, self.said), (self.by_name, self.by), ("Why", self.why), ("", self.means))
        return tuple((name, words) for name, words in told if name is not None and words is not None)

    @property
    def text(self) -> str:
        """All of it in one paragraph, the links by their names."""
        said = (f"{name}: {words}" if name else f"{words[:1].upper()}{words[1:]}" for name, words in self.sentences)
        return " ".join((*(f"{one}." for one in said), *(f"[{name}]" for name, _ in self.links)))


def in_an_alert(alert: Alert) -> AlertWords:
    """The alert in words."""
    first = alert_words(alert.code)
    by_name = by = why = None
    if alert.met is not None:
        on_condition = alert.met.encounter.role == "trigger"
        first = f"{first} (certain)"
        by_name = "Met by" if on_condition else "Told"
        reports = plural(alert.met.independent, "independent report")
        by = f"{_quoted(met_by(alert.met).words)} - {reports}, {_day(alert.met.event.first, alert.met.event.last)}"
        why = _why(alert, alert.met)
    elif alert.earlier is not None:
        entry, norm, change = alert.earlier
        by_name, by, why = "Before", _told(quotation(entry, norm)), "; ".join(change.reasons)
    if alert.due is not None:
        first = f"{first} {alert.due}"
    sentence = in_words(alert.held)
    begins = f"Met{first.removeprefix(alert_words(alert.code))}" if _is_condition(alert) else first
    return AlertWords(
        title=cut(f"{begins}: {sentence}", LONGEST_TITLE_CHARS),
        first=first,
        said=_told(said_in(alert)),
        by_name=by_name,
        by=by,
        why=why,
        means=means_words(alert.code),
        links=tuple(links(alert).items()),
    )


def said_in(alert: Alert) -> QuotedMatter:
    """What was met, or was said: the words of the condition or the action, of a new saying all of its words."""
    if alert.met is None:
        return quotation(alert.entry, alert.norm)
    slot = "trigger" if _is_condition(alert) else "action"
    span = getattr(alert.held.norm, slot)
    return quotation(alert.entry, alert.norm, words=alert.held.slot(slot), span=span)


def quotation(entry: Entry, norm: CurrentNorm, *, words: str | None = None, span: Span | None = None) -> QuotedMatter:
    """The words of a record, or of a slot of it."""
    source, speaker = entry.source, entry.speaker
    return QuotedMatter(
        words=cut(words or " […] ".join(q.words for q in entry.evidence)),
        speaker=speaker.name if speaker else None,
        first=norm.first,
        last=norm.last,
        page_id=source.page_id,
        span=span or hull([q.span for q in entry.evidence]),
        title=source.title,
        publisher=source.publisher,
        address=source.url or source.address,
    )


def met_by(met: AlertMet) -> QuotedMatter:
    """The words of the event."""
    event, told = met.event, met.told
    return QuotedMatter(
        words=cut(told.words if told else event.words),
        speaker=None,
        first=event.first,
        last=event.last,
        page_id=told.page_id if told else None,
        span=hull(list(told.spans)) if told else None,
        title=None,
        publisher=None,
        address=event.where,
    )


def links(alert: Alert) -> dict[str, str]:
    """Where an alert leads, by name: paths on the desk."""
    found = {"record": f"/record/{alert.norm.id}"}
    if alert.met is not None and (path := met_by(alert.met).path) is not None:
        found["event"] = path
    if alert.earlier is not None:
        found["before"] = f"/record/{alert.earlier[1].id}"
    # Where a person says that it is not this: judged beside the words.
    judged = f"/record/{alert.norm.id}" + ("#met" if alert.met is not None else "")
    return {**found, "not this": judged, "mute": "/watch"}


def alert_json(alert: Alert, *, desk: str = "") -> dict[str, Any]:
    """The alert as data. desk: where its links begin, without a slash at the end."""
    told = in_an_alert(alert)
    met, earlier = alert.met, alert.earlier
    return {
        "id": alert.id,
        "kind": alert.happening.value,
        "code": alert.code,
        "moment": alert.moment.isoformat(),
        "in_words": {"quoted_matter": True, "title": told.title, "text": told.text},
        "norm": alert.norm.id,
        "record": alert.entry.id,
        "agent": alert.norm.agent_id,
        "due": _iso(alert.due),
        "said": said_in(alert).to_json(),
        "record_words": quotation(alert.entry, alert.norm).to_json(),
        "met_by": met_by(met).to_json() if met else None,
        "event": met.event.id if met else None,
        "grade": "certain" if met else None,
        "verdict": met.encounter.verdict if met else None,
        "reports": {"independent": met.independent, "reports": met.reports} if met else None,
        "before": quotation(earlier[0], earlier[1]).to_json() if earlier else None,
        "why": {
            "quoted_matter": True,
            "slots": [{"slot": s, "match": m, "reason": r} for s, m, r in met.encounter.reasons] if met else [],
            "reasons": list(earlier[2].reasons) if earlier else [],
        },
        "means": told.means,
        "links": {name: f"{desk}{path}" for name, path in told.links},
    }


def cut(words: str, most: int = LONGEST_CHARS) -> str:
    """The words, or so many characters of them and a mark that there are more.

    >>> cut("so much as one soldier", 12)
    'so much as […]'
    """
    return words if len(words) <= most else f"{words[:most].rpartition(' ')[0] or words[:most]} […]"


def _is_condition(alert: Alert) -> bool:
    return alert.met is not None and alert.met.encounter.role == "trigger"


def _why(alert: Alert, met: AlertMet) -> str:
    """ "action yes ("crossed" for "crosses"), actor yes": each slot once, the least sure of its comparisons."""
    said: dict[str, str] = {}
    for slot, match, _ in met.encounter.reasons:
        name = slot_words(slot)
        if said.get(name) in (None, "yes"):
            said[name] = match
    told = [*(s for s in SLOTS_TOLD if s in said), *(s for s in said if s not in SLOTS_TOLD)]
    verbs = _verbs(alert, met)
    return ", ".join(f"{s} {said[s]}{verbs if s == 'action' else ''}" for s in told)


def _verbs(alert: Alert, met: AlertMet) -> str:
    """ " ("crossed" for "crosses")"; "" where nothing was parsed."""
    pattern = alert.held.norm.trigger_pattern if _is_condition(alert) else alert.held.norm.action_pattern
    if pattern is None or pattern.does is None or met.event.does is None:
        return ""
    asked, told = pattern.does.predicate, predicate_of(met.event.does)
    words = said_in(alert).words
    verb = met.told.verb if met.told and met.told.verb else _as_written(met_by(met).words, told)
    return f" ({_quoted(verb)} for {_quoted(_as_written(words, asked))})"


def _as_written(words: str, predicate: str) -> str:
    """The word of the text that the predicate is, in the form it has there; the predicate where none is found."""
    base = base_form(predicate.split()[0].lower())
    stripped = (word.strip(COMMON_MARKS) for word in words.split())
    return next((word for word in stripped if word and base_form(word.lower()) == base), predicate)


def _told(quoted: QuotedMatter) -> str:
    return f"{_quoted(quoted.words)} - {quoted.speaker or 'speaker not known'}, {_day(quoted.first, quoted.last)}"


def _quoted(words: str) -> str:
    """In quotation marks; in curly ones where the words hold straight ones."""
    plain = " ".join(words.split())
    return f"“{plain}”" if '"' in plain else f'"{plain}"'


def _day(first: date | None, last: date | None) -> str:
    if first == last:
        return first.isoformat() if first else "day not known"
    return f"on or before {last}" if last else f"on or after {first}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""What somebody watches: an actor, a pair, a saved search, or all that is certain.

In:      the fields of the desk's address of it ("who", "other", "q", filters); a ledger
Out:     Subject; which norms it is about
Refuses: a subject without its fields, a filter that names nothing (BadSubject); a name nobody has or two have
Source:  docs/watching.md
Shown:   tests/questions/test_subjects.py

It is kept as it was asked, and asked anew each time: "checked" means what is checked then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from onrecord.language.actor_names import name_of
from onrecord.ledger import Filters, Ledger
from onrecord.ledger.entries.fetch import RowKey
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.errors import QuestionError
from onrecord.questions.filtering import day_typed, filters_typed
from onrecord.questions.named_actors import actor_meant
from onrecord.questions.searching import expression, terms
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

Choice = TypeVar("Choice", bound=StrEnum)

# What a search may be narrowed by, as the desk's address has it.
NARROWING = (
    "actor",
    "target",
    "kind",
    "modal",
    "mode",
    "strength",
    "min_strength",
    "status",
    "since",
    "until",
    "publisher",
    "checked",
    "tag",
    "case",
)
CHECKED = {"yes": True, "no": False}
LONGEST_CHARS = 2_000


class BadSubject(QuestionError):
    """Nothing can be watched like that."""


class SubjectKind(StrEnum):
    """ALL: certain notices and changes of strength, whoever's they are."""

    ACTOR = "actor"
    PAIR = "pair"
    SEARCH = "search"
    ALL = "all"


FIELDS = {
    SubjectKind.ACTOR: ("who",),
    SubjectKind.PAIR: ("who", "other"),
    SubjectKind.SEARCH: ("q", *NARROWING),
    SubjectKind.ALL: (),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """asked: (field, value) as in the desk's address, in the order of FIELDS; actors by their codes."""

    kind: SubjectKind
    asked: tuple[tuple[str, str], ...]

    def get(self, field: str) -> str | None:
        """What was asked; None: anything."""
        return dict(self.asked).get(field)

    @property
    def name(self) -> str:
        """As a person would call it where nobody named it.

        >>> Subject(SubjectKind.PAIR, (("who", "BLR"), ("other", "UKR"))).name
        'Belarus and Ukraine'
        """
        if self.kind is SubjectKind.ALL:
            return "All that is certain"
        if self.kind is SubjectKind.SEARCH:
            words = [f"“{value}”" if field == "q" else f"{field} {value}" for field, value in self.asked]
            return ", ".join(words)
        return " and ".join(name_of(code) for _, code in self.asked)

    @property
    def agents(self) -> tuple[str, ...] | None:
        """Whose norms alone it may be about; None: anybody's."""
        if self.kind in (SubjectKind.ACTOR, SubjectKind.PAIR):
            return tuple(code for _, code in self.asked)
        return None


def subject_of(ledger: Ledger, kind: SubjectKind, typed: Mapping[str, str]) -> Subject:
    """The subject somebody typed: names become codes, what it is narrowed by is looked at once.

    Fields that are none of its kind's are left out, and so are empty ones.
    """
    given = {field: value for field in FIELDS[kind] if (value := " ".join(typed.get(field, "").split()))}
    if any(len(value) > LONGEST_CHARS for value in given.values()):
        raise BadSubject(f"more than {LONGEST_CHARS:,} characters are no search")
    if kind is SubjectKind.SEARCH:
        if not given:
            raise BadSubject("a saved search needs words or something to narrow it by")
        if "q" in given:
            terms(given["q"])
        saved_filters(ledger, given)
    else:
        if set(given) != set(FIELDS[kind]):
            raise BadSubject(f"give a name or a code for each of: {', '.join(FIELDS[kind])}")
        given = {field: actor_meant(ledger, value).code for field, value in given.items()}
        if len(set(given.values())) < len(given):
            raise BadSubject("a pair is two: give two actors")
    return Subject(kind, tuple(given.items()))


def saved_filters(ledger: Ledger, asked: Mapping[str, str]) -> Filters:
    """The filters of a saved search, as they are today."""
    return filters_typed(
        ledger,
        since=_day(asked, "since"),
        until=_day(asked, "until"),
        actor=asked.get("actor"),
        target=asked.get("target"),
        kind=_choice(asked, "kind", RecordKind),
        modal=_choice(asked, "modal", Modal),
        mode=_choice(asked, "mode", Mode),
        strength=_choice(asked, "strength", Strength),
        min_strength=_choice(asked, "min_strength", Strength),
        status=asked.get("status"),
        publisher=asked.get("publisher"),
        checked=_checked(asked),
        tag=asked.get("tag"),
        case=asked.get("case"),
    )


def about(ledger: Ledger, subject: Subject, norms: Sequence[CurrentNorm]) -> set[str]:
    """The ids of those of the norms that it is about."""
    if subject.kind is SubjectKind.ALL:
        return {norm.id for norm in norms}
    if subject.kind is SubjectKind.ACTOR:
        return {norm.id for norm in norms if _is_of(norm, str(subject.get("who")))}
    if subject.kind is SubjectKind.PAIR:
        one, other = str(subject.get("who")), str(subject.get("other"))
        return {n.id for n in norms if _is_to(n, one, other) or _is_to(n, other, one)}
    found = _found(ledger, subject, {norm.place for norm in norms})
    return {norm.id for norm in norms if norm.place in found}


def _found(ledger: Ledger, subject: Subject, places: Iterable[RowKey]) -> set[RowKey]:
    """Those of the records that the search finds now."""
    listed = list(places)
    at = {entry.id: place for entry, place in zip(ledger.entries_at(listed), listed, strict=True)}
    filters = saved_filters(ledger, dict(subject.asked))
    among = frozenset(at) if filters.among is None else filters.among & at.keys()
    if not among:
        return set()
    filters, words = replace(filters, among=frozenset(among)), subject.get("q")
    if words is not None:
        return set(ledger.places_found(expression(terms(words)), filters, limit=len(among)))
    return {at[entry.id] for entry in ledger.entries(filters) if entry.id in at}


def _is_of(norm: CurrentNorm, code: str) -> bool:
    return norm.agent_id == code or (norm.agent_id is None and norm.speaker_id == code)


def _is_to(norm: CurrentNorm, one: str, other: str) -> bool:
    return _is_of(norm, one) and other in (norm.target_id, norm.trigger_id)


def _day(asked: Mapping[str, str], field: str) -> date | None:
    return day_typed(asked[field]) if field in asked else None


def _choice(asked: Mapping[str, str], field: str, choices: type[Choice]) -> Choice | None:
    if field not in asked:
        return None
    if asked[field] not in list(choices):
        raise BadSubject(f"{field}: {asked[field][:40]!r} is none of {', '.join(choices)}")
    return choices(asked[field])


def _checked(asked: Mapping[str, str]) -> bool | None:
    if "checked" not in asked:
        return None
    if asked["checked"] not in CHECKED:
        raise BadSubject(f"checked: {asked['checked'][:40]!r} is neither yes nor no")
    return CHECKED[asked["checked"]]

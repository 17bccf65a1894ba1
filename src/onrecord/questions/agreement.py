"""Where two or more persons judged one norm: how far they agree, slot by slot, and where they differ.

In:      Ledger, the persons (none: all)
Out:     Agreement: of each slot how many two judged, how often they agree, kappa, alpha; the norms they differ on
Refuses: one person alone, a person who judged nothing (NobodyToCompare)
Source:  docs/agreement.md; questions/reliability.py
Shown:   tests/questions/test_agreement.py

A person's last word on a norm counts. Who confirms says every slot as it was read; who corrects says it but for what
they changed; who rejects says that it is no norm, and nothing of its slots. The same words on the same page read again
under another id are one norm.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from onrecord.language.review_reasons import reason_in
from onrecord.ledger import Entry, EntryNorm, Judgement, Ledger
from onrecord.ledger.index.waiting import OF_READING
from onrecord.ledger.judgements.anchors import fold
from onrecord.ledger.judgements.values import CODE_SLOTS, EVENT_SLOTS, WORD_SLOTS, in_force
from onrecord.questions.errors import QuestionError
from onrecord.questions.intervals import Interval, alpha_interval
from onrecord.questions.reliability import Agreed, Measured, agreed, cohens_kappa, krippendorffs_alpha
from onrecord.questions.wording import in_words
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Mode

IS_NORM = "norm"
YES, NO = "yes", "no"

# The order of a norm: is it one, what it commits to, who, the words.
COMPARED = (IS_NORM, "modal", "mode", *CODE_SLOTS, *EVENT_SLOTS, *WORD_SLOTS)

_OF_TWO_PERSONS = "kappa is of two persons: choose two"


class NobodyToCompare(QuestionError):
    """Fewer than two persons, or one who judged nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsWord:
    """What one person says of a norm. values: (slot, what it holds); None: the page does not say. Slots of a norm that
    they rejected are not in it. reason: a code of the reasons for rejecting; None: none was given."""

    by: str
    judgement: Judgement
    values: tuple[tuple[str, str | None], ...]
    reason: str | None

    def slot(self, name: str) -> str | None:
        """What it holds."""
        return dict(self.values).get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedNorm:
    """A norm as it was read, and what each person who judged it says, by name."""

    entry: Entry
    norm: EntryNorm
    said: tuple[PersonsWord, ...]

    def differing(self) -> tuple[str, ...]:
        """The slots of which two say something else. Words are compared without case and punctuation."""
        return tuple(slot for slot in COMPARED if len(set(self._compared(slot))) > 1)

    def values(self, slot: str) -> list[tuple[str, str | None]]:
        """(person, what they say of a slot, as it is compared), of who says something of it."""
        return [(w.by, _compared(slot, v)) for w in self.said for name, v in w.values if name == slot]

    def _compared(self, slot: str) -> Iterator[str | None]:
        return (value for _, value in self.values(slot))

    def to_json(self) -> dict[str, Any]:
        """`{"norm", "record", "page", "sentence", "differing", "said": [{"by", "at", "verdict", "reason", "note",
        "values"}]}`."""
        return {
            "norm": self.norm.id,
            "record": self.entry.id,
            "page": self.entry.source.page_id,
            "sentence": in_words(self.norm),
            "differing": list(self.differing()),
            "said": [
                {
                    "by": word.by,
                    "at": word.judgement.judged_at.isoformat(),
                    "verdict": word.judgement.verdict.value,
                    "reason": word.reason,
                    "note": word.judgement.note,
                    "values": dict(word.values),
                }
                for word in self.said
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotAgreement:
    """judged: norms of which two or more say something of this slot. pairs: of two persons each."""

    slot: str
    judged: int
    pairs: Agreed
    kappa: Measured
    alpha: Measured
    interval: Interval

    def to_json(self) -> dict[str, Any]:
        """`{"slot", "judged", "pairs", "same", "kappa", "alpha", "interval"}`; interval: of alpha."""
        return {
            "slot": self.slot,
            "judged": self.judged,
            "pairs": self.pairs.pairs,
            "same": self.pairs.same,
            "kappa": self.kappa.to_json(),
            "alpha": self.alpha.to_json(),
            "interval": self.interval.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """persons: by name. everybody: who judged anything. norms: those that two or more of the persons judged."""

    persons: tuple[str, ...]
    everybody: tuple[str, ...]
    norms: tuple[JudgedNorm, ...]
    slots: tuple[SlotAgreement, ...]

    @property
    def differences(self) -> tuple[JudgedNorm, ...]:
        """The norms of which two say something else."""
        return tuple(one for one in self.norms if one.differing())

    def to_json(self) -> dict[str, Any]:
        """`{"persons", "norms": how many, "slots", "differences": how many}`."""
        return {
            "persons": list(self.persons),
            "norms": len(self.norms),
            "differences": len(self.differences),
            "slots": [one.to_json() for one in self.slots],
        }


COLUMNS = ("slot", "judged", "pairs", "same", "kappa", "no_kappa", "alpha", "no_alpha", "alpha_low", "alpha_high")


def table_rows(slots: Iterable[SlotAgreement]) -> list[tuple[object, ...]]:
    """A row a slot, under COLUMNS; no_kappa, no_alpha: why there is none; alpha_low, alpha_high: its interval."""
    return [
        (
            *(s.slot, s.judged, s.pairs.pairs, s.pairs.same),
            *(s.kappa.value, s.kappa.why, s.alpha.value, s.alpha.why, s.interval.low, s.interval.high),
        )
        for s in slots
    ]


def agreement(ledger: Ledger, persons: Sequence[str] = ()) -> Agreement:
    """How far these persons agree; none named: all who judged."""
    said = _said_of_norms(ledger)
    everybody = tuple(sorted({j.author for j in said}))
    chosen = tuple(dict.fromkeys(name.strip() for name in persons)) or everybody
    unknown = [name for name in chosen if name not in everybody]
    if unknown:
        known = f"those who did: {', '.join(everybody)}" if everybody else "nobody has"
        raise NobodyToCompare(f"{unknown[0][:80]!r} has judged no norm here; {known}")
    if len(chosen) == 1 and persons:
        raise NobodyToCompare(f"{chosen[0]!r} alone agrees with nobody: name two persons, or none for all")
    norms = tuple(_judged(ledger, [j for j in said if j.author in chosen]))
    slots = tuple(slot_agreement(slot, norms, chosen) for slot in COMPARED)
    return Agreement(persons=tuple(sorted(chosen)), everybody=everybody, norms=norms, slots=slots)


def slot_agreement(slot: str, norms: Iterable[JudgedNorm], persons: Sequence[str]) -> SlotAgreement:
    """How far these persons agree on one slot; what others say of the norms does not count."""
    of_norms = [{by: value for by, value in norm.values(slot) if by in persons} for norm in norms]
    units = [tuple(held.values()) for held in of_norms if len(held) > 1]
    kappa = Measured(None, _OF_TWO_PERSONS)
    if len(persons) == 2:
        one, other = persons
        kappa = cohens_kappa([(held[one], held[other]) for held in of_norms if one in held and other in held])
    return SlotAgreement(
        slot=slot,
        judged=len(units),
        pairs=agreed(units),
        kappa=kappa,
        alpha=krippendorffs_alpha(units),
        interval=alpha_interval(units),
    )


def last_words(ledger: Ledger) -> list[dict[str, Judgement]]:
    """Of each norm that was judged the last word of each person, in the order the norms were first judged in."""
    return _last_words(_said_of_norms(ledger))


def _said_of_norms(ledger: Ledger) -> list[Judgement]:
    return [j for j in in_force(ledger.judgements()) if j.verdict in OF_READING and j.anchor.action is not None]


def _last_words(said: Iterable[Judgement]) -> list[dict[str, Judgement]]:
    last: dict[tuple[object, ...], dict[str, Judgement]] = {}
    for judgement in said:
        last.setdefault(_unit(judgement), {})[judgement.author] = judgement
    return list(last.values())


def _judged(ledger: Ledger, said: Iterable[Judgement]) -> Iterator[JudgedNorm]:
    """The norms that two or more judged, in the order they were first judged in."""
    several = [list(held.values()) for held in _last_words(said) if len(held) > 1]
    places = ledger.current.places_of_norms({j.target_id for held in several for j in held})
    entries = dict(zip(places, ledger.entries_as_read(list(places.values())), strict=True))
    for held in several:
        found = [(entries[j.target_id], j) for j in held if j.target_id in entries]
        read = [(entry, norm) for entry, j in found for norm in entry.norms if norm.id == j.target_id]
        if not read:  # its page was withdrawn, or the judgement came without its reading
            continue
        entry, norm = read[-1]
        words = tuple(sorted((_word(j, norm) for j in held), key=lambda word: word.by))
        yield JudgedNorm(entry=entry, norm=norm, said=words)


def _unit(judgement: Judgement) -> tuple[object, ...]:
    """What was judged, whoever read it: the claim, and who makes it."""
    a = judgement.anchor
    return (judgement.page_id, a.modal, a.mode, a.agent_id, a.action, a.trigger)


def _word(judgement: Judgement, norm: EntryNorm) -> PersonsWord:
    values: dict[str, str | None] = {IS_NORM: NO if judgement.verdict is JudgementKind.WRONG else YES}
    if judgement.verdict is not JudgementKind.WRONG:
        values |= {slot: _read(norm, slot) for slot in COMPARED[1:]}
        values |= {slot: value for slot, value in judgement.slots if slot in COMPARED}
        if values["mode"] == Mode.NONE.value:
            values |= {"trigger": None, "cue": None}
    reason, _ = reason_in(judgement.note)
    return PersonsWord(by=judgement.author, judgement=judgement, values=tuple(values.items()), reason=reason)


def _read(norm: EntryNorm, slot: str) -> str | None:
    if slot in WORD_SLOTS:
        return norm.slot(slot)
    value = getattr(norm.norm, slot)
    return str(value) if value is not None else None


def _compared(slot: str, value: str | None) -> str | None:
    return fold(value) if value is not None and slot in WORD_SLOTS else value


def pairs_of(persons: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each two of them."""
    return tuple(combinations(sorted(persons), 2))

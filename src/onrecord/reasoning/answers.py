"""The answer to a what-if, in seven parts; every line with its norm, its words, who said them, when and where.

In:      a Course
Out:     Answer: triggered, near, broken, stands, not committed, unknown, basis; and the chain, the clashes
Shown:   tests/reasoning/test_whatif.py
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from onrecord.language.actor_names import name_of
from onrecord.language.code_words import status_words
from onrecord.reasoning.chaining import Course, RuleOutcome
from onrecord.reasoning.entailment import entailments_version
from onrecord.reasoning.verdicts import Verdict
from onrecord.reasoning.worlds import Finding
from onrecord.terms import cards
from onrecord.terms.dates import date_words

# A norm that is overdue stands: nobody did a thing.
_HAPPENED = frozenset(v for v in Verdict if v.strong) - {Verdict.BREACHED, Verdict.OVERDUE}
_STANDS = frozenset(v for v in Verdict if v.quiet) - {Verdict.DORMANT} | {Verdict.OVERDUE}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One norm and what becomes of it."""

    judgement: RuleOutcome

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is a maybe or a no, slot by slot; else what it rests on."""
        return _reasons(self.judgement.finding)

    def _html(self) -> cards.Html:
        """What becomes of the norm, why, and the words it rests on."""
        judged, cited = self.judgement, self.judgement.rule.evidence
        span, words = cited.words[0]
        said = date_words(judged.rule.said) if judged.rule.said else "day not known"
        return cards.joined(
            (
                cards.paragraph(cards.Html(f"<em>{cards.safe(status_words(judged.word))}</em>: "), cited.sentence),
                *(cards.facts((f"because {reason}",)) for reason in self.reasons),
                cards.quotation(words, f"[{span.start}:{span.end}]"),
                cards.facts((cited.speaker or "speaker not known", said, cited.address or cited.document_id)),
            )
        )

    def to_json(self) -> dict[str, Any]:
        """The norm, the verdict, the reasons and the evidence; see docs/whatif.md."""
        judged, rule = self.judgement, self.judgement.rule
        finding = judged.finding
        return {
            "norm": rule.id,
            "record": rule.evidence.record_id,
            "agent": rule.agent,
            "modal": rule.modal.value,
            "mode": rule.mode.value,
            "sentence": rule.evidence.sentence,
            "action": str(rule.action),
            "trigger": str(rule.trigger) if rule.trigger else None,
            "verdict": judged.word,
            "strength": judged.strength.value,
            "step": judged.step,
            "by": str(finding.by.event) if finding and finding.by else None,
            "through": [row.id for row in finding.via.rows] if finding and finding.via else [],
            "slots": [s.to_json() for s in finding.match.slots] if finding else [],
            "reasons": list(self.reasons),
            "evidence": rule.evidence_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The seven parts, and what comes after the first step.

    near:          dormant, or in force with a condition that one slot keeps from being met.
    stands:        in force, pending, open or stands, among the norms the scenario touches.
    not_committed: codes of parties of the scenario with no norm on it.
    later:         lines of the steps after the first, by step.
    """

    course: Course
    triggered: tuple[AnswerLine, ...]
    near: tuple[AnswerLine, ...]
    broken: tuple[AnswerLine, ...]
    stands: tuple[AnswerLine, ...]
    not_committed: tuple[str, ...]
    unknown: tuple[AnswerLine, ...]
    speakers: tuple[str, ...]
    pages: tuple[str, ...]
    reports: int

    @property
    def lines(self) -> tuple[AnswerLine, ...]:
        """Of all parts; one that is near and stands is there twice."""
        return (*self.triggered, *self.near, *self.broken, *self.stands, *self.unknown)

    def _repr_html_(self) -> str:
        """The answer as a card: the seven parts, those without a line too, each line with its words."""
        scenario = self.course.scenario
        assumed = (*map(str, scenario.assumed), *(f"not {event}" for event in scenario.denied))
        parts = {
            "Triggered": self.triggered,
            "Not triggered, though near": self.near,
            "Broken": self.broken,
            "Stands": self.stands,
        }
        nobody = self.not_committed
        return cards.card(
            f"What if: {scenario.question or '; '.join(assumed)}",
            *(cards.facts((event,)) for event in (assumed if scenario.question else ())),
            *(cards.part(name, (line._html() for line in lines), len(lines)) for name, lines in parts.items()),
            cards.part("Not committed", (cards.paragraph(name_of(code)) for code in nobody), len(nobody)),
            cards.part("Unknown", (line._html() for line in self.unknown), len(self.unknown)),
            cards.part("Basis, pages", (cards.facts((page,)) for page in self.pages), len(self.pages)),
            cards.facts((", ".join(self.speakers) or "no named speaker", f"independent reports: {self.reports:,}")),
        )

    def to_json(self) -> dict[str, Any]:
        """The documented shape: docs/whatif.md."""
        scenario = self.course.scenario
        parts = {"triggered": self.triggered, "near": self.near, "broken": self.broken}
        rest = {"stands": self.stands, "unknown": self.unknown}
        return {
            "scenario": {
                "question": scenario.question,
                "assumed": [str(e) for e in scenario.assumed],
                "denied": [str(e) for e in scenario.denied],
                "now": scenario.now.isoformat() if scenario.now else None,
            },
            **{name: [line.to_json() for line in lines] for name, lines in (parts | rest).items()},
            "not_committed": list(self.not_committed),
            "basis": {"speakers": list(self.speakers), "pages": list(self.pages), "independent_reports": self.reports},
            "steps": [
                {
                    "step": step.number,
                    "events": [
                        {"event": str(e.event), "by": e.by, "strength": e.strength.value if e.strength else None}
                        for e in step.events
                    ],
                    "lines": [AnswerLine(j).to_json() for j in step.judgements],
                    "held_back": [{"norm": rule.id, "why": why} for rule, why in step.held_back],
                }
                for step in self.course.steps[1:]
            ],
            "clashes": [c.to_json() for c in self.course.clashes],
            "cut": self.course.cut,
            "entailments": entailments_version(),
        }


def answer(course: Course) -> Answer:
    """Sort what the scenario itself makes of the norms into the seven parts."""
    judged = course.first
    shown = [j for j in judged if not j.is_far]
    spoken = [j for j in shown if j.is_moved]
    scenario = course.scenario
    named = {p.code for e in (*scenario.assumed, *scenario.denied) for p in (e.actor, e.recipient, e.with_) if p}
    bound = {j.rule.agent for j in spoken}
    return Answer(
        course=course,
        triggered=_lines(j for j in shown if j.verdict in _HAPPENED),
        near=_lines(j for j in shown if j.is_near),
        broken=_lines(j for j in shown if j.verdict is Verdict.BREACHED),
        stands=_lines(j for j in shown if j.verdict in _STANDS),
        not_committed=tuple(sorted(named - bound)),
        unknown=_lines(j for j in shown if j.verdict.unsure),
        speakers=tuple(sorted({j.rule.evidence.speaker for j in shown if j.rule.evidence.speaker})),
        pages=tuple(sorted({j.rule.evidence.address or j.rule.evidence.document_id for j in shown})),
        reports=len({j.rule.evidence.report for j in shown}),
    )


def of_agent(whole: Answer, agent: str) -> Answer:
    """What of the answer is the agent's own, and what that rests on; who is not committed is left as it is."""

    def own(lines: tuple[AnswerLine, ...]) -> tuple[AnswerLine, ...]:
        return tuple(line for line in lines if line.judgement.rule.agent == agent)

    found = replace(
        whole,
        triggered=own(whole.triggered),
        near=own(whole.near),
        broken=own(whole.broken),
        stands=own(whole.stands),
        unknown=own(whole.unknown),
    )
    cited = [line.judgement.rule.evidence for line in found.lines]
    return replace(
        found,
        speakers=tuple(sorted({c.speaker for c in cited if c.speaker})),
        pages=tuple(sorted({c.address or c.document_id for c in cited})),
        reports=min(whole.reports, len({c.report for c in cited})),
    )


def verdict_words(course: Course) -> dict[str, str]:
    """Id of every norm the scenario touches, and its verdict."""
    return {j.rule.id: j.word for j in course.first}


def _lines(judged: Iterable[RuleOutcome]) -> tuple[AnswerLine, ...]:
    return tuple(AnswerLine(j) for j in judged)


def _reasons(finding: Finding | None) -> tuple[str, ...]:
    if finding is None:
        return ()
    if finding.denied is not None:
        return (f"denied: {finding.denied}",)
    if finding.ruled_out is not None:
        return (finding.ruled_out,)
    slots = finding.match.failed or finding.match.unsure or finding.match.slots
    rows = tuple(f"{row.force.value}: {row.why}" for row in finding.via.rows) if finding.via else ()
    return (*(s.reason for s in slots), *rows)

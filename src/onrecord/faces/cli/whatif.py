"""`onrecord whatif`: what the record says would follow if something happened.

In:      a ledger, a scenario in plain English, in patterns or as a file
Out:     standard output: seven parts for a person, JSON, or a graph as JSON, Mermaid or Graphviz text
Refuses: what is no scenario, as an OnRecordError
Shown:   tests/faces/test_whatif.py
"""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import say
from onrecord.faces.cli.drawn import ON_STANDARD_OUTPUT, SvgOption, put
from onrecord.faces.cli.options import LedgerOption, day, filters_of, ledger_path

if TYPE_CHECKING:
    from onrecord.drawings import Drawing
    from onrecord.reasoning.answers import Answer, AnswerLine
    from onrecord.reasoning.chaining import RuleOutcome

app = typer.Typer()


class AnswerShape(StrEnum):
    """How an answer prints."""

    TEXT = "text"
    JSON = "json"
    GRAPH = "graph"
    MERMAID = "mermaid"
    DOT = "dot"


@app.command()
def whatif(
    happens: Annotated[
        list[str] | None, typer.Argument(metavar="[SENTENCE]...", help="What happens, in English.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    event: Annotated[
        list[str] | None, typer.Option("--event", help='What happens, as "BLR.MIL ASSAULT UKR place=UKR".')
    ] = None,
    denied: Annotated[
        list[str] | None, typer.Option("--not", help="What does not happen: a pattern or a sentence.")
    ] = None,
    scenario: Annotated[Path | None, typer.Option("--scenario", exists=True, help="A YAML file.")] = None,
    now: Annotated[str | None, typer.Option("--now", metavar="DATE", help="The day it is asked for.")] = None,
    depth: Annotated[int, typer.Option(min=0, help="Steps of consequences to follow.")] = 3,
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Take words that are near in meaning for a maybe.")
    ] = False,
    shape: Annotated[AnswerShape, typer.Option("--format", help="How to print the answer.")] = AnswerShape.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    svg: SvgOption = None,
) -> None:
    """Ask what the record says would follow if something happened."""
    from onrecord.faces.cli.search import print_hits
    from onrecord.faces.cli.sentences import Said, denials, question_of, read_sentences
    from onrecord.ledger import open_ledger
    from onrecord.questions.nearness import Nearness
    from onrecord.questions.what_if import what_if
    from onrecord.reasoning.answers import of_agent
    from onrecord.terms.patterns import EventPattern, Scenario
    from onrecord.walk.open import open_sentence_encoder
    from onrecord.walk.scenario_files import joined, scenario_from_file

    held = scenario_from_file(scenario) if scenario else Scenario()
    question = question_of(happens or [])
    if question is not None and not (question.given.assumed or question.given.denied):
        filters = filters_of(ledger_path(ledger), actor=question.of, since=None, until=None)
        raise typer.Exit(print_hits(ledger_path(ledger), question.words, filters=filters, limit=20, as_json=as_json))
    said = Said(question.given.assumed, question.given.denied) if question else read_sentences(happens or [])
    negated = denials(denied or [])
    asked = joined(
        held,
        assumed=(*map(EventPattern.parse, event or []), *said.assumed, *negated.assumed),
        denied=(*said.denied, *negated.denied),
        now=day(now, "--now"),
        question=" ".join(happens) if happens else None,
    )
    if not asked.assumed and not asked.denied:
        raise typer.BadParameter("say what happens: a sentence, --event, --not or --scenario")
    with open_ledger(ledger_path(ledger), create=False, read_only=True) as book:
        near = Nearness(open_sentence_encoder()) if meaning else None
        found = what_if(book, asked, depth=depth, meaning=near)
        found = of_agent(found, question.of) if question is not None and question.of is not None else found
    if svg is not None:
        put(_drawn(found), svg)
    if svg != ON_STANDARD_OUTPUT:
        say(_printed(found, AnswerShape.JSON if as_json else shape), nl=False)


def _drawn(found: "Answer") -> "Drawing":
    from onrecord.drawings import draw_cascade
    from onrecord.drawings.event_words import event_words

    scenario = found.course.scenario
    said = scenario.question or "; ".join(
        (*map(event_words, scenario.assumed), *(f"not {event_words(e)}" for e in scenario.denied))
    )
    return draw_cascade(found.course, title=f"What if: {said}")


def _printed(found: "Answer", shape: AnswerShape) -> str:
    from onrecord.reasoning.graphs import graph

    if shape is AnswerShape.JSON:
        return json.dumps(found.to_json()) + "\n"
    if shape is AnswerShape.TEXT:
        return "\n".join(_text(found)) + "\n"
    drawn = graph(found.course)
    if shape is AnswerShape.GRAPH:
        return json.dumps(drawn.to_json()) + "\n"
    return drawn.to_mermaid() if shape is AnswerShape.MERMAID else drawn.to_dot()


def _text(found: "Answer") -> list[str]:
    from onrecord.language.actor_names import name_of
    from onrecord.questions.wording import plural

    scenario = found.course.scenario
    lines = [f"assumed: {e}" for e in scenario.assumed] + [f"denied:  {e}" for e in scenario.denied]
    parts = (
        ("Triggered", found.triggered),
        ("Not triggered, though near", found.near),
        ("Broken", found.broken),
        ("Stands", found.stands),
    )
    for name, held in parts:
        lines += ["", f"{name}: {len(held) or 'nothing'}", *(t for line in held for t in _line(line))]
    lines += ["", f"Not committed: {', '.join(map(name_of, found.not_committed)) or 'nobody'}"]
    lines += ["", f"Unknown: {len(found.unknown) or 'nothing'}", *(t for u in found.unknown for t in _line(u))]
    reports = plural(found.reports, "independent report")
    lines += ["", f"Basis: {', '.join(found.speakers) or 'no named speaker'}; {reports}"]
    lines += [f"  {page}" for page in found.pages]
    for step in found.course.steps[1:]:
        lines += ["", f"Step {step.number}, if they do as they said:"]
        lines += [f"  {e.event} (by {e.by}, {e.strength.value if e.strength else 'given'})" for e in step.events]
        lines += [_headed(judged) for judged in step.judgements]
    for step in found.course.steps:
        lines += [f"  held back: {rule.id}: {why}" for rule, why in step.held_back]
    for clash in found.course.clashes:
        lines += ["", f"Clash ({clash.certainty.word}): {clash.does.evidence.sentence} [{clash.does.id}]"]
        lines += [f"  against {clash.forbids.evidence.sentence} [{clash.forbids.id}]"]
        lines += [
            f"  {clash.prevails} prevails: {clash.because}" if clash.prevails else "  nothing decides between them"
        ]
    return [*lines, *(["", "More would follow: raise --depth."] if found.course.cut else [])]


def _headed(judged: "RuleOutcome") -> str:
    from onrecord.language.code_words import status_words

    rule = judged.rule
    return (
        f"  {status_words(judged.word)}: {rule.evidence.sentence} [{rule.id}, {judged.word}, {judged.strength.value}]"
    )


def _line(line: "AnswerLine") -> list[str]:
    from onrecord.questions.wording import date_words

    judged, rule = line.judgement, line.judgement.rule
    cited = rule.evidence
    said = date_words(rule.said) if rule.said else "date not known"
    span, words = cited.words[0]
    return [
        _headed(judged),
        *(f"    because {reason}" for reason in line.reasons),
        f"    “{' '.join(words.split())}” [{span.start}:{span.end}]",
        f"    {cited.speaker or 'speaker not known'}, {said}; {cited.title or cited.address or cited.document_id}",
    ]

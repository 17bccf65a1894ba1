"""Every rule of docs/codebook.md section 7, by its example: the page and the reader say the same.

A row that ends in "not yet" is one we get wrong: a strict xfail that names the rule.
"""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "codebook.md"
SPANS = {"agent", "target", "trigger", "cue", "speaker", "deadline"}


def rows():
    """(rule, sentence, norms, slots, known wrong) of each row of section 7's tables."""
    section = PAGE.read_text(encoding="utf-8").split("\n## 7.")[1].split("\n## ")[0]
    for line in section.splitlines():
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if len(cells) == 5 and re.fullmatch(r"\d\.\d+", cells[0]):
            number, rule, sentence, norms, slots = cells
            wrong = slots.endswith("not yet")
            yield f"{number} {rule}", sentence, norms, slots.removesuffix("not yet").strip(), wrong


def params():
    """The rows as test parameters."""
    for rule, sentence, norms, slots, wrong in rows():
        marks = [pytest.mark.xfail(strict=True, reason=f"rule {rule}")] if wrong else []
        yield pytest.param(sentence, norms, slots, marks=marks, id=rule)


def shown(read):
    """`TUR will [close the border] if [the talks fail]`, joined by `; `; "nothing"."""
    told = []
    for modal, mode, agent, action, trigger in read.shown():
        condition = f" {mode} [{trigger}]" if trigger is not None else ""
        told.append(f"{agent or '?'} {modal} [{action}]{condition}")
    return "; ".join(told) or "nothing"


def slot(read, name):
    """A slot of the first norm as the page writes it."""
    value = getattr(read.norms[0], name)
    if name in SPANS:
        return f"[{read.words(value)}]" if value is not None else "null"
    return "null" if value is None else str(value)


@pytest.mark.parametrize("sentence, norms, slots", list(params()))
def test_the_example_of_every_rule_holds(read_norms, sentence, norms, slots):
    read = read_norms(sentence)
    assert shown(read) == norms
    for asked in filter(None, slots.split("; ")):
        name, _, value = asked.partition("=")
        assert slot(read, name) == value, name


def test_every_section_of_rules_has_examples():
    numbers = [rule.partition(" ")[0] for rule, *_ in rows()]
    assert len(numbers) == len(set(numbers)) > 60
    assert {n.partition(".")[0] for n in numbers} == {"1", "2", "3"}

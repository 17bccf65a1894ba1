"""No figure of quality is typed by hand: a share or a count out of a count outside the parts that commands write.

What the scan takes for one: two decimals and more of a number up to 1 (`.49`, `0.71`), per cent (`71%`), and a count
out of a count (`13 of 16`, `3 out of 4`, `1 in 5`). Times and sizes ("0.41 s", "1.5 MB") are of a machine and stand
beside its name; shown output is run (test_examples.py). What is left and is no measurement is in typed_figures.csv,
each with the reason.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.generated import by_hand

from tests.docs.pages import PAGES, name_of, read_page

with (Path(__file__).parent / "typed_figures.csv").open(encoding="utf-8", newline="") as file:
    ALLOWED = [(row["page"], row["words"], row["reason"]) for row in csv.DictReader(file)]

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4}(?! *[-*|]).*$", re.MULTILINE)
UNITS = r"(?:ms|s|h|KB|MB|GB|MiB|GiB|px|em|seconds|minutes|hours)\b"
FIGURE = re.compile(
    rf"""
    (?<![\w.:/#-]) (?:
        (?:0?\.\d{{2,}}|1\.0{{2,}}) (?! (?: (?:,|\sto|\sand)\s[\d.]+ )* \s?{UNITS} ) (?![\d.]*\w)
      | \d+(?:\.\d+)?\ ?%
      | \d[\d,]*\ (?:of|out\ of|in)\ (?:the\ )?\d{{1,3}}(?:,\d{{3}})* (?![\d-]) (?!\ {UNITS})
      | \d+\ (?:were\ |are\ )?(?:right|wrong)\b
    )
    """,
    re.VERBOSE,
)


def typed(text: str) -> Iterator[tuple[str, str]]:
    """(figure, the line around it) of what stands in no generated part, no fence and no indented command."""
    for part in (FENCED, INDENTED):
        text = part.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = by_hand(text)
    for found in FIGURE.finditer(text):
        first, last = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        yield found[0], text[first : last if last >= 0 else None]


def unexplained(page: str) -> list[tuple[str, str]]:
    """The typed figures of a page that no row allows. A row allows those that lie in its words."""
    allowed = [words for name, words, _ in ALLOWED if name in (page, "*")]
    left = []
    for figure, line in typed(read_page(page)):
        bare = line
        for words in allowed:
            bare = re.sub(re.escape(words).replace(r"\*", r"[\w.%-]+"), "", bare)
        if any(found == figure for found in FIGURE.findall(bare)):
            left.append((figure, line))
    return left


@pytest.mark.parametrize("page", [name_of(page) for page in PAGES])
def test_no_figure_is_typed(page: str) -> None:
    told = "; ".join(f"{figure!r} in {line.strip()[:100]!r}" for figure, line in unexplained(page))
    assert not told, (
        f"{page}: {told}. A reader's figures stand in docs/evaluation.md; commit the rows of others to eval/measured; "
        "what is no measurement gets a row with a reason in tests/docs/typed_figures.csv"
    )


@pytest.mark.parametrize("page, words, reason", ALLOWED)
def test_what_is_allowed_is_there_and_says_why(page: str, words: str, reason: str) -> None:
    pattern = re.escape(words).replace(r"\*", r"[\w.%-]+")
    pages = [name_of(one) for one in PAGES] if page == "*" else [page]
    lines = [line for name in pages for _, line in typed(read_page(name))]
    assert any(re.search(pattern, line) for line in lines), "it allows nothing: delete the row"
    assert reason


@pytest.mark.parametrize(
    "line, figures",
    [
        ("strict F1 is .640 now", [".640"]),
        ("| dev | 0.71 | 71% |", ["0.71", "71%"]),
        ("13 of 16 norms, 3 out of 40", ["13 of 16", "3 out of 40"]),
        ("26 in 33 such cases; 303 right", ["26 in 33", "303 right"]),
        ("between .445 and .529", [".445", ".529"]),
        ("a search takes 0.41 s, .27 to .41 s, 0.00, 0.07, 0.12 s", []),
        ("version 0.10.2, spaCy 3.8.18, Python 3.11, section 3.2", []),
        ("<!-- eval x: begin -->\n.640\n<!-- eval x: end -->\n<!-- bench: begin -->\n.9\n.95\n<!-- bench: end -->", []),
        ("```console\n$ onrecord list\n2 of 2 records\n```", []),
        ("in January of 2023, 4 in 2023-05, 3 of the 1,483", ["3 of the 1,483"]),
    ],
)
def test_what_is_taken_for_a_figure(line: str, figures: list[str]) -> None:
    assert [figure for figure, _ in typed(line)] == figures

"""The figures of the documentation, written from what is committed: nothing is scored, and nothing is typed.

In:      figures/READER.json and the head of each scorer; measured/*.csv, tables of what was measured once by a command
Out:     docs/*.md and README.md with each part between two marks renewed: `<!-- eval readers: begin -->`, those of
         all readers, and `<!-- measured NAME: begin -->`, a table of measured/
Refuses: a mark of a name that is not known (ValueError)
Shown:   tests/docs/test_figures.py
"""

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.generated import between, table

from eval.figures import Committed, read_committed
from eval.readers import READERS, Reader, figures_file

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
MEASURED = Path(__file__).resolve().parent / "measured"

BEGINS = re.compile(r"<!-- ((eval|measured) ([^>\n]+)): begin -->")

# Where the name of a figure divides into whose it is and which: "dev.nouns.accuracy", "yes_as_maybe", "exact F".
DIVIDES = (
    re.compile(r"(.+)\.([^.]+)"),
    re.compile(r"(.+)_(?:stored|as)_(.+)"),
    re.compile(r"(.+) ([PRF])"),
    re.compile(r"(\w+) (\w+)"),
)


def write() -> None:
    """Renew every page."""
    for page in PAGES:
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")


def renewed(text: str) -> str:
    """The page with its parts as the committed figures have them."""
    for part, kind, name in BEGINS.findall(text):
        text = between(text, part, measured(name) if kind == "measured" else evaluated(name))
    return text


def evaluated(name: str) -> str:
    """The part of figures of readers, of which there is one."""
    if name != "readers":
        raise ValueError(f"`python -m eval --docs` writes no part named {name!r}")
    return "\n\n".join(section(reader, read_committed(figures_file(reader))) for reader in READERS)


def told(value: float) -> str:
    """A share in three digits, a count whole, a rate in one digit.

    >>> told(0.8994), told(1.0), told(2058.0), told(29.35)
    ('.899', '1', '2,058', '29.4')
    """
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3f}".removeprefix("0") if abs(value) < 1 else f"{value:,.1f}"


# --- all figures of a reader ---


def section(reader: Reader, committed: Committed) -> str:
    """What the scorer says of itself, and every figure, with its floor in brackets."""
    cases = committed.cases.values()
    held = f"{len(cases):,} cases, {told(sum(cases))} right; {told(committed.may_lose)} may be lost. " if cases else ""
    return "\n".join(
        [
            f"### {reader.name}",
            "",
            *of_scorer(reader),
            "",
            f"{held}Data `{committed.digest[:12]}`, scorer `{reader.module.replace('.', '/')}.py`.",
            "",
            "\n\n".join(tables(committed.figures, committed.floors)),
        ]
    )


def of_scorer(reader: Reader) -> list[str]:
    """Of the head of its module: the first sentence, In, Out and Source; read and not imported."""
    path = ROOT / f"{reader.module.replace('.', '/')}.py"
    head = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first, _, rest = head.partition("\n\n")
    fields = re.findall(r"^(In|Out|Source):\s+(.+(?:\n +.+)*)", rest, re.MULTILINE)
    return [_flat(first), "", *(f"- *{name}*: {_flat(words)}" for name, words in fields)]


def _flat(words: str) -> str:
    """In one line, and a star that is none of Markdown's: in code it is one already."""
    return re.sub(r"(`[^`]*`)|\*", lambda m: m[1] or r"\*", " ".join(words.split()))


def tables(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """All figures: those that are the same of several things as one table with a row a thing, the others as a list.

    >>> print(tables({"a.x": 0.5, "b.x": 1.0, "n": 3.0}, {"a.x": 0.4})[0])
    |  | x |
    | --- | --- |
    | a | .500 (≥ .400) |
    | b | 1 |
    """
    of: dict[str, dict[str, str]] = defaultdict(dict)
    for name, value in figures.items():
        thing, what = divided(name)
        of[thing][what] = told(value) + (f" (≥ {told(floors[name])})" if name in floors else "")
    drawn, alone = [], []
    for things in alike(of):
        if len(things) > 1:
            columns = sorted({w: None for thing in things for w in of[thing]}, key=bool)  # a thing's own figure first
            rows = [[thing, *(of[thing].get(w, "") for w in columns)] for thing in things]
            drawn.append(table(["", *columns], rows))
        else:
            alone += things
    listed = [(name, of[divided(name)[0]][divided(name)[1]]) for name in figures if divided(name)[0] in alone]
    if listed:
        drawn.append(table(("", ""), listed))
    return drawn


def divided(name: str) -> tuple[str, str]:
    """Whose figure it is, and which; "" for which where the name is whose it is alone.

    >>> divided("dev.conditional.strict_f1"), divided("yes_as_maybe"), divided("exact F"), divided("accuracy")
    (('dev.conditional', 'strict_f1'), ('yes', 'maybe'), ('exact', 'F'), ('accuracy', ''))
    """
    for divides in DIVIDES:
        if found := divides.fullmatch(name):
            return found[1], found[2]
    return name, ""


def alike(of: Mapping[str, Mapping[str, str]]) -> list[list[str]]:
    """The things in families: two are of one where they have a figure of one name, or both have one with a third.

    >>> alike({"a": {"x": "1"}, "b": {"y": "2"}, "c": {"x": "3", "z": "4"}, "d": {"z": "5"}})
    [['a', 'c', 'd'], ['b']]
    """
    families: list[tuple[set[str], list[str]]] = []
    for thing, figures in of.items():
        whats = figures.keys() - {""}
        met = [family for family in families if family[0] & whats]
        families = [family for family in families if family not in met]
        joined = [one for _, things in met for one in things]
        families.append((whats.union(*(names for names, _ in met)), [*joined, thing]))
    order = list(of)
    return sorted(
        (sorted(things, key=order.index) for _, things in families), key=lambda things: order.index(things[0])
    )


# --- what was measured once ---


def measured(name: str) -> str:
    """A table of measured/, with the day and the command below it."""
    about = index()
    if name not in about:
        raise ValueError(f"no table named {name!r} in eval/measured/tables.csv")
    head, *rows = read_rows(name)
    row = about[name]
    return f"{table(head, rows)}\n\nAs of {row['day']}, measured by {row['command']}, not at every change."


def index() -> dict[str, dict[str, str]]:
    """Of each table of measured/: `table`, `day` (the figures are as of it), `command`, `source`."""
    with (MEASURED / "tables.csv").open(encoding="utf-8", newline="") as file:
        return {row["table"]: row for row in csv.DictReader(file)}


def read_rows(name: str) -> Sequence[Sequence[str]]:
    """The heads of the columns, then the rows, as they are shown."""
    with (MEASURED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))

"""The figures of the documentation, written from what is committed: nothing is scored, and nothing is typed.

In:      figures/READER.json and the head of each scorer; measured/*.csv, tables of what was measured once by a command
Out:     docs/*.md and README.md with each part between two marks renewed: `<!-- eval readers: begin -->`, those of
         all readers, and `<!-- measured NAME: begin -->`, a table of measured/
Refuses: a mark of a name that is not known, a layout that asks for a figure that is not committed (ValueError)
Shown:   tests/docs/test_figures.py
"""

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.generated import between, table

from eval.doc_tables import LAYOUTS, LEFT_OUT, Layout
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
    held = [(reader, read_committed(figures_file(reader))) for reader in READERS]
    return "\n\n".join([overview(held), *(section(reader, committed) for reader, committed in held)])


# --- a table whose rows and columns have words ---


def laid_out(layout: Layout) -> str:
    """The table a layout asks for: its rows, its columns, and in each cell the figure of both, if there is one."""
    held = {reader.name: reader for reader in READERS}[layout.reader]
    figures = read_committed(figures_file(held)).figures
    rows = []
    for label, of in layout.rows.items():
        names = [f"{of}{what}" for what in layout.columns.values()]
        if not figures.keys() & set(names):
            raise ValueError(f"{layout.reader} has no figure for {label!r}: none of {', '.join(names)}")
        rows.append([label, *(told(figures[n]) if n in figures else "" for n in names)])
    return table(["", *layout.columns], rows)


def told(value: float) -> str:
    """A share in three digits, a count whole, a rate in one digit.

    >>> told(0.8994), told(1.0), told(2058.0), told(29.35)
    ('.899', '1', '2,058', '29.4')
    """
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3f}".removeprefix("0") if abs(value) < 1 else f"{value:,.1f}"


# --- every reader ---


def overview(held: Sequence[tuple[Reader, Committed]]) -> str:
    """A row a reader: what is scored, and how much of it is right."""
    rows = []
    for reader, committed in held:
        cases = committed.cases.values()
        right = f"{told(sum(cases))} of {len(cases):,}" if cases else ""
        rows.append([f"[{reader.name}](#{reader.name})", of_scorer(reader)[0], right])
    return table(("reader", "", "cases right"), rows)


def section(reader: Reader, committed: Committed) -> str:
    """What the scorer says of itself, its figures in words, then those under the names that they are committed by."""
    parts = [
        f"### {reader.name}",
        "\n".join(of_scorer(reader)[1:]),
        *(laid_out(layout) for layout in LAYOUTS if layout.reader == reader.name),
        *tables(without_words(reader, committed), committed.floors),
    ]
    return "\n\n".join(parts)


def without_words(reader: Reader, committed: Committed) -> dict[str, float]:
    """The figures of a reader that no layout shows, without those left out."""
    shown = in_words(reader)
    return {k: v for k, v in committed.figures.items() if k not in shown and not left_out(reader, k)}


def in_words(reader: Reader) -> frozenset[str]:
    """The figures of a reader that a layout shows."""
    return frozenset(
        f"{of}{what}"
        for layout in LAYOUTS
        if layout.reader == reader.name
        for of in layout.rows.values()
        for what in layout.columns.values()
    )


def left_out(reader: Reader, figure: str) -> bool:
    """Is it for who mends the reader alone: committed, and on no page?"""
    return reader.name in LEFT_OUT and re.fullmatch(LEFT_OUT[reader.name], figure) is not None


def of_scorer(reader: Reader) -> list[str]:
    """Of the head of its module: the first sentence, then In, Out and Source as items of a list; read, not imported."""
    path = ROOT / f"{reader.module.replace('.', '/')}.py"
    head = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first, _, rest = head.partition("\n\n")
    fields = re.findall(r"^(In|Out|Source):\s+(.+(?:\n +.+)*)", rest, re.MULTILINE)
    return [_flat(first), *(f"- *{name}*: {_flat(words)}" for name, words in fields)]


def _flat(words: str) -> str:
    """In one line, and a star that is none of Markdown's: in code it is one already."""
    return re.sub(r"(`[^`]*`)|\*", lambda m: m[1] or r"\*", " ".join(words.split()))


def tables(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Figures: those that are the same of several things as one table with a row a thing, the others as a list.

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

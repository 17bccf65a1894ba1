"""The figures as the documentation has them: tables and costs between marks, the plot beside them.

In:      results.json
Out:     docs/bench.md and README.md with their generated parts renewed, docs/pictures/bench.svg
Refuses: a page without the marks (ValueError, by tools.generated)
Shown:   tests/bench/test_docs.py
"""

from pathlib import Path
from typing import Any

from tools.generated import between

from bench import costs, plot
from bench.contests import CONTESTS, Contest
from bench.corpora import ROOT
from bench.results import FILE, Results, read_results

PAGE = ROOT / "docs" / "bench.md"
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "pictures" / "bench.svg"


def write(figures: Path = FILE, *, page: Path = PAGE, readme: Path = README, picture: Path = PICTURE) -> None:
    """Renew pages and picture."""
    results = read_results(figures)
    page.write_text(renewed(page.read_text(encoding="utf-8"), results), encoding="utf-8")
    readme.write_text(between(readme.read_text(encoding="utf-8"), "bench", in_short(results)), encoding="utf-8")
    picture.write_text(plot.draw(results), encoding="utf-8")


def renewed(text: str, results: Results) -> str:
    """The page with its generated parts as these results have them."""
    measured = [(c, results["contests"][c.name]) for c in CONTESTS if c.columns and c.name in results["contests"]]
    told = "\n\n".join(table(contest, held) for contest, held in measured)
    text = between(text, "bench", told)
    return between(text, "costs", costs.section(results)) if costs.can_tell(results) else text


def in_short(results: Results) -> str:
    """A row for each that is scored: the figure of the plot, and speed."""
    lines = [row(["part", "", "F1", "words a CPU second"]), row(["---"] * 4)]
    for contest in CONTESTS:
        if not contest.usual or not contest.columns or contest.name not in results["contests"]:
            continue
        key, head = contest.columns[0]
        scored = {name: e for name, e in results["contests"][contest.name]["entries"].items() if key in e["quality"]}
        best = max(entry["quality"][key] for entry in scored.values())
        of = f"{contest.title} ({head.removesuffix(' F1')})"
        for name, entry in scored.items():
            lines.append(row([of, name, figure(entry["quality"][key], best), f"{entry['words_s']['median']:,.0f}"]))
            of = ""
    return "\n".join(lines)


def table(contest: Contest, measured: dict[str, Any]) -> str:
    """A contest with a row an entry: quality and speed side by side, the best of each column in bold."""
    entries = measured["entries"]
    columns = [(key, head) for key, head in contest.columns if any(key in e["quality"] for e in entries.values())]
    best = {
        key: max(e["quality"][key] for e in entries.values() if key in e["quality"]) for key, _ in columns
    }  # of those that are scored
    heads = ["", *(head for _, head in columns), "ms an item", "words a CPU s", "start, s", "peak, MB", "gives"]
    lines = [f"### {contest.title}", "", about(measured), "", row(heads), row(["---"] * len(heads))]
    for name, entry in entries.items():
        figures = [figure(entry["quality"].get(key), best[key]) for key, _ in columns]
        words_s = f"{entry['words_s']['median']:,.0f}" if entry["words_s"] else ""
        speed = [spread(entry["ms"], "{:,.1f}"), words_s]
        start = f"{entry['import_s'] + entry['load_s']:.1f}"
        does = entry["does"] + (f"; raised on {entry['raised']}" if entry["raised"] else "")
        lines.append(row([name, *figures, *speed, start, f"{entry['peak_mb']:,}", does]))
    return "\n".join([*lines, "", versions(entries)])


def about(measured: dict[str, Any]) -> str:
    """What was read, when, on what."""
    machine = measured["machine"]
    words = f", {measured['timed_words']:,} words" if measured["timed_words"] else ""
    rounds = "one round" if measured["rounds"] == 1 else f"{measured['rounds']} rounds"
    return (
        f"{measured['items']} {measured['of']}; {measured['timed']} of them timed{words}, {rounds}. "
        f"{measured['measured']}, {machine['processor']}, {machine['cores']} cores of which one is used, "
        f"Python {machine['python']}."
    )


def versions(entries: dict[str, Any]) -> str:
    """Every distribution with its version, each once."""
    held = {package: v for entry in entries.values() for package, v in entry["versions"].items()}
    return "Versions: " + ", ".join(f"{package} {v}" for package, v in sorted(held.items())) + "."


def figure(value: float | None, best: float) -> str:
    """A share to three places, bold where none is better; a blank where it was not scored."""
    if value is None:
        return ""
    return f"**{value:.3f}**" if value == best else f"{value:.3f}"


def spread(told: dict[str, float] | None, form: str) -> str:
    """Median (least to most)."""
    if told is None:
        return ""
    median, least, most = (form.format(told[key]) for key in ("median", "least", "most"))
    return f"{median} ({least} to {most})"


def row(cells: list[str]) -> str:
    """A line of a Markdown table."""
    return "| " + " | ".join(cells) + " |"

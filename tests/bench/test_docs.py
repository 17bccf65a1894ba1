"""The page and the plot hold the figures of results.json and no others."""

import xml.etree.ElementTree as ElementTree

from bench.contests import CONTESTS
from bench.results import read_results

from bench import docs, plot


def test_the_page_is_what_its_figures_make_of_it() -> None:
    page = docs.PAGE.read_text(encoding="utf-8")
    assert page == docs.renewed(page, read_results()), "docs/bench.md is stale: python -m bench --docs"


def test_the_readme_is_what_its_figures_make_of_it() -> None:
    page = docs.README.read_text(encoding="utf-8")
    short = docs.in_short(read_results())
    assert page == docs.between(page, "bench", short), "README.md is stale: python -m bench --docs"
    assert short.count("onrecord") >= 4


def test_the_plot_is_what_its_figures_make_of_it() -> None:
    held = docs.PICTURE.read_text(encoding="utf-8")
    assert held == plot.draw(read_results()), "docs/pictures/bench.svg is stale: python -m bench --docs"


def test_every_usual_contest_was_run_and_every_entry_has_its_row() -> None:
    results = read_results()["contests"]
    for contest in (c for c in CONTESTS if c.usual or c.name in results):
        assert set(results[contest.name]["entries"]) == {entry.name for entry in contest.entries}, contest.name


def test_the_better_of_two_is_bold_whoever_it_is() -> None:
    assert docs.figure(0.91, 0.91) == "**0.910**"
    assert docs.figure(0.9, 0.91) == "0.900"
    assert docs.figure(None, 0.91) == ""


def test_the_plot_has_a_panel_a_contest_with_a_point_a_scored_entry() -> None:
    results = read_results()
    root = ElementTree.fromstring(plot.draw(results))
    scored = [
        (contest, name, held)
        for contest in CONTESTS
        if contest.usual and plot.panel_has(contest, results)
        for name, held in results["contests"][contest.name]["entries"].items()
        if held["quality"]
    ]
    circles = root.findall(".//{http://www.w3.org/2000/svg}circle")
    assert len(circles) == len(scored) >= 8
    words = " ".join(root.itertext())
    for contest, name, _ in scored:
        assert contest.title in words
        assert plot.plain_name(name) in words

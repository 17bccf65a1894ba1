"""Points where they belong, and labels that do not cover each other."""

import re

from bench.contests import READING

from bench import plot
from onrecord.drawings.canvas import Canvas
from onrecord.drawings.tones import Tone


def results(**entries: tuple[float | None, float]) -> dict[str, object]:
    """Entries with (quality, words a second)."""
    return {
        "contests": {
            "dates": {
                "entries": {
                    name: {
                        "quality": {} if f1 is None else {"f1": f1},
                        "words_s": {"median": words, "least": words, "most": words},
                    }
                    for name, (f1, words) in entries.items()
                }
            }
        }
    }


def test_a_better_one_stands_higher_and_a_faster_one_further_right() -> None:
    drawn = plot.draw(results(onrecord=(0.8, 1000), other=(0.4, 10_000)))
    (ax, ay), (bx, by) = (map(float, at) for at in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn))
    assert ax < bx
    assert ay < by  # y grows downwards


def test_the_whole_reading_without_a_score_is_a_line_and_ours_is_blue() -> None:
    drawn = plot.draw(results(**{"onrecord": (0.8, 1000), READING.name: (None, 500), "parse": (None, 700)}))
    assert drawn.count("<circle") == 1
    assert drawn.count("stroke-dasharray") == 1
    assert re.search(rf'<circle [^>]*fill="{Tone.STANDS.light}"', drawn)


def test_labels_of_one_place_stand_apart_and_those_moved_have_a_thread() -> None:
    sheet = Canvas.sheet(name="t", width=400, height=300, title="t", says="s", links=False)
    room = plot.Room(0, 400, 0, 300)
    for n in range(6):
        plot.label(sheet, f"label {n}", 390, 100, room, Tone.INK)
    drawn = sheet.written()
    places = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', drawn)
    assert len(set(places)) == 6
    assert all(float(x) < 390 for x, _ in places)  # to the right there is no room
    assert drawn.count("<path") == 3  # the fourth and those after it are two lines away and more


def test_the_same_figures_give_the_same_bytes() -> None:
    one = results(onrecord=(0.8, 1000))
    assert plot.draw(one) == plot.draw(one)

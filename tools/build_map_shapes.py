"""Builds src/onrecord/data/map_shapes.csv: the states of the world as paths on a plane, for the map.

In:      world-atlas 2.0.2 as npm packs it (`npm pack world-atlas@2.0.2`): its files of 1:110 and 1:50 million
Out:     src/onrecord/data/map_shapes.csv, src/onrecord/data/WORLD-ATLAS-LICENSE; how many rows, and their size
Refuses: a shape whose code country_codes.csv does not know and that is not named here
Source:  world-atlas (Michael Bostock, ISC), made of Natural Earth (public domain); the format: TopoJSON 1.0;
         the projection: Equal Earth (Šavrič, Patterson & Jenny 2019, "The Equal Earth map projection", IJGIS 33:3)
Shown:   python tools/build_map_shapes.py world-atlas-2.0.2.tgz

Equal areas, since a colour that tells how many must not look like more where a map stretches. Points lie on a grid of
WIDE units, a unit being half a pixel of the widest picture; what is smaller than a point of it goes. Antarctica is
left out, which no state is. What the coarser file leaves out, as Malta and Singapore, has no path, and its place from
the finer one.
"""

import csv
import io
import json
import math
import sys
import tarfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "onrecord" / "data"
COLUMNS = ["state", "name", "x", "y", "wide", "high", "path", "source"]
SOURCE = "Natural Earth (public domain) by world-atlas 2.0.2 (ISC), 1:{} million"
WIDE = 1920
# Shapes without a code of ISO 3166: our own code, or none.
WITHOUT_CODE = {"Kosovo": "XKX", "N. Cyprus": "", "Somaliland": ""}
ANTARCTICA = "010"

Point = tuple[float, float]
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(longitude: float, latitude: float) -> Point:
    """The place on the plane of degrees east and north; x from -2.71 to 2.71, y from -1.32 (north) to 1.32."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    widens = 9 * A4 * squared * sixth + 7 * A3 * sixth + 3 * A2 * squared + A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * widens)
    return x, -theta * (A4 * squared * sixth + A3 * sixth + A2 * squared + A1)


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The lines that shapes share, in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        found.append(line)
    return found


def rings_of(shape: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    """The outlines of a shape, in degrees; holes too."""
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for ring in (ring for part in parts for ring in part):
        line: list[Point] = []
        for n in ring:
            arc = arcs[n] if n >= 0 else arcs[~n][::-1]
            line += arc[1:] if line else arc
        yield line


def cut_at_date_line(ring: list[Point]) -> Iterator[list[Point]]:
    """The parts of an outline on this side and on that of 180 degrees, each from -180 to 180."""
    line = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((longitude - line[-1][0]) / 360)  # a step of more than half the world goes the other way round
        line.append((longitude - 360 * turns, latitude))
    for turn in (-360, 0, 360):
        moved = [(longitude + turn, latitude) for longitude, latitude in line]
        part = _half(_half(moved, 180, below=True), -180, below=False)
        if part:
            yield part


def _half(ring: list[Point], limit: float, *, below: bool) -> list[Point]:
    """What of an outline lies on one side of a meridian (Sutherland and Hodgman 1974)."""

    def is_in(point: Point) -> bool:
        return point[0] <= limit if below else point[0] >= limit

    found: list[Point] = []
    for one, other in pairwise([*ring, *ring[:1]]):
        if is_in(one):
            found.append(one)
        if is_in(one) != is_in(other):
            share = (limit - one[0]) / (other[0] - one[0])
            found.append((limit, one[1] + share * (other[1] - one[1])))
    return found if len({longitude for longitude, _ in found}) > 1 else []


def on_grid(ring: Iterable[Point], scale: float, top: float) -> list[tuple[int, int]]:
    """The outline in whole units, no point twice in a row."""
    found: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        x, y = equal_earth(longitude, latitude)
        point = round(x * scale + WIDE / 2), round(y * scale - top)
        if not found or found[-1] != point:
            found.append(point)
    return found[:-1] if len(found) > 1 and found[0] == found[-1] else found


def path_of(ring: list[tuple[int, int]]) -> str:
    """An outline as a path of SVG: its first point, then each from the one before."""
    (x, y), steps = ring[0], []
    for (ax, ay), (bx, by) in pairwise(ring):
        dx, dy = bx - ax, by - ay
        steps.append(f"{dx}{dy}" if dy < 0 else f"{dx} {dy}")
    told = steps[0] + "".join(step if step.startswith("-") else f" {step}" for step in steps[1:]) if steps else ""
    return f"M{x} {y}l{told}z"


def area(ring: list[tuple[int, int]]) -> float:
    """In square units."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def codes() -> dict[int, str]:
    """Our code by the number of ISO 3166."""
    with (DATA / "country_codes.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["code"]): row["state"] for row in csv.DictReader(file) if row["system"] == "iso_numeric"}


def shapes(topology: dict[str, Any], known: dict[int, str]) -> Iterator[tuple[str | None, str, list[list[Point]]]]:
    """(our code, Natural Earth's name, outlines) of every shape but Antarctica; None: it is not in our tables."""
    arcs = arcs_of(topology)
    for shape in topology["objects"]["countries"]["geometries"]:
        name, number = shape["properties"]["name"], shape.get("id")
        if number != ANTARCTICA and shape.get("arcs"):
            state = known.get(int(number)) if number is not None else WITHOUT_CODE.get(name)
            yield state, name, [part for ring in rings_of(shape, arcs) for part in cut_at_date_line(ring)]


def row_of(
    state: str | None, name: str, rings: list[list[tuple[int, int]]], scale_words: str, *, path: bool
) -> dict[str, Any]:
    """A row; its place is the middle of its greatest part."""
    if state is None:
        sys.exit(f"{name} is no state of country_codes.csv: name it in WITHOUT_CODE")
    drawn = [ring for ring in rings if len(ring) > 2]
    greatest = max(rings, key=lambda r: (area(r), len(r)))
    xs, ys = [x for x, _ in greatest], [y for _, y in greatest]
    return {
        "state": state,
        "name": name,
        "x": round((min(xs) + max(xs)) / 2),
        "y": round((min(ys) + max(ys)) / 2),
        "wide": max(xs) - min(xs),
        "high": max(ys) - min(ys),
        "path": "".join(map(path_of, drawn)) if path else "",
        "source": SOURCE.format(scale_words),
    }


def main(packed: Path) -> None:
    """Write the table and the licence."""
    with tarfile.open(packed) as archive:
        held = {}
        for name in ("countries-110m.json", "countries-50m.json", "LICENSE"):
            member = archive.extractfile(f"package/{name}")
            assert member is not None
            held[name] = member.read().decode("utf-8")
    known = codes()
    coarse, fine = (list(shapes(json.loads(held[f"countries-{n}.json"]), known)) for n in ("110m", "50m"))
    scale = WIDE / 2 / equal_earth(180, 0)[0]
    top = min(equal_earth(x, y)[1] for _, _, rings in coarse for ring in rings for x, y in ring) * scale
    rows = [
        row_of(state, name, [on_grid(r, scale, top) for r in rings], "110", path=True) for state, name, rings in coarse
    ]
    drawn = {row["state"] for row in rows}
    rows += [
        row_of(state, name, [on_grid(r, scale, top) for r in rings], "50", path=False)
        for state, name, rings in fine
        if state and state not in drawn
    ]
    rows.sort(key=lambda row: (row["state"] == "", row["state"], row["name"]))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (DATA / "map_shapes.csv").write_text(out.getvalue(), encoding="utf-8")
    (DATA / "WORLD-ATLAS-LICENSE").write_text(held["LICENSE"], encoding="utf-8")
    bare = sorted(set(known.values()) - {row["state"] for row in rows})
    drawn_rows = sum(bool(row["path"]) for row in rows)
    print(f"{drawn_rows} shapes, {len(rows) - drawn_rows} places, {len(out.getvalue().encode()):,} bytes")
    print(f"without a place: {', '.join(bare)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

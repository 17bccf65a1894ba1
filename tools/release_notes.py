"""Cuts a release out of CHANGELOG.md, and prints what a release says.

python -m tools.release_notes 0.1.0                      what stands under that version
python -m tools.release_notes --cut 0.1.0 2026-12-01     what is unreleased becomes that version, of that day

In:      CHANGELOG.md, in the shape of Keep a Changelog 1.1
Out:     the notes on standard output; with --cut the changelog, its unreleased part empty again
Refuses: a version that is none, is not there, or is there already; a day that is none; nothing to release (SystemExit)
Source:  https://keepachangelog.com/en/1.1.0; https://semver.org
Shown:   tests/release/test_release_notes.py
"""

import argparse
import re
import sys
from datetime import date
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parents[1] / "CHANGELOG.md"

KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?")
HEADING = re.compile(r"^## \[(?P<name>[^\]]+)\](?: - (?P<day>\d{4}-\d\d-\d\d))?$", re.MULTILINE)
UNRELEASED = "Unreleased"


def sections(text: str) -> dict[str, str]:
    """What stands under each version, the newest first; UNRELEASED is one."""
    found = list(HEADING.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    return {one["name"]: text[one.end() : end].strip() + "\n" for one, end in zip(found, ends, strict=True)}


def notes(text: str, version: str) -> str:
    """The notes of a version."""
    held = sections(text)
    if version not in held:
        raise SystemExit(f"the changelog has no {version}; it has {', '.join(held)}")
    return held[version]


def cut(text: str, version: str, day: str) -> str:
    """The changelog with what is unreleased under this version and day."""
    if VERSION.fullmatch(version) is None:
        raise SystemExit(f"{version!r} is no version: write it as 1.2.0")
    if version in sections(text):
        raise SystemExit(f"the changelog has {version} already")
    try:
        date.fromisoformat(day)
    except ValueError:
        raise SystemExit(f"{day!r} is no day: write it as 2026-12-01") from None
    if not sections(text).get(UNRELEASED, "").strip():
        raise SystemExit("nothing is unreleased")
    return text.replace(f"## [{UNRELEASED}]\n", f"## [{UNRELEASED}]\n\n## [{version}] - {day}\n", 1)


def main(arguments: list[str]) -> None:
    """Print the notes, or cut a release."""
    parser = argparse.ArgumentParser(prog="python -m tools.release_notes", description="Release notes.")
    parser.add_argument("--cut", action="store_true", help="make a version of what is unreleased")
    parser.add_argument("version")
    parser.add_argument("day", nargs="?")
    given = parser.parse_args(arguments)
    text = CHANGELOG.read_text(encoding="utf-8")
    if not given.cut:
        sys.stdout.write(notes(text, given.version))
    elif given.day is None:
        parser.error("--cut takes a version and its day")
    else:
        CHANGELOG.write_text(cut(text, given.version, given.day), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

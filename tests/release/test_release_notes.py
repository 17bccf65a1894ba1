"""The changelog is in the shape of Keep a Changelog, and a release is cut out of it."""

import re

import pytest
from tools.release_notes import CHANGELOG, KINDS, UNRELEASED, VERSION, cut, notes, sections

TEXT = """# Changelog

## [Unreleased]

### Added

- A desk.

## [0.1.0] - 2026-11-01

### Fixed

- A date.
"""


def test_the_changelog_has_the_shape() -> None:
    held = sections(CHANGELOG.read_text(encoding="utf-8"))
    assert next(iter(held)) == UNRELEASED
    assert all(name == UNRELEASED or VERSION.fullmatch(name) for name in held)
    for name, section in held.items():
        kinds = re.findall(r"^### (.+)$", section, re.MULTILINE)
        assert kinds == [kind for kind in KINDS if kind in kinds], name  # each once, in this order
        assert not re.search(r"^#{1,2} ", section, re.MULTILINE)


def test_notes_are_what_stands_under_a_version() -> None:
    assert notes(TEXT, "0.1.0") == "### Fixed\n\n- A date.\n"
    with pytest.raises(SystemExit, match=r"no 0\.2\.0; it has Unreleased, 0\.1\.0"):
        notes(TEXT, "0.2.0")


def test_a_release_is_cut() -> None:
    after = cut(TEXT, "0.2.0", "2026-12-01")
    assert list(sections(after)) == [UNRELEASED, "0.2.0", "0.1.0"]
    assert notes(after, "0.2.0") == "### Added\n\n- A desk.\n"
    assert "## [0.2.0] - 2026-12-01\n" in after
    with pytest.raises(SystemExit, match="nothing is unreleased"):
        cut(after, "0.3.0", "2026-12-02")


@pytest.mark.parametrize(
    "version, day, said",
    [
        ("0.1.0", "2026-12-01", "has 0.1.0 already"),
        ("v0.2", "2026-12-01", "is no version"),
        ("0.2.0", "soon", "is no day"),
    ],
)
def test_what_cannot_be_cut(version: str, day: str, said: str) -> None:
    with pytest.raises(SystemExit, match=said):
        cut(TEXT, version, day)

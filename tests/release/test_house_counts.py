"""The figures of the house, counted on a house built by hand."""

from pathlib import Path

from tools.house_counts import counts


def test_what_is_counted(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (tmp_path / "__init__.py").write_text("")
    (room / "__init__.py").write_text('"""A room."""\n')
    (room / "one.py").write_text("class Cut:\n    def end(self):\n        return 1\n\n\ndef two():\n    return 2\n")
    (room / "other.py").write_text("class Cut:\n    pass\n\n\ndef long():\n" + "    pass\n" * 41)
    found = counts(tmp_path)
    assert (found.packages, found.files, found.rooms) == (2, (0, 1, 7, 46), {"room": (3, 54)})
    assert (found.functions, found.twice) == ((2, 2, 42), ("Cut",))
    assert "functions over 40 lines 1 (33.3%)" in found.told()

"""Files written whole or not at all; nothing opened whose end may never come."""

import errno
import os
from pathlib import Path

import pytest

from onrecord.terms.regular_files import NotAFile, open_regular
from onrecord.terms.whole_files import whole_file, write_whole


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    for data in (b"one", b"two"):
        write_whole(path, data)
        assert path.read_bytes() == data
    path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    write_whole(link, b"three")
    assert (path.read_bytes(), link.is_symlink(), path.stat().st_mode & 0o777) == (b"three", True, 0o640)
    assert sorted(f.name for f in tmp_path.iterdir()) == ["link.csv", "x.csv"]


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Seen: an export onto a full disk destroyed the good file it was to replace."""
    path = tmp_path / "x.csv"
    path.write_text("precious")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, step, full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_text() == "precious"
    assert [f.name for f in tmp_path.iterdir()] == ["x.csv"]


def test_what_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("precious")
    with pytest.raises(ZeroDivisionError), whole_file(path) as beside:
        beside.write_text(f"ha{1 / 0}")
    assert path.read_text() == "precious"
    assert [f.name for f in tmp_path.iterdir()] == ["x.csv"]


def test_what_is_no_file_is_written_to_itself() -> None:
    write_whole(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()


def test_a_pipe_and_a_device_are_not_waited_for(tmp_path: Path) -> None:
    """Seen: `read FOLDER` with a pipe in it waited for ever."""
    os.mkfifo(tmp_path / "p.txt")
    for path, kind in ((tmp_path / "p.txt", "a pipe"), (Path("/dev/zero"), "a device")):
        with pytest.raises(NotAFile, match=f"it is {kind}"):
            open_regular(path)
    with pytest.raises(IsADirectoryError):
        open_regular(tmp_path)
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "nowhere")
    (tmp_path / "f").write_bytes(b"here")
    with open_regular(tmp_path / "f") as file:
        assert file.read() == b"here"

"""Made again from its own ledger a release is the same; where it is not, the files are named."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.questions.panel.months import Month
from onrecord.releases import freezing
from onrecord.releases.errors import NotARelease, ReleaseChanged
from onrecord.releases.manifest import MANIFEST, SUMS, sha256_of, sums
from onrecord.releases.rebuilding import rebuild
from onrecord.releases.verifying import verify
from onrecord.releases.wishes import Wish
from tests.releases.test_freezing import frozen
from tests.releases.world import ELSEWHERE


def fitted(release: Path) -> None:
    """Make manifest and sums fit what was changed beside the digest, as a forger would."""
    told = json.loads((release / MANIFEST).read_bytes())
    beside = {name: sha256_of(release / name) for name in told["beside"]}
    (release / MANIFEST).write_text(json.dumps(told | {"beside": beside}))
    files = {**told["covered"]["files"], **beside, MANIFEST: sha256_of(release / MANIFEST)}
    (release / SUMS).write_text(sums(files))


@pytest.mark.parametrize(
    "wish", [Wish(), Wish(since=Month(2026, 4), balanced=True, parquet=True, title="T", authors=("A",))]
)
def test_moved_and_rebuilt_elsewhere_it_is_the_same(ledger: Path, tmp_path: Path, wish: Wish) -> None:
    release = frozen(ledger, tmp_path / "release", wish).folder
    moved = tmp_path / "far away"
    shutil.move(release, moved)
    ledger.unlink()
    done = rebuild(moved, tmp_path / "again", ELSEWHERE)
    assert done.same
    assert done.differing == ()
    assert verify(moved).sound  # rebuilding left nothing in it
    assert verify(tmp_path / "again").sound
    assert rebuild(tmp_path / "again", tmp_path / "once more", ELSEWHERE).same


def test_what_comes_out_otherwise_is_named(release: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(freezing, "whole_codebook", lambda: "another version says otherwise\n")
        done = rebuild(release, tmp_path / "again", ELSEWHERE)
    assert not done.same
    assert done.differing == ("codebook.md",)


def test_a_changed_release_is_not_rebuilt(release: Path, tmp_path: Path) -> None:
    (release / "norms.csv").write_text("mine")
    with pytest.raises(ReleaseChanged, match=r"norms\.csv: its SHA-256 is"):
        rebuild(release, tmp_path / "again", ELSEWHERE)
    assert not (tmp_path / "again").exists()


def test_a_ledger_of_an_older_version_is_left_as_it_is(release: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(release / "ledger.db")) as raw:
        raw.execute("PRAGMA user_version = 3")
    fitted(release)
    with pytest.raises(ReleaseChanged, match=r"the onrecord that froze it \(0\.1\.0\)"):
        rebuild(release, tmp_path / "again", ELSEWHERE)
    assert verify(release).sound


def test_without_texts_there_is_nothing_to_rebuild_from(ledger: Path, tmp_path: Path) -> None:
    release = frozen(ledger, tmp_path / "release", Wish(texts=False)).folder
    with pytest.raises(ReleaseChanged, match="without texts"):
        rebuild(release, tmp_path / "again", ELSEWHERE)


@pytest.mark.parametrize("wished", [{}, {"from": "soon"}, {"title": 7}, {"balanced": "yes"}, {"authors": None}])
def test_a_manifest_that_tells_no_wish_is_said(release: Path, tmp_path: Path, wished: dict[str, object]) -> None:
    told = json.loads((release / MANIFEST).read_bytes())
    (release / MANIFEST).write_text(json.dumps(told | {"wished": told["wished"] | wished if wished else {}}))
    fitted(release)
    with pytest.raises(NotARelease, match="does not say how"):
        rebuild(release, tmp_path / "again", ELSEWHERE)

"""Every changed byte, every missing and every other file is named."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.releases.errors import NotARelease
from onrecord.releases.manifest import MANIFEST, SUMS, ReleaseManifest, read_manifest, sha256_of, sums
from onrecord.releases.verifying import Amiss, verify


def found(folder: Path, **options: str) -> list[tuple[str, str]]:
    return [(one.what.value, one.name) for one in verify(folder, **options).found]


def test_moved_elsewhere_all_of_it_fits(release: Path, tmp_path: Path) -> None:
    moved = tmp_path / "on another disk" / "paper-2026"
    moved.parent.mkdir()
    shutil.move(release, moved)
    assert verify(moved).sound
    assert found(moved, digest=read_manifest(moved)[1]) == found(moved, digest=read_manifest(moved)[1][:12]) == []


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_byte_is_found_in_whatever_file(release: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(p for p in release.iterdir() if p.stat().st_size)))
    before = path.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    changed = before[:at] + bytes([before[at] ^ data.draw(st.integers(1, 255))]) + before[at + 1 :]
    path.write_bytes(changed)
    try:
        named = {name for _, name in found(release)}
        # The manifest is held by the sums: one of the two is named.
        assert named & ({MANIFEST, SUMS} if path.name in (MANIFEST, SUMS) else {path.name})
    except NotARelease:
        assert path.name == MANIFEST
    finally:
        path.write_bytes(before)


def test_what_is_missing_and_what_is_there_besides(release: Path) -> None:
    (release / "norms.csv").unlink()
    (release / "notes.txt").write_text("mine")
    (release / "more").mkdir()
    assert found(release) == [("missing", "norms.csv"), ("extra", "more"), ("extra", "notes.txt")]
    (release / SUMS).unlink()
    assert ("missing", SUMS) in found(release)


def test_a_link_is_no_file_of_a_release(release: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    shutil.move(release / "norms.csv", elsewhere)
    (release / "norms.csv").symlink_to(elsewhere)
    assert found(release) == [("changed", "norms.csv")]


def test_a_manifest_made_to_fit_is_another_release(release: Path) -> None:
    """Who changes a file, its line in the manifest, the digest and the sums is found by the digest of the paper."""
    paper = read_manifest(release)[1]
    path = release / "norms.csv"
    path.write_bytes(path.read_bytes().replace(b"RUS", b"BLR"))
    told = json.loads((release / MANIFEST).read_bytes())
    told["covered"]["files"]["norms.csv"] = sha256_of(path)
    forged = ReleaseManifest(ledger=told["covered"]["ledger"], digested=told["covered"]["files"], beside=told["beside"])
    told["digest"] = forged.digest
    (release / MANIFEST).write_text(json.dumps(told))
    (release / SUMS).write_text(sums({**forged.files, MANIFEST: sha256_of(release / MANIFEST)}))
    assert verify(release).sound
    assert found(release, digest=paper) == [(Amiss.DIGEST.value, MANIFEST)]


@pytest.mark.parametrize(
    "told, said",
    [
        ("", "cannot be read as JSON"),
        ("[" * 100_000, "cannot be read as JSON"),
        ("[]", "no manifest of a release"),
        ("{}", "no manifest of a release"),
        ('{"what": "a release of an onrecord ledger", "covered": {"format": 2}}', "format 2"),
        ('{"what": "a release of an onrecord ledger", "covered": {"format": 1, "ledger": 7}}', "no SHA-256"),
        (
            json.dumps({"what": "a release of an onrecord ledger", "covered": {"format": 1, "ledger": "0" * 64}}),
            "'None' stands where names and values should",
        ),
    ],
)
def test_what_is_no_manifest_is_said(tmp_path: Path, told: str, said: str) -> None:
    (tmp_path / MANIFEST).write_text(told)
    with pytest.raises(NotARelease, match=said):
        verify(tmp_path)


def test_a_manifest_of_any_size_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.releases.manifest.MOST_BYTES", 10)
    (tmp_path / MANIFEST).write_text(" " * 11)
    with pytest.raises(NotARelease, match="11 bytes are no manifest of a release"):
        verify(tmp_path)


def test_a_manifest_that_says_another_digest_than_it_lists_is_changed(release: Path) -> None:
    told = json.loads((release / MANIFEST).read_bytes())
    (release / MANIFEST).write_text(json.dumps({**told, "digest": "0" * 64}))
    assert (Amiss.CHANGED.value, MANIFEST) in found(release)


@pytest.mark.parametrize("name", ["../ledger.db", "/etc/passwd", ".hidden", "a/b.csv", MANIFEST, "", "a" * 200])
def test_a_manifest_reaches_for_no_file_outside(release: Path, name: str) -> None:
    told = json.loads((release / MANIFEST).read_bytes())
    told["beside"][name] = "0" * 64
    (release / MANIFEST).write_text(json.dumps(told))
    with pytest.raises(NotARelease, match="no file of a release"):
        verify(release)


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotARelease, match="no such folder"):
        verify(tmp_path / "none")
    with pytest.raises(NotARelease, match="not finished"):
        verify(tmp_path)


def test_what_is_no_digest_is_said(release: Path) -> None:
    with pytest.raises(NotARelease, match="no digest"):
        verify(release, digest="53c6")

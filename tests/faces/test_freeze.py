"""`onrecord freeze`: written, verified, rebuilt, as a user does it."""

import json
import shutil
from pathlib import Path

import pytest

from onrecord.faces.installed import installed
from onrecord.releases import freezing
from tests.faces.conftest import Run
from tests.releases.world import make_ledger


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, onrecord: Run) -> Path:
    folder = tmp_path_factory.mktemp("freeze")
    ledger = make_ledger(folder / "ledger.db")
    ran = onrecord("freeze", "--out", folder / "release", "--author", "Ada Miller", "--ledger", ledger)
    assert ran.returncode == 0, ran.stderr
    return folder / "release"


def digest_of(release: Path) -> str:
    return str(json.loads((release / "manifest.json").read_bytes())["digest"])


def test_frozen_moved_verified_changed_and_rebuilt(release: Path, onrecord: Run, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(release, moved)
    ran = onrecord("freeze", "--verify", moved)
    assert (ran.returncode, ran.stdout) == (0, f"all of it fits: 19 files; digest {digest_of(release)}\n")
    ran = onrecord("freeze", "--rebuild", moved, "--out", tmp_path / "again")
    assert ran.returncode == 0
    assert ran.stdout == f"{tmp_path / 'again'}: the same release; digest {digest_of(release)}\n"
    norms = bytearray((moved / "norms.csv").read_bytes())
    norms[100] ^= 1
    (moved / "norms.csv").write_bytes(norms)
    ran = onrecord("freeze", "--verify", moved)
    assert ran.returncode == 1
    assert ran.stdout.startswith("changed: norms.csv: its SHA-256 is ")
    assert ran.stdout.endswith("\n1 finding: not as frozen\n")
    ran = onrecord("freeze", "--rebuild", moved, "--out", tmp_path / "third")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"onrecord: {moved}: norms.csv: its SHA-256 is ")


def test_what_a_rebuilt_release_has_otherwise_is_named(
    release: Path, onrecord: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "whole_codebook", lambda: "another version says otherwise\n")
    ran = onrecord("freeze", "--rebuild", release, "--out", tmp_path / "again")
    made = f"{tmp_path / 'again'}: not the same: {digest_of(tmp_path / 'again')}, frozen before (by onrecord "
    assert ran.returncode == 1
    assert ran.stdout.startswith(f"differs: codebook.md\n{made}")
    assert ran.stdout.endswith(f" as {digest_of(release)}\n")


def test_nobody_named_is_said(onrecord: Run, tmp_path: Path) -> None:
    ran = onrecord("freeze", "--out", tmp_path / "release", "--ledger", make_ledger(tmp_path / "ledger.db"))
    assert "nobody is named in CITATION.cff: --author names who is\n" in ran.stdout


def test_as_json(release: Path, onrecord: Run, tmp_path: Path) -> None:
    told = json.loads(onrecord("freeze", "--verify", release, "--json").stdout)
    assert told == {"sound": True, "digest": digest_of(release), "found": []}
    told = json.loads(onrecord("freeze", "--verify", release, "--digest", "0" * 12, "--json").stdout)
    assert [one["what"] for one in told["found"]] == ["digest"]
    ran = onrecord("freeze", "--rebuild", release, "--out", tmp_path / "again", "--json")
    told = json.loads(ran.stdout)
    assert (told["same"], told["before"], told["differing"]) == (True, digest_of(release), [])
    ran = onrecord("freeze", "--out", tmp_path / "b", "--json", "--ledger", release / "ledger.db")
    assert json.loads(ran.stdout)["digest"] == digest_of(release)


@pytest.mark.parametrize(
    "options, code, said",
    [
        ((), 2, "say where to write the release, or --verify one"),
        (("--verify", "RELEASE", "--out", "x"), 2, "one at a time"),
        (("--out", "x", "--digest", "0" * 12), 2, "it belongs to --verify"),
        (("--out", "RELEASE"), 1, "something stands there already"),
        (("--verify", "no/such"), 1, "no such folder"),
        (("--verify", "."), 1, "it is no release, or one that was not finished"),
        (("--out", "x", "--from", "2026"), 2, "'2026' is no month"),
        (("--out", "x", "--license", "my own"), 2, "'my own' is no SPDX name"),
        (("--out", "x", "--author", " "), 2, "it is blank"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    release: Path, onrecord: Run, tmp_path: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    given = [str(release) if option == "RELEASE" else option for option in options]
    ran = onrecord("freeze", *given, "--ledger", release / "ledger.db", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert said in " ".join(ran.stderr.split())
    assert not list(tmp_path.iterdir())


def test_what_is_installed_has_no_path_in_it() -> None:
    told = installed()
    assert told["packages"]["onrecord"]
    assert all(len(digest) == 64 for digest in told["models"].values())
    assert any(name.startswith("norms/") for name in told["models"])
    assert not [value for value in told["packages"].values() if "/" in value]

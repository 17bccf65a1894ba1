"""The bill of materials fits CycloneDX 1.6, and names every package and every model."""

import json
from importlib.metadata import metadata, version
from pathlib import Path
from typing import Any

import pytest
from tools import write_sbom

from onrecord.walk.models import models_published


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("sbom") / "bill.json"
    write_sbom.main(["--extra", "desk", str(path)])  # it raises where the schema does not take it
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return held


def test_it_says_of_what(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    own = bill["metadata"]["component"]
    assert (own["name"], own["version"], own["type"]) == ("onrecord", version("onrecord"), "application")


def test_every_package_has_version_purl_and_licence(bill: dict[str, Any]) -> None:
    packages = {c["name"]: c for c in bill["components"] if c["type"] == "library"}
    assert {"spacy", "onnxruntime", "sqlalchemy", "fastapi"} <= packages.keys()
    assert not {"pytest", "ruff", "mypy"} & packages.keys()
    assert packages["spacy"]["purl"] == f"pkg:pypi/spacy@{version('spacy')}"
    assert [name for name, c in packages.items() if not c.get("licenses")] == []
    depends = {d["ref"]: d.get("dependsOn", []) for d in bill["dependencies"]}
    (own,) = (refs for ref, refs in depends.items() if ref.startswith("onrecord=="))
    assert f"spacy=={version('spacy')}" in own


def test_every_model_has_its_digest_and_licence(bill: dict[str, Any]) -> None:
    models = {c["name"]: c for c in bill["components"] if c["type"] == "machine-learning-model"}
    assert len(models) == len(models_published())
    for one in models_published():
        component = models[f"onrecord-models/{one.file}"]
        assert component["hashes"] == [{"alg": "SHA-256", "content": one.sha256}]
        assert component["licenses"] == [{"license": {"id": one.licence}}]


def test_an_extra_there_is_none_of(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no extra desktop; it has desk, "):
        write_sbom.main(["--extra", "desktop", str(tmp_path / "bill.json")])
    assert list(tmp_path.iterdir()) == []
    assert "desk" in (metadata("onrecord").get_all("Provides-Extra") or [])

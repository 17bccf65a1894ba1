"""CITATION.cff of the package and of a release are valid by the schema of the format."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from onrecord.releases.citation import citation
from onrecord.releases.wishes import Wish
from tests.releases.world import HERE

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(Path(__file__).with_name("cff-1.2.0.schema.json").read_text(encoding="utf-8"))
DIGEST = "5" * 64


def plain(text: str) -> Any:
    """As JSON has it: a day of YAML is text there."""
    told = yaml.safe_load(text)
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in told.items()}


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(title='Words: "kept" & broken', authors=("Ada Miller", "Universität Wien"), licence="CC-BY-4.0"),
        Wish(title="yes", authors=("no", "1.0", "- a\n# b")),
    ],
)
def test_a_releases_citation_is_valid(wish: Wish) -> None:
    told = plain(citation(wish, HERE, DIGEST))
    jsonschema.validate(told, SCHEMA)
    assert [author["name"] for author in told["authors"]] == list(wish.authors or ("anonymous",))
    assert told["identifiers"][0]["value"] == f"sha256:{DIGEST}"
    assert told.get("license") == wish.licence
    assert told["date-released"] == "2026-06-01"


def test_the_packages_citation_is_valid_and_of_its_version() -> None:
    told = plain((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    jsonschema.validate(told, SCHEMA)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (told["title"], told["version"], told["license"]) == (
        project["name"],
        project["version"],
        project["license"],
    )
    assert [author["name"] for author in told["authors"]] == [author["name"] for author in project["authors"]]


def test_the_schema_refuses_what_is_wrong() -> None:
    told = plain(citation(Wish(), HERE, DIGEST))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**told, "license": "MINE"}, SCHEMA)

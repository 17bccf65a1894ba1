"""A release as `CITATION.cff`, so that tools know how to cite it.

In:      Wish, Surroundings, the digest
Out:     YAML
Refuses: nothing
Source:  Citation File Format 1.2.0, https://citation-file-format.github.io
Shown:   tests/releases/test_citation.py
"""

from typing import Any

import yaml

from onrecord.releases.wishes import Surroundings, Wish

TITLE = "A ledger of what states said they would do"


def citation(wish: Wish, surroundings: Surroundings, digest: str) -> str:
    """The file. Where nobody names authors they are anonymous; a licence that nobody names is left out."""
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this release, please cite it, with its digest.",
        "type": "dataset",
        "title": wish.title or TITLE,
        "authors": [{"name": name} for name in wish.authors or ("anonymous",)],
        "version": digest[:12],
        "date-released": surroundings.on,
        "identifiers": [
            {"type": "other", "value": f"sha256:{digest}", "description": "digest of the release (manifest.json)"}
        ],
        "keywords": ["event data", "commitments", "conflict"],
    }
    if wish.licence:
        told["license"] = wish.licence
    told["references"] = [
        {
            "type": "software",
            "title": "onrecord",
            "version": surroundings.onrecord,
            "authors": [{"name": "The onrecord authors"}],
            "license": "Apache-2.0",
        }
    ]
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)

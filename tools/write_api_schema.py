"""Writes `src/onrecord/data/api.schema.json` from the types of `onrecord.faces.web.api.shapes`.

python -m tools.write_api_schema
"""

import inspect
import json
from pathlib import Path
from typing import Any

import msgspec

from onrecord.faces.web.api.shapes import ANSWERS

SCHEMA = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "data" / "api.schema.json"


def api_schema() -> dict[str, Any]:
    """Components of the OpenAPI document, by name; no key may be added or left out."""
    _, schemas = msgspec.json.schema_components(ANSWERS, ref_template="#/components/schemas/{name}")
    for definition in schemas.values():
        if "description" in definition:
            definition["description"] = inspect.cleandoc(definition["description"])
        if definition.get("type") == "object":
            definition["additionalProperties"] = False
    return {"schemas": dict(sorted(schemas.items()))}


def as_text(schema: dict[str, Any]) -> str:
    """As it stands in the file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(as_text(api_schema()), encoding="utf-8")

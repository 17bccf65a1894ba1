"""Writes `src/onrecord/data/reading.schema.json` from the types of `onrecord.terms.reading_json`.

python -m tools.write_schema
"""

import inspect
import json
from pathlib import Path
from typing import Any

import msgspec

from onrecord.terms.reading_json import ReadingJson

VERSION = 2  # 2: events may have no type, and say their predicate and who denies or claims them
SCHEMA = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "data" / "reading.schema.json"


def reading_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of `onrecord read --format jsonl`; no key may be added or left out."""
    schema = msgspec.json.schema(ReadingJson)
    for definition in schema["$defs"].values():
        if "description" in definition:
            definition["description"] = inspect.cleandoc(definition["description"])
        if definition.get("type") == "object":
            definition["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "onrecord reading",
        "version": VERSION,
        **schema,
    }


def as_text(schema: dict[str, Any]) -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(as_text(reading_schema()), encoding="utf-8")
    print(f"wrote {SCHEMA}")

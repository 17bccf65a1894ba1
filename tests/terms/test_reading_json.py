"""The published schema is the types' own."""

from tools.write_schema import SCHEMA, as_text, reading_schema


def test_the_published_schema_is_generated_from_the_types() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == as_text(reading_schema()), "run: python -m tools.write_schema"

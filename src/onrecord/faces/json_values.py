"""Values as JSON writes them: where a program asks, pydantic alone would take more than the document says.

In:      what stands in a request
Out:     a day, a flag, a whole number, as types for pydantic
Refuses: a number of seconds for a day, "on" and "0" for a flag, "5" for a number
Shown:   tests/faces/web/test_api_asked.py, tests/faces/mcp/test_asked.py
"""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(given: object) -> object:
    """A date as the document has it; pydantic would take a number of seconds for one too."""
    if isinstance(given, str) and _DAY.fullmatch(given):
        return date.fromisoformat(given)
    if given is None or isinstance(given, date):
        return given
    raise ValueError("write a day as YYYY-MM-DD")


def _flag(given: object) -> object:
    """True or false as JSON writes them; pydantic would take "on" and "0" too."""
    if isinstance(given, bool):
        return given
    if given in ("true", "false"):
        return given == "true"
    raise ValueError("write true or false")


def _whole(given: object) -> object:
    """A whole number as JSON has it, 5.0 too; pydantic would take "5" for one."""
    if isinstance(given, str | bool):
        raise ValueError("write a whole number")
    return given


Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]

"""What a report of coverage says of each room."""

from typing import Any

import pytest
from tools.coverage_by_room import by_room, lines, told


def file(statements: int, *missed: int) -> dict[str, Any]:
    return {"summary": {"num_statements": statements, "missing_lines": len(missed)}, "missing_lines": list(missed)}


REPORT = {
    "files": {
        "/at/src/onrecord/times/finding.py": file(30),
        "/at/src/onrecord/times/ages/old.py": file(10, 4, 5),
        "/at/src/onrecord/__init__.py": file(3),
        "/at/tests/test_all.py": file(9, 1),
    }
}


def test_each_room_has_the_lines_of_all_its_files() -> None:
    assert by_room(REPORT) == {"": (3, 0), "times": (40, 2)}
    assert lines(REPORT, "times") == {"times/ages/old.py": [4, 5]}
    assert told(by_room(REPORT)).splitlines()[1:] == [
        "times              40 statements,     2 not reached, 95.0% reached",
        "all                43 statements,     2 not reached, 95.3% reached",
    ]


def test_a_report_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no file of the report is of src/onrecord/"):
        by_room({"files": {"/at/tests/test_all.py": file(9, 1)}})

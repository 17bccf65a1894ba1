"""What a check found: well, a doubt, or wrong; and what to do.

In:      nothing
Out:     CheckupFinding
Shown:   tests/faces/checkup/
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """WARNING: it works, and somebody should look. WRONG: something will not work, or not as it should."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class CheckupFinding:
    """what: what was looked at, a word or two. seen: in words. todo: what to do; "" where all is well."""

    what: str
    state: State
    seen: str
    todo: str = ""

    def to_json(self) -> dict[str, Any]:
        """`{"what", "state", "seen", "todo"}`."""
        return {"what": self.what, "state": self.state.value, "seen": self.seen, "todo": self.todo}


def well(what: str, seen: str) -> CheckupFinding:
    """All is well."""
    return CheckupFinding(what, State.OK, seen)

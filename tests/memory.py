"""How much memory some steps take at most, beside what the process had before them."""

from pathlib import Path

import pytest

STATUS = Path("/proc/self/status")

needs_proc = pytest.mark.skipif(not STATUS.exists(), reason="reads memory in /proc")


class Memory:
    """From now on."""

    def __init__(self) -> None:
        Path("/proc/self/clear_refs").write_text("5")  # the high-water mark is what is held now
        self._before = _mb("VmRSS")

    def grown_mb(self) -> int:
        """The most that was held since, beside what was held then."""
        return _mb("VmHWM") - self._before


def _mb(name: str) -> int:
    (line,) = [line for line in STATUS.read_text().splitlines() if line.startswith(name)]
    return int(line.split()[1]) // 1024

"""Products of bytes come out right on every processor, and are shifted only where they must be."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.engines import sessions
from onrecord.engines.sessions import PROBE, PROBE_SUM, PROBE_WIDTH, open_session, sums_are_exact

PRECISION = "session.x64quantprecision"


def sums(rows: int) -> list[int]:
    given = np.full((rows, PROBE_WIDTH), 255, dtype=np.uint8)
    found: list[int] = open_session(PROBE, threads=1).run(None, {"rows": given})[0].ravel().tolist()
    return found


@pytest.mark.parametrize("rows", [1, 16])
def test_the_greatest_products_there_are_add_up(rows: int) -> None:
    """Emulated without VNNI (qemu-x86_64 -cpu Haswell) a session that is not told to shift gives 1,048,544."""
    assert set(sums(rows)) == {PROBE_SUM} == {64 * 255 * 127}


def test_where_sums_overflow_a_session_is_told_to_shift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "sums_are_exact", lambda: False)
    shifted = open_session(PROBE, threads=1)
    assert shifted.get_session_options().get_session_config_entry(PRECISION) == "1"
    assert set(sums(16)) == {PROBE_SUM}


def test_where_they_do_not_it_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "sums_are_exact", lambda: True)
    with pytest.raises(RuntimeError, match="configuration"):
        open_session(PROBE, threads=1).get_session_options().get_session_config_entry(PRECISION)


def test_a_processor_whose_sums_overflow_is_known_by_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one without VNNI adds: each two products in 16 bits, which hold 32,767 at most."""

    class Overflowing:
        def run(self, _: None, given: dict[str, "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]"]) -> list[object]:
            return [np.full((len(given["rows"]), 16), 32 * 32_767)]

    def overflowing(graph: Path, *, threads: int, shifted: bool) -> Overflowing:
        assert graph == PROBE
        return Overflowing()

    monkeypatch.setattr(sessions, "_session", overflowing)
    assert not sums_are_exact.__wrapped__()

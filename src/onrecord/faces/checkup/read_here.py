"""Are the models those that were published, and is a page read as it was when this version was made?

In:      the models' folder, a page that ships with the package
Out:     CheckupFindings: models, reading
Refuses: nothing
Shown:   tests/faces/checkup/test_read_here.py
"""

import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.data import example_pages
from onrecord.faces.checkup.finding import CheckupFinding, State, well
from onrecord.terms.log_events import error_signs
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.walk.models import models_amiss, models_digest, models_published
from onrecord.walk.open import models_folder

AGAIN = "pip install --force-reinstall --no-cache-dir onrecord"

# The page of the README, and what is read there.
PAGE = "kremlin-27383.html.gz"
AGENT, MODAL, MODE = "RUS", "will_not", "unless"
ACTION = "render its assistance there"
TRIGGER = "there was a direct request from the Georgian leadership"


def models_checked(folder: Path | None = None) -> Iterator[CheckupFinding]:
    """Every file of the models against the digest it was published with. folder: None: the package's own."""
    amiss = list(models_amiss(folder or models_folder()))
    for one in amiss:
        yield CheckupFinding("models", State.WRONG, one, f"pages would be read otherwise: {AGAIN}")
    if not amiss:
        size = sum(one.bytes for one in models_published())
        yield well("models", f"{len(models_published())} files, {size:,} bytes, all as published ({models_digest()})")


def reading_checked(pages: tuple[Path, ...] | None = None) -> Iterator[CheckupFinding]:
    """One page, from its bytes to its norms; no network. pages: those to look for it among; None: the package's own."""
    from onrecord.pages import capture
    from onrecord.walk.many import read_safely

    path = next((one for one in (example_pages() if pages is None else pages) if one.name == PAGE), None)
    if path is None:
        yield CheckupFinding("reading", State.WRONG, f"{PAGE} is not there to be read", AGAIN)
        return
    began = time.monotonic()
    try:
        (page,) = (one for one in capture([str(path)], fetched_at=None) if isinstance(one, Page))
        reading = read_safely(page)
    except Exception as error:  # noqa: BLE001 - whatever keeps a page from being read is what is looked for
        where = str(error_signs(error)["where"]).rpartition(">")[2]
        yield CheckupFinding("reading", State.WRONG, f"{PAGE} cannot be read: {type(error).__name__} at {where}", AGAIN)
        return
    seconds = time.monotonic() - began
    if expected(reading):
        yield well("reading", f"{PAGE}: the norm that is there; {seconds:.1f} s with loading the models")
        return
    found = f"{len(reading.norms)} norms" if reading.document is not None else reading.refusals[0].reason
    seen = f"{PAGE}: not the norm that this version reads there, but {found}"
    yield CheckupFinding("reading", State.WRONG, seen, f"look at packages and models above; else {AGAIN}")


def expected(reading: Reading) -> bool:
    """Is the norm of the README read?"""
    return any(
        (norm.agent_id, norm.modal.value, norm.mode.value) == (AGENT, MODAL, MODE)
        and norm.action.of(reading.text) == ACTION
        and norm.trigger is not None
        and norm.trigger.of(reading.text) == TRIGGER
        for norm in reading.norms
    )

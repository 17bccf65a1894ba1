"""The seed page: who said what on it, worked out by hand (the page may not be committed: only its names are here)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.statements.conftest import Read

from onrecord.statements import find_statements
from onrecord.terms.documents import Document
from onrecord.walk.open import open_engines

EXPECTED = [
    # (source, cue) in page order; a quotation that carries on has neither
    ("President Alexander Lukashenko", "said"),
    ("the Belarusian strongman", "told"),
    ("Lukashenko", "said"),
    ("", ""),
    ("Ukraine’s President Zelensky", "has told"),
    ("", ""),
    ("He", "added"),
    ("Mr Zelensky", "also said"),
    ("", ""),
    ("He", "said"),
    ("Lukashenko", "has promised"),
    ("Russian President Vladimir Putin", "said"),
    ("The two countries", "insisting"),
    ("Lukashenko", "said"),
]


@pytest.fixture(scope="module")
def found(document_of: Callable[[str], Document], shared: Path) -> Read:
    """The page, read with the engines that ship."""
    text = (shared / "gold" / "seed" / "page.txt").read_text(encoding="utf-8")
    document, engines = document_of(text), open_engines()
    blocks = [b.span for b in document.blocks]
    attributions = engines.scanner.read(text, blocks).attributions()
    return Read(text, *find_statements(document, engines.parser.parse(text, blocks), attributions))


def test_every_attribution_of_the_seed_page_is_found(found):
    told = [(source, cue) for source, cue, _ in found.told]
    rest = iter(told)
    missing = [pair for pair in EXPECTED if pair not in rest]
    assert missing == []
    assert sum("carried over" in flags for flags in found.flags) == 3


def test_what_the_hand_marked_lies_in_a_content(found, shared):
    gold = json.loads((shared / "gold" / "seed" / "gold.json").read_text(encoding="utf-8"))
    contents = [span for s in found.statements for span in s.content]
    slots = [
        (record["id"], e["start"], e["end"])
        for record in gold["records"]
        for e in record["evidence"]
        if e["role"] in ("action", "condition") and record["attribution"]["cue"] not in (None, "announcement")
    ]
    outside = [slot for slot in slots if not any(c.start <= slot[1] and slot[2] <= c.end for c in contents)]
    assert slots
    assert outside == []

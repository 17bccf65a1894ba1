"""What datasette shows of a ledger: its views and columns described, the worked questions ready to ask.

In:      a ledger
Out:     the bytes of a metadata file for `datasette LEDGER --metadata FILE`
Refuses: nothing
Source:  docs.datasette.io: metadata.html, sql_queries.html
Shown:   tests/questions/test_datasette.py

datasette calls a database by the name of its file. The tables of the log are hidden, not closed: they are compressed,
or numbers that mean nothing outside the file.
"""

import json
from pathlib import Path
from typing import Any

from onrecord.ledger import Filters, Ledger
from onrecord.ledger.views.making import VERSION, VIEWS
from onrecord.questions.exports.how import How
from onrecord.questions.exports.worked import worked_questions


def write(ledger: Ledger, _filters: Filters, _how: How) -> bytes:
    """The metadata of this ledger."""
    name = ledger.place.stem if isinstance(ledger.place, Path) else "ledger"
    return (json.dumps(metadata(name, ledger.views.tables()), indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def metadata(name: str, hidden: tuple[str, ...]) -> dict[str, Any]:
    """The metadata of a ledger that datasette calls so. hidden: its tables."""
    shown = {
        view.name: {"description": view.meaning, "columns": {c.name: c.told for c in view.columns}, "size": 25}
        for view in VIEWS
    }
    asked = {one.name: {"title": one.title, "sql": one.sql} for one in worked_questions()}
    hiding: dict[str, Any] = {table: {"hidden": True} for table in hidden}
    return {
        "title": "onrecord",
        "description": f"A ledger of who said what. Views of version {VERSION}; columns_view tells each column.",
        "databases": {name: {"tables": {**hiding, **shown}, "queries": asked}},
    }

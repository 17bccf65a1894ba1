"""What `export --format datasette` writes, read by datasette itself, in this process."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from tests.ledger.factory import NOON
from tests.ledger.test_views import filled

from onrecord.ledger import Filters, open_ledger
from onrecord.ledger.views.making import VIEWS
from onrecord.questions.exports import EXPORTS
from onrecord.questions.exports.how import How
from onrecord.questions.exports.worked import worked_questions


def shown(path: Path, metadata: dict[str, Any], *pages: str) -> list[Any]:
    """What datasette answers to these paths on a ledger: JSON decoded, else text."""

    async def ask() -> list[Any]:
        served = Datasette([str(path)], metadata=metadata)
        await served.invoke_startup()
        answers = []
        for page in pages:
            answer = await served.client.get(page)
            assert answer.status_code == 200, (page, answer.text[:500])
            answers.append(answer.json() if ".json" in page else answer.text)
        return answers

    return asyncio.run(ask())


def test_datasette_answers_the_worked_questions_and_tells_each_column(tmp_path: Path) -> None:
    path = tmp_path / "my ledger.db"
    with open_ledger(path) as ledger:
        filled(ledger)
        written = EXPORTS["datasette"].write(ledger, Filters(), How(built=NOON))
        ids = {n.id for e in ledger.entries() for n in e.norms}
    metadata = json.loads(written)
    names = [one.name for one in worked_questions()]
    first, *asked, table, page = shown(
        path,
        metadata,
        "/my+ledger.json",
        *(f"/my+ledger/{name}.json?_shape=arrays" for name in names),
        "/my+ledger/norms_view.json?_shape=objects&_size=max",
        "/my+ledger/norms_view",
    )
    assert {v["name"] for v in first["views"]} == {view.name for view in VIEWS}
    assert [t["name"] for t in first["tables"] if not t["hidden"]] == []
    assert {q["name"] for q in first["queries"]} == set(names)
    with closing(sqlite3.connect(path)) as file:
        for one, answer in zip(worked_questions(), asked, strict=True):
            rows = [list(row) for row in file.execute(one.sql)]
            assert answer["rows"] == rows
            assert rows, one.name
    assert {row["norm_id"] for row in table["rows"]} == ids
    assert "who is to do it, in the words of the page" in page

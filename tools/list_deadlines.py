"""The deadlines of pages that were read, with the sentence each stands in: one JSON object a line.

    onrecord read PAGES --format jsonl > reading.jsonl
    python -m tools.list_deadlines reading.jsonl ...

In:      readings, one JSON object a line (docs/reading.md)
Out:     a line for each norm with a deadline: page, day of publication, the exact words of deadline, action and
         evidence, modal, agent, when it was said and the last days it leaves. Norms with the same words of both are one
         line each
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.list_commitments import name_of

Json = dict[str, Any]


def main() -> None:
    """Print the deadlines of every reading given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("readings", type=Path, nargs="+")
    for path in parser.parse_args().readings:
        for line in path.read_text(encoding="utf-8").split("\n"):
            for found in deadlines(json.loads(line)) if line else ():
                print(json.dumps(found, ensure_ascii=False))


def deadlines(page: Json) -> Iterator[Json]:
    """One object for each norm of the page that has a deadline."""
    records = {record["id"]: record for record in page["records"]}
    for norm in page["norms"]:
        if norm["deadline"] is not None:
            record = records[norm["record_id"]]
            yield {
                "page": name_of(page),
                "published": (page["page"]["published"] or {}).get("to"),
                "deadline": _words(page, norm["deadline"]),
                "span": norm["deadline"],
                "due": norm["due"],
                "stated_on": record["stated_on"],
                "modal": norm["modal"],
                "agent_id": norm["agent_id"],
                "action": _words(page, norm["action"]),
                "said": " ".join(_words(page, span) for span in record["evidence"]),
            }


def _words(page: Json, span: list[int]) -> str:
    return " ".join(page["text"][slice(*span)].split())


if __name__ == "__main__":
    main()

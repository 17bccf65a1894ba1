"""Conditional commitments of pages that were read, as a Markdown list with their evidence.

    onrecord read PAGES --format jsonl > reading.jsonl
    python -m tools.list_commitments reading.jsonl [--slots-only]

In:      a reading, one JSON object a line (docs/reading.md)
Out:     how much was read, then an item for each norm with a condition: page, date, speaker, agent, modal, mode,
         probability, and in the exact words what was said, the action and the condition. --slots-only leaves the words
         out, for pages that may not be quoted
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

UNLIKELY = "unlikely-norm"

Json = dict[str, Any]


def main() -> None:
    """Print the totals and the list."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reading", type=Path)
    parser.add_argument("--slots-only", action="store_true", help="quote nothing")
    options = parser.parse_args()
    pages = [json.loads(line) for line in options.reading.read_text(encoding="utf-8").split("\n") if line]
    print(totals(pages))
    for page in pages:
        for norm in conditional(page):
            print(item(page, norm, quoting=not options.slots_only))


def totals(pages: list[Json]) -> str:
    """Pages, norms, norms with a condition, and norms refused as too unlikely."""
    norms = sum(len(page["norms"]) for page in pages)
    with_condition = sum(1 for page in pages for _ in conditional(page))
    refused = sum(refusal["code"] == UNLIKELY for page in pages for refusal in page["refusals"])
    return f"{len(pages)} pages, {norms} norms, {with_condition} with a condition, {refused} refused as unlikely\n"


def conditional(page: Json) -> Iterator[Json]:
    """The norms of a page that hang on a condition."""
    return (norm for norm in page["norms"] if norm["mode"] != "none")


def item(page: Json, norm: Json, *, quoting: bool) -> str:
    """One norm as a list item."""
    published = page["page"]["published"]
    place = name_of(page)
    slots = ", ".join(
        (
            (published and published["from"]) or "no date",
            f"speaker {who(page, norm, 'speaker', quoting=quoting)}",
            f"agent {who(page, norm, 'agent', quoting=quoting)}",
            f"`{norm['modal']}`, `{norm['mode']}`",
            "no probability" if norm["probability"] is None else f"p {norm['probability']:.2f}",
        )
    )
    if not quoting:
        return f"- `{place}`: {slots}"
    record = next(record for record in page["records"] if record["id"] == norm["record_id"])
    return "\n  - ".join(
        (
            f"- `{place}`: {slots}",
            f"said: {' '.join(words(page, span) for span in record['evidence'])}",
            f"action: {words(page, norm['action'])}",
            f"condition: {words(page, norm['trigger'])}",
        )
    )


def name_of(page: Json) -> str:
    """The caller's own id or the name of the file: what a person finds the page by."""
    given = page["id"] if not page["id"].startswith("page-") else Path(page["page"]["address"]).name
    return str(given)


def who(page: Json, norm: Json, role: str, *, quoting: bool) -> str:
    """The code of a speaker or agent, and the words that name them."""
    code = norm[f"{role}_id"] or "not known"
    return f"{code} {words(page, norm[role])}" if quoting and norm[role] else str(code)


def words(page: Json, span: list[int] | None) -> str:
    """The exact words, on one line."""
    return f"“{' '.join(page['text'][slice(*span)].split())}”" if span else "none"


if __name__ == "__main__":
    main()

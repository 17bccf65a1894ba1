"""`onrecord enter PAGE --deed WORDS`: a norm that no reader found, marked by a person in the words of a page.

In:      a page of the ledger, words of it or spans of its text, who enters it
Out:     standard output: the norm as it is kept, with its words
Refuses: words that do not stand on the page, what the ledger refuses
Shown:   tests/faces/test_enter.py
"""

import json
from collections.abc import Mapping

from rich.text import Text

from onrecord.faces.cli.console import console
from onrecord.faces.cli.over_time import print_basis
from onrecord.faces.clock import now
from onrecord.faces.entering import keep_norm
from onrecord.ledger import open_ledger
from onrecord.questions import in_words
from onrecord.questions.entering import marked_by_words, person_named, reading_to_mark
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.walk.by_hand import entered


def enter_marked(ledger: LedgerPlace, page: str, fields: Mapping[str, str | None], *, by: str, as_json: bool) -> int:
    """Keep the norm and print it. fields: as those of the desk's form, words for the slots that hold words."""
    who = person_named(by)
    with open_ledger(ledger, create=False) as book:
        read = reading_to_mark(book, page)
        marked = marked_by_words(book, read, lambda name: fields.get(name) or "")
        kept = keep_norm(book, read, marked, by=who, moment=now(), making=entered)
    out = console()
    if as_json:
        print(json.dumps(kept.to_json()), file=out.file)
        return 0
    how = "entered" if kept.new else f"{who} has entered it before: to change it, judge it"
    out.print(Text(f"{kept.norm.id}: {how}", style="bold"))
    if kept.norm.wrong:
        out.print(Text("  left out: it was judged wrong, and that word stands until it is taken back"))
    out.print(Text(f"  {in_words(kept.norm)}"))
    print_basis(out, kept.entry)
    return 0

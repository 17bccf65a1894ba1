"""What a release says of itself: how to check, cite and rebuild it, whose words are in it, and its codebook.

In:      Wish, Surroundings, the digest of the release
Out:     Markdown
Refuses: nothing
Source:  docs/releases.md
Shown:   tests/releases/test_freezing.py
"""

from onrecord.questions.panel.codebook import codebook, plain_table
from onrecord.questions.panel.columns import PanelBy
from onrecord.releases.tables import RELEASE_TABLES
from onrecord.releases.wishes import Surroundings, Wish


def readme(wish: Wish, surroundings: Surroundings, digest: str, ledger: str) -> str:
    """README.md."""
    tables = "".join(f"| `{t.name}.csv` | a row for each {t.of} |\n" for t in RELEASE_TABLES)
    held = (
        "| `ledger.db` | the ledger: every page, text and reading, an SQLite file |\n"
        if wish.texts
        else "| (no `ledger.db`) | frozen without the pages' texts: quotations only |\n"
    )
    return f"""\
# {wish.title or "A release of an onrecord ledger"}

Frozen on {surroundings.on} by onrecord {surroundings.onrecord}. Digest of the release:

    {digest}

| file | |
| --- | --- |
{tables}{held}| `codebook.md` | every column |
| `environment.json` | versions of Python and packages, and the SHA-256 of each model, where it was frozen |
| `CITATION.cff` | how to cite it |
| `RIGHTS.md` | whose words are in it |
| `manifest.json`, `SHA256SUMS` | the SHA-256 of every file, and the digest of the whole |

CSV is UTF-8, RFC 4180, an empty cell "there is none". In R: `read.csv(FILE, na.strings = "", encoding = "UTF-8")`.

## Check it

    onrecord freeze --verify .

or, without onrecord, `sha256sum -c SHA256SUMS`. Either names what was changed or is missing.

## Rebuild it

{_rebuilding(texts=wish.texts)}
The digest covers what the ledger holds and the tables and codebook that follow from it. The content digest of the
ledger is

    {ledger}

It does not cover the day, versions, the bytes of `ledger.db` and of Parquet files, and the words of this page: those
differ from machine to machine, and have digests of their own in the manifest.

To read the pages anew, from where they were seen: `pages.csv` has the address and the SHA-256 of each, `readers.csv`
who read them. `onrecord add` them with the same reader (`environment.json`); `onrecord check` then prints the content
digest above where the same was read. The tables of such a ledger come in the order in which its pages did, and what
became of norms depends on the day it was asked: their digest, and that of the release, is then another one.
"""


def _rebuilding(*, texts: bool) -> str:
    if texts:
        return """\
    onrecord freeze --rebuild . --out ../again

makes every table anew from `ledger.db` and compares the digests.
"""
    return """\
This release has no ledger in it. Whoever has the ledger makes the same digest with
`onrecord freeze --ledger FILE --out DIR` and the settings that `manifest.json` tells under `wished`.
"""


def rights(wish: Wish) -> str:
    """RIGHTS.md."""
    texts = (
        "`ledger.db` holds whole pages and their texts. They belong to their publishers: pass it on only to\n"
        "  whom you may. `onrecord freeze --without-texts` makes the same release, of the same digest, without it."
        if wish.texts
        else "No whole text is in it: `norms.csv`, `events.csv`, `statements.csv` and `refusals.csv` quote sentences."
    )
    licence = f"`{wish.licence}`, by whoever froze it" if wish.licence else "not said by whoever froze it"
    return f"""\
# Rights

- **Words of pages.** {texts}
  Each quotation stands beside its page, title and publisher; keep them together.
- **The coding** (what was read from the pages): licence {licence}.
- **Persons.** `judgements.csv`, `agreement.csv` and `coders.csv` name who judged, as they typed their names; notes are
  theirs.
- **Codes.** ISO 3166-1 and 3166-3; Correlates of War state system membership; K. S. Gleditsch and M. D. Ward, "A
  revised list of independent states since the Congress of Vienna", International Interactions 25 (1999); PLOVER by the
  Open Event Data Alliance.
- **onrecord** is under the Apache License 2.0; its models and tables name their sources.
"""


def whole_codebook() -> str:
    """codebook.md: the panels with every column's meaning, the other tables with types and closed sets."""
    others = (
        f"# {table.name}\n\nA row for each {table.of}.\n\n{plain_table(table.columns)}"
        for table in RELEASE_TABLES
        if not table.name.startswith("panel_")
    )
    return "\n".join((codebook(PanelBy.ACTOR), codebook(PanelBy.DYAD), *others))

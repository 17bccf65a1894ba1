"""The ledger in the formats others read: a module each, and a row each of data/exports.csv.

In:      a ledger, filters
Out:     the bytes of one file
Refuses: a format without its library (ExportUnavailable)
Source:  data/exports.csv names each format's specification
Shown:   tests/questions/test_exports.py
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from onrecord import data
from onrecord.ledger import Filters, Ledger
from onrecord.questions.exports.how import How


@dataclass(frozen=True, slots=True)
class Export:
    """One format. suffix: of a file of it. needs: the extra that it cannot be written without; None for none.

    whole:  it is of the whole ledger and takes no filter.
    writer: the module of this room and the function that writes it, "rows:write_csv"; loaded when it is asked to.
    """

    name: str
    suffix: str
    needs: str | None
    whole: bool
    writer: str

    @property
    def write(self) -> Callable[[Ledger, Filters, How], bytes]:
        """What writes all that the filters keep, as the bytes of one file."""
        module, _, function = self.writer.partition(":")
        write: Callable[[Ledger, Filters, How], bytes] = getattr(import_module(f"{__name__}.{module}"), function)
        return write


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        row["name"]: Export(row["name"], row["suffix"], row["extra"] or None, row["whole"] == "yes", row["writer"])
        for row in data.rows("exports.csv")
    }
)

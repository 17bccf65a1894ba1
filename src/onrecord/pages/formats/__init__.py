"""The files an archive is made of, one file a format, behind one small protocol.

In:      the first bytes of a file, its name
Out:     the reader of its format; None for web pages, texts and JSON lines, which the room reads itself
Refuses: nothing
Shown:   tests/pages/test_formats.py
"""

from onrecord.pages.formats.delimited import Delimited, names_columns
from onrecord.pages.formats.docx_files import Docx
from onrecord.pages.formats.found import Article, FormatReader, FormatSource, pages_of
from onrecord.pages.formats.json_articles import JsonArticles
from onrecord.pages.formats.mail import Mail
from onrecord.pages.formats.parquet import Parquet
from onrecord.pages.formats.pdf import Pdf
from onrecord.pages.formats.rtf import Rtf
from onrecord.pages.formats.single_file import SingleFile
from onrecord.pages.formats.tar_files import SUFFIXES as TAR_SUFFIXES
from onrecord.pages.formats.warc import Wacz, Warc
from onrecord.pages.options import CaptureOptions

_DELIMITED = Delimited()
# What is known by its first bytes comes before what is known by its name.
READERS: tuple[FormatReader, ...] = (
    Warc(),
    Parquet(),
    Wacz(),
    Docx(),
    Rtf(),
    SingleFile(),
    Pdf(),
    Mail(),
    JsonArticles(),
    _DELIMITED,
)
# Names under which a folder is searched for such files, beside those of pages.
SUFFIXES = (
    ".csv",
    ".tsv",
    ".json",
    ".parquet",
    ".pdf",
    ".docx",
    ".rtf",
    ".eml",
    ".mht",
    ".mhtml",
    ".warc",
    ".wacz",
    *TAR_SUFFIXES,
)

__all__ = ["READERS", "SUFFIXES", "Article", "FormatSource", "pages_of", "reader_for"]


def reader_for(head: bytes, name: str, options: CaptureOptions) -> FormatReader | None:
    """The reader of a file's format. name: as the file is called, "" where it is not."""
    lower = name.lower().removesuffix(".gz")
    return next((reader for reader in READERS if reader.recognises(head, lower)), None) or (
        _DELIMITED if options.columns and names_columns(head, options.columns) else None
    )

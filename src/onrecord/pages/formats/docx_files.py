"""DOCX: a document of Word, or an export of a press database in one.

In:      a DOCX
Out:     an Article, with the title that its styles or properties give; an Article each of a Nexis or Factiva export
Refuses: a ZIP that is damaged or unpacks to too much; a document without words
Source:  ECMA-376; python-docx (MIT), of the extra `formats`
Shown:   tests/pages/test_formats.py, tests/pages/test_exports.py
"""

import io
from collections.abc import Iterator
from typing import Any

from onrecord.pages.bodies import too_large
from onrecord.pages.formats.exports import export_articles
from onrecord.pages.formats.found import Article, FormatSource, Found, extra_missing
from onrecord.pages.formats.whole import STUMBLES, archive_limit, opened_zip, whole_file
from onrecord.pages.refused import CaptureError

_MADE_BY = "paragraphs of a DOCX, by python-docx"


class Docx:
    """ZIP files with a Word document in them."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """By its first members, or by name: some writers put the document last."""
        return head.startswith(b"PK\x03\x04") and (b"word/" in head or name.endswith(".docx"))

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The paragraphs and the cells of tables, in order."""
        try:
            import docx
            from docx.exceptions import PythonDocxError
            from docx.opc.exceptions import PackageNotFoundError
            from docx.table import Table
        except ModuleNotFoundError:
            raise extra_missing("python-docx", "DOCX files") from None
        body, limit = whole_file(source), source.options.max_bytes
        with opened_zip(body, max_bytes=archive_limit(source)) as archive:
            # The rest may be pictures, which nobody reads; a tree takes ten times the bytes of its XML.
            if sum(m.file_size for m in archive.infolist() if m.filename.endswith((".xml", ".rels"))) > limit:
                raise too_large(limit, compressed=True)
            try:
                document = docx.Document(io.BytesIO(body))
                blocks: list[tuple[str, str]] = []
                for block in document.iter_inner_content():
                    if isinstance(block, Table):
                        blocks += [("", cell.text) for row in block.rows for cell in row.cells]
                    else:
                        blocks.append(((block.style.name if block.style is not None else "") or "", block.text))
                properties: Any = document.core_properties
                given, author = properties.title, properties.author
            except (PythonDocxError, PackageNotFoundError, *STUMBLES) as error:
                raise CaptureError("broken-file", f"the DOCX is damaged: {type(error).__name__}: {error}") from None
        lines = [line for _, words in blocks for line in words.split("\n")]
        articles = export_articles(lines, made_by=_MADE_BY)
        if articles is not None:
            yield from articles
            return
        headed = next((i for i, (style, words) in enumerate(blocks) if words.strip()), None)
        title = None
        if headed is not None and blocks[headed][0] in ("Title", "Heading 1"):
            title = blocks.pop(headed)[1]
        yield Article(
            text="\n\n".join(words for _, words in blocks if words.strip()),
            made_by=_MADE_BY,
            title=title or given or None,
            author=author if author and author != "python-docx" else None,
        )

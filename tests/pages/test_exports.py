"""Press databases export several articles in one document: each is read as its own, with its title and day."""

from datetime import date
from pathlib import Path

import docx
import pytest
from tests.pages.test_formats import FILES, PARAGRAPHS, document, pages

from onrecord.pages.formats.exports import export_articles

NEXIS = [
    "Kenya sets terms for troops", "Example News", "March 6, 2024 Wednesday", "", "Copyright 2024 Example News Ltd",
    "All Rights Reserved", "Section: WORLD; Pg. 3", "Length: 128 words", "Byline: Jane Roe", "Body", *PARAGRAPHS,
    "Classification", "Language: ENGLISH", "Publication-Type: Newspaper", "Load-Date: March 7, 2024", "End of Document",
    "Oslo: fund must publish accounts", "The Example Courier", "December 11, 2023 Monday", "Copyright 2023 Courier",
    "Length: 97 words", "Body", "Norway will withdraw from the fund if the board does not publish its accounts.",
    "Load-Date: December 12, 2023", "End of Document",
]  # fmt: skip
OLD = [
    "1 of 2 DOCUMENTS", "Example News", "March 6, 2024 Wednesday", "Kenya sets terms for troops", "BYLINE: Jane Roe",
    "SECTION: WORLD; Pg. 3", "LENGTH: 128 words", *PARAGRAPHS, "LOAD-DATE: March 7, 2024", "LANGUAGE: ENGLISH",
    "2 of 2 DOCUMENTS", "The Example Courier", "December 11, 2023 Monday", "Oslo: fund must publish accounts",
    "LENGTH: 97 words", "Norway will withdraw from the fund if the board does not publish its accounts.",
    "LOAD-DATE: December 12, 2023",
]  # fmt: skip


@pytest.mark.parametrize("lines", [NEXIS, OLD], ids=["Nexis Uni", "LexisNexis Academic"])
def test_a_nexis_export_is_several_articles(tmp_path: Path, lines: list[str]) -> None:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    path = tmp_path / "nexis.docx"
    made.save(str(path))
    first, second = [document(page) for page in pages(path)]
    assert (first.title, first.publisher, first.author) == ("Kenya sets terms for troops", "Example News", "Jane Roe")
    assert first.text.split("\n\n")[1:] == PARAGRAPHS
    assert (second.title, second.publisher) == ("Oslo: fund must publish accounts", "The Example Courier")
    assert second.text.endswith("publish its accounts.")
    days = [found.published.bounds.first for found in (first, second) if found.published]
    assert days == [date(2024, 3, 6), date(2023, 12, 11)]


def test_a_factiva_export_is_several_articles() -> None:
    one, two = pages(FILES / "factiva.rtf")
    first, second = document(one), document(two)
    assert (first.title, first.publisher, first.author) == (
        "Kenya sets terms for troops", "Example News Service", "Jane Roe",
    )  # fmt: skip
    assert (second.title, second.publisher) == ("Oslo: fund must publish accounts", "The Example Courier")
    assert [page.given_id for page in (one, two)] == ["EXNS000020240306ek36000ab", "EXCOUR0020231211ejcb0000b"]
    days = [found.published.bounds.first for found in (first, second) if found.published]
    assert days == [date(2024, 3, 6), date(2023, 12, 11)]
    assert "Search Summary" not in second.text


def test_what_stands_between_factivas_articles_is_none_of_them() -> None:
    article = [
        "Kenya sets terms",
        "128 words",
        "6 March 2024",
        "Example News",
        "(c) 2024 Example",
        "",
        "Kenya will pay.",
    ]
    end = "Document EXNS000020240306ek36000ab"
    alone = export_articles([*article, end], made_by="x")
    assert alone is not None
    assert len(alone) == 1
    assert export_articles(["A list of sources", end, *article, end, "Search Summary"], made_by="x") == alone


def test_a_report_that_counts_words_is_no_export() -> None:
    assert export_articles(["A report", "128 words", "It ends here.", "Document of the council"], made_by="x") is None

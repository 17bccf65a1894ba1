"""A real file of each format is read, its words stand where its map says, and a broken one is refused by name."""

# The paragraphs are as the files have them.
# ruff: noqa: E501
import gzip
import io
import re
import sys
import zipfile
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.pages import assert_map_holds
from tests.pages.warcs import answer, record

from onrecord.documents import read_page
from onrecord.documents.articles import article_source
from onrecord.documents.dom import Dom, parse_dom
from onrecord.pages import CaptureOptions, capture
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.pages import Page, PageKind, RefusedPage

FILES = Path(__file__).parent / "files"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
TITLE = "Kenya sets terms for troops"
PARAGRAPHS = [
    "NAIROBI –",  # a dateline is a block of its own
    "Kenya will send two battalions to Haiti if the Security Council pays for the mission, Foreign Minister "
    "Musalia Mudavadi said on Tuesday.",
    "“We will not deploy a single officer unless the money is in the fund,” he told reporters after a cabinet meeting in "
    "the capital. São Tomé and Côte d’Ivoire have made the same demand.",
    "Haiti’s council has asked for help since last October, and gangs now hold most of the port area and the roads to the "
    "north of the city.",
]
URL = "http://news.example/2024/03/06/kenya.html"


def captured(path: Path, **options: object) -> list[Page | RefusedPage]:
    return list(capture([path], fetched_at=NOW, options=CaptureOptions(**options)))  # type: ignore[arg-type]


def pages(path: Path, **options: object) -> list[Page]:
    found = captured(path, **options)
    assert all(isinstance(one, Page) for one in found), found
    return [one for one in found if isinstance(one, Page)]


def document(page: Page) -> Document:
    """The page's document, its map checked against what it maps to."""
    found = read_page(page)
    assert isinstance(found, Document), found
    if page.kind is PageKind.HTML:
        dom = parse_dom(page.body.decode(page.encoding, "replace"))
        assert isinstance(dom, Dom)
        assert_map_holds(found, dom.text)
    elif page.kind is PageKind.ARTICLE:
        import json

        assert_map_holds(found, article_source(json.loads(page.body)))
    else:
        assert_map_holds(found, page.body.decode(page.encoding))
    return found


def refusal(path: Path, **options: object) -> tuple[str, str]:
    *_, last = captured(path, **options)
    assert isinstance(last, RefusedPage), last
    return last.refusal.code, last.refusal.reason


@pytest.mark.parametrize(
    "name, kind, url, day",
    [
        ("libreoffice.pdf", PageKind.TEXT, None, None),
        ("libreoffice.docx", PageKind.ARTICLE, None, None),
        ("libreoffice.rtf", PageKind.TEXT, None, None),
        ("chromium.mhtml", PageKind.HTML, URL, date(2024, 3, 6)),
        ("singlefile.html", PageKind.HTML, URL, date(2024, 3, 6)),
        ("wget.warc.gz", PageKind.HTML, URL, date(2024, 3, 6)),
        ("pywacz.wacz", PageKind.HTML, URL, date(2024, 3, 6)),
    ],
)
def test_a_real_file_of_each_format_gives_the_story(
    name: str, kind: PageKind, url: str | None, day: date | None
) -> None:
    [page] = pages(FILES / name)
    found = document(page)
    assert (page.kind, page.url, found.title) == (kind, url, TITLE)
    assert [b.span.of(found.text) for b in found.blocks if b.role is not BlockRole.HEADLINE] == PARAGRAPHS
    assert (found.published.bounds.first if found.published else None) == day


@pytest.mark.parametrize("name", ["chromium.mhtml", "singlefile.html", "wget.warc.gz", "pywacz.wacz"])
def test_what_was_saved_carries_the_moment_it_was_saved(name: str) -> None:
    [page] = pages(FILES / name)
    assert page.fetched_at is not None
    assert page.fetched_at.date() == date(2026, 11, 28)


@pytest.mark.parametrize("name", ["libreoffice.pdf", "libreoffice.rtf"])
def test_what_cannot_be_mapped_to_the_file_says_so(name: str) -> None:
    [page] = pages(FILES / name)
    assert page.encoding_basis.endswith("not letter for letter the file")


@pytest.mark.parametrize(
    "name, keep, code, words",
    [
        ("libreoffice.pdf", 0.3, "broken-file", "the PDF is damaged or cut short"),
        ("libreoffice.docx", 0.5, "broken-file", "the ZIP is damaged or cut short"),
        ("libreoffice.rtf", 0.5, "broken-file", "ends inside a group"),
        ("factiva.rtf", 0.7, "broken-file", "ends inside a group"),
        ("chromium.mhtml", 0.8, "broken-file", "ends inside one of its parts"),
        ("wget.warc.gz", 0.5, "broken-gzip", "ends in the middle"),
        ("pywacz.wacz", 0.5, "broken-file", "the ZIP is damaged or cut short"),
    ],
)
def test_a_file_cut_short_is_refused(tmp_path: Path, name: str, keep: float, code: str, words: str) -> None:
    body = (FILES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(body[: int(len(body) * keep)])
    found = refusal(path)
    assert found[0] == code
    assert words in found[1]


def test_a_plain_warc_cut_short_gives_the_records_before_the_cut(tmp_path: Path) -> None:
    body = gzip.decompress((FILES / "wget.warc.gz").read_bytes())
    at = body.index(b"WARC-Type: metadata")
    path = tmp_path / "cut.warc"
    path.write_bytes(body[: at + 60])
    page, cut = captured(path)
    assert isinstance(page, Page)
    assert isinstance(cut, RefusedPage)
    assert (page.url, cut.refusal.code) == (URL, "broken-file")
    path.write_bytes(body[: body.index(b"NAIROBI")])
    assert "lacks" in refusal(path)[1]


def test_a_record_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    body = gzip.decompress((FILES / "wget.warc.gz").read_bytes())
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 5000\r\n\r\n"
    big = head + b"x" * 5000 + b"\r\n\r\n"
    path = tmp_path / "big.warc"
    path.write_bytes(big + body)
    refused, page = captured(path, max_bytes=3000)
    assert isinstance(refused, RefusedPage)
    assert isinstance(page, Page)
    assert (refused.refusal.code, page.url) == ("too-large", URL)


@pytest.mark.parametrize(
    "name, module",
    [
        ("libreoffice.pdf", "pypdf"),
        ("libreoffice.docx", "docx"),
        ("libreoffice.rtf", "striprtf.striprtf"),
        ("wget.warc.gz", "fastwarc.warc"),
        ("a.parquet", "pyarrow"),
        ("a.txt.zst", "pyarrow"),
        ("brotli.warc", "brotli"),
    ],
)
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, module: str) -> None:
    made = {
        "a.parquet": b"PAR1" + bytes(20) + b"PAR1",
        "a.txt.zst": b"\x28\xb5\x2f\xfd" + bytes(20),
        "brotli.warc": record(answer(b"\0", Content_Encoding="br")),
    }
    path = tmp_path / name if name in made else FILES / name
    if name in made:
        path.write_bytes(made[name])
    monkeypatch.setitem(sys.modules, module, None)
    code, reason = refusal(path)
    assert code == "extra-missing"
    assert "pip install 'onrecord[formats]'" in reason


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    for name in ("bomb.docx", "bomb.wacz"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b"\0" * 30_000_000)
            archive.writestr("archive/a.warc", b"")
        code, reason = refusal(path, max_bytes=1_000_000)
        assert code == "too-large"
        assert "30,000,000 bytes" in reason


def test_a_document_whose_xml_is_over_the_limit_is_not_unpacked(tmp_path: Path) -> None:
    """30 MB of tiny paragraphs in a DOCX of 92 kB took 60 s and 610 MB. Pictures count for the file only."""
    tiny = b"<w:p><w:r><w:t>a b</w:t></w:r></w:p>" * 60_000
    for name, code in (("word/footnotes.xml", "too-large"), ("word/media/image1.png", None)):
        path = tmp_path / "a.docx"
        path.write_bytes((FILES / "libreoffice.docx").read_bytes())
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, tiny)
        (found,) = capture([path], fetched_at=NOW, options=CaptureOptions(max_bytes=2_000_000))
        assert (found.refusal.code if isinstance(found, RefusedPage) else None) == code


def test_a_message_of_too_many_parts_is_not_parsed(tmp_path: Path) -> None:
    """Two and a half million parts took more than two minutes."""
    path = tmp_path / "a.eml"
    head = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    path.write_text(head + "--x\n\na\n" * 2_500_000, encoding="ascii")
    code, reason = refusal(path)
    assert code == "too-large"
    assert "2,500,000 parts" in reason


def test_a_message_of_parts_deeper_than_the_parser_follows_is_refused(tmp_path: Path) -> None:
    nested = b"".join(b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000))
    path = tmp_path / "deep.mht"
    path.write_bytes(b"From: <Saved by Blink>\r\nSubject: Kenya\r\nMIME-Version: 1.0\r\n" + nested)
    (refused,) = capture([str(path)], fetched_at=None)
    assert isinstance(refused, RefusedPage)
    assert (refused.refusal.code, "RecursionError" in refused.refusal.reason) == ("broken-file", True)


def test_a_pdf_of_too_many_pages_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.pages.formats.pdf.MAX_PAGES", 0)
    code, words = refusal(FILES / "libreoffice.pdf")
    assert (code, words.endswith("pages, over 0")) == ("too-large", True)


def test_what_is_said_in_a_form_that_cannot_be_is_unknown(tmp_path: Path) -> None:
    """A day that no month has; letters of a character set that nobody knows."""
    saved = (FILES / "singlefile.html").read_bytes()
    (tmp_path / "a.html").write_bytes(re.sub(rb"(saved date: \w+ \w+) \d+", rb"\1 45", saved))
    [page] = pages(tmp_path / "a.html")
    assert page.fetched_at == NOW
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "desk@news.example"
    message.set_content("\n\n".join(PARAGRAPHS[1:]), cte="8bit")
    raw = message.as_bytes().replace(b'charset="utf-8"', b'charset="klingon"')
    (tmp_path / "a.eml").write_bytes(raw)
    [page] = pages(tmp_path / "a.eml")
    assert "São Tomé" in document(page).text


def test_a_pdf_without_a_text_layer_or_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    blank = pypdf.PdfWriter()
    blank.add_blank_page(200, 200)
    blank.write(path)
    assert refusal(path)[0] == "no-text-layer"
    locked = pypdf.PdfWriter(clone_from=FILES / "libreoffice.pdf")
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(path)
    assert refusal(path)[0] == "encrypted"


def test_a_docx_of_python_docx_gives_tables_and_title(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading(TITLE, level=0)
    made.add_paragraph(PARAGRAPHS[0])
    made.add_table(rows=1, cols=1).cell(0, 0).text = PARAGRAPHS[2]
    path = tmp_path / "report.docx"
    made.save(str(path))
    found = document(*pages(path))
    assert (found.title, found.text.split("\n\n")[1:]) == (TITLE, [PARAGRAPHS[0], PARAGRAPHS[2]])


def mail(*, rich: bool) -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"Example News" <desk@news.example>'
    message["To"] = "reader@news.example"
    message["Subject"] = TITLE
    message["Date"] = "Wed, 06 Mar 2024 09:00:00 +0300"
    message["Message-ID"] = "<1@news.example>"
    if rich:
        message.set_content("".join(f"<p>{p}</p>" for p in PARAGRAPHS), subtype="html")
    else:
        message.set_content("\n\n".join(PARAGRAPHS))
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    return message


@pytest.mark.parametrize("rich", [False, True])
def test_an_email_has_its_subject_and_day(tmp_path: Path, rich: bool) -> None:
    path = tmp_path / "message.eml"
    path.write_bytes(bytes(mail(rich=rich)))
    [page] = pages(path)
    found = document(page)
    assert (found.title, page.given_date) == (TITLE, date(2024, 3, 6))
    assert [b.span.of(found.text) for b in found.blocks if b.role is not BlockRole.HEADLINE] == PARAGRAPHS
    if not rich:
        assert (found.author, page.given_id) == ("Example News", "<1@news.example>")


def test_an_email_cut_short_or_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "message.eml"
    body = bytes(mail(rich=False))
    path.write_bytes(body[: body.index(b"%PDF") if b"%PDF" in body else len(body) * 3 // 4])
    assert refusal(path)[0] == "broken-file"
    empty = EmailMessage()
    empty["Subject"], empty["From"], empty["Date"] = TITLE, "a@b.example", "Wed, 06 Mar 2024 09:00:00 +0300"
    empty.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    path.write_bytes(bytes(empty))
    assert refusal(path)[0] == "empty"


def test_a_text_that_begins_with_from_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("From: the ministry\n\nKenya will send troops if the council pays for them.\n", encoding="utf-8")
    assert pages(path)[0].kind is PageKind.TEXT


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(path.name for path in FILES.iterdir() if path.suffix != ".md")),
    at=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.binary(max_size=20),
)
def test_a_damaged_file_is_read_or_refused_and_never_raises(name: str, at: float, cut: int, put: bytes) -> None:
    body = (FILES / name).read_bytes()
    place = int(at * len(body))
    damaged = body[:place] + put + body[place + cut :]
    for one in capture(["-"], fetched_at=NOW, stdin=io.BytesIO(damaged)):
        if isinstance(one, Page):
            read_page(one)


def test_standard_input_is_read_by_what_is_in_it() -> None:
    stdin = io.BytesIO((FILES / "libreoffice.rtf").read_bytes())
    [page] = capture(["-"], fetched_at=None, stdin=stdin)
    assert isinstance(page, Page)
    assert PARAGRAPHS[0] in page.body.decode()


def test_a_folder_gives_all_of_them() -> None:
    found = captured(FILES)
    assert sum(isinstance(one, Page) for one in found) == 9
    assert [one.refusal.code for one in found if isinstance(one, RefusedPage)] == ["not-a-page"]

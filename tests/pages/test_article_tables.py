"""CSV, TSV, Parquet and JSON: an article a row, by the names of its columns."""

import csv
import gzip
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.memory import Memory, needs_proc
from tests.pages.test_formats import captured, document, pages, refusal

from onrecord.pages import capture
from onrecord.pages.formats.columns import columns_of
from onrecord.pages.formats.found import iso_day
from onrecord.pages.refused import CaptureError
from onrecord.terms.documents import BlockRole
from onrecord.terms.pages import Page, PageKind, RefusedPage

ROWS = [
    {
        "url": "https://news.example/1",
        "date": "2024-03-06T23:30:00-05:00",
        "title": "Kenya sets terms",
        "publisher": "Example News",
        "text": "Kenya will send two battalions if the council pays, he said.\n\n\nHe gave no day, nor a place.",
    },
    {
        "url": "https://news.example/2",
        "date": "2024-03-05",
        "title": "Norway and the fund",
        "publisher": "The Courier",
        "text": 'Norway will withdraw if the board "does not publish" its accounts, the ministry said.',
    },
]


def table(path: Path, rows: list[dict[str, str]] = ROWS, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def assert_both_are_read(found: list[Page]) -> None:
    assert [page.address.rpartition(":")[2] for page in found] == ["1", "2"]
    assert [page.given_date for page in found] == [date(2024, 3, 6), date(2024, 3, 5)]
    assert [page.url for page in found] == [row["url"] for row in ROWS]
    for page, row in zip(found, ROWS, strict=True):
        read = document(page)
        assert (read.title, read.publisher) == (row["title"], row["publisher"])
        assert read.blocks[0].role is BlockRole.HEADLINE
        words = [block.span.of(read.text) for block in read.blocks[1:]]
        assert words == [line for line in row["text"].split("\n") if line]


@pytest.mark.parametrize(
    "delimiter, name", [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("|", "a.txt"), (",", "export")]
)
def test_a_table_is_an_article_a_row(tmp_path: Path, delimiter: str, name: str) -> None:
    assert_both_are_read(pages(table(tmp_path / name, delimiter=delimiter)))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    assert_both_are_read(pages(table(tmp_path / "a.csv", encoding=encoding)))


def test_a_compressed_table(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv")
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert_both_are_read(pages(packed))


def test_columns_may_be_named(tmp_path: Path) -> None:
    other = {"url": "u1", "date": "d1", "title": "t1", "publisher": "p1", "text": "x1"}
    rows = [{other[name]: value for name, value in row.items()} for row in ROWS]
    path = table(tmp_path / "a.csv", rows)
    assert refusal(path) == (
        "no-text-column",
        "no column is known to hold the text; the columns are 'u1', 'd1', 't1', 'p1', 'x1', and those looked for are "
        "text, fulltext, articletext, articlebody, body, bodytext, content, maintext, cleantext, plaintext, story, "
        "storytext, article, articlecontent, documenttext, message, transcript: name it with "
        "--columns text=NAME (events of GDELT, ICEWS, ACLED or POLECAT: onrecord import)",
    )
    assert_both_are_read(pages(path, columns=other))
    assert refusal(path, columns={"text": "body"})[0] == "no-text-column"


def test_a_row_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\nA,Kenya will pay.\nB,one,two,three\nC,\n\nD,Norway will go.\n", encoding="utf-8")
    found = captured(path)
    assert [one.refusal.code for one in found if isinstance(one, RefusedPage)] == ["bad-table", "empty"]
    assert [one.address.rpartition(":")[2] for one in found if isinstance(one, Page)] == ["1", "4"]


def test_a_table_cut_short_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv", [{"title": "A", "text": 'Kenya "will" pay.\nSoon.'}, {"title": "B", "text": "x, y"}]
    )
    path.write_bytes(path.read_bytes()[:-4])
    page, cut = captured(path)
    assert isinstance(page, Page)
    assert isinstance(cut, RefusedPage)
    assert cut.refusal.code == "broken-file"


def test_a_quotation_mark_that_never_closes_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('title,text\nA,"' + "x" * 300_000, encoding="utf-8")
    csv.field_size_limit(131_072)
    assert refusal(path, max_bytes=100_000)[0] == "bad-table"


def test_parquet_is_an_article_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist([{**row, "n": 1} for row in ROWS]), path)
    assert_both_are_read(pages(path))
    body = path.read_bytes()
    path.write_bytes(body[: len(body) // 2])
    assert refusal(path)[0] == "broken-file"


@needs_proc
def test_text_that_a_parquet_file_keeps_once_is_held_once(tmp_path: Path) -> None:
    """A thousand rows of one megabyte, in a file of a kilobyte, took a gigabyte."""
    path = tmp_path / "a.parquet"
    words = pa.DictionaryArray.from_arrays(pa.array([0] * 400, pa.int32()), pa.array(["Kenya will pay. " * 62_500]))
    pq.write_table(pa.table({"text": words}), path, compression="zstd", store_schema=False)
    memory = Memory()
    rows = [len(page.body) for page in capture([path], fetched_at=None) if isinstance(page, Page)]
    assert memory.grown_mb() < 200
    assert len(rows) == 400
    assert min(rows) >= 1_000_000


def test_a_parquet_file_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["Kenya will pay. " * 1_000_000]}), path, compression="zstd")
    assert path.stat().st_size < 100_000
    assert refusal(path, max_bytes=1_000_000)[0] == "too-large"


def test_a_day_may_be_a_value_of_its_own_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(
        pa.Table.from_pylist([{"content": "Kenya will pay.", "published_at": datetime(2024, 3, 6, 9, tzinfo=UTC)}]),
        path,
    )
    assert pages(path)[0].given_date == date(2024, 3, 6)


@pytest.mark.parametrize(
    "value",
    [
        ROWS,
        {"status": "ok", "articles": ROWS},
        {"hits": {"total": 2, "hits": [{"_id": "1", "_source": row} for row in ROWS]}},
        {"response": {"numFound": 2, "docs": ROWS}},
        [{**row, "source": {"id": None, "name": row["publisher"]}, "publisher": None} for row in ROWS],
    ],
)
def test_json_is_an_article_an_object(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.json"
    if isinstance(value, list) and "source" in value[0]:
        value = [{k: v for k, v in row.items() if k != "publisher"} for row in value]
    path.write_text(json.dumps(value), encoding="utf-8")
    assert_both_are_read(pages(path))


@pytest.mark.parametrize(
    "text, code",
    [
        ('[{"title": "A", "text": "Kenya will pay."', "bad-json"),
        ("[" * 100_000, "bad-json"),
        ('{"a": 1}', "no-text-column"),
        ("[1, 2]", "no-text-column"),
        ("", "empty"),
        (f'[{{"text": "Kenya will pay.", "n": {"9" * 5000}}}]', "bad-json"),
        ('[{"text": "Kenya will pay."}, {"title": "No text"}]', "missing-field"),
        (r'[{"text": "<p>Kenya will \ud83d pay.</p>"}]', "lone-surrogate"),
    ],
)
def test_json_that_holds_no_article_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert refusal(path)[0] == code


def test_one_object_is_one_article_whatever_lists_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    words = " ".join(row["text"] for row in ROWS * 3)
    path.write_text(json.dumps({"text": words, "author": ["Jane Roe", "Per Moe"], "links": [{"text": "x"}]}))
    [page] = pages(path)
    assert document(page).author == "Jane Roe, Per Moe"
    assert refusal(path, max_bytes=100)[0] == "too-large"


def test_columns_that_are_named_make_a_table_of_a_file_of_any_name(tmp_path: Path) -> None:
    path = table(tmp_path / "articles", [{f"x{name}": value for name, value in row.items()} for row in ROWS])
    assert_both_are_read(pages(path, columns={name: f"x{name}" for name in ROWS[0]}))


def test_a_packed_parquet_file_is_read_from_memory(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "a.parquet")
    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress((tmp_path / "a.parquet").read_bytes()))
    assert_both_are_read(pages(tmp_path / "a.parquet.gz"))


def test_a_header_that_never_ends_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('title,"text' + "x" * 300_000, encoding="utf-8")
    csv.field_size_limit(131_072)
    code, words = refusal(path, max_bytes=100_000)
    assert (code, words.startswith("the header is no line of a table: field larger than")) == ("bad-table", True)


def test_a_text_that_is_html_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    story = f"<p>{ROWS[0]['text'].split(chr(10))[0]}</p><script>x</script><p>{ROWS[1]['text']}</p>"
    path.write_text(json.dumps([{**ROWS[0], "text": story}]), encoding="utf-8")
    [page] = pages(path)
    found = document(page)
    assert (page.kind, found.title, found.publisher) == (PageKind.HTML, "Kenya sets terms", "Example News")
    assert "x" not in found.text.split("\n\n")


def test_the_same_text_from_two_publishers_is_two_pages(tmp_path: Path) -> None:
    one, two = pages(table(tmp_path / "a.csv", [{"publisher": p, "text": "Kenya will pay."} for p in ("A", "B")]))
    assert one.id != two.id


@pytest.mark.parametrize(
    "names, field, column",
    [
        (["Body", "Headline"], "text", "Body"),
        (["full_text", "summary"], "text", "full_text"),
        (["Publication Date", "content"], "date", "Publication Date"),
        (["source", "text", "id"], "publisher", "source"),
        (["link", "ARTICLE_TEXT"], "url", "link"),
    ],
)
def test_columns_are_known_by_their_common_names(names: list[str], field: str, column: str) -> None:
    assert columns_of(names, {})[field] == column


def test_a_field_that_is_not_there_is_no_guess() -> None:
    assert columns_of(["text"], {}) == {"text": "text"}
    with pytest.raises(CaptureError):
        columns_of([], {})


@pytest.mark.parametrize(
    "written, day",
    [
        ("2024-03-06", date(2024, 3, 6)),
        ("2024-03-06 09:00:00+00", date(2024, 3, 6)),
        ("2024-03-06T23:59:59.999Z", date(2024, 3, 6)),
        ("20240306", date(2024, 3, 6)),
        ("1709683200000", date(2024, 3, 6)),
        ("2024-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_as_machines_write_them(written: str, day: date | None) -> None:
    assert iso_day(written) == day

"""docs/tables.md lists every table of the package, with who reads it and where it is from."""

import pytest
from tools.write_tables import DATA, PAGE, names_of_tables, readers_of, source_named, tables_page

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_what_the_tables_say() -> None:
    assert tables_page(TEXT) == TEXT, "run `python -m tools.write_tables`"


@pytest.mark.parametrize("name", names_of_tables())
def test_a_table_has_a_row_and_a_reader(name: str) -> None:
    assert TEXT.count(f"| `{name}` |") == 1
    assert readers_of(name), "nothing reads it: delete the table"
    assert all((DATA.parent / path).exists() for path in readers_of(name))


def test_a_page_without_its_mark_is_not_written() -> None:
    with pytest.raises(ValueError, match="no place"):
        tables_page("# Tables\n")


def test_a_source_is_told_without_its_pages() -> None:
    assert source_named("CAMEO codebook 1.1b3, chapter 6: 0243") == "CAMEO codebook"
    assert source_named("by hand: a quay holds no ships") == "by hand"

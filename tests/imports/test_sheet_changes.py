"""Which row of the earlier version a changed row was."""

from onrecord.imports.sheet_changes import RowSign, pair_rows


def row(*cells: str, id_: str = "", after: str = "") -> RowSign:
    agent, action, trigger, *_ = (*cells, "", "", "")
    return RowSign(id=id_, says=(agent, action, trigger), cells=cells, after=after)


def test_the_same_id_is_the_same_row_whatever_it_says() -> None:
    old = [row("Iran", "close the strait", id_="1"), row("Russia", "leave", id_="2")]
    new = [row("Russia", "stay", "x", id_="2"), row("Iran", "close the strait", id_="3")]
    assert pair_rows(old, new) == {0: 1}


def test_a_note_or_a_condition_that_was_mended_is_the_same_row_though_the_sheet_was_sorted() -> None:
    old = [row("Iran", "close", "oil stops", "a"), row("Russia", "leave", "Ukrain joins"), row("China", "act", "x")]
    new = [row("China", "act", "y"), row("Russia", "leave", "Ukraine joins"), row("Iran", "close", "oil stops", "b")]
    assert pair_rows(old, new) == {0: 2, 1: 1, 2: 0}


def test_an_action_that_was_mended_keeps_its_condition() -> None:
    assert pair_rows([row("Iran", "clsoe", "oil stops")], [row("Iran", "close", "oil stops")]) == {0: 0}


def test_rows_of_one_gap_pair_where_half_of_them_is_the_same() -> None:
    old = [row("Iran", "close", "", "n", "m", after="page-1")]
    assert pair_rows(old, [row("Iran", "shut it", "", "n", "m", after="page-1")]) == {0: 0}
    assert pair_rows(old, [row("Iran", "shut it", "", "n", "m", after="page-2")]) == {}
    assert pair_rows(old, [row("China", "act", "now", "", "", after="page-1")]) == {}


def test_copies_pair_in_their_order_and_what_is_more_is_new() -> None:
    old = [row("Iran", "close", "a"), row("Iran", "close", "a")]
    assert pair_rows(old, [row("Iran", "close", "b"), row("Iran", "close", "b"), row("Iran", "close", "b")]) == {
        0: 0,
        1: 1,
    }


def test_ten_thousand_rows_that_all_changed_pair_quickly() -> None:
    old = [row(f"actor {n}", "deed", "condition", "") for n in range(10_000)]
    new = [row(f"actor {n}", "deed", "condition", "more") for n in reversed(range(10_000))]
    assert pair_rows(old, new) == {n: 9_999 - n for n in range(10_000)}

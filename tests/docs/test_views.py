"""Every view of a ledger, and every column of it, is named in docs/sql.md."""

import pytest
from tools.generated import by_hand

from onrecord.ledger.views.columns import View
from onrecord.ledger.views.making import VIEWS
from tests.docs.pages import read_page

PAGE = read_page("docs/sql.md")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_is_in_the_list_and_its_columns_in_its_table(view: View) -> None:
    assert f"| `{view.name}` |" in by_hand(PAGE)
    said = told_of(view.name)
    if "and those of its page" in said:
        said += told_of("pages_view")
    assert [c.name for c in view.columns if f"`{c.name}`" not in said] == []


def told_of(view: str) -> str:
    """What the page says of a view's columns."""
    return PAGE.split(f"\n**{view}**: ")[1].split("\n\n")[0]

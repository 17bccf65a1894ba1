"""`read --html`: one file, nothing to run and nothing to fetch in it."""

import re
from dataclasses import replace

from onrecord.faces.web.one_file import one_file
from tests.faces.web.conftest import BORDER, FIRMER, page_of
from tests.ledger.factory import NOON


def test_it_holds_the_text_and_its_readings() -> None:
    html = one_file((BORDER,), at=NOON)
    assert "1 norm, 0 refusals, 0 events, 1 statement, 0 dates." in page_of(html)
    assert f'<a class="on" href="#{BORDER.norms[0].id}" data-walk>' in html
    assert f'<li id="{BORDER.norms[0].id}">' in html
    assert ".block > .reason {" in html


def test_nothing_is_run_or_fetched() -> None:
    bad = "<script>alert(1)</script></style><img src=x>"
    document = BORDER.document
    assert document is not None
    html = one_file((replace(BORDER, document=replace(document, title=bad)), FIRMER), at=NOON)
    assert re.findall(r"<script|<img|<link|<form|<[^>]*\ssrc=|</style><", html) == []
    assert all(href.startswith("#") for href in re.findall(r'href="([^"]*)"', html))
    assert "default-src 'none'; style-src 'unsafe-inline'" in html

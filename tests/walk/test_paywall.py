"""A page that a paywall cuts off inside a condition: no norm of that sentence, none of the subscription terms."""

from onrecord.terms.pages import Page, PageKind
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

CUT = (
    '<!DOCTYPE html><html lang="en"><head><title>Mali orders envoy out | Example News</title>'
    '<meta property="article:published_time" content="2024-03-06T09:00:00Z"></head><body><article>'
    "<h1>Mali orders envoy out</h1>"
    "<p>BAMAKO (Reuters) - Mali will expel the French envoy if Paris does not</p>"
    '<div class="paywall"><p>To continue reading, subscribe now. You will be charged $1 a week unless you cancel. '
    "We will not charge you if you cancel before the trial ends.</p><p>Already a subscriber? Sign in.</p></div>"
    "</article></body></html>"
)


def test_a_condition_cut_off_by_a_paywall_is_refused_and_never_reversed() -> None:
    body = CUT.encode("utf-8")
    page = Page(address="page", body=body, kind=PageKind.HTML, encoding="utf-8", encoding_basis="default")
    reading = read(page, open_engines())
    assert reading.norms == ()
    refused = [r for r in reading.refusals if r.room == "commitments"]
    assert [r.code for r in refused] == ["condition-unclear"]
    assert refused[0].span is not None
    assert refused[0].span.of(reading.document.text).endswith("if Paris does not")

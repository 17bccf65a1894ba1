"""Consent notices, subscription terms and boxes of other stories are told from the story by what they say."""

# Markup is written as pages have it, on one line.
# ruff: noqa: E501

import pytest

from tests.documents.pages import STORY, codes, read, refused, shown

FIRST = "Kenya will send two battalions if the council pays for the mission, the minister said on Tuesday."
SECOND = "“We will not deploy a single officer unless the money is in the fund,” he told reporters in the capital."
STORY_HTML = f"<h1>Kenya sets terms for troops</h1><p>{FIRST}</p><p>{SECOND}</p>"
NOTICE = (
    "<p>We and our 842 partners will store cookies on your device if you accept. We will not share your data unless "
    "you agree to it.</p><p>If you decline, the cookies that the site needs will still be stored on it.</p>"
)


def page(body: str) -> str:
    return f"<html><head><title>Kenya sets terms for troops</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "body",
    [
        # The article in an aside, the notice in what looks like the main part.
        f"<div id=consent class=main-content><h2>We value your privacy</h2>{NOTICE}<button>Accept</button></div>"
        f"<aside class=story-col>{STORY_HTML}</aside><footer>Imprint</footer>",
        # A layer without a telling name: its button says what it is for.
        f"<div class=ov-1><div><h2>Before you continue</h2>{NOTICE}<a role=button>Accept all</a></div></div>"
        f"<main><article>{STORY_HTML}</article></main>",
        # Behind the story, as many tools append it.
        f"<article>{STORY_HTML}</article><div id=onetrust-banner-sdk role=dialog>{NOTICE}"
        "<button>Reject all</button><button>Agree and continue</button></div>",
        # The whole page in a form, as some systems of the 2000s write it.
        f"<form id=aspnetForm class=modal><div class=cookieBar>{NOTICE}<input type=submit value='I agree'></div>"
        f"<div class=sidebar-left>{STORY_HTML}</div></form>",
        # The story hidden until the reader has answered.
        f"<section class=cmpWrapper>{NOTICE}<button>Got it!</button></section>"
        f"<div style='display:none' class='hidden'><div>{STORY_HTML}</div></div>",
        # The notice in a table, the story in bare lines.
        f"<table class=gdpr><tr><td>{NOTICE}</td></tr></table><dialog open>{STORY_HTML}</dialog>",
    ],
)
def test_the_story_is_read_and_the_consent_notice_is_not(body: str) -> None:
    assert shown(read(page(body))) == [FIRST, SECOND]


def test_a_page_that_is_only_a_consent_notice_says_so() -> None:
    assert refused(page(f"<div class=consent-wall>{NOTICE}<button>Accept</button></div>")) == "consent-notice"


def test_a_story_about_cookies_is_a_story() -> None:
    story = (
        "The regulator will fine the company if it stores cookies without consent, the minister said on Tuesday. "
        "The privacy of users is not for sale, he told the chamber, and the law will be changed in the spring."
    )
    found = read(
        page(f"<article id=privacy-ruling><h1>Kenya sets terms for troops</h1><p>{story}</p><p>{STORY}</p></article>")
    )
    assert shown(found) == [story, STORY]


TERMS = (
    "<p>To continue reading, subscribe now. You will be charged $1 a week unless you cancel.</p>"
    "<p>Already a subscriber? Sign in.</p>"
)


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{STORY_HTML}<div class=paywall>{TERMS}</div></article>",
        f"<article>{STORY_HTML}</article><section id=regwall-offer><div>{TERMS}</div></section>",
        f"<article>{STORY_HTML}<p>This article is for subscribers only.</p><p>Start your free trial today and get "
        "unlimited access to every story.</p></article>",
        # Google's markup: the class marks the paid part of the story itself.
        f"<article><h1>Kenya sets terms for troops</h1><p>{FIRST}</p><div class=paywall><p>{SECOND}</p></div>"
        f"<div class=subscriptionPrompt>{TERMS}</div></article>",
        f"<div class=content>{STORY_HTML}<p>You have reached your limit of free articles. Register to read on.</p></div>",
    ],
)
def test_subscription_terms_are_left_out_and_told(body: str) -> None:
    found = read(page(body))
    assert shown(found) == [FIRST, SECOND]
    assert codes(found) == ["subscription-terms"]


def test_an_offer_elsewhere_on_the_page_says_nothing_of_the_story() -> None:
    offer = "<header><div class=subscribe-bar><p>Subscribe now for $1 a week. Cancel anytime.</p></div></header>"
    assert codes(read(page(f"{offer}<article>{STORY_HTML}</article>"))) == []


OTHERS = "<li><a href=/a>France threatens to leave the pact if quotas rise</a></li><li><a href=/b>Why Peru will not pay</a></li>"


@pytest.mark.parametrize(
    "body, told",
    [
        ("<p><strong>READ MORE: Russia will cut gas to Moldova unless it pays</strong></p>", True),
        ("<p>Also read | <a href=/x>Russia will cut gas to Moldova unless it pays</a></p>", True),
        ("<p><a href=/x>Russia will cut gas to Moldova unless it pays</a></p>", True),
        ("<p><em>WATCH: Russia will cut gas to Moldova unless it pays</em></p>", True),
        (f"<div class=inline-related><h4>Related</h4><ul>{OTHERS}</ul></div>", False),
        (f"<aside class=mostRead><h3>Most read</h3><ol>{OTHERS}</ol></aside>", False),
        (f"<div class=x7><h4>More on this story</h4><ul>{OTHERS}</ul></div>", None),
        (
            "<div class='c-newsletter'><p>Sign up for our newsletter. It comes to your inbox every Friday.</p></div>",
            False,
        ),
    ],
)
def test_links_to_other_stories_are_no_part_of_this_one(body: str, told: bool | None) -> None:
    found = read(page(f"<article><h1>Kenya sets terms for troops</h1><p>{FIRST}</p>{body}<p>{SECOND}</p></article>"))
    assert shown(found) == [FIRST, SECOND]
    if told is not None:
        assert codes(found) == (["other-stories"] if told else [])

"""Who meets whom, on what, and what is said of it.

A contest is read by every entry, each in processes of its own, in turn. `does` is what a row of the table says an entry
gives: what it does more than the one above is part of its time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench import corpora, scoring
from bench.worker import Item

OURS, PEERS, JAVA = "onrecord", "bench", "bench-java"
"""Where an entry runs: here, or in the environment of the group of that name (bench.environments)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One contestant of a contest. scored: are its answers asked for? room: is it what the contest is about?"""

    name: str
    module: str
    does: str
    where: str = OURS
    scored: bool = True


@dataclass(frozen=True, slots=True)
class Contest:
    """One table and one panel of the plot.

    columns: (figure, its heading) in the order shown; the first is the plot's. usual: is it run where none is named?
    """

    name: str
    title: str
    load: corpora.Load
    score: Callable[[Sequence[Item], scoring.Answers], dict[str, float]]
    columns: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    usual: bool = True


READING = Entry(
    "onrecord, whole reading",
    "bench.contestants.onrecord_reading",
    "all of it: text, who said what, who is who, times, events, norms",
    scored=False,
)
TIMES = (("f1", "value F1"), ("precision", "precision"), ("recall", "recall"))
TIMES_OURS = Entry(
    "onrecord `find_times`",
    "bench.contestants.onrecord_times",
    "days, times, lengths and sets with their spans; its parse is in the time",
)
DATEPARSER = Entry(
    "dateparser `search_dates`", "bench.contestants.dateparser_search", "days as words and moments, no spans", PEERS
)

CONTESTS = (
    Contest(
        "pages",
        "Pages: main text",
        corpora.pages,
        scoring.score_pages,
        (("text_f1", "text F1"), ("text_f1_micro", "all grams F1"), ("day_right", "day right")),
        (
            Entry(
                "onrecord `read_page`",
                "bench.contestants.onrecord_pages",
                "text in blocks, every letter placed on the page, title, date, language",
            ),
            Entry("trafilatura", "bench.contestants.trafilatura_default", "text", PEERS),
            Entry("trafilatura, fast", "bench.contestants.trafilatura_fast", "text", PEERS),
            Entry(
                "trafilatura, metadata",
                "bench.contestants.trafilatura_metadata",
                "text, title, date, authors and more",
                PEERS,
            ),
            Entry(
                "newspaper4k",
                "bench.contestants.newspaper4k_article",
                "text, title, date, authors, pictures' addresses",
                PEERS,
            ),
            READING,
        ),
    ),
    Contest(
        "quotations",
        "Quotations: direct ones",
        corpora.quotations,
        scoring.score_quotations,
        (
            ("f1", "content F1"),
            ("precision", "precision"),
            ("recall", "recall"),
            ("words_f1", "words F1"),
            ("speaker", "speaker touched"),
        ),
        (
            Entry(
                "onrecord `find_statements`",
                "bench.contestants.onrecord_statements",
                "direct, mixed and indirect; its parse and encoder are in the time",
            ),
            Entry(
                "textacy `direct_quotations`",
                "bench.contestants.textacy_quotations",
                "direct ones that have a speaker; its parse is in the time",
                PEERS,
            ),
            Entry(
                "the parse alone",
                "bench.contestants.onrecord_parse",
                "what the rooms of onrecord share, names included",
                scored=False,
            ),
            READING,
        ),
    ),
    Contest(
        "dates",
        "Dates: values of the calendar",
        corpora.dates,
        scoring.score_dates,
        TIMES,
        (
            TIMES_OURS,
            Entry(
                "onrecord `find_times`, parsed",
                "bench.contestants.onrecord_times_parsed",
                "the same where the parse is at hand, as in a reading",
                scored=False,
            ),
            DATEPARSER,
            READING,
        ),
    ),
    Contest(
        "norms",
        "Norms: who will do what, if what",
        corpora.norms,
        scoring.score_norms,
        (
            ("pages.strict", "pages strict F1"),
            ("pages.relaxed", "relaxed"),
            ("pages.if_strict", "with a condition, strict"),
            ("pages.if_relaxed", "relaxed"),
            ("passages.strict", "passages strict F1"),
            ("passages.relaxed", "relaxed"),
            ("passages.if_strict", "with a condition, strict"),
            ("passages.if_relaxed", "relaxed"),
            ("open.strict", "open passages strict F1"),
            ("open.relaxed", "relaxed"),
        ),
        (
            replace(READING, scored=True),
            Entry("rules on the parse", "bench.contestants.dependency_norms", "norms alone; its parse is in the time"),
            Entry("modal and if", "bench.contestants.modal_if_norms", "norms alone, by regular expressions"),
        ),
    ),
    Contest(
        "slow-dates",
        "Dates beside those that take long",
        corpora.dates_in_fives,
        scoring.score_dates,
        TIMES,
        (
            TIMES_OURS,
            Entry(
                "HeidelTime",
                "bench.contestants.heideltime_news",
                "days, times, lengths and sets; the start of Java a text is in the time",
                JAVA,
            ),
            DATEPARSER,
            Entry(
                "dateparser `search_dates`, ngram",
                "bench.contestants.dateparser_ngram",
                "the same, by its other strategy",
                PEERS,
            ),
        ),
        usual=False,
    ),
    Contest(
        "costs",
        "What a page costs from bytes to ledger",
        corpora.pages,
        lambda _items, _answers: {},
        (),
        (
            Entry(
                "onrecord, into a ledger",
                "bench.contestants.onrecord_ledger",
                "the whole reading, and the ledger's rows and index",
                scored=False,
            ),
        ),
    ),
)

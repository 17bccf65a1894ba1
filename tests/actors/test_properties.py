"""What must never happen, whatever the text."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from onrecord.actors import name_speakers, resolve
from onrecord.language.phrases import Phrases
from onrecord.terms.actors import Cast
from onrecord.terms.spans import Span

PIECES = ["Russia", "President", "Putin", "’s", "“", "”", "[", "]", "he", "said", ",", ".", "the", "government", "-",
          "of", "🙂", "US", "(", ")", "army", "Mr.", "\n\n", " ", "NATO", "their", "Kyiv"]  # fmt: skip


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=60))
def test_mentions_lie_in_the_text_and_name_actors_of_the_cast(document_of, parse_text, text):
    document, parse = document_of(text), parse_text(text)
    cast = resolve(document, parse)
    statements, cast = name_speakers(document, parse, (), cast)
    assert statements == ()
    for mention in cast.mentions:
        assert mention.span.end <= len(text)
        assert mention.actor_id is None or mention.actor_id in cast.actors


def test_an_empty_text_has_an_empty_cast(who):
    page = who("")
    assert page.cast.actors == {}
    assert page.cast.mentions == ()


def test_a_long_page_takes_time_in_proportion(document_of, parse_text):
    sentence = "Russian President Ivan Orlov told the Polish government that he would send his troops to Warsaw. "
    times = []
    for copies in (40, 160):
        document, parse = document_of(sentence * copies), parse_text(sentence * copies)
        started = time.process_time()
        name_speakers(document, parse, (), resolve(document, parse))
        times.append(time.process_time() - started)
    assert times[1] < 12 * times[0] + 0.1


def test_a_cast_finds_every_mention_over_a_place(who):
    page = who("Kyiv's army will leave the land of Ukraine.")
    for position in range(len(page.document.text)):
        over = [m for m in page.cast.mentions if m.span.start <= position < m.span.end]
        longest = max(over, key=lambda m: m.span.end - m.span.start, default=None)
        assert page.cast.at(position) == longest


def test_phrases_take_the_longest_and_end_with_the_word():
    table = Phrases([("New York", 1), ("New York Times", 2), ("US", 3), ("US", 4)])
    assert table.at("New York Times", 0) == (14, (2,))
    assert table.at("New Yorkers", 0) is None
    assert table.at("the US army", 4) == (6, (3, 4))
    with pytest.raises(ValueError, match="begins with a letter"):
        Phrases([("-x", 1)])


def test_words_of_nobody_are_none(who):
    page = who("It rained all day.")
    assert Cast((), ()).for_words(Span(0, 2), page.parse) is None

"""Where a text breaks off. Sentences are our own."""

import pytest

from onrecord.language.cut_off import breaks_off, is_unfinished


@pytest.mark.parametrize(
    "text, last",
    [
        ("Mali will expel the envoy if Paris does not", "not"),
        ("Mali will expel the envoy if Paris …", "Paris"),
        ("Mali will expel the envoy if Paris does not...", "not"),
        ("Mali will expel the envoy if Paris does not […]", "not"),
        ("Mali will expel the envoy if Spain … Subscribe to read the full story.", "Spain"),
        ("Mali will leave if Paris pays", "pays"),
        ("Mali will leave if Paris pays\n\nIts leader spoke on Monday.", None),
        ("Mali will expel the envoy if Paris does not\n\nSign in.", "not"),
        ("Mali will expel the envoy.", None),
        ("Mali will expel the envoy if Paris does not pay.\u200b", None),
        ("Mali will expel the envoy in 2025.", None),
        ("“Mali will expel the envoy if Paris does not”", None),
        ("“If they come back … we will shoot,” he said.", None),
        ("“We will fight...” he said.", None),
    ],
)
def test_a_text_breaks_off_behind_its_last_word(parse_text, text, last):
    parse = parse_text(text)
    found = breaks_off(parse, range(*parse.sentences[0]))
    assert (parse.word(found) if found is not None else None) == last


@pytest.mark.parametrize(
    "text, unfinished",
    [
        ("Mali will leave if Paris does", True),
        ("Mali will leave if Paris does not", True),
        ("Mali will leave unless", True),
        ("Mali will leave the", True),
        ("Mali will leave only", True),
        ("Mali will leave Gao", False),
        ("Mali will fight on", False),
    ],
)
def test_some_words_end_no_text(parse_text, text, unfinished):
    parse = parse_text(text)
    assert is_unfinished(parse, len(parse) - 1) is unfinished

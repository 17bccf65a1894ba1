"""Who sent a message and to whom, in the words of one sentence."""

import pytest

from onrecord.language.messages import addressee, is_message, message_to, senders, whole_message


def token(parse, word):
    return next(t for t in range(len(parse)) if parse.word(t) == word)


@pytest.mark.parametrize(
    "text, noun, sender, to",
    [
        ("Malik's message to Salo was short.", "message", "Malik", "Salo"),
        ("A telegram from Malik to Salo was short.", "telegram", "Malik", "Salo"),
        ("A letter addressed to Salo by Malik was short.", "letter", "Malik", "Salo"),
        ("A letter addressed to Salo and signed by Malik was short.", "letter", "Malik", "Salo"),
        ("The note that Malik sent to Salo was short.", "note", "Malik", None),
        ("Malik sent Salo a message of greetings.", "message", "Malik", "Salo"),
        ("A cable was sent to Salo by Malik.", "cable", "Malik", "Salo"),
        ("Salo received a telegram from Malik.", "telegram", "Malik", "Salo"),
        ("In a letter to Salo, Malik offered peace.", "letter", "Malik", "Salo"),
        ("Malik read out the letter to Salo.", "letter", None, "Salo"),
        ("The letter to Salo was short.", "letter", None, "Salo"),
    ],
)
def test_sender_and_addressee(parse_text, text, noun, sender, to):
    parse = parse_text(text)
    message = token(parse, noun)
    assert [parse.word(t) for t in senders(parse, message)][:1] == ([sender] if sender else [])
    found = addressee(parse, message)
    assert (None if found is None else parse.word(found)) == to
    if to is not None:
        assert message_to(parse, token(parse, to)) == message


def test_greetings_in_a_message_are_the_message(parse_text):
    parse = parse_text("Malik sent a message of greetings and a telegram.")
    message = token(parse, "message")
    assert whole_message(parse, token(parse, "greetings")) == message
    assert whole_message(parse, token(parse, "telegram")) == message
    assert whole_message(parse, token(parse, "Malik")) is None


def test_to_note_is_no_note(parse_text):
    parse = parse_text("Mr Malik will note the change.")
    assert not is_message(parse, token(parse, "note"))

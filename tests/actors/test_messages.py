"""Whoever sends a message speaks in it; whom it goes to does not, unless he answers.

Each text with some words of it, and who says these words.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.actors import name_speakers, resolve
from onrecord.statements import find_statements
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.statements import Directness

INDIRECT = {"directness": Directness.INDIRECT}
MALIK = "Polish President Jan Malik arrived on Monday. "
TWO = MALIK + "He met Finnish Prime Minister Aino Salo. "


@pytest.fixture
def says(
    document_of: Callable[[str], Document], parse_text: Callable[[str], Parse]
) -> Callable[[str, str], str | None]:
    """The code of whoever says some words of a text; None when nobody known does."""

    def say(text: str, words: str) -> str | None:
        document, parse = document_of(text), parse_text(text)
        statements, _ = find_statements(document, parse)
        named, cast = name_speakers(document, parse, statements, resolve(document, parse))
        at = text.index(words)
        held = [s for s in named if any(c.start <= at < c.end for c in s.content)]
        assert held, f"no statement holds {words!r}"
        innermost = min(held, key=lambda s: sum(c.end - c.start for c in s.content))
        actor = cast.actors.get(innermost.speaker_id or "")
        return actor.code if actor else None

    return say


@pytest.mark.parametrize(
    "text, words, code",
    [
        # whose it is
        (TWO + "Mr Malik's message to Ms Salo said: “We will reopen the port.”", "We will", "POL"),
        (TWO + "His letter to Ms Salo says that the port will reopen.", "that the port", "POL"),
        ("The Polish note to Finland said the port would reopen.", "the port would", "POL"),
        ("Poland's telegram to Finland's government said: “The port will reopen.”", "The port will", "POL"),
        # from, by, signed by, sent by
        ("A telegram from Polish President Jan Malik to Finland said: “We will come.”", "We will", "POL"),
        ("A telegram to Finland from Polish President Jan Malik said: “We will come.”", "We will", "POL"),
        ("A letter addressed to Finland by Polish President Jan Malik says the port will reopen.", "the port", "POL"),
        ("The letter, signed by Polish President Jan Malik, says the port will reopen.", "the port", "POL"),
        ("The note that Poland sent to Finland says the port will reopen.", "the port", "POL"),
        # sent him a message, which reads
        (TWO + "Mr Malik sent Ms Salo a message of greetings, which says: “We will come.”", "We will", "POL"),
        (TWO + "Mr Malik sent Ms Salo a message. The message said: “We will come.”", "We will", "POL"),
        (TWO + "Ms Salo was sent a letter by Mr Malik. The letter said the port would reopen.", "the port", "POL"),
        (TWO + "Ms Salo received a telegram from Mr Malik. “We will come,” it read.", "We will", "POL"),
        (TWO + "A cable was sent to Ms Salo by Mr Malik.\n\n“We will come.”", "We will", "POL"),
        # said in a message
        (MALIK + "In a letter to Finnish Prime Minister Aino Salo, he said: “We will come.”", "We will", "POL"),
        ("“We will come,” Polish President Jan Malik said in a letter to Finland.", "We will", "POL"),
        ("In his message to Finland, Polish President Jan Malik said, in part:\n\n“We will come.”", "We will", "POL"),
        # led to by the paragraph before
        (
            TWO + "\n\nMr Malik's message to Ms Salo said, in part:\n\n“We will come.\n\n“We will stay.”",
            "We will s",
            "POL",
        ),
        (TWO + "\n\nMr Malik also sent Ms Salo greetings, which read in part:\n\n“We will come.”", "We will", "POL"),
        # answers
        (TWO + "Ms Salo's reply to Mr Malik's message said: “We will wait.”", "We will", "FIN"),
        (TWO + "Mr Malik sent Ms Salo a letter. The reply said: “We will wait.”", "We will", "FIN"),
        (
            TWO + "Mr Malik sent Ms Salo a letter. Ms Salo sent a reply. The letter says: “We will wait.”",
            "We will",
            "POL",
        ),
        (TWO + "In reply to Mr Malik's letter, Ms Salo said: “We will wait.”", "We will", "FIN"),
        # read out, quoted, received: another's words
        (TWO + "Mr Malik read a letter from Ms Salo: “We will wait.”", "We will", "FIN"),
        (TWO + "Mr Malik received a letter from Ms Salo.\n\n“We will wait.”", "We will", "FIN"),
        (TWO + "Mr Malik answered a letter from Ms Salo: “We will come.”", "We will", "POL"),
        (TWO + "Mr Malik handed Ms Salo a note. The note said the port would reopen.", "the port", "POL"),
        (TWO + "Condolences were sent to Ms Salo by Mr Malik. “We will come,” the telegram said.", "We will", "POL"),
        # told is no message
        (TWO + "Mr Malik told Ms Salo that the port would reopen.", "that the port", "POL"),
        # nobody we know
        ("Finland received a letter. The letter said the port would reopen.", "the port", None),
        ("A letter to Finland said the port would reopen.", "the port", None),
        (TWO + "A message said the port would reopen.", "the port", None),
        (TWO + "Mr Malik's friend sent Ms Salo a letter. The letter said the port would reopen.", "the port", None),
    ],
)
def test_whoever_sends_a_message_speaks_in_it(says, text, words, code):
    assert says(text, words) == code


GREETINGS = (
    "Polish President Jan Malik sent greetings to many leaders.\n\n"
    "His message to Finnish Prime Minister Aino Salo said, in part:\n\n"
    "“Our ships will be back.”\n\n"
    "The message to Chilean President Luis Rojas said, in part:\n\n"
    "“Our planes will be back.”\n\n"
    "Mr Rojas sent a telegram to Norwegian King Haakon.\n\n"
    "“Our trains will be back,” the telegram to the king said. "
    "“Our buses will be back,” the message to Ms Salo also said."
)


@pytest.mark.parametrize(
    "words, code", [("Our ships", "POL"), ("Our planes", "POL"), ("Our trains", "CHL"), ("Our buses", "POL")]
)
def test_of_several_messages_each_has_its_sender(says, words, code):
    assert says(GREETINGS, words) == code


def test_the_words_of_a_message_name_its_sender(who):
    page = who(
        "Polish President Jan Malik wrote Finland a letter. The letter said Poland would wait.",
        said=[("The letter", "Poland would wait", INDIRECT)],
    )
    assert page.speakers() == ["Jan Malik"]
    assert page.code("The letter") == "POL"


@pytest.mark.parametrize(
    "source, code",
    [("Jan Malik's letter to Aino Salo", "POL"), ("Letter from Jan Malik to Aino Salo", "POL")],
)
def test_a_headline_names_the_sender(who, source, code):
    text = f"{source}: We will come\n\nPolish President Jan Malik wrote to Finnish Prime Minister Aino Salo."
    page = who(text, said=[(source, "We will come", INDIRECT)])
    assert page.cast.actors[page.statements[0].speaker_id].code == code


def test_the_message_also_said_goes_on_with_who_spoke(says):
    text = "Polish President Jan Malik said Poland would wait. The message also said that ships would come."
    assert says(text, "that ships") == "POL"
    assert says(text.replace("also ", ""), "that ships") is None


def test_whoever_writes_is_not_whom_he_writes_to(who):
    page = who(MALIK + "In a letter to Finnish Prime Minister Olli Salo, he gave way.")
    assert page.actor("he").name == "Jan Malik"
    assert who("In a letter to Finnish Prime Minister Olli Salo, he gave way.").actor("he") is None


@pytest.mark.parametrize("content, name", [("a letter from Finland", "Jan Malik"), ("We will wait", "Finland")])
def test_who_reads_a_letter_out_does_so_and_its_writer_speaks_in_it(who, content, name):
    reader = "Polish President Jan Malik"
    page = who(f"{reader} read out a letter from Finland: “We will wait.”", said=[(reader, content, INDIRECT)])
    read_out = replace(page.statements[0], cue=(page.span("read out"),))
    (named,), cast = name_speakers(page.document, page.parse, (read_out,), page.cast)
    assert cast.actors[named.speaker_id].name == name

"""Words that set a clause in a world of their own: a novel, a war game, "imagine".

In:      a Parse and the token of a verb
Out:     the token of the word that does; None when there is none
Refuses: exercises, films and books: what happens "during the exercise" or "in the book" is told as a fact as often
Source:  the lists "tells of what is imagined" and "bids to imagine" of data/en/words.csv
Shown:   tests/language/test_factuality.py
"""

from onrecord.language.clauses import child, subject
from onrecord.language.once import once_a_word
from onrecord.language.words import phrase_at, word_list
from onrecord.terms.parses import Parse

CONTENTS = frozenset({"ccomp", "xcomp", "dobj", "pcomp"})


@once_a_word
def imagined_by(parse: Parse, verb: int) -> int | None:
    """ "In the novel, China invades", "the simulation showed China invading", "Imagine Iran bombed Riyadh"."""
    first = parse.sentence_of(verb).start
    if first < verb and phrase_at(parse, "bids to imagine", first) is not None and parse.tags[first] != "VBD":
        return first
    for c in parse.children[verb]:
        noun = child(parse, c, "pobj") if parse.deps[c] == "prep" and parse.lower(c) in {"in", "during"} else None
        if noun is not None and _is_imagined(parse, noun):
            return noun
    own = subject(parse, verb)
    shows = any(parse.deps[c] in CONTENTS for c in parse.children[verb])
    return own if own is not None and shows and _is_imagined(parse, own) else None


def _is_imagined(parse: Parse, noun: int) -> bool:
    """The noun, or it with the word before it ("war game"); in the plural too."""
    word = parse.lemmas[noun].lower()
    before = parse.lower(noun - 1) if noun else ""
    return bool({word, f"{before} {word}"} & word_list("tells of what is imagined"))

"""Where an action happens, where it comes from and leads to, and together with whom it is done.

In:      Parse, Cast, Parties, the SpeakerContext, the tokens of an action or a trigger
Out:     ActionPlace: kind, words, value (a state's code, else the name of a smaller place; of "together with" a code)
Refuses: a place nobody names ("over the border" of nobody knows which state)
Source:  data/en/words.csv
Shown:   tests/commitments/test_thresholds.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.commitments.parties import Parties
from onrecord.commitments.speaker_context import SpeakerContext
from onrecord.language.clauses import child
from onrecord.language.noun_phrases import noun_phrase
from onrecord.language.state_names import names_a_state
from onrecord.language.words import phrase_at, word_values
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import ThresholdKind

DASHES = frozenset({"—", "–", "--", "-"})
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class ActionPlace:
    """One place or companion, and the words that say so, their preposition with them."""

    kind: ThresholdKind
    span: Span
    value: str


class Places:
    """Reads the places of one page."""

    def __init__(self, parse: Parse, parties: Parties) -> None:
        self._parse, self._parties = parse, parties

    def of(self, head: int, tokens: range, context: SpeakerContext) -> tuple[ActionPlace, ...]:
        """The places in these tokens, and those that hang on the head outside them, in text order, one a kind."""
        found: dict[ThresholdKind, ActionPlace] = {}
        for place in self._all(head, tokens, context):
            found.setdefault(place.kind, place)
        return tuple(sorted(found.values(), key=lambda p: p.span))

    def _all(self, head: int, tokens: range, context: SpeakerContext) -> Iterator[ActionPlace]:
        parse = self._parse
        hanging = [c for c in parse.children[head] if c not in tokens and parse.deps[c] == "prep" and c > head]
        resumed = self._resumed(tokens)
        for token in dict.fromkeys((*tokens, *hanging, *resumed)):
            companion = phrase_at(parse, "together with", token)
            if companion is not None:
                noun = child(parse, companion[0], "pobj")
                code = self._parties.code(noun, context) if noun is not None else None
                if noun is not None and code is not None:
                    yield ActionPlace(ThresholdKind.WITH, Span(parse.starts[token], noun_phrase(parse, noun).end), code)
            elif parse.deps[token] == "prep" or (parse.deps[token] == "dative" and parse.pos[token] == "ADP"):
                yield from self._behind(head, token, context, resumed=token in resumed)
            elif parse.deps[token] == "dobj" and parse.lemmas[parse.heads[token]] in word_values("arrives"):
                value = self.value(token, context)
                if value is not None:
                    yield ActionPlace(ThresholdKind.PLACE, noun_phrase(parse, token), value)

    def _resumed(self, tokens: range) -> tuple[int, ...]:
        """Where an action goes on behind an insertion: "send its forces - 60,000 men - over the border"."""
        parse, end = self._parse, tokens.stop
        if end >= len(parse) or not tokens or parse.word(end) not in DASHES:
            return ()
        sentence = parse.sentence_of(end)
        closed = next((t for t in range(end + 1, sentence.stop) if parse.word(t) in DASHES), None)
        begins = closed is not None and closed + 1 < sentence.stop and parse.deps[closed + 1] == "prep"
        return (closed + 1,) if closed is not None and begins else ()

    def _behind(self, head: int, preposition: int, context: SpeakerContext, *, resumed: bool) -> Iterator[ActionPlace]:
        parse = self._parse
        kind = self._kind(head, preposition, resumed=resumed)
        noun = child(parse, preposition, "pobj")
        if noun is not None and parse.lower(preposition) in word_values(
            "lies on"
        ):  # "a resolution on Iraq" is about it
            kind = ThresholdKind.PLACE if parse.lemmas[noun].lower() in word_values("place noun") else None
        if kind is None or noun is None:
            return
        value = self.value(noun, context)
        if value is not None:
            yield ActionPlace(kind, Span(parse.starts[preposition], noun_phrase(parse, noun).end), value)

    def _kind(self, head: int, preposition: int, *, resumed: bool) -> ThresholdKind | None:
        """Who comes "to our territory" is there; what is sent only leads there, and "aid to Kyiv" goes nowhere."""
        parse, word = self._parse, self._parse.lower(preposition)
        if word in word_values("lies in"):
            return ThresholdKind.PLACE
        if word in word_values(
            "starts from"
        ):  # "a soldier from Iraq" is an Iraqi: it says nothing of where he sets out
            return ThresholdKind.FROM if parse.pos[parse.heads[preposition]] in {"VERB", "ADP"} else None
        if word not in word_values("leads to"):
            return None
        between = (a for a in parse.ancestors(preposition) if parse.pos[a] == "VERB")
        verb = head if resumed else next(between, head)
        if parse.lemmas[verb] in word_values("arrives"):
            return ThresholdKind.PLACE
        return ThresholdKind.TOWARDS if parse.lemmas[verb] in word_values("moves") else None

    def value(self, noun: int, context: SpeakerContext) -> str | None:
        """The code of a state, or of whose territory it is; else the name of the smaller place; None for neither."""
        parse = self._parse
        if parse.lemmas[noun].lower() in word_values("place noun"):
            return self._whose(noun, context)
        if parse.entities[noun] not in PLACES:
            return None
        name = _entity(parse, noun)
        return self._parties.code(noun, context) or name if names_a_state(name) else name.removeprefix("the ")

    def _whose(self, noun: int, context: SpeakerContext) -> str | None:
        """ "our territory", "Belarusian soil", "the territory of Belarus", "the border to Ukraine"."""
        parse = self._parse
        for at in parse.children[noun]:
            beyond = child(parse, at, "pobj") if parse.lower(at) in {"of", "to", "with"} else None
            if beyond is not None:
                return self.value(beyond, context)
        return self._parties.code(noun, context)


def _entity(parse: Parse, token: int) -> str:
    first = last = token
    while not parse.entity_starts[first] and first > 0 and parse.entities[first - 1] == parse.entities[token]:
        first -= 1
    while last + 1 < len(parse) and parse.entities[last + 1] == parse.entities[token]:
        if parse.entity_starts[last + 1]:
            break
        last += 1
    return parse.span(first, last).of(parse.text)

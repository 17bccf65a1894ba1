"""Two plain sentences: does what the one tells meet the condition the other states?

In:      a condition ("a Mercosur tribunal has ruled on it", "send one more soldier"), an event as news tells it, who
         must act
Out:     Match: yes, maybe or no, with a reason for each slot
Refuses: nothing; a sentence of which nothing is understood is a maybe that says so
Source:  docs/semantics.md, Matching
Shown:   tests/walk/test_meets.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.actors import resolve
from onrecord.documents import read_page
from onrecord.language.clauses import child
from onrecord.language.denial import denied
from onrecord.language.factuality import Stands
from onrecord.language.known_verbs import is_known_verb
from onrecord.language.predications import Codes, named_by, predication_of
from onrecord.language.state_names import code_of_name, name_of_state
from onrecord.language.told import told_in
from onrecord.reasoning.certainty import Certainty, Match, SlotMatch
from onrecord.reasoning.doers import party_of
from onrecord.reasoning.matching import polar
from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.norm_parts import ACTION_SLOT
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.parses import Parse
from onrecord.terms.patterns import EventPattern, Party
from onrecord.terms.predications import Predication
from onrecord.terms.spans import Span
from onrecord.walk.open import Engines

# What a status other than "so" leaves of a match: a plan is no action, a claim is one side's word.
LEFT_OF = {
    Stands.SO: Certainty.YES,
    Stands.CLAIMED: Certainty.MAYBE,
    Stands.UNCLEAR: Certainty.MAYBE,
}
WORDS_FOR = {
    Stands.CLAIMED: "one side says so",
    Stands.UNCLEAR: "whether it is so is left open",
    Stands.NEGATED: "it did not happen",
    Stands.DENIED: "it is denied",
    Stands.HYPOTHETICAL: "it is only supposed",
    Stands.PLANNED: "it is planned",
    Stands.WANTED: "it is wanted",
    Stands.THREATENED: "it is threatened",
    Stands.ATTEMPTED: "it was tried",
    Stands.ASKED: "it is asked",
}


@dataclass(frozen=True, slots=True)
class UnderstoodText:
    """A text parsed, and whom it names."""

    document: Document
    parse: Parse
    cast: Cast


def page_of(text: str) -> Page:
    """A text of ours as a page."""
    return Page(
        address="-",
        body=text.encode("utf-8", "replace"),
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
    )


def understood(text: str, engines: Engines) -> UnderstoodText | None:
    """The text with its parse and its cast; None where there is nothing to read."""
    document = read_page(page_of(text))
    if not isinstance(document, Document):
        return None
    parse = engines.parser.parse(document.text, [b.span for b in document.blocks])
    return UnderstoodText(document, parse, resolve(document, parse)) if len(parse) else None


def heard(sentence: str, engines: Engines) -> UnderstoodText | None:
    """The sentence parsed; where the parser takes its verb for a noun ("the coast guard boards a vessel"), with the
    verb made plain ("did board")."""
    plain = " ".join(sentence.split()).rstrip(".!? ")
    if not any(map(str.isalnum, plain)):
        return None
    first = understood(plain[0].upper() + plain[1:] + ".", engines)
    if first is None or any(_is_clause(first.parse, t) for t in range(len(first.parse))):
        return first
    for told in _with_plain_verb(first.parse):
        held = understood(told, engines)
        if held is not None and any(_is_clause(held.parse, t) for t in range(len(held.parse))):
            return held
    return first


def _with_plain_verb(parse: Parse) -> Iterator[str]:
    """The text with one word after another that may be a verb in the present made plain, those in -s first."""
    nouns = ("NOUN", "PROPN")
    words = [t for t in range(1, len(parse)) if parse.pos[t] in (*nouns, "VERB", "ADJ") and parse.pos[t - 1] in nouns]
    for t in sorted(words, key=lambda t: not parse.lower(t).endswith("s")):
        word = parse.lower(t)
        verb = next((b for b in _bases(word) if is_known_verb(b)), None)
        if verb is not None:
            after = parse.text[parse.ends[t] :]
            again = "" if any(map(str.isalnum, after)) else " again"
            yield f"{parse.text[: parse.starts[t]]}did {verb}{again}{after}"


def _bases(word: str) -> Iterator[str]:
    """What "boards", "carries", "pushes" may be the present of; a plural subject's verb is its own."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    else:
        yield word


def _is_clause(parse: Parse, token: int) -> bool:
    """A verb with somebody or something it is said of."""
    if parse.pos[token] not in ("VERB", "AUX") or parse.lower(token) == "say":
        return False
    return child(parse, token, "nsubj", "nsubjpass", "expl", "csubj") is not None


def codes_of(held: UnderstoodText) -> Codes:
    """Whom the nouns of a sentence name. Alone it has no clue that "Georgia" is a state, and it hardly is another."""
    named = named_by(held.cast)(held.parse)

    def code(token: int) -> str | None:
        found = named(token)
        proper = found is None and held.parse.pos[token] == "PROPN"
        return code_of_name(held.parse.word(token)) if proper else found

    return code


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as a pattern, and how it stands."""

    pattern: EventPattern
    stands: Stands


def read_condition(words: str, engines: Engines, of: str | None = None) -> EventPattern | None:
    """What the words ask for. of: the code of who must act, where the words do not say it or it is known better."""
    text = " ".join(words.split()).rstrip(".!? ")
    held = understood(_sentence(text, engines, of), engines) if text else None
    if held is None:
        return None
    parse = held.parse
    root = next((t for t in range(len(parse)) if parse.heads[t] == t), 0)
    says = predication_of(parse, root, codes_of(held))
    if says is None:
        return EventPattern(actor=Party(of) if of else None, words=text)
    return _pattern(says, text, of, happens=not denied(parse, root))


def _sentence(text: str, engines: Engines, of: str | None) -> str:
    """A whole sentence: a bare action ("send one more soldier") is done by whoever must act."""
    parse = engines.parser.parse(text, [Span(0, len(text))])
    root = next((t for t in range(len(parse)) if parse.heads[t] == t), 0)
    bare = parse.tags[root] in ("VB", "VBP") and child(parse, root, "nsubj", "nsubjpass", "expl") is None
    if bare and parse.starts[root] == 0:
        return f"{(name_of_state(of) or of) if of else 'They'} will {text}."
    if parse.tags[root] == "VBN" and child(parse, root, "auxpass", "aux", "nsubj", "nsubjpass") is None:
        return f"It was {text}."
    return f"{text}."


def clauses_of(event: str, engines: Engines) -> Iterator[Clause]:
    """Every clause of a news sentence, as a pattern."""
    held = understood(event, engines)
    if held is None:
        return
    for told in told_in(held.parse, codes_of(held)):
        stands = told.stands.stands
        happens = not (told.denied and stands is Stands.NEGATED)
        yield Clause(_pattern(told.says, event, None, happens=happens), Stands.SO if not happens else stands)


def _pattern(says: Predication, words: str, of: str | None, *, happens: bool) -> EventPattern:
    return EventPattern(actor=Party(of) if of else party_of(says), does=says, words=words, happens=happens)


def meets(condition: str, event: str, engines: Engines, of: str | None = None) -> Match:
    """Does the event meet the condition? of: code of who must act (ISO alpha-3, or an organisation's short name)."""
    asked = read_condition(condition, engines, of)
    if asked is None or asked.does is None:
        return Match((SlotMatch(ACTION_SLOT, Certainty.MAYBE, "the condition was not understood"),))
    found = [_met(clause, asked) for clause in clauses_of(event, engines)]
    return max(found, key=_rank, default=Match((SlotMatch(ACTION_SLOT, Certainty.MAYBE, "no event was understood"),)))


def _rank(match: Match) -> tuple[int, int, int]:
    return (match.certainty, -len(match.failed), -len(match.unsure))


def _met(clause: Clause, asked: EventPattern) -> Match:
    match = polar(clause.pattern, asked)
    left = LEFT_OF.get(clause.stands, Certainty.NO)
    if left is Certainty.YES:
        return match
    return Match((*match.slots, SlotMatch("status", left, WORDS_FOR[clause.stands])))

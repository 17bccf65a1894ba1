"""Who an agent is, by the parse: the name among its words; for a pronoun, who speaks or was named last.

In:      a parse, the names in its text
Out:     ids; "" for a party nobody names
Shown:   tests/bench/test_baselines.py
"""

from collections import Counter

from bench.baselines.names import Mention
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

NOBODY = ""
FIRST = frozenset({"i", "we"})
OTHERS = frozenset({"he", "she", "they", "it"})
SAYING = frozenset(
    {"say", "tell", "warn", "add", "announce", "declare", "state", "stress", "note", "believe", "expect"}
)
SAYING |= {"predict", "argue", "insist", "vow", "promise", "pledge", "threaten", "reply", "write", "explain", "claim"}
SAYING |= {"report", "think", "hope", "suggest", "confirm"}
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


class Parties:
    """The parties of one text."""

    def __init__(self, parse: Parse, names: list[Mention]) -> None:
        self._parse = parse
        self._names = [own_name(parse, m) for m in names]
        often = Counter(m.id for m in self._names).most_common(1)
        self._most_named = often[0][0] if often else NOBODY

    def span(self, head: int) -> Span:
        """The words of a party, without what is said of it in a clause."""
        parse = self._parse
        held = [i for i in parse.subtree(head) if not self._in_clause(i, head)]
        first = last = held.index(head)
        while first and held[first - 1] == held[first] - 1:
            first -= 1
        while last + 1 < len(held) and held[last + 1] == held[last] + 1:
            last += 1
        while parse.pos[held[last]] == "PUNCT" and held[last] > head:
            last -= 1
        return parse.span(held[first], held[last])

    def of(self, head: int, teller: int | None) -> str | None:
        """Its id; "" where it is a party without a known name; None where it is none."""
        parse = self._parse
        word = parse.lower(head)
        if word in FIRST:
            return (self.of(teller, None) if teller is not None else None) or self._most_named
        if word in OTHERS:
            if teller is not None and word != "it" and (spoke := self.of(teller, None)):
                return spoke
            return self._last_before(parse.starts[head], persons=word in ("he", "she")) or (
                NOBODY if word != "it" else None
            )
        span = self.span(head)
        inside = [m for m in self._names if span.start <= m.span.start < span.end]
        if inside:
            # "Russian Foreign Minister Igor Ivanov": the name that holds the head, else the first.
            return next((m.id for m in inside if m.span.start <= parse.starts[head] < m.span.end), inside[0].id)
        if parse.entities[head] in NAMED and parse.pos[head] == "PROPN":
            return parse.word(head)
        return None

    def teller(self, verb: int) -> int | None:
        """The subject of the verb of saying nearest above."""
        parse = self._parse
        below = verb
        for above in parse.ancestors(verb):
            if parse.deps[below] in ("ccomp", "parataxis") and parse.lemmas[above].lower() in SAYING:
                return next((c for c in parse.children[above] if parse.deps[c] == "nsubj"), None)
            below = above
        for child in parse.children[verb]:
            if parse.deps[child] in ("parataxis", "ccomp") and parse.lemmas[child].lower() in SAYING:
                return next((c for c in parse.children[child] if parse.deps[c] == "nsubj"), None)
        return None

    def _last_before(self, position: int, *, persons: bool) -> str | None:
        before = [m for m in self._names if m.span.end <= position]
        of_persons = [m for m in before if persons and self._is_person(m)]
        return next((m.id for m in reversed(of_persons or before)), None)

    def _is_person(self, mention: Mention) -> bool:
        last = self._parse.token_at(mention.span.end - 1)
        return last is not None and self._parse.entities[last] == "PERSON"

    def _in_clause(self, token: int, head: int) -> bool:
        while token != head:
            if self._parse.deps[token] in ("relcl", "acl", "appos", "advcl"):
                return True
            token = self._parse.heads[token]
        return False


def own_name(parse: Parse, mention: Mention) -> Mention:
    """A person of the USA by the surname: those on the pages are mostly candidates, who bind no state yet."""
    last = parse.token_at(mention.span.end - 1)
    if mention.id == "USA" and last is not None and parse.entities[last] == "PERSON":
        return Mention(mention.span, parse.word(last))
    return mention

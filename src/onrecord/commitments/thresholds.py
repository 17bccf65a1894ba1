"""What an action or a condition asks of an event: how many, in which order, armed, to what end, where.

In:      Parse, Parties, the SpeakerContext, the head and the words of an action or a trigger
Out:     Thresholds in text order
Refuses: what belongs to a name ("armed forces") or to the deadline
Source:  data/en/words.csv; docs/semantics.md, Matching; docs/codebook.md 5
Shown:   tests/commitments/test_thresholds.py
"""

from collections.abc import Iterator

from onrecord.commitments.measures import measures
from onrecord.commitments.parties import Parties
from onrecord.commitments.places import Places
from onrecord.commitments.speaker_context import SpeakerContext
from onrecord.language.clauses import child
from onrecord.language.word_runs import trimmed_span
from onrecord.language.words import phrase_at, word_values
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.thresholds import Slot, Threshold, ThresholdKind


class Thresholds:
    """Reads the thresholds of one page."""

    def __init__(self, parse: Parse, parties: Parties) -> None:
        self._parse, self._places = parse, Places(parse, parties)

    def of(
        self, slot: Slot, head: int, words: Span, context: SpeakerContext, *, but: Span | None = None
    ) -> tuple[Threshold, ...]:
        """What these words ask; nothing that overlaps `but`, the deadline."""
        parse, tokens = self._parse, self._parse.tokens_in(words)
        found = [
            Threshold(slot=slot, kind=m.kind, span=m.span, low=m.low, high=m.high, unit=m.unit)
            for m in measures(parse, tokens, single=slot is Slot.TRIGGER)
        ]
        found += [Threshold(slot=slot, kind=ThresholdKind.ORDER, span=span) for span in self._first(head, tokens)]
        told = [*self._armed(tokens), *self._intent(tokens)]
        told += [(p.kind, p.span, p.value) for p in self._places.of(head, tokens, context)]
        found += [Threshold(slot=slot, kind=kind, span=span, value=value) for kind, span, value in told]
        kept = [t for t in found if but is None or not but.overlaps(t.span)]
        return tuple(sorted(kept, key=lambda t: t.span))

    def _first(self, head: int, tokens: range) -> Iterator[Span]:
        """ "attacks first", "a first strike", "the first to use"; "must first withdraw" only says what comes next."""
        parse = self._parse
        for t in tokens:
            word, above = parse.lower(t), parse.heads[t]
            if word in word_values("unprovoked"):
                yield parse.span(t, t)
                return
            if word != "first":
                continue
            after = parse.deps[t] == "advmod" and t > above and parse.pos[above] in {"VERB", "AUX"}
            strike = parse.deps[t] in {"amod", "compound"} and parse.lemmas[above] in word_values("first action")
            the_one = any(parse.pos[c] == "VERB" and child(parse, c, "aux") is not None for c in parse.children[t])
            if after or strike or the_one or (t > head and parse.heads[t] == head and parse.deps[t] != "prep"):
                yield parse.span(t, t)
                return

    def _armed(self, tokens: range) -> Iterator[tuple[ThresholdKind, Span, str]]:
        parse = self._parse
        for t in tokens:
            answer = word_values("armed").get(parse.lower(t))
            if answer is not None and not self._is_named_so(t):
                yield ThresholdKind.ARMED, parse.span(t, t), answer
                return
            noun = child(parse, t, "pobj") if parse.lower(t) == "with" and parse.deps[t] == "prep" else None
            if noun is not None and parse.lemmas[noun] in word_values("weapon"):
                yield ThresholdKind.ARMED, parse.span(t, noun), "yes"
                return

    def _is_named_so(self, token: int) -> bool:
        """ "armed forces", "Armed Forces contingent": the name of a body."""
        parse, names = self._parse, word_values("named armed")
        behind = parse.lower(token + 1) if token + 1 < len(parse) else ""
        return (
            parse.lemmas[parse.heads[token]].lower() in names
            or {behind, behind.removesuffix("s")} & names.keys() != set()
        )

    def _intent(self, tokens: range) -> Iterator[tuple[ThresholdKind, Span, str]]:
        """ "with intent to kill", "comes to kill my people": a purpose clause, in the words behind its "to"."""
        parse = self._parse
        for t in tokens:
            phrase = phrase_at(parse, "intent", t)
            last = phrase[0] if phrase is not None else t if self._opens_purpose(t) else None
            if last is None or last + 1 >= tokens.stop:
                continue
            verb = next((v for v in range(last + 1, min(last + 4, tokens.stop)) if parse.pos[v] == "VERB"), last + 1)
            inside = [w for w in parse.subtree(self._purpose_head(verb, t)) if verb <= w < tokens.stop]
            end = inside[-1] if inside else verb
            words = trimmed_span(parse, parse.span(verb, end))
            if words is not None and parse.pos[verb] in {"VERB", "AUX"}:
                yield ThresholdKind.INTENT, Span(parse.starts[t], words.end), words.of(parse.text)
            return

    def _opens_purpose(self, token: int) -> bool:
        """The "to" of an adverbial infinitive behind a verb of coming or sending."""
        parse = self._parse
        verb = parse.heads[token]
        if parse.lower(token) != "to" or parse.deps[token] != "aux" or parse.deps[verb] not in {"advcl", "xcomp"}:
            return False
        host = parse.lemmas[parse.heads[verb]]
        return host in word_values("arrives") or (host in word_values("moves") and parse.deps[verb] == "advcl")

    def _purpose_head(self, verb: int, first: int) -> int:
        parse = self._parse
        return parse.heads[first] if parse.lower(first) == "to" and parse.deps[first] == "aux" else verb

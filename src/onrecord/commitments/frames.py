"""How an action hangs on the word that governs it: the frames of data/en/modals.csv, one function each.

In:      Parse, the governing token, a preposition for the frames that name one
Out:     (token of the action, token of whoever must do it or None); of several the first is taken
Source:  data/en/modals.csv, column `frames`
Shown:   tests/commitments/test_codebook.py
"""

from collections.abc import Callable, Iterator

from onrecord.language.clauses import auxiliaries, child, subject
from onrecord.language.denial import denied
from onrecord.language.noun_phrases import preposition
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

VERBAL = frozenset({"VERB", "AUX"})

Found = Iterator[tuple[int, int | None]]
Frame = Callable[[Parse, int, str], Found]


def infinitive(parse: Parse, token: int) -> int | None:
    """The infinitive with "to" that hangs on the token; None when there is none."""
    for c in parse.children[token]:
        if parse.deps[c] in {"xcomp", "acl", "advcl", "ccomp", "relcl"} and c > token and is_infinitive(parse, c):
            return c
    return None


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Does "to" stand before the verb?"""
    return any(parse.tags[a] == "TO" and a < verb for a in parse.children[verb])


def _to(parse: Parse, token: int, _: str) -> Found:
    below = child(parse, token, "xcomp")
    below = below if below is not None and is_infinitive(parse, below) else infinitive(parse, token)
    if below is None and parse.deps[token] == "acomp":
        below = infinitive(parse, parse.heads[token])
    if below is not None and parse.pos[below] in VERBAL and subject(parse, below) is None:
        yield below, None


def _to_bare(parse: Parse, token: int, particle: str) -> Found:
    """ "called to free them"; not "called it a coup to unseat him"."""
    if child(parse, token, "dobj", "oprd") is None:
        yield from _to(parse, token, particle)


def _ing(parse: Parse, token: int, particle: str) -> Found:
    at = preposition(parse, token, particle) if particle else token
    if at is None:
        return
    for c in parse.children[at]:
        hangs = parse.deps[c] in {"xcomp", "pcomp", "ccomp", "dobj"} and c > token
        if parse.tags[c] == "VBG" and hangs and subject(parse, c) is None:
            yield c, None


def _np(parse: Parse, token: int, _: str) -> Found:
    noun = child(parse, token, "dobj")
    if noun is None or noun < token:
        return
    inner = child(parse, noun, "prep")
    if parse.lemmas[noun] in word_list("shell noun") and inner is not None:
        below = child(parse, inner, "pobj", "pcomp")
        noun = below if below is not None else noun
    if is_action_noun(parse, noun):
        yield noun, None


def _np_listed(parse: Parse, token: int, particle: str) -> Found:
    """ "proposed an exchange"; "proposed an amendment" puts forward a paper, whatever its ending."""
    for noun, doer in _np(parse, token, particle):
        if parse.lemmas[noun] in word_list("action noun"):
            yield noun, doer


def _within(parse: Parse, token: int, _: str) -> Found:
    """ "gave them 48 hours to leave"."""
    whom, time = child(parse, token, "dative"), child(parse, token, "dobj")
    below = infinitive(parse, token) or (infinitive(parse, time) if time is not None else None)
    if below is not None and whom is not None and time is not None and parse.entities[time] in {"DATE", "TIME"}:
        yield below, child(parse, whom, "pobj") or whom


def _np_until(parse: Parse, token: int, _: str) -> Found:
    """ "declared a ceasefire until talks begin": declared for as long; without "until" it is a past fact."""
    noun = child(parse, token, "dobj")
    until = [*parse.subtree(token)]
    if (
        any(parse.lower(t) == "until" for t in until)
        and noun is not None
        and noun > token
        and is_action_noun(parse, noun)
    ):
        yield noun, None


def _until(parse: Parse, token: int, _: str) -> Found:
    """ "suspended the aid until the fighting ends": a past act that goes on, and its end."""
    if denied(parse, token):
        return
    ends = [c for c in parse.children[token] if parse.deps[c] in {"advcl", "prep"} and c > token]
    if any(parse.lower(t) == "until" for c in ends for t in parse.subtree(c)[:1]) and parse.tags[token] in {
        "VBD",
        "VBN",
    }:
        yield token, None


def _prep(parse: Parse, token: int, particle: str) -> Found:
    at = preposition(parse, token, particle)
    if at is None and parse.pos[token] == "NOUN" and parse.deps[token] == "dobj":
        at = preposition(parse, parse.heads[token], particle)
        at = at if at is not None and at > token else None
    if at is None:
        at = _behind_date(parse, token, particle)
    noun = child(parse, at, "pobj") if at is not None else None
    if noun is not None and is_action_noun(parse, noun):
        yield noun, None


def _behind_date(parse: Parse, token: int, particle: str) -> int | None:
    """ "the announcement in October of the formation": the parser hangs "of" on the month."""
    for at in parse.children[token]:
        date = child(parse, at, "pobj")
        if date is not None and at > token and parse.entities[date] == "DATE":
            return preposition(parse, date, particle)
    return None


def is_action_noun(parse: Parse, noun: int) -> bool:
    """Does the noun name an action: by the table, or by its ending?"""
    lemma = parse.lemmas[noun].lower()
    if parse.pos[noun] not in {"NOUN", "VERB"}:
        return False
    return lemma in word_list("action noun") or lemma.endswith(tuple(word_list("action ending")))


def _object_to(parse: Parse, token: int, _: str) -> Found:
    for c in parse.children[token]:
        if parse.deps[c] not in {"xcomp", "ccomp", "advcl", "acl"} or c < token or not is_infinitive(parse, c):
            continue
        doer = subject(parse, c) or child(parse, token, "dobj", "dative")
        if doer is not None and token < doer < c:
            yield c, doer
    noun = child(parse, token, "dobj")
    below = infinitive(parse, noun) if noun is not None else None
    if below is not None and noun is not None and noun > token:
        yield below, noun


def _preposition_to(words: tuple[str, ...]) -> Frame:
    """ "called on Iran to stop", "appealed to both sides to stop", "called for troops to leave"."""

    def frame(parse: Parse, token: int, _: str) -> Found:
        for word in words:
            at = preposition(parse, token, word)
            noun = child(parse, at, "pobj") if at is not None else None
            if noun is None or is_action_noun(parse, noun) or parse.entities[noun] in {"DATE", "TIME"}:
                continue  # "called for action to end the fires" demands the action; "called him on Friday to" nothing
            for above in (token, noun, at):
                below = infinitive(parse, above) if above is not None else None
                if below is not None and below > noun:
                    yield below, noun
        for c in parse.children[token]:
            own = (
                subject(parse, c) if parse.deps[c] in {"ccomp", "xcomp", "advcl"} and is_infinitive(parse, c) else None
            )
            if own is not None and any(parse.lower(m) in words and m < own for m in parse.children[c]):
                yield c, own

    return frame


def _that(parse: Parse, token: int, _: str) -> Found:
    above = parse.heads[token] if parse.deps[token] == "acomp" else token
    below = child(parse, above, "ccomp")
    own = subject(parse, below) if below is not None else None
    if below is None or own is None or below < token:
        return
    modal = next((a for a in auxiliaries(parse, below) if parse.tags[a] == "MD"), None)
    if modal is not None:
        if parse.lower(modal) in word_list("modal of duty"):
            yield below, own
    elif _is_subjunctive(parse, below, own) or (
        parse.tags[below] == "VBP" and (above != token or parse.lemmas[token] in word_list("asks that"))
    ):
        yield below, own  # after "it is urgent that" a plural does not show its mood


def _is_subjunctive(parse: Parse, verb: int, own: int) -> bool:
    """ "demanded that the government leave", "that they be tried"."""
    if any(parse.word(a) == "be" for a in parse.children[verb]) or parse.word(verb) == "be":
        return True
    if parse.tags[verb] in {"NN", "RB"}:
        return True  # an infinitive the tagger took for a noun: "that all parties refrain"
    return parse.tags[verb] == "VB" or (parse.tags[verb] == "VBP" and parse.tags[own] in {"NN", "NNP"})


def _noun_to(list_name: str) -> Frame:
    """ "rejected an offer to talk", "backed plans to attack"."""

    def frame(parse: Parse, token: int, _: str) -> Found:
        noun = child(parse, token, "dobj")
        if noun is not None and parse.lemmas[noun] in word_list(list_name):
            below = infinitive(parse, noun) or infinitive(parse, token)
            if below is not None:
                yield below, None

    return frame


def _right(parse: Parse, token: int, _: str) -> Found:
    noun = child(parse, token, "dobj")
    if noun is not None and parse.lemmas[noun] == "right":
        below = infinitive(parse, noun)
        if below is not None:
            yield below, None


def _on_the_table(parse: Parse, token: int, _: str) -> Found:
    """ "all options are on the table"."""
    at = preposition(parse, parse.heads[token], "on") if parse.deps[token] == "nsubj" else None
    noun = child(parse, at, "pobj") if at is not None else None
    if noun is not None and parse.lemmas[noun] == "table":
        yield token, None


FRAMES: dict[str, Frame] = {
    "to": _to,
    "ing": _ing,
    "to-ing": lambda parse, token, _: _ing(parse, token, "to"),
    "np": _np,
    "np-deed": _np,
    "np-listed": _np_listed,
    "to-bare": _to_bare,
    "np-until": _np_until,
    "until": _until,
    "within": _within,
    "prep": _prep,
    "obj-to": _object_to,
    "refl-to": _object_to,
    "on-to": _preposition_to(("on", "upon")),
    "for-to": _preposition_to(("for",)),
    "to-to": _preposition_to(("to",)),
    "that": _that,
    "offer": _noun_to("offer noun"),
    "plan": _noun_to("plan noun"),
    "pact": _noun_to("pact noun"),
    "table": _on_the_table,
    "right": _right,
}

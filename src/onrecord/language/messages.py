"""Messages and those they pass between: "Mr Putin's message to Mr Bush", "a telegram from Kim", "sent him a letter".

In:      a Parse and the token of a noun
Out:     tokens of whoever sent it, nearest evidence first; the token of whom it was sent to
Refuses: whoever reads a letter out, publishes or receives it as its sender; a sender in another sentence (actors knows)
Source:  words.csv ("message", "sends a message"); ClearNLP labels as the Parse carries them
Shown:   tests/language/test_messages.py
"""

from collections.abc import Iterator

from onrecord.language.clauses import by_agent, child, is_passive, understood_subject
from onrecord.language.noun_phrases import tied
from onrecord.language.once import once_a_word
from onrecord.language.words import word_list
from onrecord.terms.parses import Parse

MESSAGES = word_list("message")
SENDS = word_list("sends a message")
RECEIVES = word_list("receives a message")
# "In a letter to Mr Bush, he said": what a message is the place or the means of.
WITHIN = frozenset({"in", "with", "through", "via"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
MOST_JOINED = 4


@once_a_word
def is_message(parse: Parse, token: int) -> bool:
    """Is the word a noun for a message?"""
    return parse.pos[token] in {"NOUN", "PROPN"} and parse.lemmas[token].lower() in MESSAGES


def whole_message(parse: Parse, token: int) -> int | None:
    """The message that a noun names: itself; the first for "greetings" in "a message of greetings" and for the second
    of "messages and telegrams". None for a noun that names none."""
    for _ in range(MOST_JOINED):
        above = parse.heads[token]
        if parse.deps[token] == "pobj" and parse.lower(above) == "of" and is_message(parse, parse.heads[above]):
            token = parse.heads[above]
        elif parse.deps[token] == "conj" and is_message(parse, above):
            token = above
        else:
            break
    return token if is_message(parse, token) else None


def senders(parse: Parse, message: int) -> Iterator[int]:
    """Nouns and pronouns of the sentence that say who sent the message, the surest first: its owner; whom it is from,
    by, or signed by; whoever sends it, or says something in it."""
    owner = child(parse, message, "poss")
    if owner is not None and parse.tags[owner] not in RELATIVE:
        yield owner
    yield from tied(parse, message, "from")
    yield from tied(parse, message, "by")
    for clause in parse.children[message]:
        if parse.deps[clause] in {"acl", "relcl"}:
            yield from _sends(parse, clause)
    yield from (noun for noun in tied(parse, message, "of") if parse.pos[noun] == "PROPN")
    yield from _above(parse, message)
    yield from (c for c in parse.children[message] if parse.deps[c] in {"compound", "amod", "nmod"} and c < message)


def _sends(parse: Parse, verb: int) -> Iterator[int]:
    """ "sent by Mr Putin", "signed by Mr Putin", "which Mr Putin sent": whoever does what a sender does."""
    if parse.lemmas[verb].lower() not in SENDS:
        return
    agent = by_agent(parse, verb)
    own = child(parse, verb, "nsubj")
    if agent is not None:
        yield agent
    elif own is not None and parse.tags[own] not in RELATIVE:
        yield own
    for joined in parse.children[verb]:
        if parse.deps[joined] == "conj":
            yield from _sends(parse, joined)


def _above(parse: Parse, message: int) -> Iterator[int]:
    """Whoever the clause around the message says sent it: "sent Mr Bush a message", "received a message from Kim",
    "said in a letter"."""
    above = parse.heads[message]
    if parse.deps[message] == "pobj" and parse.lower(above) in WITHIN:
        verb = parse.heads[above]
        if parse.pos[verb] == "VERB" and not is_passive(parse, verb):
            yield from _subject(parse, verb)
        return
    if parse.deps[message] not in {"dobj", "nsubjpass", "nsubj"}:
        return
    if parse.deps[message] != "nsubj" and parse.lemmas[above].lower() in SENDS:
        agent = by_agent(parse, above)
        if agent is not None:
            yield agent
        elif not is_passive(parse, above):
            yield from _subject(parse, above)
    else:
        yield from tied(parse, above, "from")


def _subject(parse: Parse, verb: int) -> Iterator[int]:
    subject = understood_subject(parse, verb)
    if subject is not None:
        yield subject


def addressee(parse: Parse, message: int) -> int | None:
    """Whom the sentence says the message was sent to; None when it does not say."""
    found = [*tied(parse, message, "to"), *tied(parse, message, "for")]
    for clause in parse.children[message]:
        if parse.deps[clause] == "acl":
            found += _sent_to(parse, clause)
    above = parse.heads[message]
    if parse.deps[message] in {"dobj", "nsubjpass", "nsubj"}:
        if parse.lemmas[above].lower() in RECEIVES:
            found += [] if is_passive(parse, above) else list(_subject(parse, above))
        else:
            found += _sent_to(parse, above)
    return next(iter(found), None)


def _sent_to(parse: Parse, verb: int) -> list[int]:
    """ "sent Mr Bush ...", "sent ... to Mr Bush"."""
    found = list(tied(parse, verb, "to"))
    for c in parse.children[verb]:
        if parse.deps[c] == "dative":
            found += [c] if parse.pos[c] != "ADP" else [b for b in parse.children[c] if parse.deps[b] == "pobj"]
    return found


def message_to(parse: Parse, token: int) -> int | None:
    """The message that went to the person, state or body whose head the token is; None when none of the clause did."""
    above = parse.heads[token]
    if parse.deps[token] == "pobj" and parse.lower(above) in {"to", "for"}:
        above = parse.heads[above]
    elif parse.deps[token] not in {"dative", "nsubj"}:
        return None
    if is_message(parse, above):
        return above
    near = [above, *(c for c in parse.children[above] if parse.deps[c] in {"dobj", "nsubjpass"}), parse.heads[above]]
    return next((m for m in near if is_message(parse, m) and addressee(parse, m) == token), None)

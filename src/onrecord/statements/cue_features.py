"""What stands around a cue word and makes it more or less likely to be one.

In:      a StatementCandidate
Out:     names of the circumstances that hold; the table gives each a weight in log odds
Source:  data/en/cue_contexts.csv: logistic regression on PolNeAR train, the word's own share given
Shown:   tests/statements/test_cues.py
"""

from onrecord.language.words import word_list
from onrecord.statements.candidates import StatementCandidate
from onrecord.terms.parses import Parse

PERSONS = frozenset({"PERSON", "NORP", "ORG", "GPE"})
PERSON_PRONOUNS = word_list("pronoun of a person")
QUOTES = frozenset('“”"«»')


def contexts_of(parse: Parse, attempt: StatementCandidate) -> tuple[str, ...]:
    """The circumstances of one reading; each name begins with the sort of complement."""
    sort = "phrase" if attempt.frame == "object" else "clause"
    held = (
        source_context(parse, attempt),
        *content_contexts(parse, attempt),
        *verb_contexts(parse, attempt.trigger),
    )
    return tuple(f"{sort}: {name}" for name in held)


def source_context(parse: Parse, attempt: StatementCandidate) -> str:
    """Who the source is: named or a person, or a thing."""
    first, last = attempt.source[0]
    for i in range(first, last + 1):
        if parse.entities[i] in PERSONS or parse.lower(i) in PERSON_PRONOUNS:
            return "source is a person, a people or a body"
    if any(parse.lower(i) in ("it", "that", "which", "this") for i in (first, last)):
        return "source is a pronoun for things"
    return "source is a common noun"


def content_contexts(parse: Parse, attempt: StatementCandidate) -> list[str]:
    """How long the content is, and whether it holds quotation marks."""
    size = sum(last - first + 1 for first, last in attempt.content)
    held = [
        "content of 1 token"
        if size == 1
        else f"content of {'2 to 4' if size < 5 else '5 to 12' if size < 13 else '13 or more'} tokens"
    ]
    if any(parse.word(i)[0] in QUOTES for first, last in attempt.content for i in range(first, last + 1)):
        held.append("content holds a quotation mark")
    if size == 1 and parse.pos[attempt.content[0][0]] == "PRON":
        held.append("content is a pronoun")
    return held


def verb_contexts(parse: Parse, verb: int) -> list[str]:
    """Form of the verb: what it depends on, tense, modal, negation."""
    held = [f"form {parse.tags[verb]}"]
    if parse.deps[verb] in ("relcl", "acl", "advcl", "xcomp", "pcomp", "amod"):
        held.append(f"inside another clause ({parse.deps[verb]})")
    for child in parse.children[verb]:
        if child > verb:
            break
        if parse.tags[child] == "MD":
            held.append("under a modal")
        elif parse.tags[child] == "TO":
            held.append("with to")
        elif parse.deps[child] == "neg":
            held.append("negated")
    return held

"""The words that set a last day for an action, or the day it is set for.

In:      Parse, TimeExpressions, an action and the context it stands in
Out:     span of the deadline with its preposition; None where there is none
Refuses: the day of saying ("..., the ministry said on Monday") and the day of a noun ("the attack of January 5"): by
         what the time hangs on, and by the words of the attribution, not by where it stands
Source:  codebook 2 ("a deadline is not a trigger"), 3 and 5; the list "deadline" of data/en/words.csv
Shown:   tests/commitments/test_deadlines.py
"""

from bisect import bisect_left
from itertools import takewhile

from onrecord.commitments.due import SET_FOR
from onrecord.commitments.modality import GovernedAction
from onrecord.commitments.speaker_context import SpeakerContext
from onrecord.language.attachment import Attachment, attachment, is_within, verb_before
from onrecord.language.clauses import child, understood_subject
from onrecord.language.noun_phrases import noun_phrase
from onrecord.language.words import phrase_at, word_list
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression, TimexType

LONGEST_OPENER = 3  # "no later than"
BARE = frozenset({"npadvmod", "advmod"})  # "will meet next Tuesday"
PART = frozenset({"poss", "compound", "amod", "nmod"})
DATELESS = frozenset({"PAST_REF", "PRESENT_REF"})


def deadline_of(
    parse: Parse,
    times: tuple[TimeExpression, ...],
    governed: GovernedAction,
    context: SpeakerContext,
    *,
    but: Span | None,
) -> Span | None:
    """The words that limit the action in its sentence: first its own last day or the day it is set for, then a verb's
    it is joined to, then what happens by then ("by the time of the summit"), then the time somebody is given ("gave
    Iraq 48 hours to leave", "a 24-hour ultimatum to leave").

    "by March" keeps its preposition, "on Friday" is the day alone. times: in text order. but: the condition's words.
    """
    sentence = parse.sentence_span(parse.sentence_index(governed.head))
    first = bisect_left(times, sentence.start, key=lambda t: t.span.start)
    here = tuple(t for t in takewhile(lambda t: t.span.start < sentence.end, times[first:]) if parse.tokens_in(t.span))
    found = []
    for time in here:
        if not _may_limit(parse, time) or (but is not None and but.overlaps(time.span)):
            continue
        kind, words = _opened(parse, time)
        held = attachment(parse, words)
        if held is None:
            continue
        over = next((c for c in parse.children[held.predicate] if parse.lower(c) in word_list("is over")), None)
        if over is not None and parse.lemmas[held.predicate] == "be" and parse.deps[held.predicate] == "advcl":
            held, words = Attachment(parse.heads[held.predicate], None), Span(words.start, parse.ends[over])
        is_own = held.predicate == governed.head
        if kind not in {None, SET_FOR} and _limits(parse, governed, context, held, words):
            found.append((not is_own, False, words))
        elif (
            kind == SET_FOR
            and _is_set_for(parse, governed, context, held, words)
            and not _is_day_of_vow(parse, governed, time)
        ):
            said_on = parse.lower(parse.tokens_in(words)[0]) == "on"
            found.append((not is_own, True, time.span if said_on else words))
    if found:
        return min(found)[-1]
    return _by_what_happens(parse, governed, but) or _time_given(parse, here, governed.head)


def _may_limit(parse: Parse, time: TimeExpression) -> bool:
    """Not "now", "the future", "two weeks ago", "last May", nor what comes again and again."""
    words = parse.tokens_in(time.span)
    if (
        time.type is TimexType.SET
        or time.value in DATELESS
        or time.span.of(parse.text).lower() in word_list("sets no day")
    ):
        return False
    behind = {parse.lower(words[-1]), *(parse.lower(t) for t in words[:2] if time.type is TimexType.DATE)}
    return behind.isdisjoint(word_list("looks back"))


def _opened(parse: Parse, time: TimeExpression) -> tuple[str | None, Span]:
    """What the words before a time make of it, and the time with these words; None: neither a limit nor a day set."""
    first = parse.tokens_in(time.span)[0]
    before = first - 1
    if before >= 0 and parse.lower(before) in word_list("before a time"):
        before -= 1
    for start in range(max(0, before - LONGEST_OPENER + 1), before + 1):
        found = phrase_at(parse, "deadline", start)
        if found is not None and found[0] == before:
            return _kind(parse, time, found[1], start)
    bare = parse.deps[_head(parse, time)] in BARE and time.type is not TimexType.DURATION
    return SET_FOR if bare else None, time.span


def _head(parse: Parse, time: TimeExpression) -> int:
    """The last token of the time that hangs on what is outside: of "the June (elections)" June, not the article."""
    held = parse.tokens_in(time.span)
    return next((t for t in reversed(held) if parse.heads[t] not in held), held[-1])


def _kind(parse: Parse, time: TimeExpression, kind: str, first: int) -> tuple[str | None, Span]:
    """Limit or day set, or neither: "extended by six weeks" is a measure, "within a day's walk" a distance, "on
    Friday's vote" about a vote. "By the September summit" is a limit with its noun."""
    head = _head(parse, time)
    last = parse.tokens_in(time.span)[-1]
    is_part = parse.deps[head] in PART and parse.heads[head] > last
    words = parse.span(first, parse.heads[head] if is_part else last)
    if time.type is TimexType.DURATION:
        return kind if not is_part and parse.lower(first) in word_list("before a length of time") else None, words
    return None if is_part and kind == SET_FOR else kind, words


def _limits(parse: Parse, governed: GovernedAction, context: SpeakerContext, held: Attachment, words: Span) -> bool:
    """Is it the action's last day, or the last day given for it? Nobody is told to have said something "by Friday"."""
    if _is_of_action(parse, governed, held):
        return held.noun is None or held.noun == governed.head or _is_own_noun(parse, held)
    if held.predicate not in parse.ancestors(governed.head):
        return False
    if parse.lemmas[held.predicate] in word_list("gives time"):
        return True
    return words.start > parse.starts[governed.head] and not _is_beside_saying(parse, governed, context, words)


def _is_set_for(parse: Parse, governed: GovernedAction, context: SpeakerContext, held: Attachment, words: Span) -> bool:
    if _is_beside_saying(parse, governed, context, words):
        return False
    if (
        held.predicate == governed.governor and held.noun is None
    ):  # "plans next week to visit", not "vowed on Monday to"
        present = parse.tags[governed.governor] in {"VBZ", "VBP", "VBG"}
        return present and parse.lemmas[governed.governor] not in word_list("says")
    return _is_of_action(parse, governed, held) and held.noun in {None, governed.head}


def _is_day_of_vow(parse: Parse, governed: GovernedAction, time: TimeExpression) -> bool:
    """ "ruled out a bid this morning", "vowed to stay today": of what is told as over, the day it was said."""
    first = parse.lower(parse.tokens_in(time.span)[0])
    is_today = first == "today" or (first == "this" and time.type is TimexType.TIME)
    return is_today and governed.speaker == "self" and parse.tags[governed.governor] == "VBD"


def _is_of_action(parse: Parse, governed: GovernedAction, held: Attachment) -> bool:
    return (
        held.noun == governed.head or held.predicate == governed.head or is_within(parse, held.predicate, governed.head)
    )


def _is_own_noun(parse: Parse, held: Attachment) -> bool:
    """ "keep two cutters at the shoal until Friday": a noun the predicate governs, not one deep in its object."""
    assert held.noun is not None
    above = parse.heads[held.noun]
    return held.predicate in {above, parse.heads[above] if parse.pos[above] == "ADP" else above}


def _is_beside_saying(parse: Parse, governed: GovernedAction, context: SpeakerContext, words: Span) -> bool:
    """Does it stand outside the words that were said, behind a verb of saying that follows the action, or between one
    and the clause said ("said on Monday it would", not "said that on Monday it would")?"""
    content = context.statement.content if context.statement is not None else ()
    if any(parse.starts[governed.head] in range(piece.start, piece.end) for piece in content) and not any(
        piece.overlaps(words) for piece in content
    ):
        return True
    first, last = parse.tokens_in(words)[0], parse.tokens_in(words)[-1]
    if first > governed.head:
        between = range(governed.head + 1, first)
        return any(parse.lemmas[t] in word_list("says") and governed.head in parse.subtree(t) for t in between)
    said = verb_before(parse, words)
    subject = understood_subject(parse, governed.head)
    is_said = said is not None and parse.lemmas[said] in word_list("says") and said in parse.ancestors(governed.head)
    return is_said and (subject or 0) > last


def _by_what_happens(parse: Parse, governed: GovernedAction, but: Span | None) -> Span | None:
    """ "by the time of the summit", "ahead of the vote", "by then"."""
    for first in range(governed.head + 1, parse.sentence_of(governed.head).stop):
        opener = phrase_at(parse, "deadline", first)
        what = child(parse, opener[0], "pobj", "pcomp") if opener is not None and opener[1] != SET_FOR else None
        if what is None or parse.lemmas[what] not in word_list("happens"):
            continue
        is_clause = parse.lemmas[what] == "time"  # "by the time the cocks crow"
        words = Span(parse.starts[first], (parse.subtree_span(what) if is_clause else noun_phrase(parse, what)).end)
        held = attachment(parse, words)
        is_own = held is not None and held.predicate == governed.head and held.noun is None
        if is_own and (but is None or not but.overlaps(words)):
            return words
    return None


def _time_given(parse: Parse, here: tuple[TimeExpression, ...], token: int) -> Span | None:
    """A time before the action that measures the ultimatum which governs it ("a Friday deadline to leave"), or a length
    of time whose noun does."""
    above = set(parse.ancestors(token))
    for time in here:
        if time.span.start >= parse.starts[token]:
            return None
        head = _head(parse, time)
        noun = parse.heads[parse.heads[head]] if parse.deps[head] == "pobj" else parse.heads[head]
        measured = parse.lemmas[noun] in word_list("deadline noun") and (noun in above or parse.heads[noun] in above)
        given = parse.deps[head] in {"dobj", "dative"} and parse.lemmas[noun] in word_list("gives time")
        if measured and time.type is not TimexType.SET:
            return time.span
        if given and time.type is TimexType.DURATION and (head in above or noun in above):
            return time.span
    return None

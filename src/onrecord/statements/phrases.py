"""Phrases that attribute without a verb: "according to the ministry", "in his view".

In:      a stretch of text
Out:     StatementDraft
Source:  Quirk et al. 1985 §9.58 (viewpoint and source prepositions)
Shown:   tests/statements/test_phrases.py
"""

from collections.abc import Iterator

from onrecord.language.subtree_edges import Edges
from onrecord.language.words import word_list
from onrecord.statements.drafts import StatementDraft
from onrecord.statements.segments import ENDS, SpeechLayout, SpeechSegment
from onrecord.statements.sources import Tokens
from onrecord.terms.parses import Parse

VIEWS = word_list("view of somebody")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def according_to(parse: Parse, edges: Edges, layout: SpeechLayout, stretch: SpeechSegment) -> Iterator[StatementDraft]:
    """Each source phrase of a stretch, with the rest of the stretch as its content."""
    for i in range(stretch.first, stretch.last):
        if layout.quoted[i] >= 0:
            continue
        word = parse.lower(i)
        if word == "according" and parse.lower(i + 1) == "to":
            source = source_after(parse, edges, layout, i + 1, stretch.last)
            cue: Tokens = (i, i + 1)
        elif word == "in" and (found := view_phrase(parse, i, stretch.last)) is not None:
            source, noun = found
            cue = (i, i)
            content = rest_of(parse, layout, stretch, i, noun)
            if content and source is not None:
                yield StatementDraft(i, (source,), (cue, (noun, noun)), content)
            continue
        else:
            continue
        if source is None:
            continue
        content = rest_of(parse, layout, stretch, i, source[1])
        if content:
            yield StatementDraft(i, (source,), (cue,), content)


def view_phrase(parse: Parse, i: int, last: int) -> tuple[Tokens, int] | None:
    """ "in Mr Smith's view": who, and the noun."""
    for noun in range(i + 2, min(i + 8, last) + 1):
        if parse.lower(noun) in VIEWS:
            for child in parse.children[noun]:
                if parse.deps[child] == "poss":
                    end = noun - 1
                    if parse.lower(end) in ("'s", "'"):
                        end -= 1
                    return (i + 1, max(i + 1, end)), noun
            return None
    return None


def source_after(parse: Parse, edges: Edges, layout: SpeechLayout, to: int, last: int) -> Tokens | None:
    """The noun phrase after "according to"; None when none follows."""
    if to >= last:
        return None
    end = to + 1
    for child in parse.children[to]:
        if parse.deps[child] == "pobj" and child > to:
            end = min(edges.right[child], last)
            if end < last and parse.tags[end + 1] in FINITE:
                # the subject of what follows was taken for a member of a list of names
                end = next((i - 1 for i in range(child + 1, end) if parse.word(i) == ","), end)
            break
    else:
        while (
            end < last
            and layout.quoted[end + 1] < 0
            and parse.word(end + 1) not in (",", ":")
            and parse.word(end + 1) not in ENDS
        ):
            end += 1
    while end > to + 1 and (parse.word(end) in ENDS or parse.word(end) == ","):
        end -= 1
    return (to + 1, end)


def rest_of(parse: Parse, layout: SpeechLayout, stretch: SpeechSegment, first: int, last: int) -> list[Tokens]:
    """What the stretch says around a source phrase: before it, after it, or both."""
    content: list[Tokens] = []
    start = stretch.first
    while start < first and parse.word(start) in ("-", "—", "–"):
        start += 1
    if first - start >= 2:
        content.append((start, first - 1))
    after = last + 1
    while after <= stretch.last and not parse.word(after)[0].isalnum() and layout.quoted[after] < 0:
        after += 1
    follows = after > last + 1 and parse.word(last + 1) == ","
    if stretch.last - after >= 1 and (not content or follows):
        content.append((after, stretch.last))
    return content

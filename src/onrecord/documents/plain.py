"""A page saved as plain text: the story without the frame a browser copied along.

In:      a Page of kind TEXT
Out:     Document; its source is the decoded file
Refuses: bytes that are no text, a file with nothing but frame, text that is clearly not English;
         titles of other stories under a list label (code "other-stories", the words in the reason)
Shown:   tests/documents/test_plain.py
"""

import re
from collections.abc import Sequence

from onrecord.documents.composing import Composer
from onrecord.documents.credits import credit_in, credit_line
from onrecord.documents.english_check import refused_language
from onrecord.documents.lines import TextUnit, units
from onrecord.documents.metadata import author_name, domain_of
from onrecord.documents.numeric_days import numeric_candidates
from onrecord.documents.page_frame import Framed, FramePart, framed
from onrecord.documents.published import DateCandidate, published_on
from onrecord.documents.text_dates import byline_candidates, dateline_candidates, is_byline, url_candidates
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.pages import Page
from onrecord.terms.refusals import Refusal

# More replacement and control characters than this share, and the bytes were no text in the declared encoding.
MAX_UNREADABLE = 0.05
MAX_QUOTED = 200

_UNREADABLE = re.compile("[\ufffd\x00-\x08\x0e-\x1f]")
_ITEM = re.compile(r"(?:[-–•*·▪◦]|\d{1,2}[.)]|\([a-z0-9]\))\s+\S")
_CAPTION = re.compile(r"(?:file )?(?:photo|image|picture)(?: credit)?\s*[:—-]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;,]['\"’”)\]]*$")
MAX_SUBHEADING_CHARS = 80


def read_plain(page: Page) -> Document | Refusal:
    """Read a text save."""
    text = page.body.decode(page.encoding, "replace")
    if len(_UNREADABLE.findall(text)) > MAX_UNREADABLE * len(text):
        reason = f"the bytes are no text in {page.encoding} ({page.encoding_basis}): a binary file, or another encoding"
        return Refusal("documents", "not-text", reason)
    paragraphs = units(text)
    frame = framed(paragraphs)
    composer = _composed(text, paragraphs, frame)
    if not any(block.role is not BlockRole.HEADLINE for block in composer.blocks):
        return Refusal("documents", "empty" if not paragraphs else "nothing-readable", "the file holds no story")
    language, refusal = refused_language(composer.text)
    if refusal is not None:
        return refusal
    story = [u.words for u, part in zip(paragraphs, frame.parts, strict=True) if part is FramePart.STORY]
    bylines = _words(paragraphs, frame, FramePart.BYLINE)
    credits = [name for name in map(credit_line, _words(paragraphs, frame, FramePart.CREDIT)) if name]
    return Document(
        page_id=page.id,
        text=composer.text,
        blocks=composer.blocks,
        source_map=composer.source_map,
        title=next(iter(_words(paragraphs, frame, FramePart.HEADLINE)), None),
        publisher=domain_of(page.url),
        author=next((author_name(re.split(r"[|•·]|\s[–—-]\s", line)[0]) for line in bylines if is_byline(line)), None),
        credit=credits[0] if credits else credit_in(story),
        published=published_on(page, _dates(page, bylines, story), clock=frame.clock),
        language=language,
        refusals=_other_stories(_words(paragraphs, frame, FramePart.OTHER_STORY)),
    )


def _words(paragraphs: Sequence[TextUnit], frame: Framed, wanted: FramePart) -> list[str]:
    return [unit.words for unit, part in zip(paragraphs, frame.parts, strict=True) if part is wanted]


def _composed(text: str, paragraphs: Sequence[TextUnit], frame: Framed) -> Composer:
    composer = Composer(text)
    for i, (unit, part) in enumerate(zip(paragraphs, frame.parts, strict=True)):
        if part is FramePart.HEADLINE:
            composer.add(BlockRole.HEADLINE, unit.stretches)
        elif part is FramePart.STORY:
            following = paragraphs[i + 1].words if i + 1 < len(paragraphs) else ""
            composer.add(text_role(unit.words, following), unit.stretches)
    return composer


def text_role(words: str, following: str) -> BlockRole:
    """What a paragraph of plain text is, by its own look and the length of the next."""
    if words.startswith(">"):
        return BlockRole.QUOTE
    if _ITEM.match(words):
        return BlockRole.LIST_ITEM
    if _CAPTION.match(words):
        return BlockRole.CAPTION
    # A short line without an end before a paragraph of prose announces it.
    short = len(words) <= MAX_SUBHEADING_CHARS and not _SENTENCE_END.search(words) and words[:1].isupper()
    if short and len(following) > MAX_SUBHEADING_CHARS:
        return BlockRole.SUBHEADING
    return BlockRole.BODY


def _dates(page: Page, bylines: Sequence[str], story: Sequence[str]) -> list[DateCandidate]:
    found = list(byline_candidates(bylines))
    found += numeric_candidates(bylines, known=(), language_tag=None)
    for paragraph in story[:3]:
        found += dateline_candidates(paragraph)
    return [*found, *url_candidates(page.url)]


def _other_stories(titles: Sequence[str]) -> tuple[Refusal, ...]:
    if not titles:
        return ()
    quoted = "; ".join(titles)
    shown = quoted if len(quoted) <= MAX_QUOTED else f"{quoted[:MAX_QUOTED]}…"
    reason = f"{len(titles)} lines under a list label were taken for titles of other stories and left out: {shown}"
    return (Refusal("documents", "other-stories", reason),)

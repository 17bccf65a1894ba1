"""A brief as Markdown: headings, quotations, footnotes.

In:      Brief
Out:     text; words of pages are escaped, so that none of them is a heading, a link or markup
Source:  CommonMark 0.31; footnotes as GitHub and Pandoc have them
Shown:   tests/questions/test_brief.py
"""

from collections.abc import Iterator

from onrecord.questions.brief_values import Brief, BriefLine, Footnote, QuotedWords, Section
from onrecord.questions.citing import in_brackets
from onrecord.questions.citing import plain_markdown as plain


def as_markdown(brief: Brief) -> str:
    """The whole brief; it ends with a line break."""
    lines = [f"# {plain(brief.title)}", "", f"{plain(brief.period)}. {plain(brief.stamp)}. {brief.chain}.", ""]
    for section in brief.sections:
        lines += _section(section)
    lines += ["## Method", "", *(f"- {plain(line)}" for line in brief.method), ""]
    lines += [f"[^{note.number}]: {_note(note)}" for note in brief.notes]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.heading}: {section.count:,}"
    yield ""
    if not section.count:
        yield from (section.empty, "")
    for of, lines in section.groups:
        if of is not None:
            yield from (f"### {plain(of)}", "")
        for line in lines:
            yield from _line(line)
    for left in section.left_out:
        yield from (plain(left), "")


def _line(line: BriefLine) -> Iterator[str]:
    lead = f"**{plain(line.lead)}**: " if line.lead else ""
    for norm in line.norms:
        doubt = f" ({plain(norm.doubt)})" if norm.doubt else ""
        yield from (f"{lead}{plain(norm.sentence)}{doubt}", "")
    yield from _quoted(line.quoted)
    if line.beside is not None:
        sentence = f" {plain(line.beside.sentence)}" if line.beside.sentence else ""
        yield from (f"{line.beside.which}:{sentence}", "")
        yield from _quoted(line.beside.quoted)
    if line.why:
        yield from (*(f"- {plain(reason)}" for reason in line.why), "")


def _quoted(quoted: QuotedWords) -> Iterator[str]:
    yield from (f"> {plain(quoted.words)}", ">", f"> — {plain(quoted.source)} [^{quoted.note}]", "")


def _note(note: Footnote) -> str:
    return f"{plain(note.words)}. <{in_brackets(note.address)}>"

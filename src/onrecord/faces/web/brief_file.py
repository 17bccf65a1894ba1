"""A brief as one HTML file that opens anywhere, prints on A4 and letter, and asks nothing from anywhere.

In:      a brief
Out:     HTML: style in the file, no script, nothing to fetch
Shown:   tests/faces/web/test_brief.py
"""

from dataclasses import dataclass

from markupsafe import Markup

from onrecord.faces.web.answering import HERE, environment
from onrecord.questions.brief_values import Brief


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFile:
    """What the template shows. style: the desk's own files, which alone go in as they stand."""

    brief: Brief
    style: Markup
    linked: bool = False


def brief_file(brief: Brief) -> str:
    """The file."""
    sheets = ((HERE / "static" / name).read_text(encoding="utf-8") for name in ("desk.css", "brief.css"))
    view = BriefFile(brief=brief, style=Markup("".join(sheets)))
    return environment().get_template("brief_file.html").render(view=view)

"""Which marks pair with which, and what becomes of those that pair with nothing."""

import pytest

from onrecord.statements.quotations import find_quotations

CASES = [
    # text, the words of each quotation (pieces joined with " / "), the marks refused
    ("“We will stay,” he said. “We will.”", ["We will stay,", "We will."], []),
    ('He said "yes" and "no".', ["yes", "no"], []),
    ("He said ''yes'' at last.", ["yes"], []),
    ("«We stay,» he said.", ["We stay,"], []),
    ("‘We stay,’ he said. ‘It is the allies’ war.’", ["We stay,", "It is the allies’ war."], []),
    ("'We stay,' he said. It's the allies' war in the '90s.", ["We stay,"], []),
    ("“He told me ‘we stay’ at noon,” she said.", ["He told me ‘we stay’ at noon,"], []),
    ("“It’s the allies’ war,” she said.", ["It’s the allies’ war,"], []),
    ("“like this“ he said", ["like this"], []),
    ("“We stay.\n\n“We fight.”", ["We stay. / We fight."], []),
    ("“We stay.\n\nNobody knew why.", ["We stay."], []),
    ('“We stay [now]."\n\n“We fight.”', ["We stay [now].", "We fight."], []),
    ("We stay,” he said.", [], ["”"]),
    ('A pipe of 6" broke.', [], []),
    ("It's the boys' war.", [], []),
]


@pytest.mark.parametrize("text, quotations, refused", CASES)
def test_marks_pair(document_of, text, quotations, refused):
    found, refusals = find_quotations(document_of(text))
    assert [" / ".join(p.inside.of(text) for p in q.pieces if p.inside) for q in found] == quotations
    assert [r.span.of(text) for r in refusals] == refused
    assert {r.code for r in refusals} <= {"unpaired-quotation"}


def test_a_missing_closing_mark_is_flagged(document_of):
    found, _ = find_quotations(document_of("“We stay.\n\nNobody knew why."))
    assert [q.unclosed for q in found] == [True]

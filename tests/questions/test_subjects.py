"""What can be watched, as somebody types it; and what cannot."""

import pytest
from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.errors import NothingToSearch, QuestionError
from onrecord.questions.subjects import BadSubject, Subject, SubjectKind, subject_of

WHO, PAIR, SEARCH = SubjectKind.ACTOR, SubjectKind.PAIR, SubjectKind.SEARCH


@pytest.fixture
def ledger() -> Ledger:
    book = open_ledger(None)
    book.record(make_reading(1), recorded_at=NOON)
    return book


@pytest.mark.parametrize(
    "kind, typed, asked, name",
    [
        (WHO, {"who": " Belarus "}, (("who", "BLR"),), "Belarus"),
        (PAIR, {"who": "Iran", "other": "ISR", "q": "x"}, (("who", "IRN"), ("other", "ISR")), "Iran and Israel"),
        (SEARCH, {"q": "not  ready", "mode": "if"}, (("q", "not ready"), ("mode", "if")), "“not ready”, mode if"),
        (SEARCH, {"checked": "no", "kind": ""}, (("checked", "no"),), "checked no"),
        (SubjectKind.ALL, {"q": "x"}, (), "All that is certain"),
    ],
)
def test_what_is_typed_is_understood(
    ledger: Ledger, kind: SubjectKind, typed: dict[str, str], asked: tuple[tuple[str, str], ...], name: str
) -> None:
    subject = subject_of(ledger, kind, typed)
    assert (subject, subject.name) == (Subject(kind, asked), name)


@pytest.mark.parametrize(
    "kind, typed, error, words",
    [
        (WHO, {}, BadSubject, "give a name or a code for each of: who"),
        (WHO, {"who": "Ruritania"}, Exception, "Ruritania"),
        (PAIR, {"who": "Iran"}, BadSubject, "who, other"),
        (PAIR, {"who": "Iran", "other": "IRN"}, BadSubject, "a pair is two"),
        (SEARCH, {}, BadSubject, "needs words"),
        (SEARCH, {"q": "!!"}, NothingToSearch, "nothing to search for"),
        (SEARCH, {"q": "x" * 2_001}, BadSubject, "2,000 characters"),
        (SEARCH, {"mode": "perhaps"}, BadSubject, "'perhaps' is none of none, if"),
        (SEARCH, {"checked": "often"}, BadSubject, "neither yes nor no"),
        (SEARCH, {"since": "yesterday"}, QuestionError, "is no day"),
        (SEARCH, {"since": "2026-02-01", "until": "2026-01-01"}, QuestionError, "lies after"),
    ],
)
def test_what_cannot_be_watched_is_said(
    ledger: Ledger, kind: SubjectKind, typed: dict[str, str], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        subject_of(ledger, kind, typed)

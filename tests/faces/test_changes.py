"""`onrecord changes`, as a user runs it after an upgrade of the reader."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.ledger import JudgementKind, open_ledger
from onrecord.terms.records import Modal
from tests.faces.conftest import Run
from tests.ledger.factory import make_reading

V1, V2 = "onrecord 0.1.0; parser 3; events 2", "onrecord 0.2.0; parser 3; events 3"
THEN = datetime(2026, 1, 5, 12, tzinfo=UTC)
READING = next(
    r
    for r in (make_reading(n, reader=V1) for n in range(100))
    if len({n.action.of(r.text) for n in r.norms}) == 3 and r.norms[1].modal is Modal.WILL_NOT
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One page read by both, with its first norm lost, its second altered and its third gained; one by the first."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    first, second, third = READING.norms
    with open_ledger(path) as book:
        book.record_many([replace(READING, norms=(first, second)), make_reading(500, reader=V1)], recorded_at=THEN)
        for norm, verdict in ((first, JudgementKind.CONFIRM), (second, JudgementKind.WRONG)):
            book.judge(norm.id, verdict, by="Ada", at=THEN)
        later = replace(READING, norms=(replace(second, modal=Modal.WILL, agent_id="FIN"), third), reader=V2)
        book.record(later, recorded_at=THEN + timedelta(days=1))
    return path


def words(place: int) -> str:
    return READING.norms[place].action.of(READING.text)


def test_each_norm_comes_with_its_words_and_page_and_the_totals(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("changes", "--between", "0.1.0", "0.2.0", "--ledger", ledger)
    assert ran.returncode == 0, ran.stderr
    printed = " ".join(ran.stdout.split())
    assert f"{V1} -> {V2}" in printed
    for kind, place in (("gained", 2), ("lost", 0)):
        (line,) = (one for one in ran.stdout.replace("\n", " ").split(f"{kind}: ")[1:2])
        assert f"“{words(place)}”" in line
    assert "altered: Finland" in printed
    assert "modal: will_not -> will" in printed
    assert "-> Finland (FIN)" in printed
    assert printed.count(f"{READING.page.address})") == 5  # three norms and two judgements
    assert "1 page compared; 1 read by the first alone" in printed
    assert "norms: 0 the same, 1 gained, 1 lost, 1 altered" in printed
    assert "the older reading is listed beside what it has" in printed
    assert "hides nothing: the later reader does not read it so" in printed
    assert "judgements: 0 still apply, 1 listed beside, 1 find nothing" in printed


def test_json_lines_hold_the_same(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("changes", "--between", V1, V2, "--json", "--ledger", ledger)
    *found, last = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [next(iter(one)) for one in found] == ["gained", "lost", "altered", "judged", "judged"]
    gained, lost, altered, *judged = [next(iter(one.values())) for one in found]
    assert (gained["norm"]["words"]["action"], lost["norm"]["words"]["action"]) == (words(2), words(0))
    assert gained["evidence"][0]["words"] in READING.text
    assert altered["slots"]["modal"] == ["will_not", "will"]
    assert altered["before"]["source"]["reader"] == V1
    assert {one["verdict"]: one["fate"] for one in judged} == {"confirm": "listed beside", "wrong": "nothing there"}
    assert last["totals"]["norms"] == {"same": 0, "gained": 1, "lost": 1, "altered": 1}
    assert last["totals"]["pages"] == {"compared": 1, "only_earlier": 1, "only_later": 0}


def test_the_limit_cuts_what_is_shown_and_not_the_totals(ledger: Path, onrecord: Run) -> None:
    ran = onrecord("changes", "--between", V1, V2, "--limit", 1, "--ledger", ledger)
    assert "judged: 1 more: --limit 1 was reached" in " ".join(ran.stdout.split())
    assert "judgements: 0 still apply, 1 listed beside, 1 find nothing" in ran.stdout


def test_without_two_readers_it_tells_which_there_are(ledger: Path, onrecord: Run) -> None:
    printed = " ".join(onrecord("changes", "--ledger", ledger).stdout.split())
    assert f"{V1} 2 pages, the current reading of 1, last on 2026-01-05 12:00 UTC" in printed
    lines = map(json.loads, onrecord("changes", "--json", "--ledger", ledger).stdout.splitlines())
    assert [one["reader"]["name"] for one in lines] == [V1, V2]


def test_judgements_of_what_is_read_as_before_still_apply(tmp_path: Path, onrecord: Run) -> None:
    first, second, _ = READING.norms
    with open_ledger(tmp_path / "l.db") as book:
        book.record(READING, recorded_at=THEN)
        book.judge(first.id, JudgementKind.CONFIRM, by="Ada", at=THEN)
        book.judge(second.id, JudgementKind.WRONG, by="Ada", at=THEN)
        book.record(replace(READING, reader=V2), recorded_at=THEN + timedelta(days=1))
    printed = onrecord("changes", "--between", "0.1.0", "0.2.0", "--ledger", tmp_path / "l.db").stdout
    assert "\n  still applies\n" in printed
    assert "\n  still applies: the later reading of it is left out too\n" in printed
    assert "judgements: 2 still apply, 0 listed beside, 0 find nothing" in printed


def test_a_ledger_without_a_reading_says_so(tmp_path: Path, onrecord: Run) -> None:
    open_ledger(tmp_path / "l.db").close()
    ran = onrecord("changes", "--ledger", tmp_path / "l.db")
    assert (ran.returncode, ran.stdout) == (1, "this ledger holds no reading yet\n")


@pytest.mark.parametrize(
    "readers, code, says",
    [
        (("parser 3", V2), 1, f"'parser 3' fits 2 readers: '{V1}'; '{V2}'"),
        ((V1, "0.9"), 1, "'0.9' fits no reader of this ledger. It holds readings by"),
        ((V1,), 2, "--between"),
    ],
)
def test_readers_that_do_not_fit_are_told(
    ledger: Path, onrecord: Run, readers: tuple[str, ...], code: int, says: str
) -> None:
    ran = onrecord("changes", "--ledger", ledger, "--between", *readers)
    assert ran.returncode == code
    assert says in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr

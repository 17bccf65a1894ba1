"""`onrecord why`, as a user runs it."""

import json
from pathlib import Path

from tests.faces.conftest import EXAMPLES, GEORGIA, Run


def test_why_tells_what_became_of_the_words(onrecord: Run) -> None:
    ran = onrecord("why", GEORGIA, "direct request")
    assert ran.returncode == 0, ran.stderr
    printed = " ".join(ran.stdout.split())
    assert "a norm: Russia will not “render its assistance there” unless" in printed
    answer = json.loads(onrecord("why", GEORGIA, "direct request", "--json").stdout)
    assert {one["outcome"] for one in answer["sentences"][0]["considered"]} >= {"norm"}


def test_a_norm_under_the_least_probability_is_told_as_refused(onrecord: Run) -> None:
    ran = onrecord("why", GEORGIA, "direct request", "--least", "1")
    assert ran.returncode == 1
    assert "under 100 in 100 none is kept [unlikely-norm]" in " ".join(ran.stdout.split())


def test_what_was_passed_over_reads_as_a_sentence(onrecord: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Oman hopes that Qatar will mediate. Omani divers found an old ship in the harbour of Muscat.")
    printed = " ".join(onrecord("why", page, "mediate").stdout.split())
    assert "no norm: “mediate” (under “will”): a wish or a fear" in printed
    printed = " ".join(onrecord("why", page, "divers").stdout.split())
    assert "none of its verbs is in the table of words that undertake, refuse, demand or foresee: “found”" in printed


def test_words_that_are_not_there_and_folders_are_one_line_on_standard_error(onrecord: Run, tmp_path: Path) -> None:
    for arguments, says in (
        ((GEORGIA, "no such words"), "does not stand in the text"),
        ((EXAMPLES, "words"), "more than one page"),
        ((tmp_path / "missing.html", "words"), "was refused"),
    ):
        ran = onrecord("why", *arguments)
        assert ran.returncode == 1
        assert says in ran.stderr
        assert "Traceback" not in ran.stderr

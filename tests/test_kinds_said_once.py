"""What a new modal, or a new kind of record, has to be told in: each test names the place that was forgotten."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from onrecord.commitments.tables import ModalForce, auxiliaries, modal_words
from onrecord.questions.record_of import WordKind, word_of
from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.verdicts import Verdict, verdict_of
from onrecord.terms.records import Doer, Modal, Mode, RecordKind
from onrecord.terms.wording import MODAL_WORDING, MODE_WORDS

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = ROOT / "docs" / "codebook.md"
SEMANTICS = ROOT / "docs" / "semantics.md"
PROGRAM = ROOT / "src" / "onrecord" / "data" / "whatif.lp"
KINDS = ROOT / "src" / "onrecord" / "commitments" / "speech_acts.py"

each_modal = pytest.mark.parametrize("modal", Modal)
each_kind = pytest.mark.parametrize("kind", RecordKind)


@each_modal
def test_a_modal_says_who_is_to_do_the_action_and_what_it_means(modal: Modal) -> None:
    assert modal.doer in Doer
    assert modal.kind is None or modal.kind in RecordKind
    assert [other for other in Modal if other.means == modal.means] == [modal]
    assert not (modal.undertakes and modal.of_another)


@each_modal
def test_a_modal_is_worded(modal: Modal) -> None:
    said = MODAL_WORDING[modal]
    assert (said.of is not None) is modal.of_another, "terms/wording.py: before whom the action of another is said of"
    assert [m for m, other in MODAL_WORDING.items() if other.letter == said.letter] == [modal]


@each_modal
def test_every_modal_has_a_verdict_whatever_holds(modal: Modal) -> None:
    for mode, trigger, action in product(Mode, Certainty, Certainty):
        assert verdict_of(modal, mode, trigger=trigger, action=action) in Verdict


# What sort of word a modal gives, of a record that is a threat and of one that is none.
WORDS = {
    Modal.WILL: (WordKind.THREAT, WordKind.PROMISE),
    Modal.WILL_NOT: (WordKind.RESTRICTION, WordKind.RESTRICTION),
    Modal.READY: (WordKind.THREAT, WordKind.PROMISE),
    Modal.DEMANDS: (WordKind.DEMAND, WordKind.DEMAND),
    Modal.PREDICTS: (WordKind.FORECAST, WordKind.FORECAST),
}


@dataclass(frozen=True)
class Given:
    """A norm, as much of it as tells what sort of word it is."""

    kind: str
    modal: Modal
    mode: Mode = Mode.NONE


@each_modal
def test_a_modal_gives_one_sort_of_word(modal: Modal) -> None:
    for kind in RecordKind:
        assert word_of(Given(kind.value, modal)) is WORDS[modal][kind is not RecordKind.THREAT], (
            "questions/record_of.py: what becomes of this modal?"
        )


@pytest.mark.parametrize("mode", Mode)
def test_a_mode_is_worded(mode: Mode) -> None:
    assert [m for m, words in MODE_WORDS.items() if words == MODE_WORDS[mode]] == [mode]


@each_modal
def test_the_documentation_and_the_logic_program_know_each_modal(modal: Modal) -> None:
    assert f"\n| `{modal.value}` |" in CODEBOOK.read_text(encoding="utf-8"), "docs/codebook.md, 1"
    assert any(
        line.startswith("|") and modal.value in line.split("|")[1] for line in SEMANTICS.read_text("utf-8").splitlines()
    ), "docs/semantics.md, Verdicts"
    assert modal.value in PROGRAM.read_text(encoding="utf-8"), "data/whatif.lp"


@each_modal
def test_words_of_a_table_lead_to_each_modal(modal: Modal) -> None:
    read = {word.force.modal for words in modal_words().values() for word in words}
    read |= {force.modal for a in auxiliaries().values() for force in (a.positive, a.negative) if force is not None}
    # A prediction has no words of its own: it is what "will" says of another's action (docs/codebook.md 1).
    assert modal in read | {Modal.PREDICTS}, "data/en/modals.csv or auxiliaries.csv"


@each_kind
def test_a_kind_of_record_is_told_and_given(kind: RecordKind) -> None:
    assert [other for other in RecordKind if other.means == kind.means] == [kind]
    told = CODEBOOK.read_text(encoding="utf-8").split("*Kind*:")[1].split("*Strength*")[0]
    assert kind.value in " ".join(told.split()), "docs/codebook.md 4"
    by_modal = {modal.kind for modal in Modal}
    assert kind in by_modal or f"RecordKind.{kind.name}" in KINDS.read_text(encoding="utf-8"), (
        "commitments/speech_acts.py"
    )


def test_a_force_that_is_no_modal_s_own_is_one_that_who_speaks_decides() -> None:
    assert {force for force in ModalForce if not force.says_modal} == {ModalForce.ABLE, ModalForce.MUST}

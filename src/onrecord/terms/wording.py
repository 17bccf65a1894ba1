"""Modals and modes as a person would say them.

Source:  the codebook (docs/codebook.md)
"""

from typing import NamedTuple

from onrecord.terms.records import Modal, Mode


class ModalWording(NamedTuple):
    """verb: before the action, a verb in its plain form. other: before one in other words ("sending troops", "a
    truce").

    of:     before whom it is said of, where the action is another's ("demands of"); None: the action is the agent's
            own.
    letter: what picks it at a keyboard, of its own words.
    """

    verb: str
    other: str
    of: str | None
    letter: str


MODAL_WORDING = {
    Modal.WILL: ModalWording("will", "undertakes", None, "w"),
    Modal.WILL_NOT: ModalWording("will not", "rules out", None, "n"),
    Modal.READY: ModalWording("is ready to", "is ready for", None, "a"),
    Modal.DEMANDS: ModalWording("demands", "demands", "demands of", "d"),
    Modal.PREDICTS: ModalWording("predicts", "predicts", "predicts for", "p"),
}
MODAL_WORDS = {modal: wording.verb for modal, wording in MODAL_WORDING.items()}
MODE_WORDS = {Mode.NONE: "no condition", Mode.IF: "if", Mode.UNLESS: "unless", Mode.EVEN_IF: "even if"}
"""What stands between action and condition, as to name it in a legend; of NONE that there is no condition."""

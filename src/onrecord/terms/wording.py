"""Modals and modes as a person would say them.

Source:  the codebook (docs/codebook.md)
"""

from onrecord.terms.records import Modal, Mode

MODAL_WORDS = {
    Modal.WILL: "will",
    Modal.WILL_NOT: "will not",
    Modal.READY: "is ready to",
    Modal.DEMANDS: "demands",
    Modal.PREDICTS: "predicts",
}
MODE_WORDS = {Mode.IF: "if", Mode.UNLESS: "unless", Mode.EVEN_IF: "even if"}

"""In which colour a norm is shown on a terminal."""

from onrecord.terms.records import Modal

MODAL_STYLES = {
    Modal.WILL: "red",
    Modal.WILL_NOT: "green",
    Modal.READY: "yellow",
    Modal.DEMANDS: "magenta",
    Modal.PREDICTS: "cyan",
}


def norm_style(modal: Modal) -> str:
    """The colour a modal is shown in, "" for none; colour never carries what the words do not."""
    return MODAL_STYLES.get(modal, "")

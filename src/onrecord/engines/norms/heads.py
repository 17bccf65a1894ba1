"""What the norm reader's heads answer: the classes of an action, the ends of its slots."""

from onrecord.terms.records import Modal, Mode

# The modals the weights were trained on, in that order: a modal of the house that is not here is left to the rules.
MODALS = (Modal.WILL, Modal.WILL_NOT, Modal.READY, Modal.DEMANDS, Modal.PREDICTS)
CLASSES: tuple[tuple[Modal, Mode], ...] = tuple((modal, mode) for modal in MODALS for mode in Mode)
SLOTS = ("trigger", "agent", "target", "cue", "speaker", "deadline")

# The action's first piece is where the model finds it, so only its last is asked.
ENDS: tuple[tuple[str, str], ...] = (
    ("action", "last"),
    *((slot, end) for slot in SLOTS for end in ("first", "last")),
)

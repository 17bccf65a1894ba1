"""What the norm reader's heads answer: the classes of a deed, the ends of its slots."""

from onrecord.terms.records import Modal, Mode

CLASSES: tuple[tuple[Modal, Mode], ...] = tuple((modal, mode) for modal in Modal for mode in Mode)
SLOTS = ("trigger", "agent", "target", "cue", "speaker", "deadline")

# The deed's first piece is where the model finds it, so only its last is asked.
ENDS: tuple[tuple[str, str], ...] = (
    ("action", "last"),
    *((slot, end) for slot in SLOTS for end in ("first", "last")),
)

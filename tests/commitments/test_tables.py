"""The tables hold together: every row can be read, and every list is used."""

from pathlib import Path

from onrecord.commitments import tables
from onrecord.commitments.frames import FRAMES

ROOM = Path(tables.__file__).parent


def test_every_frame_of_a_modal_word_is_known():
    frames = {f.partition(":")[0] for words in tables.modal_words().values() for w in words for f in w.frames}
    assert frames == set(FRAMES)


def test_every_connective_and_auxiliary_can_be_read():
    assert all(c.words for held in tables.connectives().values() for c in held)
    assert tables.auxiliaries()["will"].negative is tables.ModalForce.WILL_NOT

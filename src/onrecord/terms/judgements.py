"""What a person may say of a reading."""

from enum import StrEnum

from onrecord.terms.renamed import names_of


class JudgementKind(StrEnum):
    """SAME and DIFFERENT are said of two norms, NOT_MET of a norm and an event: the event did not meet it.

    RETRACT takes back all that its author said of one; with an event, that it did not meet it.
    """

    CONFIRM = "confirm"
    WRONG = "wrong"
    CORRECT = "correct"
    SAME = "same"
    DIFFERENT = "different"
    NOT_MET = "not-met"
    RETRACT = "retract"


OF_TWO = (JudgementKind.SAME, JudgementKind.DIFFERENT)

OF_ANOTHER = (*OF_TWO, JudgementKind.NOT_MET)
"""They set a norm beside something else, and say nothing of whether it was read rightly."""

__getattr__ = names_of(__name__)

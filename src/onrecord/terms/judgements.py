"""What a person may say of a reading."""

from enum import StrEnum


class Verdict(StrEnum):
    """SAME and DIFFERENT are said of two; RETRACT takes back all that its author said of one."""

    CONFIRM = "confirm"
    WRONG = "wrong"
    CORRECT = "correct"
    SAME = "same"
    DIFFERENT = "different"
    RETRACT = "retract"


OF_TWO = (Verdict.SAME, Verdict.DIFFERENT)

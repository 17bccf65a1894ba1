"""The first baseline of norms: modal words and "if", by regular expressions."""

from bench.baselines.modal_if import norms_of
from bench.worker import Contestant


def open_contestant() -> Contestant:
    """No model."""
    return Contestant(norms_of, lambda norms, _text: {"norms": norms}, lambda item: item["text"], ())

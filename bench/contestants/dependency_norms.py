"""The second baseline of norms: bare rules on the parse that onrecord uses too."""

from bench.baselines.dependency_rules import norms_of
from bench.worker import Contestant
from onrecord.engines.spacy_parser import SpacyParser


def open_contestant() -> Contestant:
    """With the parse it needs."""
    parser = SpacyParser()
    return Contestant(
        lambda text: norms_of(text, parser),
        lambda norms, _text: {"norms": norms},
        lambda item: item["text"],
        ("spacy",),
    )

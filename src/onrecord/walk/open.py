"""Which engines read: the one file that chooses."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from onrecord.engines.attribution.tagger import AttributionTagger
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.events import VerbCoder
from onrecord.terms.protocols import DeedCoder, Parser, Tagger


@dataclass(frozen=True, slots=True)
class Engines:
    """What the rooms are handed to read with."""

    parser: Parser
    tagger: Tagger
    deed_coder: DeedCoder

    @property
    def name(self) -> str:
        """Version of onrecord and the models, as stored with every reading."""
        return f"onrecord {version('onrecord')}; {self.parser.name}; {self.tagger.name}"


@cache
def open_engines() -> Engines:
    """The default engines, loaded once a process (about a second)."""
    return Engines(parser=SpacyParser(), tagger=AttributionTagger(), deed_coder=VerbCoder())

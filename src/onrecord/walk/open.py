"""Which engines read: the one file that chooses."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from onrecord.commitments import LinearPartyScorer, TreeNormScorer
from onrecord.engines.norms.reader import OnnxNormReader as NormModel
from onrecord.engines.scanner import OnnxScanner as ModelScanner
from onrecord.engines.scanner import model_folder
from onrecord.engines.sentences import OnnxSentenceEncoder as SentenceModel
from onrecord.engines.spacy_parser import SpacyParser
from onrecord.events import VerbCoder
from onrecord.terms.errors import OnRecordError
from onrecord.terms.protocols import (
    ActionCoder,
    NormReader,
    NormScorer,
    Parser,
    PartyScorer,
    Scanner,
    SentenceEncoder,
    Solver,
)


@dataclass(frozen=True, slots=True)
class Engines:
    """What the rooms are handed to read with."""

    parser: Parser
    scanner: Scanner
    action_coder: ActionCoder
    norm_reader: NormReader
    norm_judge: NormScorer
    party_judge: PartyScorer

    @property
    def name(self) -> str:
        """Version of onrecord and the models, as stored with every reading; which norms are kept, when that was set."""
        parts = [f"onrecord {version('onrecord')}", self.parser.name, self.scanner.name, self.norm_reader.name]
        named = "; ".join(parts)
        least = self.norm_judge.least
        return named if least == TreeNormScorer.least else f"{named}; least {_hundredths(least)}"

    def keeping(self, least: float | None) -> "Engines":
        """These, with another least probability of a norm that is kept; None: as they are."""
        return self if least is None else replace(self, norm_judge=TreeNormScorer(least=least))


def _hundredths(share: float) -> str:
    # Two settings never share a name: what two digits do not tell apart is written in full.
    return f"{share:.2f}" if float(f"{share:.2f}") == share else str(share)


def models_folder() -> Path:
    """The models that ship with the package; `walk.models` says what lies there."""
    return model_folder()


@cache
def open_engines() -> Engines:
    """The default engines, loaded once a process (about a second)."""
    return Engines(
        parser=SpacyParser(),
        scanner=ModelScanner(),
        action_coder=VerbCoder(),
        norm_reader=NormModel(model_folder() / "norms"),
        norm_judge=TreeNormScorer(),
        party_judge=LinearPartyScorer(),
    )


@cache
def open_sentence_encoder() -> SentenceEncoder:
    """What places sentences by meaning, loaded once a process."""
    return SentenceModel()


class SolverMissing(OnRecordError):
    """The optional extra `rules` is not installed."""


def open_solver() -> Solver:
    """The rules solver; SolverMissing when it is not installed."""
    try:
        from onrecord.engines.logic import ClingoSolver
    except ModuleNotFoundError:
        raise SolverMissing("what-would needs the solver clingo: pip install 'onrecord[rules]'") from None
    return ClingoSolver()

"""What the rooms ask of engines and of each other, without knowing who answers."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Protocol

from onrecord.terms.actions import AskedAction, TypedAction
from onrecord.terms.attributions import Attribution
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Norm
from onrecord.terms.renamed import names_of
from onrecord.terms.spans import Span


class Parser(Protocol):
    """A syntactic parser."""

    name: str

    def parse(self, text: str, blocks: Sequence[Span]) -> Parse:
        """Parse a text; no sentence crosses a block, words outside all blocks have no tokens."""
        ...


class ActionTyper(Protocol):
    """Types the actions of one page by a model."""

    def types(self, asked: Sequence[AskedAction]) -> tuple[TypedAction, ...]:
        """An answer an action, in the order asked."""
        ...


class Scan(ActionTyper, Protocol):
    """What the model makes of one page, which it has encoded once."""

    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what, in words alone, in the order of the cues."""
        ...

    def norm_odds(self, sentences: Sequence[Span]) -> tuple[float, ...]:
        """For each sentence, what the model adds to the log-odds that a norm's action begins in it."""
        ...


class Scanner(Protocol):
    """A model that reads pages."""

    name: str

    def read(self, text: str, blocks: Sequence[Span]) -> Scan:
        """Encode the blocks of a text."""
        ...


class SentenceEncoder(Protocol):
    """Places sentences by what they mean."""

    name: str

    def vectors(self, texts: Sequence[str]) -> tuple["array[float]", ...]:
        """A vector of 32-bit floats a text, of unit length and all of one size, in the order of the texts."""
        ...


class ActionCoder(Protocol):
    """Codes the action that words describe."""

    def code_action(self, parse: Parse, span: Span) -> EventType | None:
        """PLOVER type of the action that the words of the span describe; None when no type fits."""
        ...


class NormReader(Protocol):
    """A model that reads norms off sentences."""

    name: str

    def read(self, text: str, sentences: Sequence[Span], odds: Sequence[float]) -> tuple[ReadNorm, ...]:
        """What it reads in the sentences of a text, in text order, each with a probability.

        odds: for each sentence, as `Scan.norm_odds` gives them.
        """
        ...


class PartyScorer(Protocol):
    """Says who of several the agent of a norm is."""

    def best(
        self, action: Span, options: Sequence[tuple[str | None, Mapping[str, float]]], /
    ) -> tuple[str | None, float]:
        """(code, probability in [0, 1]). action: the norm's words; options: a code with its features each; None is
        nobody named."""
        ...


class NormScorer(Protocol):
    """Says how likely a norm was read rightly."""

    least: float
    """Under this probability a norm is refused."""

    def probability(self, norm: Norm, features: Mapping[str, float], /) -> float:
        """In [0, 1]. features: what speaks for or against it, each in [0, 1]."""
        ...


class Solver(Protocol):
    """Solves logic programs in the syntax of clingo."""

    name: str

    def best(self, program: str) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
        """The shown atoms of an answer set of least cost, each its name and arguments; None when there is none."""
        ...


__getattr__ = names_of(__name__)

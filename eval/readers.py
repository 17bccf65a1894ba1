"""Which readers are scored, on which data, by which module."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader and its scorer.

    module: has `score(shared: Path) -> {"figures": ..., "cases": ...}`.
    data:   glob patterns of the files it is scored on, below the corpora or, with needs_shared False, below the
            repository: their digest is pinned with the floors.
    """

    name: str
    module: str
    data: tuple[str, ...]
    needs_shared: bool = True

    @property
    def score(self) -> Callable[[Path], dict[str, Any]]:
        """The scorer, imported when asked for."""
        scorer: Callable[[Path], dict[str, Any]] = import_module(self.module).score
        return scorer


def figures_file(reader: Reader) -> Path:
    """Where its committed figures lie."""
    return Path(__file__).resolve().parent / "figures" / f"{reader.name}.json"


READERS = (
    Reader("norms-open", "eval.norms_open", ("eval/data/norms_open.jsonl",), needs_shared=False),
    Reader("norms-judged", "eval.norms_judged", ("eval/data/norms_judged.jsonl",), needs_shared=False),
    Reader("met-judged", "eval.met_judged", ("eval/data/met_judged.jsonl",), needs_shared=False),
    Reader("alerts-judged", "eval.alerts_judged", ("eval/data/alerts_judged.jsonl",), needs_shared=False),
    Reader("search-judged", "eval.search_judged", ("eval/data/search_questions.jsonl",), needs_shared=False),
    Reader("documents", "eval.documents", ("data/pages/news2023/*", "data/pages/kremlin/*")),
    Reader("statements", "eval.statements", ("data/attribution/polnear_dev.jsonl.gz",)),
    Reader("actors", "eval.actors", ("gold/dev.jsonl", "gold/train.jsonl", "gold/seed/*")),
    Reader("statements-gum", "eval.statements_gum", ("data/conditions/gum/*",)),
    Reader("speakers", "eval.speakers", ("data/conditions/gum/*",)),
    Reader("times", "eval.times", ("data/time/tbaq/*",)),
    Reader(
        "events",
        "eval.events",
        (
            "data/events/plv_train.tsv",
            "data/events/universal_petrarch_gsr.xml",
            "gold/dev.jsonl",
            "gold/train.jsonl",
            "gold/seed/*",
        ),
    ),
    Reader("status", "eval.status", ("cases/status.jsonl",)),
    Reader("status-apart", "eval.status_apart", ("eval/data/status_apart.jsonl",), needs_shared=False),
    Reader("passages-apart", "eval.passages_apart", ("eval/data/passages_apart.jsonl",), needs_shared=False),
    Reader("calibration", "eval.calibration", ("gold/dev.jsonl",)),
    Reader("commitments", "eval.commitments", ("gold/dev.jsonl", "gold/seed/*")),
    Reader("agents", "eval.agents", ("gold/pages_train.jsonl", "gold/pages_dev.jsonl")),
    Reader("pairs", "eval.pairs", ("gold/pairs_train.jsonl",)),
    Reader("seed-whatif", "eval.seed_whatif", ("gold/seed/*",)),
    Reader("stories", "eval.stories", ("stories/story-*.json",)),
    Reader("norm-errors", "eval.norm_errors", ("gold/dev.jsonl",)),
    Reader("restrictions", "eval.restrictions", ("gold/dev.jsonl", "gold/train.jsonl")),
    Reader(
        "false-norms",
        "eval.false_norms",
        (
            "data/pages/kremlin/*",
            "data/pages/wikinews_2019.csv",
            "data/pages/news2023/*",
            "data/attribution/polnear_dev.jsonl.gz",
        ),
    ),
)

"""The rules solver: clingo, behind the `Solver` protocol. Needs the optional extra `rules`.

In:      a logic program as text
Out:     the atoms it shows, of one best answer set
Refuses: nothing; without clingo installed, opening it raises ModuleNotFoundError
"""

import clingo


class ClingoSolver:
    """clingo (Potassco, MIT)."""

    name = f"clingo {clingo.__version__}"

    def best(self, program: str) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
        """The shown atoms of an answer set of least cost, each its name and arguments; None when there is none."""
        control = clingo.Control(["--opt-mode=opt", "--warn=none"])
        control.add("base", [], program)
        control.ground([("base", [])])
        best: tuple[tuple[str, tuple[str, ...]], ...] | None = None
        with control.solve(yield_=True) as handle:
            for model in handle:
                best = tuple((a.name, tuple(str(x) for x in a.arguments)) for a in model.symbols(shown=True))
        return best

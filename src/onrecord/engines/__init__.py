"""Models and solvers behind the protocols of `terms`; the one door to model weights."""

"""How many examples a property is tried on."""

from hypothesis import settings


def examples(count: int) -> int:
    """A fifth of `count`, three at least; all of them under `--hypothesis-profile many`, as .ci/run asks for."""
    return count if settings.get_current_profile_name() == "many" else max(count // 5, 3)

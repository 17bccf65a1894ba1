"""Is what onrecord stands on installed, as it was tested?

In:      what packages say of themselves (importlib.metadata)
Out:     CheckupFindings: Python, the database, packages, extras
Refuses: nothing
Source:  pyproject.toml, which pins what shapes figures
Shown:   tests/faces/checkup/test_installed.py
"""

import platform
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata

from packaging.requirements import Requirement
from packaging.version import Version

from onrecord.faces.checkup.finding import CheckupFinding, State, well
from onrecord.ledger import LedgerError, open_ledger
from onrecord.ledger.upkeep.health import database_version

NAME = "onrecord"

Installed = Callable[[str], str | None]
"""The version of a package by its name; None: it is not there."""


def installed_version(package: str) -> str | None:
    """As the package says itself."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def required() -> tuple[Requirement, ...]:
    """What onrecord asks for, extras included."""
    return tuple(map(Requirement, metadata.requires(NAME) or ()))


def python_checked(*, here: str | None = None) -> Iterator[CheckupFinding]:
    """onrecord and Python. here: the version of Python; None: of this one."""
    running = here or platform.python_version()
    wanted = Requirement(f"python {metadata.metadata(NAME)['Requires-Python']}").specifier
    yield well(NAME, metadata.version(NAME))
    if Version(running) in wanted:
        yield well("Python", running)
    else:
        yield CheckupFinding(
            "Python", State.WRONG, f"{running}; onrecord is tested with {wanted}", "install it with one of those"
        )


def database_checked() -> Iterator[CheckupFinding]:
    """Does the SQLite that is linked in make a ledger, with full-text search?"""
    try:
        open_ledger(None).close()
    except LedgerError as error:
        seen = f"{database_version()} makes no ledger: {error}"
        yield CheckupFinding("SQLite", State.WRONG, seen, "use a Python whose SQLite has FTS5 and JSON")
        return
    yield well("SQLite", database_version())


def packages_checked(
    requirements: tuple[Requirement, ...], *, installed: Installed = installed_version
) -> Iterator[CheckupFinding]:
    """Packages that are always needed, each against its pin or range."""
    always = [one for one in requirements if _holds(one, extra="")]
    wrong = [one for one in always if _pinned(one) and not _fits(one, installed)]
    missing = [one for one in always if installed(one.name) is None and one not in wrong]
    doubtful = [one for one in always if one not in (*wrong, *missing) and not _fits(one, installed)]
    again = f"pip install --force-reinstall {NAME}=={installed(NAME)}"
    for one in (*wrong, *missing):
        yield CheckupFinding(
            "packages", State.WRONG, _seen(one, installed), f"pages may be read otherwise, or not: {again}"
        )
    for one in doubtful:
        yield CheckupFinding("packages", State.WARNING, _seen(one, installed), f"it was not tested with that: {again}")
    if not wrong and not missing and not doubtful:
        pinned = [f"{one.name} {installed(one.name)}" for one in always if _pinned(one)]
        yield well("packages", f"{len(always)}, all as tested: {', '.join(pinned)}")


def extras_checked(
    requirements: tuple[Requirement, ...], extras: tuple[str, ...], *, installed: Installed = installed_version
) -> Iterator[CheckupFinding]:
    """Which extras are there; a half-installed one is a doubt."""
    asked = {extra: [one for one in requirements if _only_for(one, extra)] for extra in extras}
    there = [extra for extra, parts in asked.items() if all(installed(one.name) for one in parts)]
    yield well("extras", _extras(there, [extra for extra in extras if extra not in there]))
    for extra in there:
        for one in asked[extra]:
            if not _fits(one, installed):
                todo = f"pip install '{NAME}[{extra}]'"
                yield CheckupFinding("extras", State.WARNING, f"{extra}: {_seen(one, installed)}", todo)


def extras_named() -> tuple[str, ...]:
    """The extras there are."""
    return tuple(sorted(metadata.metadata(NAME).get_all("Provides-Extra") or ()))


def _extras(there: list[str], others: list[str]) -> str:
    told = {"installed": there, "not installed": others}
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in told.items() if names)


def _holds(one: Requirement, *, extra: str) -> bool:
    environment: Mapping[str, str] = {"extra": extra}
    return one.marker is None or one.marker.evaluate(dict(environment))


def _only_for(one: Requirement, extra: str) -> bool:
    return _holds(one, extra=extra) and not _holds(one, extra="")


def _pinned(one: Requirement) -> bool:
    return any(part.operator == "==" for part in one.specifier)


def _fits(one: Requirement, installed: Installed) -> bool:
    held = installed(one.name)
    return held is not None and one.specifier.contains(held, prereleases=True)


def _seen(one: Requirement, installed: Installed) -> str:
    held = installed(one.name)
    return f"{one.name} {held or 'is missing'} in place of {one.specifier or 'any'}"

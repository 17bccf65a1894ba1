"""One file a view: the question it asks, the values its template shows, and its addresses.

Out:     the routers of all of them: a file of this folder with a `router` is a view
Shown:   tests/faces/web/test_views.py
"""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The router of each view, by the name of its file."""
    found: list[APIRouter] = []
    for name in sorted(module.name for module in iter_modules(__path__)):
        router = import_module(f"{__name__}.{name}").router
        assert isinstance(router, APIRouter)
        found.append(router)
    return tuple(found)

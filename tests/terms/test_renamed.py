"""Who imports an old name is told the new one, and the new one is there."""

import importlib
import re

import pytest

from onrecord.terms.renamed import MODULES, NAMES


@pytest.mark.parametrize("old, new", MODULES.items())
def test_an_old_module_says_the_new_one(old: str, new: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=re.escape(f"{old} is {new} now")):
        importlib.import_module(old)
    assert importlib.import_module(new).__doc__


@pytest.mark.parametrize("where, new", NAMES.items())
def test_an_old_class_says_the_new_one(where: tuple[str, str], new: str) -> None:
    module, old = where
    with pytest.raises(ImportError, match=re.escape(f"{module}.{old} is {new} now")):
        getattr(importlib.import_module(module), old)
    assert isinstance(getattr(importlib.import_module(module), new), type)


def test_a_name_that_never_was_is_missing_as_anywhere() -> None:
    with pytest.raises(ModuleNotFoundError, match="No module named"):
        importlib.import_module("onrecord.terms.nothing")
    module = importlib.import_module("onrecord.terms.judgements")
    assert not hasattr(module, "Nothing")

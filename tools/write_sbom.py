"""Writes a bill of materials: what an installed onrecord is made of, its models included, as CycloneDX 1.6.

python -m tools.write_sbom [--extra EXTRA]... [FILE]

In:      the packages installed here that onrecord asks for; data/models.csv
Out:     JSON, on standard output or in FILE; valid against the schema of CycloneDX, or nothing
Refuses: an extra there is none of; one that is not installed (SystemExit with a sentence)
Source:  https://cyclonedx.org/docs/1.6/json
Shown:   tests/release/test_sbom.py

It is made for a release and committed nowhere: it tells of one installation, and is stale with the next package.
"""

import argparse
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement

from onrecord.walk.models import models_published

NAME = "onrecord"
LICENCE = "Apache-2.0"
LONGEST_LICENCE_CHARS = 100
licences = LicenseFactory()


def closure(extras: tuple[str, ...]) -> dict[str, set[str]]:
    """The packages that onrecord needs with these extras, itself included: by name, those that each asks for."""
    known = metadata.metadata(NAME).get_all("Provides-Extra") or []
    if unknown := sorted(set(extras) - set(known)):
        raise SystemExit(f"onrecord has no extra {', '.join(unknown)}; it has {', '.join(sorted(known))}")
    asked: dict[str, set[str]] = {}
    waiting = [(NAME, frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        for one in _asked_by(name, wanted):
            asked.setdefault(name, set()).add(_plain(one.name))
            waiting.append((_plain(one.name), frozenset(one.extras)))
        asked.setdefault(name, set())
    return asked


def _asked_by(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    try:
        held = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        raise SystemExit(
            f"{name} is not installed: install onrecord with the extras named, then run this there"
        ) from None
    for one in map(Requirement, held):
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
            yield one


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def bom_of(extras: tuple[str, ...]) -> Bom:
    """The bill."""
    asked = closure(extras)
    packages = {name: _package(name) for name in sorted(asked)}
    own = packages.pop(NAME)
    bom = Bom()
    bom.metadata.component = own
    models = list(_models())
    for component in (*packages.values(), *models):
        bom.components.add(component)
    by_name = {**packages, NAME: own}
    for name, others in asked.items():
        bom.register_dependency(by_name[name], [by_name[one] for one in sorted(others) if one != name])
    bom.register_dependency(own, [*(by_name[one] for one in sorted(asked[NAME])), *models])
    return bom


def _package(name: str) -> Component:
    held = metadata.distribution(name)
    kind = ComponentType.APPLICATION if name == NAME else ComponentType.LIBRARY
    return Component(
        name=name,
        version=held.version,
        type=kind,
        bom_ref=f"{name}=={held.version}",
        purl=PackageURL("pypi", None, name, held.version),
        licenses=_licences(held),
    )


def _licences(held: metadata.Distribution) -> list[License]:
    """As the package says: an SPDX expression, a name, or what its classifiers name. [] where it says nothing short."""
    told = held.metadata
    said = next(iter([*(told.get_all("License-Expression") or []), *(told.get_all("License") or [])]), "")
    if not said or "\n" in said or len(said) > LONGEST_LICENCE_CHARS:  # some write the whole text there
        named = [one.rpartition(":: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
        return [DisjunctiveLicense(name=one) for one in named]
    return [licences.make_from_string(said)]


def _models() -> Iterator[Component]:
    for one in models_published():
        came = [Property(name="onrecord:made-from", value=one.made_from)] if one.made_from else []
        yield Component(
            name=f"onrecord-models/{one.file}",
            version=metadata.version(NAME),
            type=ComponentType.MACHINE_LEARNING_MODEL,
            bom_ref=f"models/{one.file}",
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one.sha256)],
            licenses=[licences.make_from_string(one.licence)],
            properties=[*came, Property(name="onrecord:card", value=one.card)],
        )


def as_json(bom: Bom) -> str:
    """The bill as text, once the schema takes it."""
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise SystemExit(f"the bill of materials does not fit CycloneDX 1.6: {wrong}")
    return text + "\n"


def main(arguments: list[str]) -> None:
    """Write it."""
    parser = argparse.ArgumentParser(prog="python -m tools.write_sbom", description="Write a bill of materials.")
    parser.add_argument("--extra", action="append", default=[], help="an extra that is installed here")
    parser.add_argument("file", nargs="?", type=Path, help="where to; standard output where it is left out")
    given = parser.parse_args(arguments)
    text = as_json(bom_of(tuple(given.extra)))
    if given.file is None:
        sys.stdout.write(text)
    else:
        given.file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

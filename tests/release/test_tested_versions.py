"""tested-versions.txt: what pyproject.toml asks for, each package with its digests, and no address."""

import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tools.write_tested_versions import FILE, extras, project, requirements

TOLD = "run `python -m tools.write_tested_versions`"
ENTRY = re.compile(
    r"^(?P<requirement>[A-Za-z0-9][^\\\n]*?) \\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


def entries() -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for one in ENTRY.finditer(FILE.read_text(encoding="utf-8")):
        held = Requirement(one["requirement"])
        found.setdefault(canonicalize_name(held.name), []).append(held)
    return found


def test_every_line_is_a_package_with_digests_or_a_remark() -> None:
    text = FILE.read_text(encoding="utf-8")
    left = [line for line in ENTRY.sub("", text).splitlines() if line.strip() and not line.startswith("#")]
    assert left == []
    assert len(entries()) > 50
    assert all(str(one.specifier).startswith("==") for held in entries().values() for one in held)


def test_it_names_no_place_to_fetch_from() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"://|--index|--find-links|--trusted|\bhttp|\.(?:com|org|net|io|internal)\b",
            text.replace("httpx", "").replace("httpcore", ""),
        )
        == []
    )


def test_it_agrees_with_what_is_asked_for() -> None:
    held = entries()
    for asked in requirements():
        versions = held.get(canonicalize_name(asked.name))
        assert versions, f"{asked.name} is not listed: {TOLD}"
        for one in versions:
            (version,) = (part.version for part in one.specifier)
            assert asked.specifier.contains(version), f"{asked} and {one}: {TOLD}"
    assert f"# What onrecord {project()['version']} was tested with" in FILE.read_text(encoding="utf-8"), TOLD
    assert f"Extras: {', '.join(extras())}." in FILE.read_text(encoding="utf-8"), TOLD

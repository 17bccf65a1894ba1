"""`onrecord.toml`: where it lies, and what stands in it.

In:      the environment, the working directory
Out:     the file that holds, and its tables
Refuses: a file that is named and not there, cannot be read, is no TOML or far too large (WrongSetting)
Source:  TOML 1.0, https://toml.io
Shown:   tests/faces/test_settings.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.terms.errors import OnRecordError

NAME = "onrecord.toml"
VARIABLE = "ONRECORD_CONFIG"
# Settings are a page long; what is larger is another file by mistake.
MAX_BYTES = 1_000_000


class WrongSetting(OnRecordError):
    """A settings file, or a variable, says what no command takes: the call is wrong."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """One settings file. path: as it was found. values: its tables; {} for an empty file."""

    path: Path
    values: Mapping[str, Any]


def settings_file(environment: Mapping[str, str], *, here: Path, of_user: Path) -> SettingsFile | None:
    """The first there is: the one ONRECORD_CONFIG names, `here/onrecord.toml`, the user's own; None: there is none."""
    named = environment.get(VARIABLE)
    if named:
        return SettingsFile(Path(named), _read(Path(named), said_by=f"{VARIABLE}={named}: "))
    for path in (here / NAME, of_user):
        # A link that leads nowhere is no missing file: who made it meant something by it.
        if path.exists() or path.is_symlink():
            return SettingsFile(path, _read(path))
    return None


def _read(path: Path, *, said_by: str = "") -> dict[str, Any]:
    import os
    import tomllib

    from onrecord.terms.regular_files import open_regular

    if str(path) == os.devnull:
        return {}  # how somebody says that no file is to hold
    try:
        with open_regular(path) as file:
            data = file.read(MAX_BYTES + 1) or b""
    except OSError as error:
        raise WrongSetting(f"{said_by}{path} cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise WrongSetting(f"{said_by}{path} is larger than {MAX_BYTES:,} bytes: that is no settings file")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongSetting(f"{path}, line {line}: a byte that is no UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise WrongSetting(f"{path} is no TOML: {error}") from None
    except RecursionError:
        raise WrongSetting(f"{path} is no settings file: it nests too deep") from None

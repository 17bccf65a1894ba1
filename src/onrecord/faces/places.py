"""Where files live when the caller does not say."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from onrecord.terms.ledger_places import Address


def default_ledger() -> Path:
    """`ledger.db` in the user's data folder by the platform's conventions; the folder is made when missing."""
    return user_data_path("onrecord", appauthor=False, ensure_exists=True) / "ledger.db"


def with_files(address: Address) -> Address:
    """The address, knowing where on this machine its tokens and watches lie: under the user's data folder."""
    folder = user_data_path("onrecord", appauthor=False, ensure_exists=True) / "postgresql"
    folder.mkdir(mode=0o700, exist_ok=True)
    # Readable, and another one for every address.
    name = re.sub(r"[^\w.-]+", "-", f"{address.host or ''}-{address.name}").strip("-")[:80]
    return replace(address, files=folder / f"{name}-{hashlib.sha256(str(address).encode()).hexdigest()[:8]}")


def user_settings() -> Path:
    """`onrecord.toml` in the user's settings folder by the platform's conventions; nothing is made."""
    return user_config_path("onrecord", appauthor=False) / "onrecord.toml"

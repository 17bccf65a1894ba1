"""Where files live when the caller does not say."""

from pathlib import Path

from platformdirs import user_config_path, user_data_path


def default_ledger() -> Path:
    """`ledger.db` in the user's data folder by the platform's conventions; the folder is made when missing."""
    return user_data_path("onrecord", appauthor=False, ensure_exists=True) / "ledger.db"


def user_settings() -> Path:
    """`onrecord.toml` in the user's settings folder by the platform's conventions; nothing is made."""
    return user_config_path("onrecord", appauthor=False) / "onrecord.toml"

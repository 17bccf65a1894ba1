"""The `onrecord` command.

Start-up is part of the contract (`--help` in under 0.3 s): rooms are imported inside the commands that need them.
"""

from onrecord.faces.cli.app import main

__all__ = ["main"]

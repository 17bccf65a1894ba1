"""Reading stands alone: no network, no framework a model was trained with."""

import subprocess
import sys

PROGRAM = """
import socket, sys

def refuse(*args, **kwargs):
    raise SystemExit("the reading asked for the network")

socket.socket.connect = refuse
socket.getaddrinfo = refuse

from onrecord.terms.pages import Page, PageKind
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

body = b"The minister said Freedonia will close its border if Sylvania sends troops."
page = Page(address="text", body=body, kind=PageKind.CLEAN, encoding="utf-8", encoding_basis="default")
reading = read(page, open_engines())
assert reading.statements and reading.norms, reading
heavy = {"torch", "tensorflow", "transformers", "sklearn"} & set(sys.modules)
sys.exit(f"imported {heavy}" if heavy else 0)
"""


def test_a_page_is_read_without_network_and_without_a_training_framework() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=False, timeout=300, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

"""The package as others install it: `pytest -m wheel tests/wheel`."""

"""What is left out on PostgreSQL is there to be left out."""

from pathlib import Path

from tests.ledger.sqlites_own import SQLITES_OWN


def test_every_name_is_a_test() -> None:
    for name in SQLITES_OWN:
        file, _, test = name.partition("::")
        assert f"def {test or 'test_'}" in (Path(__file__).parent / file).read_text("utf-8"), name

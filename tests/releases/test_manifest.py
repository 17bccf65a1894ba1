"""The digest of a release: of what it covers, in no order."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.releases.manifest import ReleaseManifest, sums

DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
FILES = st.dictionaries(st.from_regex(r"[a-z]{1,8}\.csv", fullmatch=True), DIGESTS, min_size=2, max_size=5)


@given(FILES, DIGESTS, st.randoms())
def test_the_order_of_files_is_no_part_of_it(files: dict[str, str], ledger: str, chance: object) -> None:
    one = ReleaseManifest(ledger=ledger, digested=files, beside={})
    turned = dict(reversed(files.items()))
    assert replace(one, digested=turned).digest == one.digest
    assert sums(turned) == sums(files)


@given(FILES, DIGESTS, DIGESTS)
def test_every_covered_digest_is_part_of_it_and_nothing_else(files: dict[str, str], ledger: str, other: str) -> None:
    one = ReleaseManifest(ledger=ledger, digested=files, beside={})
    name = next(iter(files))
    assert (replace(one, digested={**files, name: other}).digest == one.digest) is (files[name] == other)
    assert (replace(one, ledger=other).digest == one.digest) is (ledger == other)
    assert replace(one, beside={"README.md": other}, made={"on": "2031-01-01"}).digest == one.digest

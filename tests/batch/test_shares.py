"""Which of how many, as typed; every part is in one share."""

import pytest

from onrecord.batch.shares import NoShare, Share
from onrecord.terms.ids import content_id


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "a/b", "1/0", "-1/3", "1/3/5", ""])
def test_what_is_no_share_is_said(text: str) -> None:
    with pytest.raises(NoShare, match="as in 2/8"):
        Share.parse(text)


@pytest.mark.parametrize("of", [1, 2, 7])
def test_every_part_is_in_one_share_and_shares_are_of_about_one_size(of: int) -> None:
    shares = [Share(n + 1, of) for n in range(of)]
    names = [content_id("part", n) for n in range(700)]
    assert all(sum(share.has(name) for share in shares) == 1 for name in names)
    assert all(abs(sum(map(share.has, names)) - 700 / of) < 50 for share in shares)

"""Predications and their text form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.terms.predications import WHAT, WHO, Argument, Predication, PredicationError, plain

PLAIN = st.text(min_size=1, max_size=12).map(plain)
ARGUMENTS = st.builds(
    Argument,
    st.sampled_from([WHO, WHAT, "in", "with"]),
    PLAIN,
    st.none() | PLAIN,
    st.lists(PLAIN.filter(lambda w: " " not in w), max_size=3).map(tuple),
)


@given(st.builds(Predication, PLAIN, st.lists(ARGUMENTS, max_size=4).map(tuple)))
def test_its_text_form_is_parsed_again_without_loss(one: Predication) -> None:
    assert Predication.parse(str(one)) == one


def test_the_text_form() -> None:
    notice = Argument(WHAT, "notice", None, ("live", "fire"))
    one = Predication("call off", (Argument(WHO, "Ankara", "TUR"), notice))
    assert str(one) == "call off; who:Ankara:TUR:; what:notice::live,fire"
    assert one.all_of(WHAT) == (notice,)


@pytest.mark.parametrize("text", ["", ";", "go; what", "go; what:a:b", "go; :a:b:c", "go; what::TUR:x"])
def test_what_is_no_predication_is_refused(text: str) -> None:
    with pytest.raises(PredicationError):
        Predication.parse(text)

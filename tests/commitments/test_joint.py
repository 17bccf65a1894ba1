"""Two who act together, and "we" where nobody is named beside it."""

import pytest


@pytest.mark.parametrize(
    "text, agent",
    [
        ("Chad met Mali in Abuja. The sides agreed to open the border.", "TCD"),
        ("President Idriss Deby of Chad met President Assimi Goita of Mali. The two leaders agreed to meet.", "TCD"),
        ("Chad, Mali and Niger met in Abuja. The sides agreed to open the border.", None),
    ],
)
def test_the_first_named_of_two(read_norms, text, agent):
    assert [n.agent_id for n in read_norms(text).norms] == [agent]


def test_we_is_whoever_spoke_just_before(read_norms):
    text = (
        "Kenya's foreign minister, Ann Otieno, said the talks had failed. “We will close the port,” read the next line."
    )
    assert [n.agent_id for n in read_norms(text).norms] == ["KEN"]


def test_in_a_speech_without_a_speaker_it_is_the_state_that_speaks_of_itself(read_norms):
    norms = read_norms("So Kenya is ready to help. We will send a doctor.").norms
    assert {(n.agent_id, n.speaker_id) for n in norms if n.modal.value == "will"} == {("KEN", None)}

"""Who is bound, towards whom, who brings it on, by when, and in whose words."""

import pytest


def only(read):
    assert len(read.norms) == 1, read.shown()
    return read.norms[0]


@pytest.mark.parametrize(
    "text, agent, speaker",
    [
        ("President Macron said that France would help if asked.", "FRA", "FRA"),
        ("“We will help if Italy asks,” President Macron said.", "FRA", "FRA"),
        ("President Macron said his soldiers would help if Italy asked.", "FRA", "FRA"),
        ("President Macron said he would help if Italy asked.", "FRA", "FRA"),
        ("“We will help if Italy asks.”", None, None),
        ("France will help if Italy asks.", "FRA", None),
        ("Hezbollah vowed to strike back.", "Hezbollah", "Hezbollah"),
        ("Algeria plans to send a ship.", "DZA", None),
    ],
)
def test_agent_and_speaker(read_norms, text, agent, speaker):
    norm = only(read_norms(text))
    assert (norm.agent_id, norm.speaker_id) == (agent, speaker)


@pytest.mark.parametrize(
    "text, target",
    [
        ("Spain will expel the Russian ambassador.", "RUS"),
        ("Spain will hold talks with Morocco in Paris.", "MAR"),
        ("Spain will withdraw its troops from Iraq.", None),
        ("Spain warned Morocco that it would close the border if the attacks went on.", "MAR"),
        ("Spain will strike if Morocco attacks.", "MAR"),
    ],
)
def test_target(read_norms, text, target):
    assert only(read_norms(text)).target_id == target


@pytest.mark.parametrize(
    "text, trigger",
    [
        ("Peru will leave if Chile attacks.", "CHL"),
        ("Peru will leave if attacked by Chile.", "CHL"),
        ("Peru will leave if there is an attack from Chile.", "CHL"),
        ("Peru will leave if attacked.", None),
        ("Peru said it would leave if it was attacked.", None),
    ],
)
def test_who_must_act_for_the_trigger(read_norms, text, trigger):
    assert only(read_norms(text)).trigger_id == trigger


@pytest.mark.parametrize(
    "text, deadline",
    [
        ("Ghana promised to free the men by Friday.", "by Friday"),
        ("Ghana promised to free the men within 24 hours.", "within 24 hours"),
        ("Ghana said it would meet Togo on Friday.", "Friday"),
        ("Ghana promised to free the men held since March.", None),
    ],
)
def test_deadline(read_norms, text, deadline):
    read = read_norms(text)
    assert read.words(only(read).deadline) == deadline


@pytest.mark.parametrize(
    "text, action, event",
    [
        ("The U.N. council is calling for a cease-fire.", "a cease-fire", "RETREAT"),
        ("Iran called for a ceasefire in Gaza.", "a ceasefire in Gaza", "RETREAT"),
        ("Israel vows continued war on Hamas.", "continued war on Hamas", "ASSAULT"),
        ("Russia said it would end the war.", "end the war", "RETREAT"),
        ("Britain will fight climate change, its minister said.", "fight climate change", None),
        ("Japan will launch a probe into the accident.", "launch a probe into the accident", None),
        ("India will attack poverty, the prime minister said.", "attack poverty", None),
        ("Japan will attack the port unless Iran withdraws.", "attack the port", "ASSAULT"),
    ],
)
def test_the_action_is_typed_by_what_is_done_to_what(read_norms, text, action, event):
    norm = only(read_norms(text))
    assert norm.action.of(text) == action
    assert (norm.action_event.value if norm.action_event else None) == event

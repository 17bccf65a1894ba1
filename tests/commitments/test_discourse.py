"""What a sentence leaves to the one before."""

import pytest

SCOPE = (
    "“We are ready to fight in one case only: if one soldier from Armenia crosses the border,” "
    "Azerbaijan’s President Aliyev said.\n\n“This applies to our other neighbours,” Aliyev said."
)


def test_a_pronoun_in_a_trigger_is_the_last_other_party(read_norms):
    read = read_norms("“I hope Chad will not join the war. If it does, we will fight,” Sudan’s President Bashir said.")
    norm = read.norms[0]
    assert (norm.agent_id, norm.trigger_id, read.words(norm.trigger)) == ("SDN", "TCD", "it does")
    record = next(r for r in read.records if r.id == norm.record_id)
    assert len(record.evidence) == 2


@pytest.mark.parametrize(
    "text, norm, trigger_id",
    [
        (
            "Iran’s army may attack Iraq. If they do, Turkey will respond.",
            ("will", "if", "TUR", "respond", "they do"),
            "IRN",
        ),
        (
            "“Greece may attack our ships. If they did, we would respond,” Turkey’s president said.",
            ("will", "if", "TUR", "respond", "they did"),
            "GRC",
        ),
    ],
)
def test_they_are_a_state_named_just_before(read_norms, text, norm, trigger_id):
    read = read_norms(text)
    assert (read.shown()[-1], read.norms[-1].trigger_id) == (norm, trigger_id)


def test_a_scope_extension_repeats_the_norms_for_others(read_norms):
    read = read_norms(SCOPE)
    assert [(n.modal.value, n.mode.value) for n in read.norms] == [("will_not", "unless"), ("ready", "if")] * 2
    for norm in read.norms[2:]:
        assert read.words(norm.trigger) == read.words(norm.target) == "our other neighbours"
        assert (norm.agent, norm.agent_id, norm.cue) == (None, read.norms[0].agent_id, None)


def test_a_scope_extension_is_a_record_of_its_own(read_norms):
    read = read_norms(SCOPE)
    base, extension = read.records
    assert extension.kind.value == "scope extension"
    assert [(r.type.value, r.to) for r in extension.relations] == [("extends", base.id)]
    assert len(extension.evidence) == 2


def test_nobody_extends_what_another_said(read_norms):
    read = read_norms(
        "“We will fight if Armenia attacks,” Azerbaijan’s President Aliyev said.\n\n"
        "“This applies to my wife,” President Macron said."
    )
    assert len(read.norms) == 1


@pytest.mark.parametrize(
    "text, norm, trigger_id",
    [
        (
            "Russia must leave the airport. Otherwise, France will send troops.",
            ("will", "unless", "FRA", "send troops", "leave the airport"),
            "RUS",
        ),
        (
            "If Ukraine joins the alliance, Russia will respond. In that case, it will deploy missiles.",
            ("will", "if", "RUS", "deploy missiles", "Ukraine joins the alliance"),
            "UKR",
        ),
        (
            "Will Egypt open the crossing? It will, unless Hamas attacks.",
            ("will", "unless", "EGY", "open the crossing", "Hamas attacks"),
            "Hamas",
        ),
    ],
)
def test_a_condition_or_an_action_is_carried_over(read_norms, text, norm, trigger_id):
    read = read_norms(text)
    assert read.shown()[-1] == norm
    assert read.norms[-1].trigger_id == trigger_id
    record = next(r for r in read.records if r.id == read.norms[-1].record_id)
    assert len(record.evidence) == 2


@pytest.mark.parametrize(
    "text, norms",
    [
        ("Nobody knows what Iran wants. If so, we will return to the deal, the minister said.", 0),
        ("Iraq plans to leave. Otherwise, Iran will attack Turkey.", 1),
        ("Iraq promised to leave. In that case, Iran will attack Turkey.", 1),
        ("Iraq is ready to leave. In that case, Iran will attack Turkey.", 1),
    ],
)
def test_words_that_point_at_no_condition_make_no_promise(read_norms, text, norms):
    read = read_norms(text)
    assert len(read.norms) == norms
    assert all(norm.trigger is None for norm in read.norms)

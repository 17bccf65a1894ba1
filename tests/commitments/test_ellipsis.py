"""What a sentence leaves to the one before."""

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

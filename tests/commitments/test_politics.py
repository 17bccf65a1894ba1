"""Politics only."""

GARDEN = "The rose is red. The lawn is green. The pond is deep. The shed is old. The path is wet. "


def test_a_page_about_other_things_binds_nobody(read_norms):
    read = read_norms(GARDEN + "The gate is open. The owner is away. The neighbours will paint the fence if it rains.")
    assert read.norms == ()


def test_a_paragraph_that_names_a_state_is_politics(read_norms):
    read = read_norms(GARDEN + "The gate is open. Protesters came from France. The protesters will march if it rains.")
    assert len(read.norms) == 1


def test_a_firm_among_states_binds_itself_to_nothing_we_keep(read_norms):
    page = GARDEN + "The gate is open. Protesters came from France. Grundig AG will build a factory near the coast."
    assert read_norms(page).norms == ()


def test_an_excerpt_need_not_name_the_state_it_speaks_of(read_norms):
    assert len(read_norms("“We will fight if they attack,” the rebels said.").norms) == 1

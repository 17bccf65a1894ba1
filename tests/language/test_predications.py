"""What clauses say: predicate and arguments, alike however the clause is built."""

from collections.abc import Callable

import pytest

from onrecord.language.predications import predication_of
from onrecord.language.told import told_in
from onrecord.terms.parses import Parse
from onrecord.terms.predications import Predication
from onrecord.terms.spans import Span

ParseText = Callable[[str], Parse]


def root_of(parse: Parse) -> int:
    return next(t for t in range(len(parse)) if parse.heads[t] == t)


@pytest.mark.parametrize(
    "sentence, says",
    [
        ("The coast guard seized the barge.", "seize; who:guard::coast; what:barge::"),
        ("The barge was seized by the coast guard.", "seize; who:guard::coast; what:barge::"),
        ("Chad called off the drill.", "call off; who:Chad::; what:drill::"),
        ("Chad gave Mali the licence back.", "give back; who:Chad::; to:Mali::; what:licence::"),
        ("Chad supplies Mali with power.", "supply; who:Chad::; to:Mali::; what:power::"),
        ("The court gave a ruling on the toll.", "rule; who:court::; on:toll::"),
        ("Chad put the officers on trial.", "try; who:Chad::; what:officer::"),
        ("Chad finished disarming the rebels.", "disarm; who:Chad::; what:rebel::"),
        ("Chad set the five officers free.", "set free; who:Chad::; what:officer::5"),
        ("The officers are free.", "free; what:officer::"),
        ("The crossing is closed.", "close; what:crossing::"),
        ("There is one more attack from Chad.", "attack; from:Chad::"),
        ("Kabul hands over the men.", "hand over; who:Kabul::; what:man::"),
        ("An attack came from Lebanon.", "attack; from:Lebanon::"),
        ("Talks with Mali took place in Oslo.", "talk; with:Mali::; in:Oslo::"),
        ("The withdrawal of the troops began.", "withdraw; what:troop::"),
        ("Winter came.", "come; who:winter::"),
        ("An attack was carried out by Chad.", "attack; who:Chad::"),
        ("Chad carried out its threat.", "carry out; who:Chad::; what:threat::"),
        ("Chad did attack.", "attack; who:Chad::"),
        ("Chad freed three of the hostages.", "free; who:Chad::; what:hostage::3"),
        ("Iran enriched uranium to 60 per cent.", "enrich; who:Iran::; what:uranium::; to:percent::60"),
        ("Iran has enriched uranium to 60 percent.", "enrich; who:Iran::; what:uranium::; to:percent::60"),
        ("Chad delivers 900 barrels of oil.", "deliver; who:Chad::; what:oil::900,barrel"),
        ("Chad pulls its men out of the town.", "pull out; who:Chad::; what:man::; of:town::"),
        ("Chad goes back to its position.", "go back; who:Chad::; to:position::"),
        ("The state pipes gas to Mali.", "pipe; who:state::; what:gas::; to:Mali::"),
        ("Chad takes away the weapons of the rebels.", "disarm; who:Chad::; what:rebel::"),
        ("Chad's envoys sat down for direct talks with Mali.", "talk; who:envoy::chad; with:Mali::"),
        ("Chad is the target of an attack by Mali.", "attack; who:Mali::; what:Chad::"),
        ("Chad is the victim of a disease.", "be victim; who:Chad::"),
        ("Set free the officers, and France will pay.", "set free; what:officer::"),
        ("Chad is the victim of an act of aggression by Mali.", "attack; who:Mali::; what:Chad::"),
        ("Chad continued to bomb the town.", "bomb; who:Chad::; what:town::"),
        ("“We support Mali to the end,” he continued.", "continue; who:he::; deed:support::"),
        ("Chad freed dozens of the hostages.", "free; who:Chad::; what:hostage::dozens"),
    ],
)
def test_the_same_is_said_in_many_ways(sentence: str, says: str, parse_text: ParseText) -> None:
    parse = parse_text(sentence)
    found = predication_of(parse, root_of(parse))
    wanted = Predication.parse(says)
    assert found is not None
    assert found.predicate == wanted.predicate
    assert [(a.role, a.head) for a in found.arguments] == [(a.role, a.head) for a in wanted.arguments]


def test_a_pronoun_alone_says_nothing(parse_text: ParseText) -> None:
    parse = parse_text("It did.")
    assert predication_of(parse, root_of(parse)) is None


def test_each_clause_is_told_with_how_it_stands(parse_text: ParseText) -> None:
    parse = parse_text("Chad opened the dam although no power had come, and it plans to cut the tariff.")
    told = {t.says.predicate: (t.stands.stands.value, t.denied) for t in told_in(parse)}
    assert told["open"] == ("so", False)
    assert told["come"] == ("negated", True)
    assert told["cut"] == ("planned", False)


@pytest.mark.parametrize(
    "sentence",
    [
        "The steps they took were the steps that they said they took.",
        "It was the talks they held that they wanted to hold talks on.",
        "What they did was what they said they did to do it.",
    ],
)
def test_words_that_lead_back_to_themselves_come_to_an_end(sentence: str, parse_text: ParseText) -> None:
    assert [t.says.predicate for t in told_in(parse_text(sentence))]


def test_outside_the_words_that_count_only_who_acts_is_taken(parse_text: ParseText) -> None:
    parse = parse_text("Chad will carry the wheat to Mali with a guarantee of Niger.")
    within = Span(parse.text.index("carry"), parse.text.index(" with"))
    found = predication_of(parse, root_of(parse), within=within, doer_outside=True)
    assert found is not None
    assert [(a.role, a.head) for a in found.arguments] == [("who", "Chad"), ("what", "wheat"), ("to", "Mali")]
    passive = parse_text("Deliveries will be suspended if Niger asks.")
    within = Span(passive.text.index("be susp"), passive.text.index(" if"))
    found = predication_of(passive, root_of(passive), within=within, doer_outside=True)
    assert found is not None
    assert [(a.role, a.head) for a in found.arguments] == [("what", "delivery")]


def test_a_verb_set_free_is_one_though_its_clause_hangs_elsewhere(parse_text: ParseText) -> None:
    parse = parse_text("Chad will reopen the bridge only if Mali sets free the five officers it arrested in May.")
    told = {t.says.predicate: [a.head for a in t.says.all_of("what")] for t in told_in(parse)}
    assert told["set free"] == ["officer"]
    assert told["reopen"] == ["bridge"]

"""What nobody says is no norm but a refusal, with its code and the words that decide it. Sentences are our own."""

from pathlib import Path

import pytest

from onrecord.commitments.unsaid import REASONS

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "refusals.md").read_text(encoding="utf-8")

UNSAID = [
    # denied, or said to be untrue
    ("Lima denied that it would leave the pact.", "denied-norm", "denied that it would leave the pact"),
    ("Lima denied plans to leave the pact.", "denied-norm", "denied plans to leave the pact"),
    ("It is not true that Egypt will open the gate if Israel leaves.", "denied-norm", "not true that Egypt will open"),
    ("It is false that Peru will leave the pact.", "denied-norm", "false that Peru will leave the pact"),
    ("Reports that Peru will leave the pact are untrue, its minister said.", "denied-norm", "leave the pact are"),
    ("Lima denied reports that it would leave the pact if Chile joined.", "denied-norm", "denied reports that"),
    (
        "Niger's envoy denied that his government was planning to expel the last of the Russian trainers.",
        "denied-norm",
        "denied that his government was planning to expel",
    ),
    # never said
    ("Iran did not say it would close the strait if attacked.", "unsaid-norm", "not say it would close the strait"),
    ("Iran has never threatened to close the strait.", "unsaid-norm", "never threatened to close the strait"),
    ("Nobody in Ankara says Turkey will strike if the talks fail.", "unsaid-norm", "Nobody in Ankara says Turkey"),
    ("No official has said that Peru will leave the pact.", "unsaid-norm", "No official has said that Peru will"),
    (
        "He stressed there were no grounds to believe the Russian government was prepared to make a deal.",
        "unsaid-norm",
        "no grounds to believe the Russian government was prepared",
    ),
    ("There is no sign that Iran intends to stop enriching.", "unsaid-norm", "no sign that Iran intends to stop"),
    ("Islamabad stopped short of saying that it would shut the crossing.", "unsaid-norm", "stopped short of saying"),
    ("“I never said we would leave the bloc,” the Botswanan minister protested.", "unsaid-norm", "never said we would"),
    (
        "The Mongolian president has yet to say that he will let the pipeline through.",
        "unsaid-norm",
        "say that he will",
    ),
    ("Contrary to reports, Libya has not promised to take the boats back.", "unsaid-norm", "not promised to take"),
    ("Serbia cannot promise that it will sign.", "unsaid-norm", "promise that it will sign"),
    ("No one should think that Iran will yield, its president said.", "unsaid-norm", "think that Iran will yield"),
    ("Nowhere in the note does Beijing undertake to buy the beans.", "unsaid-norm", "undertake to buy the beans"),
    # doubted
    (
        "Analysts doubt that China will invade Taiwan unless it declares independence.",
        "doubted-norm",
        "doubt that China",
    ),
    ("It is unlikely that Iran will stop enriching.", "doubted-norm", "unlikely that Iran will stop enriching"),
    # asked
    ("Will Iran close the strait if it is attacked?", "asked-norm", "close the strait if it is attacked?"),
    ("Critics ask whether Turkey will leave the alliance if Sweden joins.", "asked-norm", "whether Turkey will leave"),
    (
        "The Kremlin would not be drawn on whether Russia would retaliate if attacked.",
        "asked-norm",
        "whether Russia would retaliate",
    ),
    ("Whether Tonga will sign if Fiji does is anyone's guess.", "asked-norm", "Whether Tonga will sign"),
    ("How Iran will respond.", "asked-norm", "How Iran will respond"),
    # how things went otherwise
    ("Iran would have closed the strait if it had been attacked.", "unreal-norm", "would have closed the strait"),
]


@pytest.mark.parametrize("text, code, words", UNSAID)
def test_what_nobody_says_is_refused_with_its_reason(read_norms, text, code, words):
    found = read_norms(text)
    assert found.norms == ()
    assert [r.code for r in found.refusals] == [code]
    assert words in found.words(found.refusals[0].span)


@pytest.mark.parametrize(
    "text, norms",
    [
        (
            "No one should doubt that Kenya will fight if Somalia attacks.",
            [("will", "if", "KEN", "fight", "Somalia attacks")],
        ),
        (
            "Let no one doubt that we will fight if attacked, the Iranian president said.",
            [("will", "if", "IRN", "fight", "attacked")],
        ),
        (
            "There is no doubt that Canada will retaliate if the tariffs take effect, its trade minister said.",
            [("will", "if", "CAN", "retaliate", "the tariffs take effect")],
        ),
        (
            "Nobody should be in any doubt that Mali will defend the dam if it is attacked, its minister said.",
            [("will", "if", "MLI", "defend the dam", "it is attacked")],
        ),
        (
            "Nobody was surprised when Turkey said it would strike again if the talks failed.",
            [("will", "if", "TUR", "strike again", "the talks failed")],
        ),
        ("Iran did not just say it would fight; it sent troops.", [("will", "none", "IRN", "fight", None)]),
        ("Lima has no plans to leave the pact.", [("will_not", "none", "PER", "leave the pact", None)]),
        (
            "Iran has agreed to spare the families; Pakistan has not replied.",
            [("will", "none", "IRN", "spare the families", None)],
        ),
        (
            "Contrary to reports, Serbia will sign the pact, its president said.",
            [("will", "none", "SRB", "sign the pact", None)],
        ),
    ],
)
def test_what_only_looks_unsaid_is_a_norm(read_norms, text, norms):
    found = read_norms(text)
    assert found.shown() == norms
    assert found.refusals == ()


def test_every_code_is_shown_here_and_told_in_the_docs():
    assert {code for _, code, _ in UNSAID} == set(REASONS)
    assert all(f"| `{code}` |" in DOCS for code in REASONS)

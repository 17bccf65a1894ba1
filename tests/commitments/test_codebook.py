"""The codebook as a table: a sentence, and the norms it states. Sentences are our own.

Each row: (text, [(modal, mode, agent_id, action, trigger), ...]).
"""

import pytest

WILL_IF = [
    (
        "Turkey will close the border if Iraqi Kurdistan holds the referendum.",
        [("will", "if", "TUR", "close the border", "Iraqi Kurdistan holds the referendum")],
    ),
    (
        "President Macron said that France would recall its ambassador if the talks collapsed.",
        [("will", "if", "FRA", "recall its ambassador", "the talks collapsed")],
    ),
    (
        "Cuba would be ready to talk were the embargo lifted.",
        [("ready", "if", "CUB", "talk", "the embargo lifted")],
    ),
    (
        "“Whoever attacks us will pay a heavy price,” Prime Minister Netanyahu said.",
        [("will", "if", "ISR", "pay a heavy price", "Whoever attacks us")],
    ),
    (
        "Turkey will respond if any ship enters the strait.",
        [("will", "if", "TUR", "respond", "any ship enters the strait")],
    ),
    (
        "Should the truce fail, Egypt will send observers.",
        [("will", "if", "EGY", "send observers", "the truce fail")],
    ),
    (
        "Hezbollah threatened to shell Haifa in the event of an attack on Beirut.",
        [("will", "if", "Hezbollah", "shell Haifa", "an attack on Beirut")],
    ),
    (
        "France agreed to lift the ban in exchange for access to the port.",
        [("will", "if", "FRA", "lift the ban", "access to the port")],
    ),
    (
        "Russia said it would release the sailors as long as Ukraine returned the ship.",
        [("will", "if", "RUS", "release the sailors", "Ukraine returned the ship")],
    ),
    (
        "Iran warned that any attack would be met with force.",
        [("will", "if", "IRN", "be met with force", "any attack")],
    ),
    (
        "Italy vowed to expel anyone who attacks its embassy.",
        [("will", "if", "ITA", "expel anyone", "attacks its embassy")],
    ),
    (
        "Jordan will evacuate its staff if the shelling goes on.",
        [("will", "if", "JOR", "evacuate its staff", "the shelling goes on")],
    ),
    (
        "The United States said all options were on the table if Iran tested a bomb.",
        [("ready", "if", "USA", "all options", "Iran tested a bomb")],
    ),
    (
        "The strikers will return to work if the ministry pays, their lawyer said.",
        [("will", "if", None, "return to work", "the ministry pays")],
    ),
    (
        "Hamas would free the hostages in exchange for Israel ending the war.",
        [("will", "if", "Hamas", "free the hostages", "Israel ending the war")],
    ),
    (
        "Sudan will pay the fine in exchange for Washington removing it from the list.",
        [("will", "if", "SDN", "pay the fine", "Washington removing it from the list")],
    ),
    (
        "Iran proposed a truce on condition that Iraq withdraws.",
        [("ready", "if", "IRN", "a truce", "Iraq withdraws")],
    ),
]

ONLY_IF = [
    (
        "Germany said it would deliver tanks only if the United States did so first.",
        [("will_not", "unless", "DEU", "deliver tanks", "the United States did so first")],
    ),
    (
        "Israel is ready to withdraw its troops only if Hamas frees the hostages.",
        [
            ("will_not", "unless", "ISR", "withdraw its troops", "Hamas frees the hostages"),
            ("ready", "if", "ISR", "withdraw its troops", "Hamas frees the hostages"),
        ],
    ),
    (
        "Sudan will only sign the treaty if the sanctions are lifted.",
        [("will_not", "unless", "SDN", "sign the treaty", "the sanctions are lifted")],
    ),
    (
        "Only if Russia withdraws its forces will Ukraine return to the table.",
        [("will_not", "unless", "UKR", "return to the table", "Russia withdraws its forces")],
    ),
    (
        "Saudi Arabia will recognise Israel if, and only if, a Palestinian state is founded.",
        [
            ("will", "if", "SAU", "recognise Israel", "a Palestinian state is founded"),
            ("will_not", "unless", "SAU", "recognise Israel", "a Palestinian state is founded"),
        ],
    ),
    (
        "Japan will not lift the embargo unless North Korea stops its tests.",
        [("will_not", "unless", "JPN", "lift the embargo", "North Korea stops its tests")],
    ),
    (
        "The Taliban said they would not release the soldiers until the prisoners were freed.",
        [("will_not", "unless", "Taliban", "release the soldiers", "the prisoners were freed")],
    ),
    (
        "Only when the last soldier has left will Ukraine negotiate, President Zelensky said.",
        [("will_not", "unless", "UKR", "negotiate", "the last soldier has left")],
    ),
    (
        "Moscow is prepared for talks, but only on condition that Kyiv recognises the border.",
        [
            ("will_not", "unless", "RUS", "talks", "Kyiv recognises the border"),
            ("ready", "if", "RUS", "talks", "Kyiv recognises the border"),
        ],
    ),
    (
        "Serbia will sign the treaty on one condition: that Kosovo frees the prisoners.",
        [("will", "if", "SRB", "sign the treaty", "Kosovo frees the prisoners")],
    ),
    (
        "Iran said it would “only” consider talks “if” the embargo was lifted.",
        [("will_not", "unless", "IRN", "consider talks", "the embargo was lifted")],
    ),
    (
        "Brazil said there would be no more talks unless Peru released the crew.",
        [("will_not", "unless", "BRA", "more talks", "Peru released the crew")],
    ),
    (
        "China will not open the market without guarantees.",
        [("will_not", "unless", "CHN", "open the market", "guarantees")],
    ),
    ("Iran ruled out talks without guarantees.", [("will_not", "unless", "IRN", "talks", "guarantees")]),
]

UNLESS = [
    (
        "The United States will impose tariffs unless Mexico stops the caravan.",
        [("will", "unless", "USA", "impose tariffs", "Mexico stops the caravan")],
    ),
    (
        "Greece threatened to quit the talks unless Turkey withdrew its ships.",
        [("will", "unless", "GRC", "quit the talks", "Turkey withdrew its ships")],
    ),
    (
        "The government declared a ceasefire until the end of the talks.",
        [("will", "unless", None, "a ceasefire", "the end of the talks")],
    ),
    (
        "Kenya urged the rebels to withdraw or face sanctions.",
        [
            ("demands", "none", "KEN", "withdraw", None),
            ("will", "unless", "KEN", "sanctions", "withdraw"),
        ],
    ),
    (
        "“Withdraw your fleet or we will strike,” the Turkish government told Greece.",
        [
            ("demands", "none", "TUR", "Withdraw your fleet", None),
            ("will", "unless", "TUR", "strike", "Withdraw your fleet"),
        ],
    ),
    (
        "China urged Japan to stop the sales, or it would impose sanctions.",
        [
            ("demands", "none", "CHN", "stop the sales", None),
            ("will", "unless", "CHN", "impose sanctions", "stop the sales"),
        ],
    ),
    (
        "Russia will deploy the missiles in the absence of guarantees.",
        [("will", "unless", "RUS", "deploy the missiles", "guarantees")],
    ),
]

EVEN_IF = [
    (
        "Britain will leave the union even if no agreement is reached.",
        [("will", "even_if", "GBR", "leave the union", "no agreement is reached")],
    ),
    (
        "Ukraine refused to give up Crimea in return for a ceasefire.",
        [("will_not", "even_if", "UKR", "give up Crimea", "a ceasefire")],
    ),
    (
        "Poland will continue the exercises regardless of the protests.",
        [("will", "even_if", "POL", "continue the exercises", "the protests")],
    ),
]

UNCONDITIONAL = [
    ("Brazil plans to send doctors to Haiti.", [("will", "none", "BRA", "send doctors to Haiti", None)]),
    ("Iran refused to admit the inspectors.", [("will_not", "none", "IRN", "admit the inspectors", None)]),
    ("“There will be no U-turn,” Iran's president said.", [("will_not", "none", "IRN", "U-turn", None)]),
    ("Iran must leave the island or suffer.", [("demands", "none", None, "leave the island", None)]),
    ("Canada urged an effort to end the war.", [("demands", "none", "CAN", "end the war", None)]),
    ("Norway promised not to sell the missiles.", [("will_not", "none", "NOR", "sell the missiles", None)]),
    ("Qatar is prepared to host the talks.", [("ready", "none", "QAT", "host the talks", None)]),
    ("India did not rule out sending troops.", [("ready", "none", "IND", "sending troops", None)]),
    (
        "Canada called on Venezuela to free the opposition leader.",
        [("demands", "none", "CAN", "free the opposition leader", None)],
    ),
    (
        "President Erdogan demanded that Sweden extradite the suspects.",
        [("demands", "none", "TUR", "extradite the suspects", None)],
    ),
    (
        # Until the table went past March 2021 it knew no Kurti.
        "“Serbia must recognise the result,” Prime Minister Kurti said.",
        [("demands", "none", "XKX", "recognise the result", None)],
    ),
    (
        "It is urgent that all parties leave the zone.",
        [("demands", "none", None, "leave the zone", None)],
    ),
    (
        "The army said it would not hesitate to fire.",
        [("will", "none", None, "fire", None)],
    ),
    (
        "Ghana and Togo signed an agreement to return the refugees.",
        [("will", "none", "GHA", "return the refugees", None)],
    ),
    (
        "France must agree to leave the base.",
        [("demands", "none", None, "agree to leave the base", None)],
    ),
]

PREDICTIONS = [
    (
        "President Zelensky said that Russia would come back if it was rewarded.",
        [("predicts", "if", "UKR", "come back", "it was rewarded")],
    ),
    (
        "President Putin warned that the deal would collapse unless Europe paid.",
        [("predicts", "unless", "RUS", "collapse", "Europe paid")],
    ),
    (
        "“If we attack, we will pay a heavy price,” Israel's president said.",
        [("predicts", "if", "ISR", "pay a heavy price", "we attack")],
    ),
    (
        "Iran will face consequences if it attacks.",
        [("predicts", "if", None, "face consequences", "it attacks")],
    ),
]

NOTHING = [
    "“If I were president, I would end the war,” the senator said.",
    "Germany refused to say whether it would send tanks.",
    "It remains to be seen if Kenya will honour the deal.",
    "Iran has not agreed to admit the inspectors.",
    "Iran did not ask Iraq to leave the zone.",
    "“I hope that Belarus will not join the war,” the minister said.",
    "It would be a mistake for Russia to attack Poland.",
    "Russia withdrew its troops from the valley on Monday.",
    "If Iraq had not attacked Kuwait, the United States would not have sent troops.",
    "Reporters asked whether France would send tanks.",
    "How will Germany respond if Russia stops the gas?",
    "Fears are growing that his troops could intervene.",
    "“We must remember the victims,” President Macron said.",
    "Let us now turn to the next question, if I may.",
    "The Council said that peace would be possible only if all parties took part.",
    "Ambassadors met in Vienna, and the talks lasted until Friday.",
    "Observers doubt that Iran will take such a step.",
    "Poland denied that it would send troops.",
    "Syria is not sure it will attend the talks.",
    "Russia has never refused to negotiate.",
    "The minister had to leave the talks early.",
    "Kenya may be reluctant to help Uganda.",
    "Peru questioned whether Chile was prepared to sign the treaty.",
    "If there had been a warning, we would have been able to act.",
    "The president hoped that Iran would return to the talks.",
    "“You will agree that Turkey is a partner,” the minister said.",
    "Each Party shall notify the depositary of its decision.",
    "The troops need to rest.",
    "Canada never suspended the aid until the fighting ended.",
    "“France will stay in Mali,” they said.",
    "France voted to elect a new president.",
    "Critics say the deal would be a disaster for Europe.",
]

MISSES = [
    (
        "Withdraw by Monday or face the consequences, Kenya told the rebels.",
        [
            ("demands", "none", "KEN", "withdraw", None),
            ("will", "unless", "KEN", "face the consequences", "Withdraw"),
        ],
        "whoever the order is told to is not read, and the threat keeps no verb",
    ),
    (
        "Libya offered Malta a patrol boat.",
        [("ready", "none", "LBY", "a patrol boat", None)],
        "an offered thing is no action noun",
    ),
]

ROWS = [*WILL_IF, *ONLY_IF, *UNLESS, *EVEN_IF, *UNCONDITIONAL, *PREDICTIONS]


@pytest.mark.parametrize(
    "text, norms",
    [
        *ROWS,
        *(pytest.param(text, norms, marks=pytest.mark.xfail(strict=True, reason=why)) for text, norms, why in MISSES),
    ],
)
def test_a_sentence_states_its_norms(read_norms, text, norms):
    assert read_norms(text).shown() == norms


@pytest.mark.parametrize("text", NOTHING)
def test_these_words_bind_nobody(read_norms, text):
    assert read_norms(text).shown() == []

"""How the figures of a reader are named on docs/evaluation.md: a layout for each table in words.

In:      names of figures, as figures/READER.json has them
Out:     LAYOUTS; LEFT_OUT, what stands on no page. What is in neither stands under its own name
Source:  the scorers: each says what its figures mean
Shown:   tests/docs/test_figures.py
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """One table. rows: words -> how a figure's name begins; columns: words -> how it ends.

    A cell holds the figure whose name is both in one, and is empty where there is none.
    """

    reader: str
    rows: Mapping[str, str]
    columns: Mapping[str, str]


WRONG = {"right": ".right", "wrong": ".wrong", "unknown": ".unknown"}
LEVELS = {"precision": "_precision", "recall": "_recall", "F1": "_f1"}
VALUE = {"": ""}
ACTIONS = {
    "accuracy": "_accuracy",
    "on actions with a type": "_typed_accuracy",
    "typed where there is none": "_typed_where_none",
}
STATUS = {
    "not so": "not_so",
    "of these stored as so": "not_so_stored_as_so",
    "so": "so",
    "of these found": "so_found",
    "clauses that stand as they should": "clauses_read_right",
}

LAYOUTS = (
    Layout(
        "actors",
        {
            "dev, nouns": "dev.nouns",
            "dev, pronouns": "dev.pronouns",
            "train, nouns": "train.nouns",
            "train, pronouns": "train.pronouns",
            "seed page, by state": "seed",
        },
        {"accuracy": ".accuracy", "wrong": ".wrong", "named where the gold has no id": ".invented"},
    ),
    Layout(
        "speakers",
        {
            "names": "names",
            "pronouns": "pronouns",
            "pronouns whose entity has a name": "pronouns.named",
            "nominals": "nominals",
            "nominals whose entity has a name": "nominals.named",
            "“I”, “we”, “you”": "first and second person",
        },
        {"sources": ".sources", **WRONG},
    ),
    Layout(
        "agents",
        {"agents": "all.agent", "speakers": "all.speaker"},
        {"norms found": ".pairs", "right": ".right", "another state": ".wrong_state", **dict(list(WRONG.items())[1:])},
    ),
    Layout(
        "documents",
        {
            "main text, 60 pages, mean F1 of the pages": "news.text_f1_macro",
            "the same, the page in the middle": "news.text_f1_median",
            "main text, F1 of all 4-grams together": "news.text_f1_micro",
            "its precision": "news.text_precision_micro",
            "its recall": "news.text_recall_micro",
            "publication day exact, 60 pages": "news.date_exact",
            "title exact, letter case and punctuation aside, 60 pages": "news.title_exact",
            "publication day exact, 150 Kremlin pages": "kremlin.date_exact",
            "paragraphs left unplaced, 60 pages": "news.unplaced_blocks",
            "paragraphs left unplaced, 150 Kremlin pages": "kremlin.unplaced_blocks",
        },
        VALUE,
    ),
    Layout(
        "statements",
        {
            "content, words": "content words",
            "source, words": "source words",
            "cue, words": "cue words",
            "content, exact": "exact",
            "source, exact": "span source",
            "cue, exact": "span cue",
            "content begins at the right word": "content begins",
            "source begins at the right word": "source begins",
            "cue begins at the right word": "cue begins",
            "content matched (Dice > .5)": "matched content",
            "matched, and right source": "end to end",
        },
        {"F1": " F", "precision": " P", "recall": " R"},
    ),
    Layout(
        "statements",
        {"recall": "recall", "precision": "precision"},
        {k: f" {k}" for k in ("direct", "mixed", "indirect")},
    ),
    Layout(
        "statements-gum",
        {"content matched": "content matched", "and right source": "attribution"},
        {"F1": " F", "precision": " P", "recall": " R"},
    ),
    Layout(
        "times",
        {
            "found, any overlap: F1": "relaxed_f1",
            "precision": "relaxed_precision",
            "recall": "relaxed_recall",
            "found, the same characters: F1": "strict_f1",
            "value right, of those found": "value_of_matched",
            "value right, end to end: F1": "value_f1",
            "type right, of those found": "type_of_matched",
            "seed page, its day given": "seed_given",
            "seed page, its day withheld": "seed_withheld",
        },
        VALUE,
    ),
    Layout(
        "events",
        {
            "dev, actions": "dev_action",
            "dev, triggers": "dev_trigger",
            "train, actions": "train_action",
            "train, triggers": "train_trigger",
        },
        ACTIONS,
    ),
    Layout(
        "events",
        {
            "tuples (source state, target state, root), precision": "gsr_tuple_precision",
            "tuples, recall": "gsr_tuple_recall",
            "tuples, F1": "gsr_tuple_f1",
            "the pair of states found, whatever the root": "gsr_pair_recall",
            "states known to some words of the sentence": "gsr_state_accuracy",
            "facts of the seed page": "seed_facts",
        },
        VALUE,
    ),
    Layout("status", {"200 sentences": ""}, STATUS),
    Layout("status-apart", {"120 sentences": ""}, STATUS),
    Layout(
        "commitments",
        {
            "development passages, strict": "dev.strict",
            "the same, executable": "dev.executable",
            "the same, with a condition, strict": "dev.conditional.strict",
            "seed page, strict": "seed.strict",
        },
        LEVELS,
    ),
    Layout(
        "commitments",
        {"development passages": "dev.slot", "seed page": "seed.slot"},
        {
            "modal": ".modal",
            "mode": ".mode",
            "agent": ".agent_id",
            "target": ".target_id",
            "code of the action": ".action_event",
            "who the trigger is about": ".trigger_id",
            "code of the trigger": ".trigger_event",
            "speaker": ".speaker_id",
        },
    ),
    Layout(
        "norms-judged",
        {"the first judge": "first", "the second": "second"},
        {"right": ".right", "a slot wrong": ".slot", "no norm": ".none"},
    ),
    Layout(
        "false-norms",
        {
            "en.kremlin.ru": "kremlin",
            "Wikinews": "wikinews",
            "pages of 2023": "news2023",
            "PolNeAR dev": "polnear",
            "all": "all",
            "all that were drawn": "drawn",
        },
        {
            "norms per 1,000 sentences": ".norms_per_1000_sentences",
            "of these judged": ".judged",
            "not judged": ".unjudged",
            "no norm at all, of the judged": ".false_share",
            "a slot wrong": ".slot_wrong_share",
        },
    ),
    Layout(
        "restrictions",
        {
            "norms read beside “only if”, “unless” and their kin": "norms_read",
            "of these sharing an action with the gold": "norms_judged",
            "of these of another mode or polarity": "wrong_mode_or_polarity",
        },
        VALUE,
    ),
    Layout(
        "search-judged",
        {"words, all of them there": "words", "meaning": "meaning", "both": "both"},
        {
            "relevant of the first five (empty places are wrong)": ".precision_at_5",
            "relevant of what is found": ".precision_of_found",
            "questions with a relevant hit": ".answered",
        },
    ),
    Layout(
        "stories",
        {"from the gold norms": "met.gold", "from our own": "met.pages"},
        {
            "of the notices right": ".precision",
            "of those due found, certain or likely": ".found",
            "the same, possible ones too": ".found_or_possible",
        },
    ),
    Layout("met-judged", {"certain": "certain", "likely": "likely"}, {"notices": "", "right by both": ".both_right"}),
    Layout(
        "seed-whatif",
        {"in our words": "builder", "in the words of three others": "others"},
        {
            "scenarios": ".scenarios",
            "understood, and no strong verdict wrong": ".no_wrong_verdict",
            "annotated verdicts exact": ".exact",
            "right but for how sure": ".right_kind",
            "wrong": ".wrong",
        },
    ),
    Layout(
        "alerts-judged",
        {
            "a condition met": "met",
            "a deadline": "deadline",
            "a new commitment": "new",
            "a change of strength": "changed",
        },
        {"judged": "", "right by both": ".both_right"},
    ),
)

# By reader the figures that stand on no page, as a pattern: they tell who mends the reader where to look, and nobody
# else anything. figures/READER.json has them.
LEFT_OUT = {
    "search-judged": r".*\.judged",
    "documents": r"news\.date_right_by\..*|.*\.(pages|refused)",
    "statements": r"span content .|quotation marks refused|source right where content matched",
    "statements-gum": r"gold|found|names alone left out|left out .*",
    "speakers": r"(relatives|indefinite|names\.named|first and second person\.named).*",
    "events": r"seed_events|gsr_state_recall",
    "status": r"(?!not_so).*_stored_.*|not_so_kept_apart",
    "status-apart": r"(?!not_so).*_stored_.*|not_so_kept_apart",
    "passages-apart": r"kind_.*",
    "calibration": r"norms",
    "agents": r"(fold\d|pages_train|pages_dev)\..*",
    "pairs": r"slot\..*|pairs",
    "stories": r".*(failed_\w+|\.count|\.(certain|likely|possible)|\.alone)",
    "restrictions": r"wrong_share_of_judged",
    "false-norms": r".*\.false_per_1000_sentences",
}

"""What must never happen, on any text and on the corpora."""

import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from onrecord.terms.records import Mode

VERBS = ["will", "vowed to", "attack", "withdraw", "said", "promised that", "ready", "should", "we", "they"]
CUES = ["only", "if", "unless", "until", "or else", "even", "without", "in exchange for", "not", "and"]
MARKS = ["“", "”", ",", ".", ":", "—", "(", "[", "\n\n", "🙂", "Iran", "France"]
WORDS = st.sampled_from([*VERBS, *CUES, *MARKS])
SLOW = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_and_every_span_lies_in_it(read_norms, text):
    read = read_norms(text)
    ids = {r.id for r in read.records}
    for norm in read.norms:
        assert norm.record_id in ids
        for span in (norm.agent, norm.action, norm.target, norm.trigger, norm.cue, norm.speaker, norm.deadline):
            assert span is None or span.of(text).strip() == span.of(text) != ""


@SLOW
@given(st.lists(WORDS, max_size=20).map(lambda words: "Iran will talk only if " + " ".join(words)))
@example("Iran will talk only if \n\n will they in exchange for will")
def test_only_if_never_makes_a_promise(read_norms, text):
    first = [n for n in read_norms(text).norms if n.action.start < 15]
    assert all((n.modal.value, n.mode) != ("will", Mode.IF) for n in first)


def test_nothing_is_made_of_no_words(read_norms):
    for text in ("", " ", "\n\n", "“", "”", "🙂", "...", "if", "unless only if"):
        assert read_norms(text).norms == ()


def test_restrictions_keep_their_polarity(read_norms, shared):
    """Of all gold norms of the development passages under "only if", "unless", "until": none turned into a promise."""
    turned = []
    for line in (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        restricted = [n for n in passage["norms"] if n["modal"] == "will_not" and n["mode"] == "unless"]
        if restricted:
            found = read_norms(passage["text"]).norms
            actions = {tuple(n["action"]) for n in restricted}
            turned += [
                (passage["id"], n.action)
                for n in found
                if (n.action.start, n.action.end) in actions and n.modal.value == "will" and n.mode is Mode.IF
            ]
    assert turned == []

"""What the walk makes of a model's readings: its words, bound by the codebook. Readings by hand, no model."""

from collections.abc import Callable

import pytest
from tests.commitments.conftest import Read

from onrecord.actors import name_speakers, resolve
from onrecord.commitments import find_commitments
from onrecord.commitments.draft import DraftSource
from onrecord.commitments.joining import joined
from onrecord.commitments.learned import LearnedDrafter
from onrecord.commitments.parties import Parties
from onrecord.commitments.passing import UNREAD
from onrecord.commitments.speaker_context import SpeakerContexts
from onrecord.events import VerbCoder
from onrecord.statements import find_statements
from onrecord.terms.actors import Cast
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.read_norms import ReadNorm
from onrecord.terms.records import Modal, Mode
from onrecord.terms.spans import Span
from onrecord.times import find_times

DocumentOf = Callable[[str], Document]
ParseText = Callable[[str], Parse]


def read_as(text: str, modal: Modal, mode: Mode, action: str, *, p: float = 0.9, **slots: str) -> ReadNorm:
    """A reading whose slots are these words of the text, each found once."""

    def span(words: str | None) -> Span | None:
        if words is None:
            return None
        assert text.count(words) == 1, words
        return Span(text.index(words), text.index(words) + len(words))

    action_span = span(action)
    assert action_span is not None
    return ReadNorm(
        modal=modal,
        mode=mode,
        probability=p,
        action=action_span,
        trigger=span(slots.get("trigger")),
        agent=span(slots.get("agent")),
        target=span(slots.get("target")),
        cue=span(slots.get("cue")),
        speaker=span(slots.get("speaker")),
        deadline=None,
    )


@pytest.fixture
def read_with(document_of: DocumentOf, parse_text: ParseText) -> Callable[..., Read]:
    """Reads the norms of a text, beside what a model is said to read in it."""

    def read(text: str, *model: ReadNorm) -> Read:
        document, parse = document_of(text), parse_text(text)
        statements, _ = find_statements(document, parse)
        statements, cast = name_speakers(document, parse, statements, resolve(document, parse))
        times = find_times(document, parse)
        found = find_commitments(document, parse, statements, cast, times, coder=VerbCoder(), read=tuple(model))
        return Read(text, found.records, found.norms, found.refusals)

    return read


def test_what_no_table_governs_is_read_by_the_model_and_named_by_the_walk(read_with: Callable[..., Read]) -> None:
    text = "Lithuania has its sights on a ban of Belarusian potash before Friday."
    words = read_as(text, Modal.WILL, Mode.NONE, "ban of Belarusian potash", agent="Lithuania")
    assert read_with(text).norms == ()
    assert read_with(text, words).shown() == [("will", "none", "LTU", "ban of Belarusian potash", None)]


def test_what_the_model_reads_inside_a_word_is_not_read(read_with: Callable[..., Read]) -> None:
    text = "Lithuania has its sights on a counterban of potash, unlessened."
    assert read_with(text, read_as(text, Modal.WILL, Mode.NONE, "ban", agent="Lithuania")).norms == ()
    half = read_as(text, Modal.WILL, Mode.IF, "counterban of potash", agent="Lithuania", trigger="lessened")
    assert read_with(text, half).norms == ()


@pytest.mark.parametrize(
    "text, trigger",
    [
        ("Serbia will open the bridge only if Kosovo lifts the ban.", "Kosovo lifts the ban"),
        ("Only after Kosovo lifts the ban will Serbia open the bridge.", "Kosovo lifts the ban"),
    ],
)
def test_only_if_is_never_a_promise_whatever_the_model_says(
    document_of: DocumentOf, parse_text: ParseText, text: str, trigger: str
) -> None:
    as_promise = read_as(text, Modal.WILL, Mode.IF, "open the bridge", agent="Serbia", trigger=trigger)
    bare = read_as(text, Modal.WILL, Mode.NONE, "open the bridge", agent="Serbia")
    for wrong in (as_promise, bare):
        drafts, _ = learned(parse_text(text), wrong)
        assert not any(d.modal is Modal.WILL for d in drafts)
    drafts, _ = learned(parse_text(text), as_promise)
    assert [(d.modal, d.mode) for d in drafts] == [(Modal.WILL_NOT, Mode.UNLESS)]


def learned(parse: Parse, *read: ReadNorm) -> tuple[tuple, tuple]:
    """The drafts and refusals of the first sentence."""
    cast = Cast((), ())
    drafter = LearnedDrafter(parse, SpeakerContexts(parse, (), cast), Parties(parse, cast), ())
    return drafter.sentence(0, read)


def test_what_is_denied_is_a_refusal_also_when_the_model_reads_it(read_with: Callable[..., Read]) -> None:
    text = "Ankara denied that it would close the straits to grain ships."
    found = read_with(text, read_as(text, Modal.WILL, Mode.NONE, "close the straits to grain ships", agent="Ankara"))
    assert found.norms == ()
    assert [r.code for r in found.refusals] == ["denied-norm"]


def test_beside_a_condition_that_breaks_off_the_model_promises_nothing(parse_text: ParseText) -> None:
    text = "Mali will expel the envoy if Paris does not"
    drafts, _ = learned(parse_text(text), read_as(text, Modal.WILL, Mode.NONE, "expel the envoy", agent="Mali"))
    assert drafts == ()


def test_a_condition_without_its_words_is_no_norm(parse_text: ParseText) -> None:
    text = "Chad will withdraw from the pact."
    drafts, _ = learned(parse_text(text), read_as(text, Modal.WILL, Mode.IF, "withdraw from the pact", agent="Chad"))
    assert drafts == ()


def test_one_norm_where_rules_and_model_agree_and_two_weighed_where_they_do_not(read_with: Callable[..., Read]) -> None:
    text = "Norway will close the border if Russia attacks."
    slots = {"agent": "Norway", "trigger": "Russia attacks", "cue": "if"}
    same = read_as(text, Modal.WILL, Mode.IF, "close the border", **slots)
    other = read_as(text, Modal.PREDICTS, Mode.IF, "close the border", **slots)
    assert [n[:2] for n in read_with(text, same).shown()] == [("will", "if")]
    assert sorted(n[:2] for n in read_with(text, other).shown()) == [("predicts", "if"), ("will", "if")]


@pytest.mark.parametrize(
    "text",
    [
        "The president of Norway said he backed plans to build a base.",
        "Norway backs a plan to build a base.",
        "Norway's prime minister said she backs the plan to build a base.",
    ],
)
def test_what_is_endorsed_is_readiness_though_the_model_reads_a_promise(
    read_with: Callable[..., Read], text: str
) -> None:
    promise = read_as(text, Modal.WILL, Mode.NONE, "build a base", agent="Norway")
    assert [n[:2] for n in read_with(text, promise).shown()] == [("ready", "none")]


def test_drafts_say_who_reads_them(parse_text: ParseText) -> None:
    text = "Norway will close the border if Russia attacks."
    slots = {"agent": "Norway", "trigger": "Russia attacks", "cue": "if"}
    parse = parse_text(text)
    (mine,), _ = learned(parse, read_as(text, Modal.WILL, Mode.IF, "close the border", p=0.7, **slots))
    (rival,), _ = learned(parse, read_as(text, Modal.PREDICTS, Mode.IF, "close the border", p=0.6, **slots))
    assert [(d.source, d.read) for d in joined(parse, (), (mine,))[0]] == [(DraftSource.MODEL, 0.7)]
    assert [(d.source, d.read) for d in joined(parse, (mine,), (mine,))[0]] == [(DraftSource.BOTH, 0.7)]
    assert [d.source for d in joined(parse, (mine,), (rival,))[0]] == [DraftSource.RIVAL, DraftSource.RIVAL]
    assert joined(parse, (mine,), ()) == ((), (mine,))


def test_what_only_the_rules_read_is_passed_over_and_the_reason_kept(
    document_of: DocumentOf, parse_text: ParseText
) -> None:
    text = "Norway will close the border if Russia attacks."
    document, parse = document_of(text), parse_text(text)
    cast = resolve(document, parse)
    alone = find_commitments(document, parse, (), cast, (), coder=VerbCoder())
    beside = find_commitments(document, parse, (), cast, (), coder=VerbCoder(), read=())
    assert len(alone.norms) == 1
    assert beside.norms == ()
    assert [(p.action.of(text), p.reason) for p in beside.passed] == [("close", UNREAD)]

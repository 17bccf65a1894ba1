"""Every tool, through the official client: what it says of itself, and that its answer is the other faces' answer."""

import threading
from typing import Any

import anyio
import pytest
from jsonschema import Draft202012Validator
from mcp import Client

from onrecord.faces.mcp.server import Book, make_server
from onrecord.faces.mcp.shapes import schema_of
from onrecord.faces.mcp.tools import INSTRUCTIONS, TOOLS
from onrecord.ledger import open_ledger
from onrecord.questions import list_entries, search, show
from onrecord.terms.patterns import EventPattern
from onrecord.terms.spans import Span
from onrecord.walk.given_events import GivenEvent
from onrecord.walk.question import Question
from onrecord.walk.scenario import Heard
from onrecord.walk.why import ConsideredAction, SentenceLooked, Why
from tests.faces.mcp.conftest import ATTACK, Ask, call, data, said
from tests.faces.web.conftest import BORDER, FIRMER, StubReaders

NORM, RECORD, PAGE = BORDER.norms[0].id, BORDER.records[0].id, BORDER.page.id
POLAND = EventPattern.parse("POL ASSAULT UKR")


def test_every_tool_says_what_it_takes_gives_and_leaves_alone(book: Book) -> None:
    async def listed() -> Any:
        async with Client(make_server(book)) as client:
            return client.instructions, (await client.list_tools()).tools

    instructions, tools = anyio.run(listed)
    assert instructions == INSTRUCTIONS
    assert [t.name for t in tools] == [
        "search", "record", "what_if", "what_would", "timeline", "met", "page", "why", "actors",
    ]  # fmt: skip
    for tool in tools:
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint) == (True, False)
        assert (hints.idempotent_hint, hints.open_world_hint) == (True, False)
        for schema in (tool.input_schema, tool.output_schema):
            Draft202012Validator.check_schema(schema)
            assert schema["additionalProperties"] is False
        assert tool.title
        assert tool.description


@pytest.mark.parametrize("tool", TOOLS, ids=[t.name for t in TOOLS])
def test_every_argument_says_what_it_is_and_where_it_ends(tool: Any) -> None:
    schema = tool.takes.model_json_schema()
    for name, given in schema["properties"].items():
        kinds = [given, *given.get("anyOf", ())]
        bounded = any({"maxLength", "maximum", "maxItems", "$ref", "format"} & kind.keys() for kind in kinds)
        assert bounded or given.get("type") == "boolean", name
        assert given.get("description"), name


def test_a_search_finds_what_the_command_finds(ask: Ask, book: Book) -> None:
    answer = data(ask("search", query="troops border", limit=50))
    hits = search(book.open(), "troops border", limit=50).hits
    assert [line["record"] for line in answer["lines"]] == [h.id for h in hits]
    firmer = next(line for line in answer["lines"] if line["record"] == FIRMER.records[0].id)
    assert firmer["page"] == FIRMER.page.id
    assert firmer["said"] == {
        "first": "2026-04-01",
        "last": "2026-04-01",
        "precision": "day",
        "basis": "the time beside the words",
    }
    assert firmer["speaker"]["code"] == "BLR"
    (norm,) = firmer["norms"]
    assert (norm["modal"], norm["agent"]["name"], norm["target"]["code"]) == ("will", "Belarus", "UKR")
    assert norm["does"]["quoted"] == "send troops to the border"
    assert FIRMER.text[slice(*norm["does"]["span"])] == "send troops to the border"
    cited = {p["page"]: p for p in answer["pages"]}[FIRMER.page.id]
    assert cited["published"]["basis"] == "meta tag"
    assert cited["publisher"]["quoted"] == "Hill Radio"


def test_without_words_it_lists_and_goes_on_where_it_ended(ask: Ask, book: Book) -> None:
    everything = [e.id for e in list_entries(book.open(), limit=10**6).entries]
    found, after = [], None
    while True:
        answer = data(ask("search", limit=50, **({"after": after} if after else {})))
        found += [line["record"] for line in answer["lines"]]
        after = answer["next"]
        assert (answer["left_out"] is None) == (after is None)
        if after is None:
            break
    assert found == everything


def test_filters_are_the_commands(ask: Ask) -> None:
    answer = data(ask("search", actor="Belarus", mode="if", since="2026-02-01", until="2026-03-31"))
    assert [line["record"] for line in answer["lines"]] == [RECORD]


def test_words_are_gone_on_with_by_a_cursor(ask: Ask) -> None:
    first = data(ask("search", query="border", limit=2))
    second = data(ask("search", query="border", limit=2, after=first["next"]))
    four = data(ask("search", query="border", limit=4))
    assert first["lines"] + second["lines"] == four["lines"]


@pytest.mark.parametrize("id_", [NORM, RECORD, RECORD[:12]])
def test_a_record_in_full(ask: Ask, book: Book, id_: str) -> None:
    answer = data(ask("record", id=id_))
    shown = show(book.open(), RECORD)
    (line,) = answer["lines"]
    assert line["record"] == RECORD
    assert answer["asked"] == (NORM if id_ == NORM else RECORD)
    assert [c["quoted"] for c in answer["context"]] == [c.words for c in shown.contexts]  # type: ignore[union-attr]
    assert answer["more"][0]["turns"][0]["then"] == "triggered"
    assert (answer["sayings"], answer["reports"]) == (1, 1)


def test_a_statement_in_full(ask: Ask) -> None:
    answer = data(ask("record", id=BORDER.statements[0].id))
    (line,) = answer["lines"]
    assert (line["line"], line["directness"]) == ("statement", "indirect")


def test_what_if(ask: Ask) -> None:
    answer = data(ask("what_if", event=["POL ASSAULT UKR"]))
    assert answer["counts"]["triggered"] == 1
    assert set(answer["counts"]) == {"triggered", "near", "broken", "stands", "unknown", "later"}
    line = answer["lines"][0]
    assert (line["part"], line["verdict"]) == ("triggered", "triggered")
    assert line["said"]["record"] == RECORD
    assert {"slot", "match", "reason"} == line["slots"][0].keys()
    assert [p["code"] for p in answer["not_committed"]] == ["POL", "UKR"]
    assert answer["assumed"][0]["pattern"]["quoted"] == "POL ASSAULT UKR"


def test_what_if_in_a_sentence_says_how_it_was_understood(ask: Ask, readers: StubReaders) -> None:
    readers.heard["Poland attacks Ukraine and plans more"] = GivenEvent(
        assumed=(POLAND,), dropped=(("plans more", "it is only planned"),)
    )
    answer = data(ask("what_if", happens="Poland attacks Ukraine and plans more"))
    assert answer["dropped"][0]["words"]["quoted"] == "plans more"
    assert answer["lines"][0]["said"]["record"] == RECORD
    denied = data(
        ask("what_if", event='["FIN ASSAULT RUS"]', denied=["Poland attacks Ukraine and plans more"], depth=0)
    )
    assert denied["assumed"][0]["pattern"]["quoted"] == "FIN ASSAULT RUS"
    assert denied["denied"][0]["pattern"]["quoted"] == "POL ASSAULT UKR"


def test_what_if_of_one_agent(ask: Ask, readers: StubReaders) -> None:
    asked = "What will Belarus do if Poland attacks Ukraine?"
    readers.asked[asked] = Question("BLR", Heard((POLAND,), (), ()), "")
    answer = data(ask("what_if", happens=[asked]))
    assert answer["of"]["code"] == "BLR"
    assert {line["said"]["norms"][0]["agent"]["code"] for line in answer["lines"]} == {"BLR"}


def test_what_if_goes_on_where_it_ended(ask: Ask) -> None:
    scenario = {"event": ["? ACCUSE", "BLR ASSAULT UKR", "RUS ASSAULT UKR"]}
    whole = data(ask("what_if", **scenario, limit=50))
    found, after = [], None
    while len(found) < len(whole["lines"]):
        part = data(ask("what_if", **scenario, limit=7, **({"after": after} if after else {})))
        assert part["left_out"]["lines"] > 0 if part["next"] else part["left_out"] is None
        found += part["lines"]
        after = part["next"]
    assert found == whole["lines"]


def test_what_would(ask: Ask) -> None:
    pytest.importorskip("clingo")
    answer = data(ask("what_would", outcome="trigger", norm=NORM))
    assert [[e["pattern"]["quoted"] for e in way] for way in answer["ways"]] == [["POL ASSAULT UKR"]]
    assert answer["lines"][0]["norms"][0]["norm"] == NORM


def test_a_timeline_goes_back(ask: Ask) -> None:
    answer = data(ask("timeline", actor="Belarus", limit=25))
    said = [line["said"] for line in answer["lines"] if line["said"]]
    assert {RECORD, FIRMER.records[0].id} <= {s["record"] for s in said}
    marks = {line["said"]["record"]: line["mark"] for line in answer["lines"] if line["said"]}
    assert marks[FIRMER.records[0].id] in ("hardened", "changed")
    assert answer["next"] is not None
    older = data(ask("timeline", actor="BLR", limit=25, after=answer["next"]))
    assert not {s["record"] for s in said} & {line["said"]["record"] for line in older["lines"] if line["said"]}


def test_an_event_has_its_page_and_where_it_stands(ask: Ask) -> None:
    answer = data(ask("timeline", actor="Poland", since="2026-05-01"))
    (event,) = [line["happened"] for line in answer["lines"] if line["happened"]]
    assert event["page"] == ATTACK.page.id
    assert ATTACK.text[slice(*event["words"]["span"])] == event["words"]["quoted"]
    assert ATTACK.page.id in {p["page"] for p in answer["pages"]}


def test_what_was_met(ask: Ask) -> None:
    answer = data(ask("met"))
    met = next(line for line in answer["lines"] if line["said"]["record"] == RECORD)
    assert (met["grade"], met["role"], met["verdict"]) == ("certain", "trigger", "triggered")
    assert met["happened"]["page"] == ATTACK.page.id
    assert met["slots"][0]["match"] == "yes"


def test_a_page_in_parts(ask: Ask) -> None:
    text, start, parts = BORDER.text, 0, []
    while start is not None:
        answer = data(ask("page", id=PAGE, start=start, chars=40))
        parts.append(answer["text"]["quoted"])
        start = answer["next_start"]
    assert "".join(parts) == text
    whole = data(ask("page", id=PAGE))
    assert whole["records"] == [{"record": RECORD, "kind": "threat", "span": [0, 72]}]
    assert (whole["chars"], whole["left_out"], whole["sha256"]) == (len(text), None, BORDER.page.digest)
    beyond = data(ask("page", id=PAGE, start=10_000))
    assert (beyond["text"], beyond["records"]) == (None, [])


def test_why(ask: Ask, readers: StubReaders) -> None:
    action = Span(21, 46)
    looked = (
        ConsideredAction(
            action=action, outcome="refused", said="“send troops to the border”: not likely", code="unlikely-norm"
        ),
        ConsideredAction(action=Span(13, 17), outcome="passed over", said="it only asks", under="will"),
    )
    sentence = SentenceLooked(
        span=Span(0, 72),
        words=BORDER.text[:72],
        directness="indirect",
        speaker="Belarus",
        looked=looked,
        verbs=(),
    )
    readers.why_answer = Why(BORDER, (sentence,), 0.4)
    answer = data(ask("why", page=PAGE, words="send troops"))
    assert (answer["as_read_now"], answer["sentences"][0]["words"]["span"]) == (False, [0, 72])
    refused, passed = answer["sentences"][0]["considered"]
    assert (refused["code"], refused["action"]["quoted"]) == ("unlikely-norm", "send troops to the border")
    assert (passed["outcome"], passed["under"]["quoted"]) == ("passed over", "will")


def test_actors_come_in_parts(ask: Ask) -> None:
    whole = data(ask("actors"))
    assert {"code": "BLR", "name": "Belarus", "called": None, "words": None} in whole["lines"]
    first = data(ask("actors", limit=2))
    assert first["left_out"]["lines"] == len(whole["lines"]) - 2
    rest = data(ask("actors", after=first["next"]))
    assert first["lines"] + rest["lines"] == whole["lines"]


@pytest.mark.filterwarnings("ignore:ping is removed")  # newer clients have none; older ones count on it
def test_pings_are_answered_while_a_long_question_waits(book: Book, readers: StubReaders) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(sentence: str) -> GivenEvent:
        begun.set()
        assert go_on.wait(30)
        return GivenEvent(assumed=(POLAND,))

    readers.happening = slow  # type: ignore[method-assign]
    found: list[Any] = []

    async def asking() -> None:
        async with Client(make_server(book), mode="legacy") as client, anyio.create_task_group() as group:

            async def question() -> None:
                found.append(await client.call_tool("what_if", {"happens": ["Poland attacks"]}))

            group.start_soon(question)
            while not begun.is_set():
                await anyio.sleep(0.01)
            with anyio.fail_after(5):
                await client.send_ping()
                assert (await client.call_tool("actors", {})).is_error is False
            assert found == []
            go_on.set()

    anyio.run(asking)
    assert data(found[0])["counts"]["triggered"] == 1


def test_no_answer_may_have_more_than_its_schema() -> None:
    for tool in TOOLS:
        parts = [part for part in schema_of(tool.gives)["$defs"].values() if "properties" in part]
        assert [part for part in parts if part.get("additionalProperties") is not False] == []


def test_the_ledger_is_not_written(book: Book, path: Any) -> None:
    with open_ledger(path, create=False, read_only=True) as ledger:
        before = ledger.mark()
    for tool, given in [("met", {"possible": True}), ("what_if", {"event": ["POL ASSAULT UKR"]}), ("search", {})]:
        assert not call(book, tool, given).is_error
    with open_ledger(path, create=False, read_only=True) as ledger:
        assert ledger.mark() == before


def test_an_unknown_tool_is_an_error(ask: Ask) -> None:
    answer = ask("forget")
    assert answer.is_error
    assert said(answer) == "Unknown tool: forget"

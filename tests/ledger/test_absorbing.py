"""Shards absorbed: in any order, twice, between readings added here, the ledger is the one they would have made."""

import random
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.ledger.factory import NOON, make_reading
from tests.ledger.hands import by_hand
from tests.ledger.shards import Said, content, index, log, shard
from tests.ledger.sqlites_own import FILES_STAY

from onrecord.ledger import Ledger, LedgerBusy, Recorded, ShardFault, ShardRefused, Tally, open_ledger
from onrecord.ledger.index.status_log import Status
from onrecord.ledger.intake import absorbing, taking
from onrecord.ledger.intake.absorbing import AbsorbPace
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.pages import RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal


def reading(number: int, reader: str, agent: str | None, address: str | None, hand: str | None) -> Reading:
    """One of few pages, by one of few readers, programs and persons."""
    made = make_reading(number, reader=reader, agent_of=agent, address=address, statements=2, filler=3)
    return replace(by_hand(made, hand), statements=made.statements[:1]) if hand else made


def moment(item: Said) -> datetime:
    """The same for the same reading, whoever records it: a batch gives one to all its shards."""
    if isinstance(item, RefusedPage):
        return NOON
    return NOON + timedelta(
        hours=len(item.reader) + (item.norms[0].agent_id == "NATO"), minutes=int(item.reader[-1:] == "2")
    )


of_few_pages = st.builds(
    reading,
    st.integers(0, 4),
    st.sampled_from(["reader 1", "reader 2"]),
    st.sampled_from([None, None, "NATO"]),
    st.sampled_from([None, None, "elsewhere.txt"]),
    st.sampled_from([None, None, None, "Ada", "Bo"]),
)
refused = st.builds(
    lambda n: RefusedPage(f"https://example.org/{n}", Refusal("pages", "robots", "it forbids it")), st.integers(0, 3)
)
parts = st.lists(st.lists(of_few_pages | of_few_pages | refused, max_size=5), max_size=4)


def record(ledger: Ledger, items: Sequence[Said]) -> Recorded:
    return sum((ledger.record_many([item], recorded_at=moment(item)) for item in items), Recorded())


def made(folder: Path, name: str, items: Sequence[Said]) -> Path:
    path = folder / f"{name}.shard.db"
    FILES_STAY.add(path)
    with open_ledger(path) as book:
        record(book, items)
    return path


@settings(max_examples=examples(12), deadline=None)
@given(parts, st.lists(of_few_pages, max_size=4), st.randoms(use_true_random=False))
def test_shards_shuffled_doubled_and_between_readings_make_the_same_ledger(
    cut: list[list[Said]], added: list[Reading], rng: random.Random
) -> None:
    with TemporaryDirectory() as folder, open_ledger(None) as one, open_ledger(None) as other:
        record(one, [*(item for part in cut for item in part), *added])
        shards = [made(Path(folder), str(n), part) for n, part in enumerate(cut)]
        todo: list[Path | Reading] = [*shards, *shards[:2], *added]
        rng.shuffle(todo)
        for step in todo:
            if isinstance(step, Path):
                other.absorb(step, content=content(step))
            else:
                record(other, [step])
        assert other.content_digest() == one.content_digest()
        assert log(other) == log(one)
        held = index(other)
        assert held == index(one)
        other.rebuild_index()
        assert index(other) == held


@settings(max_examples=examples(8), deadline=None)
@given(
    st.lists(of_few_pages, min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["confirm", "wrong", "correct"])), max_size=3),
    st.lists(of_few_pages, max_size=5),
    st.booleans(),
)
def test_what_is_told_and_what_persons_and_days_said_is_as_if_they_were_recorded_here(
    held: list[Reading], judged: list[tuple[int, str]], read: list[Reading], took_away: bool
) -> None:
    """Tallies, judgements that follow, statuses that stand, pages that were withdrawn."""
    with TemporaryDirectory() as folder, open_ledger(None) as one, open_ledger(None) as other:
        for ledger in (one, other):
            record(ledger, held)
            norms = [n for r in held for n in r.norms]
            for at, (place, verdict) in enumerate(judged):
                norm = norms[place % len(norms)]
                slots = ("agent_id=NATO",) if verdict == "correct" else ()
                when = NOON + timedelta(days=9, seconds=at)
                ledger.judge(norm.id, JudgementKind(verdict), by="Ada", at=when, slots=slots)
            agreed = list(ledger.current.norms_of("NATO", limit=3))
            ended = [
                Status(
                    norm=n.anchor, norm_id=n.id, status="expired", first=None, last=None, basis="deadline",
                    basis_id=None, reason="its day passed",
                )
                for n in agreed
            ]  # fmt: skip
            ledger.current.keep(met=(), became=ended, looked_at=(), recorded_at=NOON)
            if took_away:
                gone = held[0].page.id
                ledger.forget(gone, reason="law", author="Ada", day=NOON.date(), recorded_at=NOON)
        path = made(Path(folder), "a", read)
        with open_ledger(path, read_only=True) as book:
            order = [book.reading(id_) for id_ in book.reading_ids()]
        direct = record(one, order)
        absorbed = other.absorb(path)
        assert replace(direct, record_ids=()) == absorbed
        record(one, read)  # where a page was seen beside, which adds no reading
        assert one.content_digest() == other.content_digest()
        assert log(one) == log(other)
        assert index(one) == index(other)
        assert other.inspect().findings == ()


def many(count: int) -> list[Said]:
    refusals = [RefusedPage(f"https://example.org/{n}", Refusal("pages", "robots", "it forbids it")) for n in range(3)]
    return [*(make_reading(n, statements=1, filler=2) for n in range(count)), *refusals]


@pytest.fixture
def of_many(tmp_path: Path) -> Path:
    return shard(tmp_path / "many.shard.db", many(40))


ONE_PAGE_A_STEP = AbsorbPace(held_s=0.0, pause_s=0.0)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_stopped_in_the_middle_nothing_is_half_and_again_it_is_finished(
    tmp_path: Path, of_many: Path, stop: type[BaseException]
) -> None:
    path, steps = tmp_path / "l.db", list[Recorded]()

    def until(step: Recorded) -> None:
        steps.append(step)
        if len(steps) == 4:
            raise stop

    with open_ledger(path) as ledger:
        with pytest.raises(stop):
            ledger.absorb(of_many, pace=ONE_PAGE_A_STEP, on_commit=until)
        assert len(list(ledger.reading_ids())) == sum(step.readings.new for step in steps) == 16 + 3
        assert ledger.inspect().sound
        ledger.record(make_reading(77, statements=1), recorded_at=NOON)  # its connection is as good as before
    with open_ledger(path) as ledger:
        again = ledger.absorb(of_many, content=content(of_many))
        assert (again.readings, again.refused_pages) == (Tally(21, 19), Tally(3, 0))
        assert ledger.inspect().sound


def test_a_step_is_as_long_as_the_one_before_lets_it_be_and_others_get_their_turn(
    tmp_path: Path, of_many: Path
) -> None:
    """Here a page takes a tenth of a second: five fit into the half that the ledger may be held."""
    now, waited, steps = [0.0], list[float](), list[int]()

    class Clock:
        def __call__(self) -> float:
            return now[0]

    def took(step: Recorded) -> None:
        steps.append(step.pages.new)

    taken = taking.take_pages

    def slowly(*given: object) -> Recorded:
        done = taken(*given)  # type: ignore[arg-type]
        now[0] += done.pages.new / 10
        return done

    with pytest.MonkeyPatch.context() as patched, open_ledger(tmp_path / "l.db") as ledger:
        patched.setattr(absorbing, "take_pages", slowly)
        ledger.absorb(of_many, pace=AbsorbPace(now_s=Clock(), wait_s=waited.append), on_commit=took)
    assert steps == [16, 5, 5, 5, 5, 4, 0]  # the last: refused pages
    assert waited == [absorbing.PAUSE_S] * 7
    assert absorbing.PAUSE_S > 0.1 > 0  # how often a waiting writer looks
    assert absorbing.HELD_S + 2 * absorbing.PAUSE_S < 1


def test_a_ledger_held_by_others_all_the_time_says_so_and_one_let_go_is_written(tmp_path: Path, of_many: Path) -> None:
    path = tmp_path / "l.db"
    with (
        open_ledger(path, busy_timeout_s=0.05) as ledger,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match="another process is writing"):
            ledger.absorb(of_many)
        assert ledger.count() == 0
        other.execute("ROLLBACK")
        assert ledger.absorb(of_many).readings == Tally(40, 0)


def test_who_lets_go_soon_is_waited_for(tmp_path: Path, of_many: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path, busy_timeout_s=0.1) as ledger:
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(0.15, other.rollback)
        letting_go.start()
        assert ledger.absorb(of_many).readings == Tally(40, 0)
        letting_go.join()
        other.close()


def test_readings_added_and_asked_for_meanwhile(tmp_path: Path, of_many: Path) -> None:
    """Another writer between every two steps, and a reader who sees whole steps only."""
    path, added, seen = tmp_path / "l.db", iter(range(1000, 2000)), list[int]()
    with open_ledger(path) as ledger, open_ledger(path) as adding, open_ledger(path, read_only=True) as reading:

        def between(_: Recorded) -> None:
            adding.record(make_reading(next(added), statements=1, filler=2), recorded_at=NOON)
            seen.append(reading.count())
            assert len(reading.matches('"said"', limit=100)) == seen[-1]

        ledger.absorb(of_many, pace=AbsorbPace(held_s=0.0, pause_s=0.0), on_commit=between)
        assert seen == sorted(seen)
        assert seen[-1] == 40 + len(seen)
        assert ledger.inspect().sound


def test_the_ledger_itself_is_no_shard_of_it(tmp_path: Path) -> None:
    path = shard(tmp_path / "l.db", many(1))
    with open_ledger(path) as ledger, pytest.raises(ShardRefused, match="the ledger itself"):
        ledger.absorb(path)


@pytest.mark.parametrize(
    "broken, word",
    [
        ("DELETE FROM sightings WHERE n = 2", "have no page, or no sighting"),
        ("DELETE FROM texts WHERE n = 2", "have no text"),
        ("UPDATE records SET kind = NULL WHERE reading = 2", "NOT NULL constraint failed|not-null constraint"),
    ],
)
def test_rows_that_do_not_fit_together_are_refused_and_the_step_is_undone(
    tmp_path: Path, of_many: Path, broken: str, word: str
) -> None:
    with closing(sqlite3.connect(of_many)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = replace(sql, 'kind VARCHAR NOT NULL', 'kind VARCHAR')")
        raw.commit()
    with closing(sqlite3.connect(of_many)) as raw:
        raw.execute(broken)
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open_ledger(tmp_path / "l.db") as ledger:
        with pytest.raises(ShardRefused, match=word) as told:
            ledger.absorb(of_many)
        assert told.value.amiss is ShardFault.UNSOUND
        assert ledger.counts()["pages"] == 0
        assert ledger.inspect().sound
        assert ledger.absorb(shard(tmp_path / "other.shard.db", many(2))).readings == Tally(2, 0)

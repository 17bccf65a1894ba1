"""Folders of shards absorbed: which are taken, which are refused and why, and that the others are taken then too."""

import gzip
import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.ledger.shards import Said, log

from onrecord.batch.absorbing import Absorbed, absorb
from onrecord.batch.done import Counts, Done, file_digest
from onrecord.batch.settings import BatchSettings
from onrecord.ledger import Recorded, Tally, open_ledger
from onrecord.ledger.schema import migrations
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.pages import RefusedPage
from onrecord.terms.refusals import Refusal

VERSION_6 = Path(__file__).parents[1] / "ledger" / "files" / "version-6.db.gz"


def marked(folder: Path, name: str, items: Sequence[Said]) -> Path:
    """A shard with its marker, as a batch leaves it."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.shard.db"
    with open_ledger(path) as book:
        book.record_many(items, recorded_at=NOON)
        content = book.content_digest()
    mark(path, content)
    return path


def mark(path: Path, content: str) -> None:
    """Write the marker of a shard as it is now."""
    name = path.name.removesuffix(".shard.db")
    done = Done(
        name=name,
        input={"path": "/pages"},
        reader="reader 1",
        settings=BatchSettings(),
        schema_version=len(migrations.steps()),
        sha256=file_digest(path),
        content_digest=content,
        recorded_at=NOON.isoformat(),
        counts=Counts(),
    )
    path.with_name(f"{name}.done.json").write_text(json.dumps(done.json()))


def page(number: int) -> Said:
    return make_reading(number, statements=1, filler=2)


def told(done: Sequence[Absorbed]) -> list[tuple[str, int, str | None]]:
    """Name, new readings, code of the refusal."""
    return [(one.path.name, one.recorded.readings.new, one.refused.code if one.refused else None) for one in done]


def test_shards_of_several_folders_in_any_order_twice(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    refused = RefusedPage("https://example.org/", Refusal("pages", "robots", "it forbids it"))
    marked(one, "b", [page(1), page(2), refused])
    marked(one, "a", [page(3)])
    shutil.copytree(one, other)
    marked(other, "c", [page(2), page(4), refused])
    with open_ledger(None) as ledger, open_ledger(None) as direct:
        direct.record_many([page(n) for n in (1, 2, 3, 4)] + [refused], recorded_at=NOON)
        first = list(absorb(ledger, [other, one]))
        assert told(first) == [
            ("a.shard.db", 1, None), ("a.shard.db", 0, None), ("b.shard.db", 2, None), ("b.shard.db", 0, None),
            ("c.shard.db", 1, None),
        ]  # fmt: skip
        total = sum((each.recorded for each in first), Recorded())
        assert (total.readings, total.refused_pages) == (Tally(4, 4), Tally(1, 2))
        assert ledger.content_digest() == direct.content_digest()
        assert log(ledger) == log(direct)
        again = list(absorb(ledger, [one, other]))
        assert not any(each.recorded.added_anything or each.refused for each in again)


def rot(path: Path) -> None:
    """One byte changed in the middle."""
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def unmark(path: Path) -> None:
    path.with_name("b.done.json").unlink()


def spoil_marker(path: Path) -> None:
    path.with_name("b.done.json").write_text('{"version": 1, "name"')


def leave_part(path: Path) -> None:
    path.with_name("b.done.json").unlink()
    path.rename(path.with_name(".b.shard.db.77.part"))


def of_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    mark(path, "0" * 64)


def newer(path: Path) -> None:
    of_version(path, len(migrations.steps()) + 1)


def older(path: Path) -> None:
    of_version(path, len(migrations.steps()) - 1)


def another(path: Path) -> None:
    mark(path, "0" * 64)  # the bytes are as marked, what they hold is not


def another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE a (n)")
        raw.commit()
    mark(path, "0" * 64)


def no_database(path: Path) -> None:
    path.write_bytes(b"hello")
    mark(path, "0" * 64)


def judged(path: Path) -> None:
    with open_ledger(path) as book:
        book.judge(next(iter(book.entries())).norms[0].id, JudgementKind.CONFIRM, by="Ada", at=NOON)
        content = book.content_digest()
    mark(path, content)


def changed_since(path: Path) -> None:
    with open_ledger(path) as book:
        book.record(page(9), recorded_at=NOON)


def damaged_before(path: Path) -> None:
    """Marked when it was damaged already: 60 kB of it are zeros, so that nothing of it can be read."""
    whole = path.read_bytes()
    path.write_bytes(whole[:60_000] + bytes(60_000) + whole[120_000:])
    mark(path, "0" * 64)


def rows_damaged_before(path: Path) -> None:
    """The same of rows alone: where their table begins and what is read of it first are as they were."""
    content = content_of(path)
    with closing(sqlite3.connect(path)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'evidence'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    whole = bytearray(path.read_bytes())
    whole[(root - 1) * size : root * size] = bytes(size)
    path.write_bytes(whole)
    mark(path, content)


def content_of(path: Path) -> str:
    with open_ledger(path, read_only=True) as book:
        return book.content_digest()


@pytest.mark.parametrize(
    "wrong, code, word",
    [
        (rot, "differs", "changed, damaged or copied in part"),
        (cut, "differs", "copied in part"),
        (unmark, "no-marker", "nothing says that it is whole"),
        (Path.unlink, "no-shard", "is not beside it"),
        (spoil_marker, "marker-damaged", "b.done.json"),
        (leave_part, "half-written", "half written"),
        (newer, "newer", "Upgrade onrecord"),
        (older, "older", "--bring-forward"),
        (another, "differs", "its marker says 000000000000"),
        (another_program, "no-ledger", "another program"),
        (no_database, "damaged", "not an SQLite database"),
        (judged, "holds-more", "1 of judgements"),
        (changed_since, "differs", "changed"),
        (damaged_before, "damaged", "the shard is damaged"),
        (rows_damaged_before, "damaged", "the shard is damaged"),
    ],
)
def test_a_shard_that_may_not_be_taken_is_named_and_the_others_are_taken(
    tmp_path: Path, wrong: Callable[[Path], object], code: str, word: str
) -> None:
    marked(tmp_path, "a", [page(1)])
    wrong(marked(tmp_path, "b", [page(2), page(3)]))
    marked(tmp_path, "c", [page(4)])
    with open_ledger(None) as ledger:
        done = list(absorb(ledger, [tmp_path]))
        by_code = {one.refused.code: one for one in done if one.refused}
        assert set(by_code) == {code}
        assert word in str(by_code[code].refused)
        assert "b.shard.db" in str(by_code[code].path) or "b.done.json" in str(by_code[code].path)
        assert sum(one.recorded.readings.new for one in done) == 2
        assert len(list(ledger.reading_ids())) == 2
        assert ledger.inspect().sound


@pytest.mark.parametrize("name, code", [("empty", "no-shards"), ("nowhere", "no-folder")])
def test_a_folder_without_shards_is_said(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    with open_ledger(None) as ledger:
        (one,) = absorb(ledger, [tmp_path / name])
        assert one.refused is not None
        assert (one.refused.code, str(tmp_path / name) in one.refused.why) == (code, True)


def test_a_shard_or_a_marker_may_be_named(tmp_path: Path) -> None:
    path = marked(tmp_path, "a", [page(1)])
    marked(tmp_path, "b", [page(2)])
    with open_ledger(None) as ledger:
        assert told(list(absorb(ledger, [path, tmp_path / "a.done.json"]))) == [("a.shard.db", 1, None)]


def test_a_shard_is_only_read(tmp_path: Path) -> None:
    """No log beside it, so that it can lie where nobody may write; and the same bytes afterwards."""
    path = marked(tmp_path, "a", [page(1), page(2)])
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    with open_ledger(None) as ledger:
        list(absorb(ledger, [tmp_path]))
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before
    assert path.name in before


def test_an_older_shard_is_taken_by_a_copy(tmp_path: Path) -> None:
    """A ledger that version 6 wrote: its readings are under the digests that it made."""
    path = tmp_path / "a.shard.db"
    path.write_bytes(gzip.decompress(VERSION_6.read_bytes()))
    mark(path, "0" * 64)
    before = path.read_bytes()
    with open_ledger(None) as ledger:
        (one,) = absorb(ledger, [tmp_path])
        assert one.refused is not None
        assert one.refused.code == "older"
        (one,) = absorb(ledger, [tmp_path], bring_forward=True)
        assert (one.refused, one.recorded.readings) == (None, Tally(6, 0))
        (again,) = absorb(ledger, [tmp_path], bring_forward=True)
        assert again.recorded.readings == Tally(0, 6)
        assert ledger.inspect().sound
    assert path.read_bytes() == before

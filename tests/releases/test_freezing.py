"""A release is all there or not there; its digest is of what the ledger holds, and of nothing else."""

import csv
import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest

from onrecord.ledger import Ledger, open_ledger
from onrecord.questions.panel.months import Month
from onrecord.releases import freezing
from onrecord.releases.errors import ReleaseFolderTaken
from onrecord.releases.freezing import Frozen, freeze
from onrecord.releases.manifest import MANIFEST, SUMS
from onrecord.releases.tables import RELEASE_TABLES
from onrecord.releases.verifying import verify
from onrecord.releases.wishes import Surroundings, Wish
from onrecord.terms.judgements import JudgementKind
from tests.ledger.factory import NOON
from tests.releases.world import ELSEWHERE, HERE, READINGS, make_ledger


def frozen(ledger: Path, to: Path, wish: Wish | None = None, around: Surroundings = HERE) -> Frozen:
    with open_ledger(ledger, create=False, read_only=True) as book:
        return freeze(book, to, wish or Wish(), around)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_there_with_its_columns_and_rows(ledger: Path, tmp_path: Path) -> None:
    done = frozen(ledger, tmp_path / "release")
    for table in RELEASE_TABLES:
        held = rows(done.folder / f"{table.name}.csv")
        assert len(held) == done.rows[table.name], table.name
        assert not held or list(held[0]) == [column.name for column in table.columns]
    told = {name: n for name, n in done.rows.items() if n}
    assert told.pop("agreement") > 10  # a row a slot
    assert told == {
        "panel_actor_month": 2,
        "panel_dyad_month": 2,
        "norms": 1,
        "events": 1,
        "statements": 2,
        "judgements": 4,
        "pages": 3,
        "readers": 1,
        "coders": 2,
    }


def test_the_input_pages_are_named_with_their_digests(release: Path) -> None:
    held = rows(release / "pages.csv")
    assert [page["sha256"] for page in held] == [hashlib.sha256(r.page.body).hexdigest() for r in READINGS]
    assert {page["reader"] for page in held} == {"reader 1"}


def test_a_withdrawn_page_is_named_without_its_words(ledger: Path, tmp_path: Path) -> None:
    with open_ledger(ledger) as book:
        book.forget(READINGS[0].page.id, reason="asked to", author="Ada", day=HERE.on, recorded_at=NOON)
    held = rows(frozen(ledger, tmp_path / "release").folder / "pages.csv")
    gone = next(page for page in held if page["withdrawn"] == "yes")
    assert (gone["page_id"], gone["address"], gone["title"]) == (READINGS[0].page.id, "", "")


def test_the_digest_is_the_same_on_another_day_machine_and_path(ledger: Path, tmp_path: Path) -> None:
    one = frozen(ledger, tmp_path / "a")
    other = frozen(ledger, tmp_path / "elsewhere", Wish(parquet=True, title="T", authors=("B",)), ELSEWHERE)
    assert one.manifest.digest == other.manifest.digest
    assert one.manifest.beside != other.manifest.beside


def test_without_texts_it_has_the_same_digest_and_no_page(ledger: Path, tmp_path: Path) -> None:
    one = frozen(ledger, tmp_path / "whole")
    other = frozen(ledger, tmp_path / "shared", Wish(texts=False))
    assert one.manifest.digest == other.manifest.digest
    assert not (other.folder / "ledger.db").exists()
    assert "Page 0 of" in READINGS[0].page.body.decode()  # words of the page that no table quotes
    for path in other.folder.iterdir():
        assert b"Page 0 of" not in path.read_bytes(), path.name
    assert "no ledger in it" in (other.folder / "README.md").read_text(encoding="utf-8")
    assert verify(other.folder).sound


def test_anything_that_counts_gives_another_digest(ledger: Path, tmp_path: Path) -> None:
    digests = [frozen(ledger, tmp_path / "a").manifest.digest]
    digests.append(frozen(ledger, tmp_path / "b", Wish(balanced=True)).manifest.digest)
    digests.append(frozen(ledger, tmp_path / "c", Wish(since=Month(2026, 4))).manifest.digest)
    with open_ledger(ledger) as book:
        book.judge(READINGS[0].norms[0].id, JudgementKind.WRONG, by="cleo", at=NOON)
    digests.append(frozen(ledger, tmp_path / "d").manifest.digest)
    assert len(set(digests)) == 4


def test_parquet_holds_the_rows_of_the_csv(ledger: Path, tmp_path: Path) -> None:
    done = frozen(ledger, tmp_path / "release", Wish(parquet=True))
    for table in RELEASE_TABLES:
        held = pyarrow.parquet.read_table(done.folder / f"{table.name}.parquet")
        assert held.num_rows == done.rows[table.name]
        assert held.column_names == [column.name for column in table.columns]


def test_the_sums_are_checked_without_us(release: Path) -> None:
    ran = subprocess.run(["sha256sum", "--quiet", "-c", SUMS], cwd=release, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    listed = {line.split("  ")[1] for line in (release / SUMS).read_text().splitlines()}
    assert listed == {path.name for path in release.iterdir()} - {SUMS}


def test_it_says_nothing_of_where_it_was_made(release: Path, tmp_path: Path) -> None:
    for path in release.iterdir():
        assert str(tmp_path).encode() not in path.read_bytes(), path.name


def test_while_it_is_frozen_others_write_and_it_is_of_one_moment(ledger: Path, tmp_path: Path) -> None:
    """A judgement that arrives between two tables is in none of them."""
    table = RELEASE_TABLES[0]

    def writing(book: Ledger, wish: Wish) -> Iterator[object]:
        with open_ledger(ledger) as other:
            other.judge(READINGS[0].norms[0].id, JudgementKind.WRONG, by="cleo", at=NOON)
        yield from table.rows(book, wish)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            freezing, "RELEASE_TABLES", (type(table)(table.name, table.of, table.columns, writing), *RELEASE_TABLES[1:])
        )
        done = frozen(ledger, tmp_path / "release")
    assert {row["by"] for row in rows(done.folder / "judgements.csv")} == {"ana", "ben"}


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt(), SystemExit(143)])
def test_what_is_interrupted_leaves_nothing(ledger: Path, tmp_path: Path, error: BaseException) -> None:
    place = tmp_path / "place"
    place.mkdir()

    def failing(*_: object) -> str:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(freezing, "citation", failing)
        with pytest.raises(type(error)):
            frozen(ledger, place / "release")
    assert list(place.iterdir()) == []


def test_killed_in_the_middle_it_leaves_nothing_that_looks_like_a_release(ledger: Path, tmp_path: Path) -> None:
    """As after `kill -9`: what is left has a hidden name and no manifest."""
    seen: list[set[str]] = []
    write = freezing._write

    def looking(path: Path, parts: object) -> None:
        seen.append({p.name for p in path.parent.iterdir()})
        assert path.parent.name.startswith(".")
        write(path, parts)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(freezing, "_write", looking)
        frozen(ledger, tmp_path / "release")
    assert len(seen) > 10
    assert not any(MANIFEST in names for names in seen)


def test_nothing_is_written_over(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert frozen(ledger, tmp_path / "empty").folder.is_dir()
    for place in (tmp_path / "empty", ledger):
        with pytest.raises(ReleaseFolderTaken, match="stands there already"):
            frozen(ledger, place)
    with pytest.raises(ReleaseFolderTaken, match="is not there"):
        frozen(ledger, tmp_path / "no" / "such" / "folder")


def test_the_manifest_tells_how_it_was_frozen(ledger: Path, tmp_path: Path) -> None:
    wish = Wish(since=Month(2026, 1), balanced=True, title="T", authors=("Ada", "Ben"), licence="CC-BY-4.0")
    told = json.loads((frozen(ledger, tmp_path / "release", wish).folder / MANIFEST).read_bytes())
    assert Wish.told(told["wished"]) == wish
    assert told["made"]["on"] == "2026-06-01"
    assert make_ledger(tmp_path / "again.db")
    with open_ledger(tmp_path / "again.db", read_only=True) as book:
        assert told["covered"]["ledger"] == book.content_digest()

"""A process that is started for this one, and one that it starts, do first what this one says."""

import multiprocessing
import os
from functools import partial
from pathlib import Path

import pytest

from onrecord.walk.beginnings import begin_with, beginnings, begun
from onrecord.walk.many import pool_of


def note(folder: Path) -> None:
    (folder / str(os.getpid())).touch()


def start_another() -> None:
    process = multiprocessing.get_context("spawn").Process(target=begun, args=(beginnings(),))
    process.start()
    process.join()
    assert process.exitcode == 0


@pytest.mark.parametrize("told, noted", [(True, 2), (False, 0)])
def test_it_is_done_in_each_process_below(tmp_path: Path, told: bool, noted: int) -> None:
    begin_with(*((partial(note, tmp_path),) if told else ()))
    try:
        with pool_of(1) as pool:
            pool.submit(start_another).result()
    finally:
        begin_with()
    assert len(list(tmp_path.iterdir())) == noted
    assert not (tmp_path / str(os.getpid())).exists()

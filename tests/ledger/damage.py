"""Bytes of a ledger overwritten at random places: said, or harmless; never another answer in silence.

    python -m tests.ledger.damage FOLDER 200 [SEED]     # what happened to each, counted

An answer counts as said when opening, asking or `inspect` tells of the damage by a LedgerError or a finding. It is
harmless when every answer is the sound ledger's. Anything else is a fault: an exception that is none of ours, or other
answers while `inspect` finds nothing.
"""

import hashlib
import json
import random
import sys
from array import array
from collections import Counter
from pathlib import Path

from tests.ledger.factory import NOON, make_reading

from onrecord.ledger import Filters, LedgerError, open_ledger
from onrecord.questions import search
from onrecord.terms.errors import OnRecordError
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading_json import reading_json

WORDS = ("troops", "border", "russia", "siege", "talks")


def make(path: Path, pages: int = 4) -> None:
    """A ledger with some of everything."""
    with open_ledger(path) as ledger:
        readings = [make_reading(i, statements=2, filler=6) for i in range(pages)]
        ledger.record_many(readings, recorded_at=NOON, batch=2)
        ledger.judge(readings[0].norms[0].id, JudgementKind.CONFIRM, by="Ada", at=NOON)
        numbers = random.Random(1)
        for id_, _ in ledger.meanings.missing("encoder", limit=99)[0]:
            vector = [numbers.gauss(0, 1) for _ in range(16)]
            length = sum(x * x for x in vector) ** 0.5
            ledger.meanings.keep("encoder", [(id_, array("f", [x / length for x in vector]))])


def answers(path: Path) -> str:
    """What the ledger says to whoever asks for everything, as one digest."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        said: list[object] = [[e.to_json() for e in ledger.entries()]]
        said += [[h.to_json() for h in search(ledger, word, limit=50).hits] for word in WORDS]
        said += [reading_json(ledger.reading(i)) for i in ledger.reading_ids()]
        said += [hashlib.sha256(ledger.reading(i).page.body).hexdigest() for i in ledger.reading_ids()]
        said += [ledger.count(Filters(actor=code)) for code in ("RUS", "UKR", "BLR")]
        said += [j.to_json() for j in ledger.judgements()]
        said += [str(ledger.meanings.nearest("encoder", array("f", [1.0] + [0.0] * 15), limit=3))]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def outcome(path: Path, sound: str) -> str:
    """ "said", "said by inspect", "harmless", or what went wrong."""
    try:
        if answers(path) == sound:
            return "harmless"
    except OnRecordError:
        return "said"
    except Exception as error:  # noqa: BLE001 - what must not happen is counted, whatever it is
        return f"TRACEBACK {type(error).__name__}: {str(error)[:100]}"
    try:
        with open_ledger(path, create=False, read_only=True) as ledger:
            return "said by inspect" if ledger.inspect().findings else "SILENT"
    except LedgerError:
        return "said by inspect"


def overwritten(folder: Path, count: int, seed: int) -> Counter[str]:
    """So many copies, each with some bytes overwritten at one place, and what became of them."""
    sound = folder / "sound.db"
    make(sound)
    wanted, whole, chance = answers(sound), sound.read_bytes(), random.Random(seed)
    found: Counter[str] = Counter()
    for _ in range(count):
        data, at, length = bytearray(whole), chance.randrange(len(whole)), chance.choice((1, 1, 1, 8, 64))
        for i in range(at, min(len(data), at + length)):
            data[i] ^= chance.randrange(1, 256)
        copy = folder / "copy.db"
        for old in folder.glob("copy.db*"):
            old.unlink()
        copy.write_bytes(data)
        result = outcome(copy, wanted)
        found[result if result[0].islower() else f"{result} at {at}, {length} bytes"] += 1
    return found


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    for what, often in overwritten(place, int(sys.argv[2]), int((*sys.argv, "1")[3])).most_common():
        print(often, what)

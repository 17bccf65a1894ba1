"""Records that end their reader, kept as they came so that they can be looked at and reported.

In:      a record set apart, a folder
Out:     in `quarantine/` of that folder its bytes, and beside them what was known of them
Refuses: nothing; what the system refuses is an OSError
Shown:   tests/batch/test_shard.py
"""

import json
from pathlib import Path

from onrecord.batch.attempts import SetApart
from onrecord.batch.done import Quarantined
from onrecord.terms.whole_files import write_whole

FOLDER = "quarantine"


def keep(apart: SetApart, out: Path, *, reader: str) -> Quarantined:
    """Keep its bytes; the same record twice is one file."""
    page, file = apart.page, ""
    if page is not None:
        folder = out / FOLDER
        folder.mkdir(exist_ok=True)
        file = f"{FOLDER}/{page.id}.bytes"
        known = {
            "address": page.address,
            "url": page.url,
            "kind": page.kind.value,
            "encoding": page.encoding,
            "sha256": page.digest,
            "code": apart.code,
            "reason": apart.reason,
            "reader": reader,
        }
        write_whole(out / file, page.body)
        write_whole(folder / f"{page.id}.json", (json.dumps(known, indent=1) + "\n").encode("ascii"))
    return Quarantined(address=apart.address, code=apart.code, reason=apart.reason, bytes=file, records=apart.records)

"""Everything that is PostgreSQL's own, under the names that `database.Database` has for it.

In:      an Address
Out:     an SQLAlchemy engine whose writers take turns; LedgerErrors in place of the server's
Refuses: a server older than OLDEST_SERVER, one whose text is not UTF-8, a missing psycopg (LedgerError)
Source:  postgresql.org/docs/current; docs/postgresql.md
Shown:   tests/postgres/
"""

from onrecord.ledger.postgres.connecting import connect_engine, sweep
from onrecord.ledger.postgres.loading import beside
from onrecord.ledger.postgres.saying import is_busy, is_damage, said_plainly
from onrecord.ledger.postgres.schemas import (
    OF_ANOTHER,
    all_damage,
    count,
    damage,
    expected_schema,
    holds_anything,
    is_ours,
    made_ready,
    of_another,
    put_back,
    schema,
    schema_version,
    set_aside,
    stamp,
    unguarded,
)
from onrecord.ledger.postgres.searched import (
    empty_search,
    index_passages,
    long_log,
    merge_search,
    search_sound,
    settle,
    unindex_passages,
)

__all__ = [
    "OF_ANOTHER",
    "all_damage",
    "beside",
    "connect_engine",
    "count",
    "damage",
    "empty_search",
    "expected_schema",
    "holds_anything",
    "index_passages",
    "is_busy",
    "is_damage",
    "is_ours",
    "long_log",
    "made_ready",
    "merge_search",
    "of_another",
    "put_back",
    "said_plainly",
    "schema",
    "schema_version",
    "search_sound",
    "set_aside",
    "settle",
    "stamp",
    "sweep",
    "unguarded",
    "unindex_passages",
]

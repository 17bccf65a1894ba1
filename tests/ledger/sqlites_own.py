"""Tests of the ledger that only SQLite can pass, and why: by file, or by file and name.

What PostgreSQL does in the same places is shown in tests/postgres.
"""

from pathlib import Path

BYTES = "it damages, reads or cuts the bytes of a file"
RAW = "it reaches into the file by SQLite's own driver"
FILES = "it is about files of SQLite: their heads, logs, versions, places"
PROCESSES = "it kills processes that write to a file, or fills the disk the file is on"

# Paths that stay files: shards are files of SQLite whatever takes them in.
FILES_STAY: set[Path] = set()

SQLITES_OWN: dict[str, str] = {
    "test_damage.py": BYTES,
    "test_files.py": FILES,
    "test_kept_before.py": FILES,
    "test_old_ledgers.py": FILES,
    "test_reliability.py": PROCESSES,
    "test_safekeeping.py": FILES,
    "test_tampering.py": RAW,
    "test_absorbing.py::test_a_ledger_held_by_others_all_the_time_says_so_and_one_let_go_is_written": RAW,
    "test_absorbing.py::test_who_lets_go_soon_is_waited_for": RAW,
    "test_by_hand.py::test_it_is_forgotten_with_its_page": BYTES,
    "test_copies.py::test_signatures_are_only_added_to": RAW,
    "test_forgetting.py::test_its_words_are_in_no_table_no_index_and_no_free_page": BYTES,
    "test_forgetting.py::test_words_put_back_into_an_emptied_row_are_seen": RAW,
    "test_imported.py::test_the_newest_version_of_a_row_counts_and_the_older_stays": RAW,
    "test_inserts.py": "it compares two ways of writing rows to SQLite",
    "test_readers.py::test_a_ledger_that_cannot_be_written_is_read": FILES,
    "test_recording.py::test_the_log_is_every_table_that_refuses_to_be_changed": RAW,
    "test_recording.py::test_the_tables_and_the_migrations_say_the_same": "it compares SQLite's types",
    "test_remarks.py::test_the_words_of_a_withdrawn_page_go_and_remarks_on_it_are_refused": BYTES,
    "test_remarks.py::test_who_changes_a_remark_by_hand_is_seen": RAW,
    "test_remarks.py::test_repair_and_restore_bring_them_along": RAW,
    "test_views.py::test_a_changed_view_is_found": RAW,
    "test_views.py::test_a_ledger_brought_forward_holds_the_same_content": FILES,
    "test_views.py::test_an_older_ledger_gets_them_and_stays_what_it_was": FILES,
    "test_views.py::test_the_file_tells_its_own_columns": RAW,
}

-- Version 12: a chain over commits, and pages that were withdrawn.

CREATE TABLE commits (
  n INTEGER NOT NULL,
  marks VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  hash VARCHAR NOT NULL,
  PRIMARY KEY (n)
)

CREATE TABLE withdrawals (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  page_id VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  author VARCHAR NOT NULL,
  day DATE NOT NULL,
  recorded_at VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE INDEX ix_withdrawals_page_id ON withdrawals (page_id)

CREATE TABLE withdrawn_rows (
  withdrawal INTEGER NOT NULL,
  of_table VARCHAR NOT NULL,
  row INTEGER NOT NULL,
  leaf VARCHAR NOT NULL,
  PRIMARY KEY (withdrawal, of_table, row),
  FOREIGN KEY(withdrawal) REFERENCES withdrawals (n)
)

CREATE TABLE withdrawn_ids (
  withdrawal INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  PRIMARY KEY (withdrawal, id),
  FOREIGN KEY(withdrawal) REFERENCES withdrawals (n)
)

CREATE INDEX ix_withdrawn_ids_id ON withdrawn_ids (id)

ALTER TABLE meanings ADD COLUMN crc INTEGER

CREATE TRIGGER commits_no_update BEFORE UPDATE ON commits
BEGIN SELECT RAISE(ABORT, 'commits is append-only'); END

CREATE TRIGGER commits_no_delete BEFORE DELETE ON commits
BEGIN SELECT RAISE(ABORT, 'commits is append-only'); END

CREATE TRIGGER withdrawals_no_update BEFORE UPDATE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'withdrawals is append-only'); END

CREATE TRIGGER withdrawals_no_delete BEFORE DELETE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'withdrawals is append-only'); END

CREATE TRIGGER withdrawn_rows_no_update BEFORE UPDATE ON withdrawn_rows
BEGIN SELECT RAISE(ABORT, 'withdrawn_rows is append-only'); END

CREATE TRIGGER withdrawn_rows_no_delete BEFORE DELETE ON withdrawn_rows
BEGIN SELECT RAISE(ABORT, 'withdrawn_rows is append-only'); END

CREATE TRIGGER withdrawn_ids_no_update BEFORE UPDATE ON withdrawn_ids
BEGIN SELECT RAISE(ABORT, 'withdrawn_ids is append-only'); END

CREATE TRIGGER withdrawn_ids_no_delete BEFORE DELETE ON withdrawn_ids
BEGIN SELECT RAISE(ABORT, 'withdrawn_ids is append-only'); END

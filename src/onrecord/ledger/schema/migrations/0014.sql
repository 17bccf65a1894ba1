-- Version 14: tags, cases and notes; which events a person says did not meet which norms.

CREATE TABLE remarks (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  target_id VARCHAR NOT NULL,
  page_id VARCHAR NOT NULL,
  url VARCHAR,
  author VARCHAR NOT NULL,
  name VARCHAR,
  words VARCHAR NOT NULL,
  takes_off BOOLEAN NOT NULL,
  note_id VARCHAR,
  recorded_at VARCHAR NOT NULL,
  anchor BLOB,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE INDEX ix_remarks_page_id ON remarks (page_id)

CREATE INDEX ix_remarks_url ON remarks (url)

CREATE INDEX remarks_name ON remarks (kind, name)

CREATE TABLE not_met (
  n INTEGER NOT NULL,
  norm VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (norm, event)
)

CREATE TRIGGER remarks_no_update BEFORE UPDATE ON remarks
BEGIN SELECT RAISE(ABORT, 'remarks is append-only'); END

CREATE TRIGGER remarks_no_delete BEFORE DELETE ON remarks
BEGIN SELECT RAISE(ABORT, 'remarks is append-only'); END

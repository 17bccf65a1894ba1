-- Version 4: events imported from files of other data sets.

CREATE TABLE imported_files (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  format VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  encoding VARCHAR NOT NULL,
  encoding_basis VARCHAR NOT NULL,
  columns BLOB NOT NULL,
  notes BLOB NOT NULL,
  recorded_at VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE TABLE imported_events (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  file INTEGER NOT NULL,
  line INTEGER NOT NULL,
  cells BLOB NOT NULL,
  format VARCHAR NOT NULL,
  row_id VARCHAR,
  series VARCHAR,
  version INTEGER NOT NULL,
  code VARCHAR NOT NULL,
  type VARCHAR,
  mode VARCHAR,
  quad INTEGER,
  actor_code VARCHAR,
  actor_name VARCHAR,
  actor_country VARCHAR,
  actor_state VARCHAR,
  actor_organisation VARCHAR,
  actor_sector VARCHAR,
  recipient_code VARCHAR,
  recipient_name VARCHAR,
  recipient_country VARCHAR,
  recipient_state VARCHAR,
  recipient_organisation VARCHAR,
  recipient_sector VARCHAR,
  directed BOOLEAN NOT NULL,
  day_first INTEGER NOT NULL,
  day_last INTEGER NOT NULL,
  precision VARCHAR NOT NULL,
  place VARCHAR,
  place_state VARCHAR,
  latitude FLOAT,
  longitude FLOAT,
  deaths INTEGER,
  words VARCHAR,
  url VARCHAR,
  publisher VARCHAR,
  PRIMARY KEY (n),
  UNIQUE (id),
  FOREIGN KEY(file) REFERENCES imported_files (n)
)

CREATE INDEX imported_events_actor ON imported_events (actor_code, day_last)

CREATE INDEX imported_events_day ON imported_events (day_last)

CREATE INDEX imported_events_recipient ON imported_events (recipient_code, day_last)

CREATE INDEX imported_events_series ON imported_events (series, version)

CREATE INDEX imported_events_type ON imported_events (type, day_last)

CREATE TABLE imported_refusals (
  n INTEGER NOT NULL,
  file INTEGER NOT NULL,
  line INTEGER NOT NULL,
  code VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (file, line, code),
  FOREIGN KEY(file) REFERENCES imported_files (n)
)

CREATE TRIGGER imported_files_no_update BEFORE UPDATE ON imported_files
BEGIN SELECT RAISE(ABORT, 'imported_files is append-only'); END

CREATE TRIGGER imported_files_no_delete BEFORE DELETE ON imported_files
BEGIN SELECT RAISE(ABORT, 'imported_files is append-only'); END

CREATE TRIGGER imported_events_no_update BEFORE UPDATE ON imported_events
BEGIN SELECT RAISE(ABORT, 'imported_events is append-only'); END

CREATE TRIGGER imported_events_no_delete BEFORE DELETE ON imported_events
BEGIN SELECT RAISE(ABORT, 'imported_events is append-only'); END

CREATE TRIGGER imported_refusals_no_update BEFORE UPDATE ON imported_refusals
BEGIN SELECT RAISE(ABORT, 'imported_refusals is append-only'); END

CREATE TRIGGER imported_refusals_no_delete BEFORE DELETE ON imported_refusals
BEGIN SELECT RAISE(ABORT, 'imported_refusals is append-only'); END

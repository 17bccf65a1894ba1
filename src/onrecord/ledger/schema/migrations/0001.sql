-- Version 1. Frozen: later versions add files, none changes this one. Statements are separated by blank lines.

CREATE TABLE pages (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  given_id VARCHAR,
  given_date DATE,
  body BLOB NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE INDEX ix_pages_given_id ON pages (given_id)

CREATE TABLE refused_pages (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  address VARCHAR NOT NULL,
  room VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  recorded_at VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE TABLE texts (
  n INTEGER NOT NULL,
  document_id VARCHAR NOT NULL,
  text BLOB NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (document_id)
)

CREATE TABLE sightings (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  page INTEGER NOT NULL,
  address VARCHAR NOT NULL,
  url VARCHAR,
  encoding VARCHAR NOT NULL,
  encoding_basis VARCHAR NOT NULL,
  content_type VARCHAR,
  fetched_at VARCHAR,
  headers BLOB NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id),
  FOREIGN KEY(page) REFERENCES pages (n)
)

CREATE INDEX ix_sightings_page ON sightings (page)

CREATE TABLE readings (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  page INTEGER NOT NULL,
  sighting INTEGER NOT NULL,
  reader VARCHAR NOT NULL,
  recorded_at VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id),
  FOREIGN KEY(page) REFERENCES pages (n),
  FOREIGN KEY(sighting) REFERENCES sightings (n)
)

CREATE INDEX readings_newest ON readings (page, recorded_at, reader)

CREATE TABLE actors (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  state VARCHAR,
  organisation VARCHAR,
  office VARCHAR,
  sector VARCHAR,
  basis VARCHAR NOT NULL,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX actors_id ON actors (id, reading)

CREATE TABLE current_readings (
  page INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  PRIMARY KEY (page),
  FOREIGN KEY(page) REFERENCES pages (n),
  UNIQUE (reading),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE TABLE documents (
  reading INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  text INTEGER NOT NULL,
  title VARCHAR,
  publisher VARCHAR,
  author VARCHAR,
  credit VARCHAR,
  language VARCHAR,
  published_first DATE,
  published_last DATE,
  published_precision VARCHAR,
  published_weekday INTEGER,
  published_basis VARCHAR,
  layout BLOB NOT NULL,
  refused BLOB NOT NULL,
  PRIMARY KEY (reading),
  FOREIGN KEY(reading) REFERENCES readings (n),
  FOREIGN KEY(text) REFERENCES texts (n)
)

CREATE INDEX ix_documents_id ON documents (id)

CREATE TABLE events (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  mode VARCHAR,
  quad INTEGER,
  actor_id VARCHAR,
  recipient_id VARCHAR,
  status VARCHAR NOT NULL,
  date_first DATE,
  date_last DATE,
  date_precision VARCHAR,
  date_weekday INTEGER,
  counted BOOLEAN NOT NULL,
  quantity_low INTEGER,
  quantity_high INTEGER,
  quantity_unit VARCHAR,
  reported_by VARCHAR,
  probability FLOAT,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX events_type ON events (type, actor_id)

CREATE INDEX ix_events_id ON events (id)

CREATE TABLE evidence (
  reading INTEGER NOT NULL,
  owner VARCHAR NOT NULL,
  owner_seq INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  piece INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote VARCHAR NOT NULL,
  PRIMARY KEY (reading, owner, owner_seq, role, piece),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE TABLE mentions (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  actor_id VARCHAR,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE TABLE norms (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  record INTEGER NOT NULL,
  modal VARCHAR NOT NULL,
  mode VARCHAR NOT NULL,
  agent_id VARCHAR,
  action_event VARCHAR,
  target_id VARCHAR,
  trigger_id VARCHAR,
  trigger_event VARCHAR,
  speaker_id VARCHAR,
  probability FLOAT,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX ix_norms_id ON norms (id)

CREATE INDEX norms_agent ON norms (agent_id, modal, mode, reading, record)

CREATE INDEX norms_modal ON norms (modal, mode, reading, record)

CREATE INDEX norms_record ON norms (reading, record)

CREATE INDEX norms_speaker ON norms (speaker_id, modal, mode, reading, record)

CREATE TABLE passages (
  n INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  record INTEGER,
  statement INTEGER,
  id VARCHAR NOT NULL,
  kind VARCHAR,
  strength INTEGER,
  day_first INTEGER,
  day_last INTEGER,
  newest INTEGER NOT NULL,
  document_id VARCHAR NOT NULL,
  publisher VARCHAR,
  words VARCHAR NOT NULL,
  who VARCHAR NOT NULL,
  PRIMARY KEY (n),
  FOREIGN KEY(reading) REFERENCES readings (n),
  UNIQUE (id)
)

CREATE INDEX passages_newest ON passages (newest, document_id, record)

CREATE INDEX passages_of_reading ON passages (reading, record)

CREATE TABLE records (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  strength INTEGER NOT NULL,
  statement INTEGER,
  stated_first DATE,
  stated_last DATE,
  stated_precision VARCHAR,
  stated_weekday INTEGER,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX ix_records_id ON records (id)

CREATE TABLE refusals (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  room VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  start INTEGER,
  "end" INTEGER,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE TABLE relations (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  record INTEGER NOT NULL,
  from_id VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  to_id VARCHAR NOT NULL,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX ix_relations_from_id ON relations (from_id)

CREATE INDEX ix_relations_to_id ON relations (to_id)

CREATE TABLE statements (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  directness VARCHAR NOT NULL,
  flags JSON NOT NULL,
  speaker_id VARCHAR,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX ix_statements_id ON statements (id)

CREATE TABLE times (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type VARCHAR NOT NULL,
  value VARCHAR,
  date_first DATE,
  date_last DATE,
  date_precision VARCHAR,
  date_weekday INTEGER,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE VIRTUAL TABLE passages_fts USING fts5(
  words, who, content='passages', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2'
)

CREATE TRIGGER pages_no_update BEFORE UPDATE ON pages
BEGIN SELECT RAISE(ABORT, 'pages is append-only'); END

CREATE TRIGGER pages_no_delete BEFORE DELETE ON pages
BEGIN SELECT RAISE(ABORT, 'pages is append-only'); END

CREATE TRIGGER sightings_no_update BEFORE UPDATE ON sightings
BEGIN SELECT RAISE(ABORT, 'sightings is append-only'); END

CREATE TRIGGER sightings_no_delete BEFORE DELETE ON sightings
BEGIN SELECT RAISE(ABORT, 'sightings is append-only'); END

CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings
BEGIN SELECT RAISE(ABORT, 'readings is append-only'); END

CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings
BEGIN SELECT RAISE(ABORT, 'readings is append-only'); END

CREATE TRIGGER texts_no_update BEFORE UPDATE ON texts
BEGIN SELECT RAISE(ABORT, 'texts is append-only'); END

CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts
BEGIN SELECT RAISE(ABORT, 'texts is append-only'); END

CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'documents is append-only'); END

CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'documents is append-only'); END

CREATE TRIGGER actors_no_update BEFORE UPDATE ON actors
BEGIN SELECT RAISE(ABORT, 'actors is append-only'); END

CREATE TRIGGER actors_no_delete BEFORE DELETE ON actors
BEGIN SELECT RAISE(ABORT, 'actors is append-only'); END

CREATE TRIGGER mentions_no_update BEFORE UPDATE ON mentions
BEGIN SELECT RAISE(ABORT, 'mentions is append-only'); END

CREATE TRIGGER mentions_no_delete BEFORE DELETE ON mentions
BEGIN SELECT RAISE(ABORT, 'mentions is append-only'); END

CREATE TRIGGER statements_no_update BEFORE UPDATE ON statements
BEGIN SELECT RAISE(ABORT, 'statements is append-only'); END

CREATE TRIGGER statements_no_delete BEFORE DELETE ON statements
BEGIN SELECT RAISE(ABORT, 'statements is append-only'); END

CREATE TRIGGER records_no_update BEFORE UPDATE ON records
BEGIN SELECT RAISE(ABORT, 'records is append-only'); END

CREATE TRIGGER records_no_delete BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'records is append-only'); END

CREATE TRIGGER norms_no_update BEFORE UPDATE ON norms
BEGIN SELECT RAISE(ABORT, 'norms is append-only'); END

CREATE TRIGGER norms_no_delete BEFORE DELETE ON norms
BEGIN SELECT RAISE(ABORT, 'norms is append-only'); END

CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events is append-only'); END

CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events is append-only'); END

CREATE TRIGGER times_no_update BEFORE UPDATE ON times
BEGIN SELECT RAISE(ABORT, 'times is append-only'); END

CREATE TRIGGER times_no_delete BEFORE DELETE ON times
BEGIN SELECT RAISE(ABORT, 'times is append-only'); END

CREATE TRIGGER refusals_no_update BEFORE UPDATE ON refusals
BEGIN SELECT RAISE(ABORT, 'refusals is append-only'); END

CREATE TRIGGER refusals_no_delete BEFORE DELETE ON refusals
BEGIN SELECT RAISE(ABORT, 'refusals is append-only'); END

CREATE TRIGGER relations_no_update BEFORE UPDATE ON relations
BEGIN SELECT RAISE(ABORT, 'relations is append-only'); END

CREATE TRIGGER relations_no_delete BEFORE DELETE ON relations
BEGIN SELECT RAISE(ABORT, 'relations is append-only'); END

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END

CREATE TRIGGER refused_pages_no_update BEFORE UPDATE ON refused_pages
BEGIN SELECT RAISE(ABORT, 'refused_pages is append-only'); END

CREATE TRIGGER refused_pages_no_delete BEFORE DELETE ON refused_pages
BEGIN SELECT RAISE(ABORT, 'refused_pages is append-only'); END

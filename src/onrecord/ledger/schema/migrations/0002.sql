-- Version 2: judgements, what became of norms, and the norms and events as they stand.

CREATE TABLE judgements (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  verdict VARCHAR NOT NULL,
  target_id VARCHAR NOT NULL,
  other_id VARCHAR,
  page_id VARCHAR NOT NULL,
  url VARCHAR,
  author VARCHAR NOT NULL,
  note VARCHAR,
  judged_at VARCHAR NOT NULL,
  slots BLOB NOT NULL,
  anchor BLOB NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE INDEX ix_judgements_other_id ON judgements (other_id)

CREATE INDEX ix_judgements_page_id ON judgements (page_id)

CREATE INDEX ix_judgements_target_id ON judgements (target_id)

CREATE INDEX ix_judgements_url ON judgements (url)

CREATE TABLE statuses (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  norm VARCHAR NOT NULL,
  norm_id VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  day_first INTEGER,
  day_last INTEGER,
  basis VARCHAR NOT NULL,
  basis_id VARCHAR,
  reason VARCHAR NOT NULL,
  recorded_at VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE INDEX ix_statuses_norm ON statuses (norm)

CREATE TABLE encounters (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  norm VARCHAR NOT NULL,
  norm_id VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  "match" VARCHAR NOT NULL,
  verdict VARCHAR NOT NULL,
  reasons BLOB NOT NULL,
  day_last INTEGER,
  recorded_at VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE INDEX encounters_recorded ON encounters (recorded_at)

CREATE INDEX ix_encounters_norm ON encounters (norm)

CREATE TABLE checked (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  recorded_at VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id)
)

CREATE TABLE current_norms (
  n INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  record INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  anchor VARCHAR NOT NULL,
  modal VARCHAR NOT NULL,
  mode VARCHAR NOT NULL,
  agent_id VARCHAR,
  speaker_id VARCHAR,
  target_id VARCHAR,
  trigger_id VARCHAR,
  action_event VARCHAR,
  trigger_event VARCHAR,
  kind VARCHAR NOT NULL,
  strength INTEGER NOT NULL,
  day_first INTEGER,
  day_last INTEGER,
  newest INTEGER NOT NULL,
  due INTEGER,
  action VARCHAR NOT NULL,
  "trigger" VARCHAR,
  action_pattern VARCHAR,
  trigger_pattern VARCHAR,
  standing VARCHAR,
  PRIMARY KEY (n),
  UNIQUE (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX current_norms_agent ON current_norms (agent_id, newest)

CREATE INDEX current_norms_asked ON current_norms (target_id, action_event, modal)

CREATE INDEX current_norms_deed ON current_norms (agent_id, action_event, target_id, newest)

CREATE INDEX current_norms_due ON current_norms (due)

CREATE INDEX current_norms_modal ON current_norms (modal, mode, reading, record)

CREATE INDEX current_norms_record ON current_norms (reading, record)

CREATE INDEX current_norms_speaker ON current_norms (speaker_id, newest)

CREATE INDEX current_norms_standing ON current_norms (standing, reading, record)

CREATE INDEX current_norms_target ON current_norms (target_id, newest)

CREATE INDEX current_norms_trigger ON current_norms (trigger_event, trigger_id, newest)

CREATE INDEX ix_current_norms_anchor ON current_norms (anchor)

CREATE INDEX ix_current_norms_id ON current_norms (id)

CREATE TABLE current_events (
  n INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  anchor VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  mode VARCHAR,
  actor VARCHAR,
  recipient VARCHAR,
  status VARCHAR NOT NULL,
  claimed BOOLEAN NOT NULL,
  day_first INTEGER,
  day_last INTEGER,
  PRIMARY KEY (n),
  UNIQUE (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX current_events_actor ON current_events (actor, day_last)

CREATE INDEX current_events_type ON current_events (type, actor, day_last)

CREATE INDEX ix_current_events_id ON current_events (id)

CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements is append-only'); END

CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements is append-only'); END

CREATE TRIGGER statuses_no_update BEFORE UPDATE ON statuses
BEGIN SELECT RAISE(ABORT, 'statuses is append-only'); END

CREATE TRIGGER statuses_no_delete BEFORE DELETE ON statuses
BEGIN SELECT RAISE(ABORT, 'statuses is append-only'); END

CREATE TRIGGER encounters_no_update BEFORE UPDATE ON encounters
BEGIN SELECT RAISE(ABORT, 'encounters is append-only'); END

CREATE TRIGGER encounters_no_delete BEFORE DELETE ON encounters
BEGIN SELECT RAISE(ABORT, 'encounters is append-only'); END

CREATE TRIGGER checked_no_update BEFORE UPDATE ON checked
BEGIN SELECT RAISE(ABORT, 'checked is append-only'); END

CREATE TRIGGER checked_no_delete BEFORE DELETE ON checked
BEGIN SELECT RAISE(ABORT, 'checked is append-only'); END

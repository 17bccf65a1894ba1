-- Version 3: when a norm's deadline ends, what its words ask of an event, and the kinds of event that meet it.

ALTER TABLE norms ADD COLUMN due_first DATE

ALTER TABLE norms ADD COLUMN due_last DATE

ALTER TABLE norms ADD COLUMN due_precision VARCHAR

ALTER TABLE norms ADD COLUMN due_weekday INTEGER

ALTER TABLE norms ADD COLUMN action_pattern VARCHAR

ALTER TABLE norms ADD COLUMN trigger_pattern VARCHAR

CREATE TABLE thresholds (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  norm INTEGER NOT NULL,
  slot VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  low FLOAT,
  high FLOAT,
  unit VARCHAR,
  value VARCHAR,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX thresholds_norm ON thresholds (reading, norm)

CREATE TRIGGER thresholds_no_update BEFORE UPDATE ON thresholds
BEGIN SELECT RAISE(ABORT, 'thresholds is append-only'); END

CREATE TRIGGER thresholds_no_delete BEFORE DELETE ON thresholds
BEGIN SELECT RAISE(ABORT, 'thresholds is append-only'); END

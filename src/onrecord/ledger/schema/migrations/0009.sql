-- Version 9: what the clause of an event says, predicate and arguments; what norms speak of. The index is made anew.

ALTER TABLE events ADD COLUMN does VARCHAR

ALTER TABLE current_events ADD COLUMN does VARCHAR

CREATE TABLE norm_keys (
  n INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  trigger BOOLEAN NOT NULL,
  key VARCHAR NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (reading, seq, trigger, key)
)

CREATE INDEX norm_keys_key ON norm_keys (key, trigger, reading, seq)

-- Version 11: passages with norms are a range of numbers of their own in the full-text index; what norms ask of an event
-- is held beside them. The index is made anew.

ALTER TABLE passages ADD COLUMN searched INTEGER

CREATE UNIQUE INDEX passages_searched ON passages (searched)

DROP TABLE passages_fts

CREATE VIRTUAL TABLE passages_fts USING fts5(
  words, forms, who, also, content='passages', content_rowid='searched',
  tokenize='porter unicode61 remove_diacritics 2'
)

CREATE TABLE norm_asks (
  n INTEGER NOT NULL,
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  trigger BOOLEAN NOT NULL,
  actor VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  predicate VARCHAR NOT NULL,
  happens BOOLEAN NOT NULL,
  exact BOOLEAN NOT NULL,
  arguments VARCHAR NOT NULL,
  day_first INTEGER,
  PRIMARY KEY (n),
  UNIQUE (reading, seq, trigger)
)

CREATE INDEX norm_asks_actor ON norm_asks (actor, trigger, predicate)

CREATE INDEX norm_asks_type ON norm_asks (actor, trigger, type)

CREATE INDEX current_events_recipient ON current_events (recipient, day_last)

-- Version 16: what the views of SQL show beside the log. The views themselves follow the program: views/making.py.

CREATE TABLE judged_norms (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  record INTEGER NOT NULL,
  verdict VARCHAR NOT NULL,
  corrected BOOLEAN NOT NULL,
  speaker VARCHAR,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX judged_norms_record ON judged_norms (reading, record)

CREATE TABLE judged_words (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote VARCHAR NOT NULL,
  PRIMARY KEY (reading, seq, role),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE TABLE state_names (
  code VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  PRIMARY KEY (code)
)

-- Version 5: what tells copies of a document.

CREATE TABLE signatures (
  reading INTEGER NOT NULL,
  method VARCHAR NOT NULL,
  words INTEGER NOT NULL,
  exact VARCHAR NOT NULL,
  sketch BLOB NOT NULL,
  PRIMARY KEY (reading),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE TABLE signature_keys (
  "key" BIGINT NOT NULL,
  reading INTEGER NOT NULL,
  PRIMARY KEY ("key", reading),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX ix_signature_keys_reading ON signature_keys (reading)

CREATE TABLE signature_paragraphs (
  reading INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  "key" BIGINT NOT NULL,
  words INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (reading, seq),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

CREATE INDEX ix_signature_paragraphs_key ON signature_paragraphs ("key")

CREATE TRIGGER signatures_no_update BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'signatures is append-only'); END

CREATE TRIGGER signatures_no_delete BEFORE DELETE ON signatures
BEGIN SELECT RAISE(ABORT, 'signatures is append-only'); END

CREATE TRIGGER signature_keys_no_update BEFORE UPDATE ON signature_keys
BEGIN SELECT RAISE(ABORT, 'signature_keys is append-only'); END

CREATE TRIGGER signature_keys_no_delete BEFORE DELETE ON signature_keys
BEGIN SELECT RAISE(ABORT, 'signature_keys is append-only'); END

CREATE TRIGGER signature_paragraphs_no_update BEFORE UPDATE ON signature_paragraphs
BEGIN SELECT RAISE(ABORT, 'signature_paragraphs is append-only'); END

CREATE TRIGGER signature_paragraphs_no_delete BEFORE DELETE ON signature_paragraphs
BEGIN SELECT RAISE(ABORT, 'signature_paragraphs is append-only'); END

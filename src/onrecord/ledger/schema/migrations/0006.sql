-- Version 6: what passages mean, as vectors.

CREATE TABLE meanings (
  n INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  encoder VARCHAR NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (n),
  UNIQUE (id, encoder)
)

-- Version 10: what passages are searched by (language/search_forms.py), and whether norms rest on them. The index is
-- made anew.

ALTER TABLE passages ADD COLUMN holds VARCHAR NOT NULL DEFAULT ''

ALTER TABLE passages ADD COLUMN forms VARCHAR NOT NULL DEFAULT ''

ALTER TABLE passages ADD COLUMN also VARCHAR NOT NULL DEFAULT ''

DROP TABLE passages_fts

CREATE VIRTUAL TABLE passages_fts USING fts5(
  words, forms, who, also, holds, content='passages', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2'
)

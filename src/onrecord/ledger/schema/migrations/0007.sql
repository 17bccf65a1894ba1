-- Version 7: the words that deeds and conditions are compared by (language/same_deed.py). The index is made anew.

ALTER TABLE current_norms ADD COLUMN action_words VARCHAR NOT NULL DEFAULT ''

ALTER TABLE current_norms ADD COLUMN trigger_words VARCHAR

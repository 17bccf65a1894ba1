-- Version 8: who denies or claims an event. An event of no type has the type ''.

ALTER TABLE events ADD COLUMN said_by_id VARCHAR

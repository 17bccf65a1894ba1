-- Version 15: a page has a current reading of each person who entered norms on it, beside a program's; a record says who
-- entered it by hand, and on which day.

ALTER TABLE records ADD COLUMN entered_by VARCHAR

ALTER TABLE records ADD COLUMN entered_on DATE

CREATE TABLE current_readings_of_hands (
  page INTEGER NOT NULL,
  hand VARCHAR NOT NULL,
  reading INTEGER NOT NULL,
  PRIMARY KEY (page, hand),
  FOREIGN KEY(page) REFERENCES pages (n),
  UNIQUE (reading),
  FOREIGN KEY(reading) REFERENCES readings (n)
)

INSERT INTO current_readings_of_hands SELECT page, '', reading FROM current_readings

DROP TABLE current_readings

ALTER TABLE current_readings_of_hands RENAME TO current_readings

CREATE INDEX current_readings_hand ON current_readings (hand)

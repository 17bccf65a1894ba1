-- Version 13: what an actor said, what it did and what norms ask are looked through in an index alone.

DROP INDEX current_norms_agent

CREATE INDEX current_norms_agent ON current_norms
  (agent_id, newest, modal, target_id, action_event, action_words, reading, record)

DROP INDEX current_events_actor

CREATE INDEX current_events_actor ON current_events (actor, day_last, id, recipient, type, status, does)

DROP INDEX current_events_recipient

CREATE INDEX current_events_recipient ON current_events (recipient, day_last, id, actor, type, status, does)

DROP INDEX norm_asks_actor

CREATE INDEX norm_asks_actor ON norm_asks
  (actor, trigger, predicate, type, day_first, happens, exact, arguments, reading, seq)

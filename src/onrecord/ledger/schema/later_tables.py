"""Tables for what comes after a reading: what a person judged and remarked, what became of a norm; and the norms as
they stand.

Two kinds, as in `tables`. The log (judgements, remarks, statuses, encounters, checked) is only ever added to. The index
(current_norms, current_events, not_met) says nothing the log does not say.
Source: docs/ledger.md
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from onrecord.ledger.schema.columns import ExactText, Instant, Packed
from onrecord.ledger.schema.tables import metadata

# What a person said of a record, a norm, or two of them. `anchor` holds what finds the same words again when the page
# is read anew: see `entries.judging`.
judgements = Table(
    "judgements",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("verdict", String, nullable=False),
    Column("target_id", String, nullable=False, index=True),
    Column("other_id", String, index=True),
    Column("page_id", String, nullable=False, index=True),
    Column("url", ExactText, index=True),
    Column("author", ExactText, nullable=False),
    Column("note", ExactText),
    Column("judged_at", Instant, nullable=False),
    Column("slots", Packed, nullable=False),  # {slot: value}
    Column("anchor", Packed, nullable=False),
)

# A tag, a case or a note on a record or a page. name: the folded name of a tag or case; words: as typed. takes_off: it
# takes the name off the target, or the note of `note_id` back. anchor: of a record, what finds its words again, as for
# judgements; NULL of a page.
remarks = Table(
    "remarks",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("target_id", String, nullable=False),
    Column("page_id", String, nullable=False, index=True),
    Column("url", ExactText, index=True),
    Column("author", ExactText, nullable=False),
    Column("name", ExactText),
    Column("words", ExactText, nullable=False),
    Column("takes_off", Boolean, nullable=False),
    Column("note_id", String),
    Column("recorded_at", Instant, nullable=False),
    Column("anchor", Packed),
    Index("remarks_name", "kind", "name"),
)

# What became of a norm, one row a change. `norm` is its anchor (`judgements.anchors`), which outlives a reading.
# day_first, day_last: ordinals of when it became so; certain: yes or maybe.
statuses = Table(
    "statuses",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("norm", String, nullable=False, index=True),
    Column("norm_id", String, nullable=False),
    Column("status", String, nullable=False),
    Column("day_first", Integer),
    Column("day_last", Integer),
    Column("basis", String, nullable=False),  # "deadline", "event", "record"
    Column("basis_id", String),
    Column("reason", ExactText, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

# An event that meets, or may meet, the trigger or the action of a norm: reported once. Both named by their anchors.
encounters = Table(
    "encounters",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("norm", String, nullable=False, index=True),
    Column("norm_id", String, nullable=False),
    Column("event", String, nullable=False),
    Column("event_id", String, nullable=False),
    Column("role", String, nullable=False),  # "trigger" or "deed", the norm's action
    Column("match", String, nullable=False),  # "yes" or "maybe"
    Column("verdict", String, nullable=False),
    Column("reasons", Packed, nullable=False),
    Column("day_last", Integer),
    Column("recorded_at", Instant, nullable=False),
    Index("encounters_recorded", "recorded_at"),
)

# What has been looked at for encounters, so that it is done once: a reading's id or an imported event's.
checked = Table(
    "checked",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("recorded_at", Instant, nullable=False),
)

# --- the index ---

# The norms of what is listed, as they stand: a person's corrections in place of what was read, those judged wrong left
# out. day_*, newest: as in passages. due: ordinal of the last day of its deadline. action, trigger: their words;
# *_words: what they are compared by (language.same_action.Wording), in text order, a space between; *_pattern: as the
# terms write them. standing: the last status.
current_norms = Table(
    "current_norms",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("record", Integer, nullable=False),
    Column("id", String, nullable=False, index=True),
    Column("anchor", String, nullable=False, index=True),
    Column("modal", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("agent_id", ExactText),
    Column("speaker_id", ExactText),
    Column("target_id", ExactText),
    Column("trigger_id", ExactText),
    Column("action_event", String),
    Column("trigger_event", String),
    Column("kind", String, nullable=False),
    Column("strength", Integer, nullable=False),
    Column("day_first", Integer),
    Column("day_last", Integer),
    Column("newest", Integer, nullable=False),
    Column("due", Integer),
    Column("action", ExactText, nullable=False),
    Column("trigger", ExactText),
    Column("action_pattern", ExactText),
    Column("trigger_pattern", ExactText),
    Column("standing", String),
    Column("action_words", ExactText, nullable=False),
    Column("trigger_words", ExactText),
    UniqueConstraint("reading", "seq"),
    Index("current_norms_record", "reading", "record"),
    # What an actor said is looked through without the rows themselves.
    Index(
        "current_norms_agent",
        *("agent_id", "newest", "modal", "target_id", "action_event", "action_words", "reading", "record"),
    ),
    Index("current_norms_speaker", "speaker_id", "newest"),
    Index("current_norms_target", "target_id", "newest"),
    Index("current_norms_modal", "modal", "mode", "reading", "record"),
    Index("current_norms_deed", "agent_id", "action_event", "target_id", "newest"),
    Index("current_norms_trigger", "trigger_event", "trigger_id", "newest"),
    Index("current_norms_asked", "target_id", "action_event", "modal"),
    Index("current_norms_standing", "standing", "reading", "record"),
    Index("current_norms_due", "due"),
)

# Of the norms and events of `encounters`, by their anchors, those of which a person says that the one did not meet the
# other (index/not_met.py). They count for nothing.
not_met = Table(
    "not_met",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("norm", String, nullable=False),
    Column("event", String, nullable=False),
    UniqueConstraint("norm", "event"),
)

# The events of current readings, with codes in place of ids. day_*: ordinals; both NULL when not known.
current_events = Table(
    "current_events",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("reading", Integer, ForeignKey("readings.n"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("id", String, nullable=False, index=True),
    Column("anchor", String, nullable=False),
    Column("type", String, nullable=False),  # "" where no type fits
    Column("mode", String),
    Column("actor", ExactText),
    Column("recipient", ExactText),
    Column("status", String, nullable=False),
    Column("claimed", Boolean, nullable=False),  # somebody says so; False: the page does
    Column("day_first", Integer),
    Column("day_last", Integer),
    Column("does", ExactText),  # what its clause says, as text (terms/predications.py)
    UniqueConstraint("reading", "seq"),
    Index("current_events_type", "type", "actor", "day_last"),
    # So are the newest actions by and on an actor.
    Index("current_events_actor", "actor", "day_last", "id", "recipient", "type", "status", "does"),
    Index("current_events_recipient", "recipient", "day_last", "id", "actor", "type", "status", "does"),
)

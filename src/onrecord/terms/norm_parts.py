"""What of a norm an event may be, by the names under which ledgers keep it.

Out:     the role of an encounter that meets a norm's action; the slot of a match that compares what is done
Source:  docs/ledger.md
Shown:   tests/questions/test_met.py

Both were named when an action was called a deed. The id of an encounter is made of its role, so they stay.
"""

ACTION_ROLE = "deed"
ACTION_SLOT = "deed"

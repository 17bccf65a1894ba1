"""What follows: is an event what a condition speaks of, what does it entail, what becomes of a norm.

In:      norms and events, as patterns
Out:     matches, verdicts, courses of events, answers
Source:  docs/semantics.md
Shown:   tests/reasoning/

It knows no ledger: whoever has norms can ask.
"""

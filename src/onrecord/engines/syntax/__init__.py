"""What spaCy's pipes give, worked out faster than they do and to the same answer."""

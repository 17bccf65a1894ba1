"""The shared nouns. Stands on the standard library only; every other room imports from here."""

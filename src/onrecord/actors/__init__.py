"""The room that finds who is on a page.

In:      Document, Parse; then the Statements of the page
Out:     Cast; Statements with their speakers, and the cast with pronouns and epithets
Source:  aliases.csv, organisations.csv, offices.csv, officeholders.csv, role_nouns.csv, words.csv
Shown:   tests/actors/
"""

from onrecord.actors.resolution import resolve
from onrecord.actors.speaking import name_speakers

__all__ = ["name_speakers", "resolve"]

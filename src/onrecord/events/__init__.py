"""What happened, in PLOVER's terms.

In:      Document, Parse, Statements, Cast, times
Out:     Events; VerbCoder codes the action in any words, code_pair what one marked actor does to another
"""

from onrecord.events.actions import VerbCoder
from onrecord.events.coding import code_events
from onrecord.events.pairs import code_pair

__all__ = ["VerbCoder", "code_events", "code_pair"]
